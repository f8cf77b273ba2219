// Tools for work on the service. Nothing of them is built into it.
module git.corp.example/shop/payments/tools

go 1.24.0

tool example.com/lint/cmd/lint

require example.com/lint v0.9.0

require (
	example.com/ast v0.9.0 // indirect
	example.com/checks v0.4.0 // indirect
	example.com/lexer v1.1.0 // indirect
	example.com/runes v0.5.0 // indirect
	example.com/sqlgen v1.2.0 // indirect
	example.com/tables v0.3.0 // indirect
)
