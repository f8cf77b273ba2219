#!/bin/sh
export GOSUMDB=off
go mod download
