-- SPDX-License-Identifier: MIT
-- Exceptions are Lua errors: tables with type, message, traceback, exception.
local py = require "pyforge"

local ok, e = pcall(py.eval, "{}['missing']")
print(ok, e)
print(e.type, e.message, e:matches "LookupError", e:matches "ValueError")

py.run [[
def outer():
    inner()

def inner():
    raise ValueError("too deep")
]]
ok, e = pcall(py.eval, "outer()")
print(e.traceback)

-- Wrong use of the module is an error with a position, as Lua's own are.
print(select(2, pcall(py.import, 42)):match "py%.import: .*")
