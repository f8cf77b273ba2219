package main

// Nobody builds for this system, and so nothing of an LGPL module is in the program.
import _ "example.com/pdf"
