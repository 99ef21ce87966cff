-- SPDX-License-Identifier: MIT
-- SE05: called with a Python tuple of arguments.
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
    { "SE05 call_with_a_python_tuple", function()
        local args = py.tuple { "arg1", "arg2", "arg3" }
        tap.equal(tap.stdout(function() example(py.unpack(args)) end),
            "called with args ('arg1', 'arg2', 'arg3')\n")
    end },
}
