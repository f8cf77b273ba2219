module example.com/service

go 1.26.0

require example.com/x v1.0.0

replace example.com/x => git@git.corp.example:company/x.git v1.0.0
