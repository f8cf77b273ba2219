package main

import _ "example.com/barcode"
