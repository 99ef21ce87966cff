-- SPDX-License-Identifier: MIT
-- convert: values between Lua and Python.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

local equal, same, raises = tap.equal, tap.same, tap.raises
local identity = py.eval "lambda x: x"
local repr = py.builtins.repr
local huge = "123456789012345678901234567890"

-- What x is in Python.
local function shown(x)
    return repr(x)
end

tap.run {
    { "nil_and_booleans", function()
        equal(shown(nil), "None")
        equal(shown(py.None), "None")
        equal(shown(true), "True")
        equal(identity(nil), nil)
        equal(identity(true), true)
        equal(identity(false), false)
    end },
    { "whole_numbers_are_ints", function()
        equal(shown(3), "3")
        equal(shown(-2 ^ 31), "-2147483648")
        equal(shown(2 ^ 53), "9007199254740992")
        equal(shown(-2 ^ 63), "-9223372036854775808")
        equal(identity(7), 7)
    end },
    { "other_numbers_are_floats", function()
        equal(shown(2.5), "2.5")
        equal(shown(2 ^ 63), "9.223372036854776e+18")
        equal(shown(1 / 0), "inf")
        equal(shown(0 / 0), "nan")
        equal(shown(-0.0), "-0.0")
        equal(identity(2.5), 2.5)
        equal(identity(1 / 0), 1 / 0)
        equal(1 / identity(-0.0), -1 / 0)
    end },
    { "ints_beyond_53_bits_come_exactly", function()
        equal(py.eval "2**53", 2 ^ 53)
        equal(py.eval "-2**53", -2 ^ 53)
        equal(py.eval "2**53 - 1", 2 ^ 53 - 1)
        equal(py.eval "2**53 + 1", 2LL ^ 53 + 1)
        equal(py.eval "-2**63", -2LL ^ 63)
        equal(py.eval "2**63", 2ULL ^ 63)
        equal(py.eval "2**64 - 1", 0ULL - 1)
    end },
    { "ints_beyond_64_bits_stay_objects", function()
        local x = py.eval "2**64"
        equal(py.is_object(x), true)
        equal(tostring(x), "18446744073709551616")
        equal(tostring(x + 1), "18446744073709551617")
        equal(tostring(identity(x)), "18446744073709551616")
        equal(x - py.eval "2**64 - 5", 5)
    end },
    { "int64_and_uint64_are_ints", function()
        equal(shown(5LL), "5")
        equal(shown(2LL ^ 53 + 1), "9007199254740993")
        equal(shown(0ULL - 1), "18446744073709551615")
    end },
    { "complex_cdata_is_complex", function()
        equal(shown(ffi.new("complex", 1, 2)), "(1+2j)")
        equal(shown { ffi.new("complex", 0, -1) }, "[-1j]")
        local x = py.object(ffi.new("complex", 3, 4))
        equal(py.is_object(x), true)
        equal(x:conjugate().im, -4)
    end },
    { "complex_comes_as_complex_cdata", function()
        local x = py.eval "1.5 - 2j"
        equal(ffi.istype("complex", x), true)
        equal(x.re, 1.5)
        equal(x.im, -2)
        equal(shown(x), "(1.5-2j)")
        equal(py.totable(py.eval "[1j]")[1].im, 1)
        equal(py.is_object(py.eval "type('Own', (complex,), {})(1, 2)"), true)
    end },
    { "text_may_hold_nul_and_any_character", function()
        equal(shown "a\0b", "'a\\x00b'")
        equal(identity "a\0b", "a\0b")
        equal(identity "", "")
        equal(identity "gr\195\188n \240\159\144\141",
            "gr\195\188n \240\159\144\141")
        equal(py.eval("len(x)", { x = "\240\159\144\141" }), 1)
    end },
    { "text_that_is_no_utf8_is_refused", function()
        local e = raises("py%.bytes", identity, "\255")
        equal(e.code, "PYF_ERR_ENCODING")
        raises("py%.bytes", py.object, "\255")
    end },
    { "text_without_utf8_is_refused", function()
        local e = raises("surrogate", py.eval, "'\\ud800'")
        equal(e.code, "PYF_ERR_ENCODING")
    end },
    { "bytes_are_strings_in_lua", function()
        equal(shown(py.bytes "\255\0"), "b'\\xff\\x00'")
        equal(identity(py.bytes "\255\0"), "\255\0")
        equal(py.eval "b'abc'", "abc")
        raises("py%.bytes: expected a string", py.bytes, 5)
    end },
    { "forced_types", function()
        equal(shown(py.float(2)), "2.0")
        equal(shown(py.int(huge)), huge)
        equal(shown(py.int(5)), "5")
        equal(shown(py.str(5)), "'5'")
        equal(shown(py.object "a"), "'a'")
        equal(py.is_object(py.object(5)), true)
        equal(py.lua(py.object(5)), 5)
        equal(py.lua "a", "a")
        raises("py%.int: 2%.5 is no whole number", py.int, 2.5)
        raises("ValueError", py.int, "x")
    end },
    { "sequences_are_lists_and_the_rest_dicts", function()
        equal(shown { 1, "b", { true } }, "[1, 'b', [True]]")
        equal(shown {}, "[]")
        equal(shown { a = 1 }, "{'a': 1}")
        equal(shown { [2] = "x" }, "{2: 'x'}")
        equal(shown { 1, py.None, 3 }, "[1, None, 3]")
        equal(py.eval("sorted(x, key=str)", { x = { 1, 2, a = 3 } })[2], "a")
    end },
    { "containers_by_name", function()
        equal(shown(py.list { 1, 2 }), "[1, 2]")
        equal(shown(py.list({ 1, nil, 3 }, 3)), "[1, None, 3]")
        equal(shown(py.tuple { 1, 2 }), "(1, 2)")
        equal(shown(py.tuple {}), "()")
        equal(shown(py.set { 1, 1 }), "{1}")
        equal(shown(py.frozenset { 1 }), "frozenset({1})")
        equal(shown(py.dict {}), "{}")
        equal(shown(py.dict { "a" }), "{1: 'a'}")
        equal(shown(py.list(py.tuple { 1 })), "[1]")
        equal(shown(py.tuple(py.list { 1 })), "(1,)")
    end },
    { "containers_refuse_what_they_cannot_hold", function()
        raises("py%.list: the table is no sequence", py.list, { a = 1 })
        raises("py%.list: expected a table, got nil", py.list)
        raises("TypeError.*unhashable", py.set, { { 1 } })
        raises("a table with a metatable", identity, setmetatable({}, {}))
        raises("argument 1: a coroutine.*py%.iterator", identity,
            coroutine.create(print))
        raises("a cdata 'ctype<struct", identity,
            ffi.new "struct { int x; }")
    end },
    { "totable_of_nested_containers", function()
        local x = py.eval "{'a': [1, (2, 'c'), {'b': None}], 5: 'five'}"
        same(py.totable(x), {
            a = { 1, { 2, "c" }, { b = py.None } }, [5] = "five",
        })
    end },
    { "totable_to_a_depth", function()
        local t = py.totable(py.eval "[[1, [2]]]", 2)
        equal(t[1][1], 1)
        equal(py.is_object(t[1][2]), true)
        raises("depth: expected a number", py.totable, {}, "x")
    end },
    { "totable_of_other_iterables", function()
        same(py.totable(py.eval "range(3)"), { 0, 1, 2 })
        same(py.totable(py.eval "iter('ab')"), { "a", "b" })
        raises("TypeError", py.totable, 5)
    end },
    { "totable_there_and_back", function()
        local t = { 1, "b", { c = { true, 2.5 } } }
        same(py.totable(py.list(t)), t)
    end },
    { "totable_of_a_cycle_ends", function()
        local list = py.list {}
        list:append(list)
        local t = py.totable(list)
        for _ = 1, 99 do
            t = t[1]
        end
        equal(py.is_object(t[1]), true)
        list:clear()
    end },
    { "unpack_gives_so_many_values", function()
        local a, b, c = py.unpack(py.eval "(1, None, 'c')")
        equal(a, 1)
        equal(b, nil)
        equal(c, "c")
        equal(select("#", py.unpack(py.eval "(1, None)")), 2)
        equal(select("#", py.unpack(py.list {})), 0)
        equal(py.unpack(py.eval "range(1)"), 0)
    end },
    { "large_containers", function()
        local t = {}
        for i = 1, 5000 do
            t[i] = i
        end
        local list = py.list(t)
        equal(py.builtins.sum(list), 12502500)
        equal(#py.totable(list), 5000)
    end },
}
