-- SPDX-License-Identifier: MIT
-- SE15: a module made while Python runs, put into sys.modules.
local py = require "pyforge"
local tap = require "tests.tap"

local sys = py.import "sys"

tap.run {
    { "SE15 add_one", function()
        py.module("foo", {
            add_one = {
                function(x) return x + 1 end,
                signature = "(x: i64) -> i64",
            },
        })
        local names = py.dict {}
        py.run("import foo; seven = foo.add_one(6)", names)
        tap.equal(py.getitem(names, "seven"), 7)
        py.delitem(sys.modules, "foo")
    end },
}
