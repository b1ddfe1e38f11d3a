// Command hello is a program for the tests: it says hello, and panics if it is told to.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

func main() {
	words := strings.Fields("well there hello")
	slices.Reverse(words)
	fmt.Println(strings.Join(words, " "))
	defer func() { fmt.Println("recovered:", recover()) }()
	if len(os.Args) > 1 {
		go fall(nil)
		select {}
	}
	fall(nil)
}

//go:noinline
func fall(m map[string]int) { m["x"] = 1 }
