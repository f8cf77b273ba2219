// Package events is part of an example: it does nothing.
package events

import _ "example.com/slug"
