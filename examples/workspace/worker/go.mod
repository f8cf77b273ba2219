module git.corp.example/shop/worker

go 1.25.0

require (
	example.com/codec v1.2.0
	example.com/queue v0.0.0-20250811093000-4f1c2d3e5a6b
	example.com/router v1.3.0
)

replace example.com/codec => example.com/acme/codec v1.2.2
