// Payments takes payments for the shop. An example: it does nothing.
package main

import (
	_ "example.com/barcode"
	_ "example.com/broker"
	_ "example.com/ledger"
	_ "example.com/locale"
	_ "example.com/money"
	_ "example.com/orm"
	_ "example.com/pdf"
	_ "example.com/queue"
	_ "example.com/render"
	_ "example.com/retry"
	_ "git.corp.example/platform/auth"
)

func main() {}
