module pyforge

go 1.22
