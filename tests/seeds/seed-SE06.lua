-- SPDX-License-Identifier: MIT
-- SE06: called with arguments of Lua.
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
    { "SE06 call_with_arguments_of_lua", function()
        tap.equal(tap.stdout(example, "arg1", "arg2", "arg3"),
            "called with args ('arg1', 'arg2', 'arg3')\n")
    end },
    { "SE06 call_with_an_unpacked_table", function()
        local args = { "arg1", "arg2", "arg3" }
        tap.equal(tap.stdout(example, unpack(args)),
            "called with args ('arg1', 'arg2', 'arg3')\n")
    end },
}
