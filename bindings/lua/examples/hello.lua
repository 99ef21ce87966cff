-- SPDX-License-Identifier: MIT
-- Start Python, call it, convert both ways, see an exception.
local py = require "pyforge"

local math = py.import "math"
print("math.hypot(3, 4) = " .. math.hypot(3, 4))
print(("math.factorial(20) = %s"):format(py.str(py.int(math.factorial(20)))))

local list = py.list { 3, 1, 2 }
list:sort()
print("sorted: " .. tostring(list))

local ok, e = pcall(py.eval, "int('seven')")
assert(not ok and e:matches "ValueError")
print(e)
