// Labels prints labels for parcels. An example: it does nothing.
package main

import (
	_ "example.com/broker"
	_ "example.com/render"
)

func main() {}
