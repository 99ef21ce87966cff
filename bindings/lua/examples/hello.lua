-- SPDX-License-Identifier: MIT
-- Python from Lua in a few lines.
local py = require "pyforge"

local math = py.import "math"
print(math.hypot(3, 4))
print(math.factorial(20), math.factorial(25))

local words = py.list { "Lua", "calls", "Python" }
words:append "objects"
print(words, #words, words[0])
print(py.eval("' '.join(words)", { words = words }))
