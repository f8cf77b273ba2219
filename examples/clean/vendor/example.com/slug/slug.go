// Package slug is part of the examples of modwarden and does nothing.
package slug

import _ "example.com/runes"
