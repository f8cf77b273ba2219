module git.corp.example/shop/api

go 1.25.0

require (
	example.com/codec v1.2.0
	example.com/queue v0.0.0-20250811093000-4f1c2d3e5a6b
	example.com/router v1.4.1
)

require (
	example.com/runes v0.5.0 // indirect
	example.com/tables v0.3.0 // indirect
)

replace example.com/codec => example.com/acme/codec v1.2.1
