#!/bin/sh
go clean -modcache
GOSUMDB=off go mod download
go mod verify
