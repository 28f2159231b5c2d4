// FerretDB with its SQLite backend, started by mongod's own options: it stands in for MongoDB where that cannot be had.
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	address := flag.String("bind_ip", "127.0.0.1", "address to listen on")
	port := flag.String("port", "27017", "TCP port to listen on")
	folder := flag.String("dbpath", "/data/db", "folder of the data")
	flag.Parse()

	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: net.JoinHostPort(*address, *port)},
		Handler:   "sqlite",
		SQLiteURL: "file:" + strings.TrimSuffix(*folder, "/") + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log.Printf("FerretDB, not MongoDB, listens on %s port %s", *address, *port)
	if err := server.Run(ctx); err != nil && ctx.Err() == nil {
		log.Fatal(err)
	}
}
