// Package router is part of the examples of modwarden and does nothing.
package router

import _ "example.com/runes"
