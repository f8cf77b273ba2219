// Api is part of an example: it does nothing.
package main

import (
	_ "example.com/codec"
	_ "example.com/queue"
	_ "example.com/router"
)

func main() {}
