-- SPDX-License-Identifier: MIT
-- operator: arithmetic, comparison, concatenation.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises
local fraction = py.import("fractions").Fraction

tap.run {
    { "operators_of_lua_are_those_of_python", function()
        local a, b = fraction(7, 2), fraction(3, 2)
        equal(tostring(a + b), "5")
        equal(tostring(a - b), "2")
        equal(tostring(a * b), "21/4")
        equal(tostring(a / b), "7/3")
        equal(tostring(a % b), "1/2")
        equal(tostring(a ^ 2), "49/4")
        equal(tostring(-a), "-7/2")
    end },
    { "operators_take_lua_values_on_either_side", function()
        local a = fraction(1, 2)
        equal(tostring(a + 1), "3/2")
        equal(tostring(1 + a), "3/2")
        equal(tostring(2 / a), "4")
        equal(py.repr(py.list { 1 } + { 2 }), "[1, 2]")
        equal(py.repr(py.list { 1 } * 2), "[1, 1]")
    end },
    { "operators_give_lua_values_where_they_can", function()
        equal(py.int(2) + 3, 5)
        equal(py.float(0.5) + 1, 1.5)
        equal(py.str "a" + "b", "ab")
    end },
    { "operators_raise_what_python_raises", function()
        raises("TypeError", function() return py.list {} + 1 end)
        raises("ZeroDivisionError", function() return fraction(1) / 0 end)
    end },
    { "comparison_of_objects", function()
        local one, two = fraction(1), fraction(2)
        equal(one < two, true)
        equal(one <= one, true)
        equal(one > two, false)
        equal(two >= one, true)
        equal(one == fraction(1), true)
        equal(one ~= two, true)
        raises("TypeError", function() return one < py.list {} end)
    end },
    { "comparison_with_lua_values", function()
        equal(fraction(1) < 2, true)
        equal(2 < fraction(1), false)
        equal(fraction(2) == 2, true)
        equal(py.str "a" == "a", true)
        equal(py.int(5) == 5LL, true)
    end },
    { "comparison_nan_is_not_itself", function()
        local nan = py.float(0 / 0)
        equal(nan == nan, false)
    end },
    { "comparison_nil_is_none_alone", function()
        equal(py.None == nil, true)
        equal(py.list {} == nil, false)
        equal(py.list {} == print, false)
        equal(py.list {} == {}, false)
    end },
    { "concatenation_is_for_text", function()
        equal(py.str "a" .. "b", "ab")
        equal("a" .. py.str "b", "ab")
        equal(1 .. py.str "b", "1b")
        raises("attempt to concatenate a Python list", function()
            return py.list {} .. "a"
        end)
        raises("attempt to concatenate nil", function()
            return py.str "a" .. nil
        end)
    end },
    { "op_has_the_operators_that_lua_lacks", function()
        equal(py.op(7, "//", 2), 3)
        equal(py.op(1, "<<", 4), 16)
        equal(py.op(6, "&", 3), 2)
        equal(py.op(6, "|", 3), 7)
        equal(py.op(6, "^", 3), 5)
        equal(py.op(2, "**", 10), 1024)
        equal(py.op("~", 5), -6)
        equal(py.op(1, "<", 2), true)
        equal(py.op(1, "!=", 1), false)
    end },
    { "op_in_place_changes_the_object", function()
        local list = py.list { 1 }
        equal(py.is(py.op(list, "+=", { 2 }), list), true)
        equal(py.repr(list), "[1, 2]")
    end },
    { "op_unknown_is_refused", function()
        raises("no such operator: %?", py.op, 1, "?", 2)
        raises("no such operator: !", py.op, "!", 2)
        raises("no such operator", py.op)
    end },
}
