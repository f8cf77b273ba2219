module example.com/service

go 1.26.0

require example.com/payment v1.3.2

replace example.com/payment v1.3.2 => ../../../../audited/payment
