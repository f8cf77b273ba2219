// Package tables is part of the examples of modwarden and does nothing.
package tables
