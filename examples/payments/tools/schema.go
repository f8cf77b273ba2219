// Schema writes the tables of the service. An example: it does nothing.
package main

import _ "example.com/lint"

func main() {}
