-- SPDX-License-Identifier: MIT
-- inittab: modules that are built in, so Python must not run yet.
local py = require "pyforge"
local tap = require "tests.tap"

py.inittab("built_in_lua", {
    add_one = {
        function(x) return x + 1 end,
        signature = "(x: i64) -> i64", doc = "Add one.",
    },
    later = function(...) return select("#", ...) end,
    version = 3,
    sub = { f = function() return "f" end },
}, { doc = "Built in." })

local ok, again = pcall(py.inittab, "built_in_lua", {})
local before = py.is_initialized()
py.run "import built_in_lua, built_in_lua.sub"

tap.run {
    { "inittab_does_not_start_python", function()
        tap.equal(before, false)
    end },
    { "inittab_of_the_same_name_is_refused", function()
        tap.equal(ok, false)
        tap.equal(again.code, "PYF_ERR_ARGUMENT")
    end },
    { "inittab_module_is_built_in", function()
        tap.equal(py.eval "built_in_lua.__spec__.origin", "built-in")
        tap.equal(py.eval "built_in_lua.add_one(6)", 7)
        tap.equal(py.eval "built_in_lua.add_one.__doc__", "Add one.")
        tap.equal(py.eval "built_in_lua.__doc__", "Built in.")
        tap.equal(py.eval "built_in_lua.later(1, 2)", 2)
    end },
    { "inittab_module_has_the_rest_as_well", function()
        tap.equal(py.eval "built_in_lua.version", 3)
        tap.equal(py.eval "built_in_lua.sub.f()", "f")
        tap.equal(py.repr(py.eval "built_in_lua.__all__"),
            "['add_one', 'later', 'sub', 'version']")
    end },
}
