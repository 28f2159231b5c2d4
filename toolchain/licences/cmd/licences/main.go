// Which licences files hold: their names come in on stdin, one a line, and a JSON object of SPDX identifiers by name
// goes out on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	"github.com/google/licensecheck"
)

func main() {
	found := map[string][]string{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		text, err := os.ReadFile(lines.Text())
		if err != nil {
			log.Fatal(err)
		}
		found[lines.Text()] = licences(text)
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		log.Fatal(err)
	}
}

// Each licence once, in the order of the text. A link alone is no licence.
func licences(text []byte) []string {
	found, seen := []string{}, map[string]bool{}
	for _, match := range licensecheck.Scan(text).Match {
		if !match.IsURL && !seen[match.ID] {
			found, seen[match.ID] = append(found, match.ID), true
		}
	}
	return found
}
