deps:
	go get -insecure=false example.com/payment@v1.3.2
