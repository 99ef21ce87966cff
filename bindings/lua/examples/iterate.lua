-- SPDX-License-Identifier: MIT
-- Python's iteration in Lua's `for`.
local py = require "pyforge"

for word in py.iter(py.str "Lua and Python":split()) do
    io.write(word, ";")
end
print()

for i, x in py.enumerate(py.eval "[1, None, 'three']") do
    io.write(i, "=", tostring(x), ";")
end
print()

for key, value in py.items(py.eval "{'a': 1, 'b': [2]}") do
    io.write(tostring(key), "=", tostring(value), ";")
end
print()

-- Python objects in place of Lua's coroutines: a generator.
py.run [[
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
]]
for x in py.iter(py.eval "fibonacci()") do
    if x > 50 then
        break
    end
    io.write(x, ";")
end
print()
