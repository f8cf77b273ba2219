module example.com/advice

go 1.26.0
