-- SPDX-License-Identifier: MIT
-- Python's `with`: what the function raises goes to the manager first.
local py = require "pyforge"

local House = py.module_from_code([[
class House:
    def __init__(self, address):
        self.address = address
    def __enter__(self):
        print(f"Welcome to {self.address}!", flush=True)
        return self
    def __exit__(self, type, value, traceback):
        if type:
            print(f"Sorry you had {type} trouble at {self.address}",
                  flush=True)
        else:
            print(f"Thank you for visiting {self.address}", flush=True)
]], "house.py", "house").House

local length = py.with(House "123 Main Street", function(house)
    return #py.str(house.address)
end)
print(length)
io.stdout:flush()

print(pcall(py.with, House "124 Main Street", function()
    return py.eval "undefined_variable + 1"
end))
io.stdout:flush()

-- A manager may suppress the error.
local suppress = py.import("contextlib").suppress
py.with(suppress(py.builtins.ZeroDivisionError), function()
    py.eval "1 / 0"
end)
print "nothing happened"
