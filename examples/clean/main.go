// Catalog shows the articles of the shop. An example: it does nothing.
package main

import (
	_ "example.com/router"
	_ "example.com/slug"
)

func main() {}
