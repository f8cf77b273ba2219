#!/bin/sh
go mod download
export GOFLAGS=-mod=readonly
go mod verify
go build ./...
