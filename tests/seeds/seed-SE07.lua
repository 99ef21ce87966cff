-- SPDX-License-Identifier: MIT
-- SE07: called with keyword arguments.
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
    { "SE07 call_with_keywords", function()
        tap.equal(tap.stdout(example, py.kw { key1 = 1 }),
            "called with kwargs {'key1': 1}\n")
    end },
}
