-- SPDX-License-Identifier: MIT
-- closure: function pointers for C.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

ffi.cdef [[
typedef int (*test_comparison)(const void *, const void *);
typedef int32_t (*test_binary)(int32_t, int32_t);
void qsort(void *, size_t, size_t, test_comparison);
]]

-- C functions that call back must not be called from compiled code.
local function sort(numbers, count, compare)
    ffi.C.qsort(numbers, count, 8, compare)
end
jit.off(sort)

local function invoke(f, ...)
    return f(...)
end
jit.off(invoke)

local function sorted(compare)
    local numbers = ffi.new("int64_t[6]", 31, 4, 15, 9, 26, 5)
    sort(numbers, 6, compare)
    local list = {}
    for i = 0, 5 do
        list[i + 1] = tonumber(numbers[i])
    end
    return table.concat(list, " ")
end

local comparing = "(a: i64?, b: i64?) -> i32"
local binary = "(i32, i32) -> i32"
local types = { type = "test_comparison" }

tap.run {
    { "closure_of_a_python_function", function()
        local compare = py.closure(py.eval "lambda a, b: (a > b) - (a < b)",
            comparing, types)
        equal(sorted(compare), "4 5 9 15 26 31")
    end },
    { "closure_of_a_lua_function", function()
        local add = py.eval "lambda a, b: a + b"
        local compare = py.closure(function(a, b) return add(b, -a) end,
            comparing, types)
        equal(sorted(compare), "31 26 15 9 5 4")
    end },
    { "closure_can_be_cast", function()
        local code = py.closure(py.eval "lambda a, b: a * b", binary)
        equal(invoke(ffi.cast("test_binary", code), 6, 7), 42)
        equal(ffi.istype("pyf_native_function", code), true)
    end },
    { "closure_outlives_what_it_was_made_of", function()
        local add
        do
            add = py.closure(function(a, b) return a + b end, binary,
                { type = "test_binary" })
        end
        for _ = 1, 4 do
            collectgarbage()
        end
        equal(invoke(add, 2, 3), 5)
    end },
    { "closure_failure_can_be_raised_by_lua", function()
        local problem = {}
        local f = py.closure(function() error(problem) end, binary,
            { type = "test_binary", on_error = "park",
              fallback = ffi.new("int32_t[1]", -7) })
        equal(invoke(f, 1, 2), -7)
        local ok, e = pcall(py.error.check)
        equal(ok, false)
        equal(e, problem)
        py.error.check()
    end },
    { "closure_failure_is_unraisable_otherwise", function()
        local sys = py.import "sys"
        local usual, seen = sys.unraisablehook, nil
        sys.unraisablehook = function(info)
            seen = tostring(info.exc_value)
        end
        local f = py.closure(function() error("boom", 0) end, binary,
            { type = "test_binary" })
        equal(invoke(f, 1, 2), 0)
        sys.unraisablehook = usual
        equal(seen, "boom")
        py.error.check()
    end },
    { "closure_closed_gives_the_fallback", function()
        local f = py.closure(function() return 5 end, binary, {
            type = "test_binary", fallback = ffi.new("int32_t[1]", 9),
        })
        equal(invoke(f, 1, 2), 5)
        py.close(f)
        equal(invoke(f, 1, 2), 9)
        py.close(py.None)
    end },
    { "closure_given_to_python_and_back", function()
        local f = py.closure(py.eval "lambda a, b: a - b", binary)
        local address = tonumber(ffi.cast("uintptr_t", f))
        local ctypes = py.import "ctypes"
        local call = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_int32,
            ctypes.c_int32)(address)
        equal(call(9, 4), 5)
    end },
    { "closure_mistakes_are_reported", function()
        equal(raises("column", py.closure, print, "(x").code,
            "PYF_ERR_SIGNATURE")
        raises("TypeError", py.closure, py.object(5), binary)
        raises("no such option: kind", py.closure, print, binary,
            { kind = 1 })
        raises("on_error: expected park or unraisable, got x", py.closure,
            print, binary, { on_error = "x" })
        raises("fallback: expected a cdata", py.closure, print, binary,
            { fallback = 1 })
    end },
    { "closure_of_a_type_that_is_none_makes_nothing", function()
        local target = py.eval "lambda a, b: a"
        local count = py.import("sys").getrefcount
        local before = count(target)
        raises("test_nothing", py.closure, target, binary,
            { type = "test_nothing" })
        equal(count(target), before)
    end },
}
