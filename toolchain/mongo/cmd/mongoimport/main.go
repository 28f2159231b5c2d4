// mongoimport of the MongoDB Database Tools, under its own name: upstream's main package would be built as `main`.
package main

import (
	"log"
	"os"

	"github.com/mongodb/mongo-tools/mongoimport"
)

func main() {
	options, err := mongoimport.ParseOptions(os.Args[1:], "built from source", "unknown")
	if err != nil {
		log.Fatal(err)
	}
	if options.PrintHelp(false) || options.PrintVersion() {
		return
	}
	importer, err := mongoimport.New(options)
	if err != nil {
		log.Fatal(err)
	}
	defer importer.Close()
	if _, failed, err := importer.ImportDocuments(); err != nil || failed > 0 {
		log.Fatalf("%d documents cannot be imported: %v", failed, err)
	}
}
