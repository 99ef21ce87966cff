-- SPDX-License-Identifier: MIT
-- SE09: called with keywords from a table built at run time.
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
    { "SE09 call_with_keywords_from_a_table", function()
        local keywords = {}
        keywords["key" .. 1] = 1
        tap.equal(tap.stdout(example, py.kw(keywords)),
            "called with kwargs {'key1': 1}\n")
    end },
}
