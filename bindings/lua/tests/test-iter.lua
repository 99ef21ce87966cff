-- SPDX-License-Identifier: MIT
-- iter: Python's iteration in Lua's `for`.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

local function text_of(...)
    local parts = {}
    for x in py.iter(...) do
        parts[#parts + 1] = tostring(x)
    end
    return table.concat(parts, " ")
end

tap.run {
    { "iter_gives_every_item", function()
        equal(text_of(py.eval "range(5)"), "0 1 2 3 4")
        equal(text_of(py.eval "(c for c in 'abc')"), "a b c")
        equal(text_of { 1, "b", { 3 } }, "1 b [3]")
        equal(text_of(py.list {}), "")
    end },
    { "iter_does_not_stop_at_none", function()
        equal(text_of(py.eval "[1, None, 2]"), "1 None 2")
        for x in py.iter(py.eval "[None]") do
            equal(x == nil, true)
            equal(py.is_object(x), true)
        end
    end },
    { "iter_many_items", function()
        local sum = 0
        for x in py.iter(py.eval "range(1000)") do
            sum = sum + x
        end
        equal(sum, 499500)
    end },
    { "iter_left_early", function()
        for x in py.iter(py.eval "range(10)") do
            if x == 3 then
                break
            end
        end
    end },
    { "iter_raises_what_python_raises", function()
        local seen = 0
        local e = raises("ZeroDivisionError", function()
            for _ in py.iter(py.eval "(1 // x for x in (1, 0))") do
                seen = seen + 1
            end
        end)
        equal(seen, 1)
        equal(e.type, "ZeroDivisionError")
    end },
    { "iter_of_what_cannot_be_iterated_raises", function()
        raises("TypeError.*not iterable", py.iter, 5)
    end },
    { "enumerate_counts_from_0", function()
        local seen = {}
        for i, x in py.enumerate(py.eval "['a', None, 'c']") do
            seen[#seen + 1] = i .. "=" .. tostring(x)
        end
        equal(table.concat(seen, " "), "0=a 1=nil 2=c")
    end },
    { "enumerate_from_a_start", function()
        for i, x in py.enumerate({ "a" }, 1) do
            equal(i .. x, "1a")
        end
        raises("start: expected a number", py.enumerate, {}, "1")
    end },
    { "items_of_a_dict", function()
        local seen = {}
        for key, value in py.items(py.eval "{'a': 1, 2: None, None: [3]}") do
            seen[#seen + 1] = tostring(key) .. "=" .. tostring(value)
        end
        equal(table.concat(seen, " "), "a=1 2=nil None=[3]")
    end },
    { "items_of_pairs", function()
        local seen = {}
        for key, value in py.items(py.eval "zip('ab', (1, 2))") do
            seen[#seen + 1] = key .. value
        end
        equal(table.concat(seen, " "), "a1 b2")
    end },
    { "items_of_what_has_no_pairs_raises", function()
        raises("py%.items: an item of 1 values", function()
            for _ in py.items { { 1 } } do end
        end)
        raises("PYF_ERR_BUFFER", function()
            local ok, e = pcall(function()
                for _ in py.items { { 1, 2, 3 } } do end
            end)
            error(ok and "no error" or e.code, 0)
        end)
    end },
    { "iter_in_a_coroutine", function()
        local routine = coroutine.wrap(function()
            for x in py.iter(py.eval "range(3)") do
                coroutine.yield(x)
            end
        end)
        equal(routine() + routine() + routine(), 3)
        equal(routine(), nil)
    end },
}
