-- SPDX-License-Identifier: MIT
-- SE04: a function of a module made from code, called without arguments.
local py = require "pyforge"
local tap = require "tests.tap"

local code = [[
def example(*args, **kwargs):
                if args != ():
                    print("called with args", args)
                if kwargs != {}:
                    print("called with kwargs", kwargs)
                if args == () and kwargs == {}:
                    print("called with no arguments")]]
local example = py.module_from_code(code, "", "").example

tap.run {
    { "SE04 call_without_arguments", function()
        tap.equal(tap.stdout(example), "called with no arguments\n")
    end },
}
