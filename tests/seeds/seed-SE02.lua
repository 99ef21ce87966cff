-- SPDX-License-Identifier: MIT
-- SE02: the module rust2py with sum_as_string, made by the host.
local py = require "pyforge"
local tap = require "tests.tap"

py.module("rust2py", {
    sum_as_string = {
        function(a, b)
            return (tostring(a + b):gsub("LL$", ""))
        end,
        signature = "(a: i64, b: i64) -> str",
        doc = "The sum of two numbers as text.",
    },
}, { doc = "This module is implemented in Lua." })
py.run "import rust2py"

tap.run {
    { "SE02 sum_as_string", function()
        tap.equal(py.eval "rust2py.sum_as_string(5, 20)", "25")
        tap.equal(py.eval "rust2py.sum_as_string(b=2**60, a=1)",
            "1152921504606846977")
    end },
    { "SE02 the_documentation_is_visible", function()
        tap.equal(py.eval "rust2py.__doc__",
            "This module is implemented in Lua.")
        tap.equal(py.eval "rust2py.sum_as_string.__doc__",
            "The sum of two numbers as text.")
    end },
    { "SE02 what_is_no_int_is_refused", function()
        tap.raises("TypeError", py.eval, "rust2py.sum_as_string('5', 20)")
        tap.raises("TypeError", py.eval, "rust2py.sum_as_string(5)")
    end },
    { "SE02 what_is_too_large_is_refused", function()
        tap.raises("OverflowError", py.eval,
            "rust2py.sum_as_string(2**63, 1)")
    end },
}
