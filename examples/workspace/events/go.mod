module git.corp.example/shop/events

go 1.25.0

require example.com/slug v1.0.2

require (
	example.com/runes v0.5.0 // indirect
	example.com/tables v0.3.0 // indirect
)
