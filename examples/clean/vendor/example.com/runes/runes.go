// Package runes is part of the examples of modwarden and does nothing.
package runes

import _ "example.com/tables"
