-- SPDX-License-Identifier: MIT
-- Arguments by position and by name, tables, methods, results.
local py = require "pyforge"

local json = py.import "json"
print(json.dumps({ 1, 2.5, "three", py.None, true }))
print(json.dumps({ a = { 1, 2 } }, py.kw { indent = 1 }))

-- A method by colon or by dot; py.method is the fast form for loops.
local list = py.list { 3, 1, 2 }
list:sort(py.kw { reverse = true })
print(list)
local append = py.method "append"
for i = 1, 3 do
    append(list, i * 10)
end
print(list)

-- A table back, and a tuple as so many values.
local data = py.totable(json.loads '{"name": "Ada", "born": [1815, 12, 10]}')
print(data.name, data.born[1])
print(py.unpack(py.eval "divmod(17, 5)"))
