module example.com/service

go 1.26.0

inreplace example.com/payment => ../payment
