-- SPDX-License-Identifier: MIT
-- SE18: a context manager, with and without a failure.
local py = require "pyforge"
local tap = require "tests.tap"

local House = py.module_from_code([[
class House(object):
    def __init__(self, address):
        self.address = address
    def __enter__(self):
        print(f"Welcome to {self.address}!")
    def __exit__(self, type, value, traceback):
        if type:
            print(f"Sorry you had {type} trouble at {self.address}")
        else:
            print(f"Thank you for visiting {self.address}, come again soon!")
]], "house.py", "house").House

local function by_hand(source)
    local house = House "123 Main Street"
    house:__enter__()
    local ok, e = pcall(py.eval, source)
    if ok then
        house:__exit__(nil, nil, nil)
    else
        house:__exit__(e.exception.__class__, e.exception,
            e.exception.__traceback__)
    end
end

local function by_with(source)
    py.with(House "123 Main Street", function() py.eval(source) end)
end

local welcome = "Welcome to 123 Main Street!\n"
local trouble = welcome
    .. "Sorry you had <class 'NameError'> trouble at 123 Main Street\n"
local thanks = welcome
    .. "Thank you for visiting 123 Main Street, come again soon!\n"

tap.run {
    { "SE18 failure_goes_through_the_manager", function()
        tap.equal(tap.stdout(by_hand, "undefined_variable + 1"), trouble)
    end },
    { "SE18 success_goes_through_the_manager", function()
        tap.equal(tap.stdout(by_hand, "1 + 1"), thanks)
    end },
    { "SE18 with_does_both", function()
        tap.equal(tap.stdout(by_with, "1 + 1"), thanks)
        tap.equal(tap.stdout(pcall, by_with, "undefined_variable + 1"),
            trouble)
        tap.raises("NameError", tap.stdout, by_with, "undefined_variable + 1")
    end },
}
