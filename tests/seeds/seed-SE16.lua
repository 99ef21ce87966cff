-- SPDX-License-Identifier: MIT
-- SE16: a program of several modules that is part of the Lua program.
local py = require "pyforge"
local tap = require "tests.tap"

local foo = [[
def bar():
    return "baz"
]]
local app = [[
from utils.foo import bar


def run():
    return bar()
]]

py.module_from_code(foo, "utils/foo.py", "utils.foo")
local run = py.module_from_code(app, "", "").run

tap.run {
    { "SE16 bundled_modules_see_each_other", function()
        tap.equal("py: " .. run(), "py: baz")
    end },
    { "SE16 bundled_modules_are_imported_by_path", function()
        local names = py.dict {}
        py.run("import utils.foo\nx = utils.foo.bar()", names)
        tap.equal(py.getitem(names, "x"), "baz")
    end },
}
