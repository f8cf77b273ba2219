package main

import _ "example.com/ledger"
