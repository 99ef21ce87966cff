module pyforge

go 1.19
