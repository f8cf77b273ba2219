// The service that takes payments for the shop.
module git.corp.example/shop/payments

go 1.25.0

require (
	example.com/barcode v1.1.0
	example.com/broker v1.5.0
	example.com/ledger v1.8.2
	example.com/locale v3.0.1+incompatible // modwarden:allow graph/incompatible until=2027-06-30 v4 will have a go.mod, LOC-41
	example.com/money v2.3.0+incompatible
	example.com/orm v1.4.0
	example.com/pdf v1.2.0
	example.com/queue v0.0.0-20250811093000-4f1c2d3e5a6b
	example.com/render v1.9.0
	example.com/retry v1.0.3
	git.corp.example/platform/auth v1.7.0
)

require (
	example.com/ast v0.9.0 // indirect
	example.com/fonts v1.0.0 // indirect
	example.com/jwt v1.2.0 // indirect
	example.com/lexer v1.1.0 // indirect
	example.com/md4 v0.1.0 // indirect
	example.com/runes v0.5.0 // indirect
	example.com/sqlgen v1.2.0 // indirect
	example.com/tables v0.3.0 // indirect
	example.com/wire v0.8.0 // indirect
)

replace example.com/render v1.9.0 => example.com/acme/render v1.9.1

// Left from a long evening. The loop was in our own code.
replace example.com/wire v0.7.0 => ../../../wire
