// Prints labels for the parcels of a shop, on Linux and on Windows.
module git.corp.example/shop/labels

go 1.25.0

require (
	example.com/barcode v1.1.0
	example.com/broker v1.5.0
	example.com/ledger v1.8.2
	example.com/pdf v1.2.0
	example.com/render v1.9.0
)

require (
	example.com/ast v0.9.0 // indirect
	example.com/checks v0.4.0 // indirect
	example.com/fonts v1.0.0 // indirect
	example.com/lexer v1.1.0 // indirect
	example.com/lint v0.9.0 // indirect
	example.com/runes v0.5.0 // indirect
	example.com/sqlgen v1.2.0 // indirect
	example.com/tables v0.3.0 // indirect
	example.com/wire v0.8.0 // indirect
)

replace example.com/render v1.9.0 => example.com/acme/render v1.9.1

tool example.com/lint/cmd/lint
