-- SPDX-License-Identifier: MIT
-- call: positional and keyword arguments, methods.
local py = require "pyforge"
local tap = require "tests.tap"

local both = py.eval "lambda *a, **k: (list(a), k)"
local equal, raises = tap.equal, tap.raises

-- Call f with the collector at work at every step, and a finalizer that calls
-- Python in every cycle of it.
local function with_finalizers(f)
    local join = py.eval "lambda *a: '-'.join(a)"
    local calls, wrong, going = 0, 0, true
    local model = newproxy(true)
    getmetatable(model).__gc = function()
        if going then
            calls = calls + 1
            if join("a" .. calls, "b") ~= "a" .. calls .. "-b" then
                wrong = wrong + 1
            end
            newproxy(model)
        end
    end
    newproxy(model)
    local pause = collectgarbage("setpause", 0)
    local speed = collectgarbage("setstepmul", 1e6)
    collectgarbage()
    local ok, problem = pcall(f, join)
    collectgarbage("setpause", pause)
    collectgarbage("setstepmul", speed)
    going = false
    if not ok then
        error(problem, 0)
    end
    equal(wrong, 0)
    equal(calls > 0, true)
end

tap.run {
    { "call_no_arguments_gives_the_result", function()
        equal(py.eval("lambda: 7")(), 7)
    end },
    { "call_counts_a_trailing_nil", function()
        equal(py.repr(both(nil)), "([None], {})")
        equal(py.repr(both(1, nil)), "([1, None], {})")
        equal(py.repr(both(nil, nil, nil)), "([None, None, None], {})")
    end },
    { "call_passes_one_two_three_and_many", function()
        equal(py.repr(both(1)), "([1], {})")
        equal(py.repr(both(1, "b")), "([1, 'b'], {})")
        equal(py.repr(both(1, "b", 2.5)), "([1, 'b', 2.5], {})")
        equal(py.repr(both(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
            "([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], {})")
    end },
    { "call_keywords_go_by_name", function()
        equal(py.repr(both(py.kw { slope = 0.5 })), "([], {'slope': 0.5})")
        equal(py.repr(both(1, py.kw { slope = 0.5 })),
            "([1], {'slope': 0.5})")
        equal(py.repr(both(1, 2, 3, 4, py.kw { k = { 1, 2 } })),
            "([1, 2, 3, 4], {'k': [1, 2]})")
    end },
    { "call_empty_keywords_are_none", function()
        equal(py.repr(both(1, py.kw {})), "([1], {})")
    end },
    { "call_unexpected_keyword_raises", function()
        local f = py.eval "lambda x: x"
        raises("TypeError.*slope", f, 1, py.kw { slope = 1 })
    end },
    { "call_keyword_name_must_be_text", function()
        raises("name of a keyword argument: expected a string, got a number",
            both, py.kw { 1 })
    end },
    { "call_keyword_name_may_hold_a_nul", function()
        equal(py.repr(both(py.kw { ["a\0b"] = 1 })), "([], {'a\\x00b': 1})")
    end },
    { "call_keywords_before_the_end_are_refused", function()
        raises("argument 1: .*py.kw", both, py.kw { a = 1 }, 2)
    end },
    { "call_converts_tables", function()
        equal(py.repr(both({ 1, 2 }, { a = { 3 } })),
            "([[1, 2], {'a': [3]}], {})")
    end },
    { "call_refuses_what_python_cannot_have_by_position", function()
        raises("test%-call%.lua:%d+: argument 2: a Lua userdata", function()
            both(1, io.stdout)
        end)
    end },
    { "call_refuses_deep_values_by_path", function()
        raises("argument 1%.a%[3%]: a Lua userdata", both,
            { a = { 1, 2, io.stdout } })
    end },
    { "call_refuses_a_cycle", function()
        local t = {}
        t[1] = t
        raises("argument 1: tables nested deeper", both, t)
    end },
    { "method_by_colon_and_by_dot", function()
        local l = py.list { 1 }
        l:append(2)
        l.append(3)
        equal(py.repr(l), "[1, 2, 3]")
    end },
    { "method_by_colon_takes_its_object_as_argument", function()
        local s = py.set { 1 }
        equal(#s:union(s), 1)
        local l = py.list {}
        l:append(l)
        equal(l[0]:__len__(), 1)
        l:clear()
    end },
    { "method_read_from_another_object_gets_its_argument", function()
        local l, m = py.list { 1 }, py.list { 2 }
        local append = l.append
        append(m)
        equal(py.repr(l), "[1, [2]]")
    end },
    { "method_fast_form", function()
        local append = py.method "append"
        local l = py.list {}
        append(l, 1)
        append(l, { 2 })
        equal(py.repr(l), "[1, [2]]")
        equal(py.method "upper"("abc"), "ABC")
        equal(py.method "split"("a b c", py.kw { maxsplit = 1 })[1], "b c")
    end },
    { "method_missing_raises", function()
        raises("AttributeError", function() return py.list {}:nothing() end)
        raises("AttributeError", py.method "nothing", py.list {})
    end },
    { "call_what_is_not_callable_raises", function()
        raises("TypeError.*not callable", py.list {})
    end },
    { "call_closed_object_is_refused", function()
        local f = py.eval "lambda: 1"
        py.close(f)
        local e = raises("", f)
        equal(e.code, "PYF_ERR_HANDLE")
        py.close(f)
    end },
    { "call_in_a_coroutine", function()
        local add = py.eval "lambda a, b: a + b"
        local routine = coroutine.wrap(function()
            for i = 1, 5 do
                coroutine.yield(add(i, 1))
            end
            error(select(2, pcall(py.eval, "1/0")), 0)
        end)
        for i = 1, 5 do
            equal(routine(), i + 1)
        end
        equal(raises("ZeroDivisionError", routine).type, "ZeroDivisionError")
    end },
    { "call_many_times_in_a_loop", function()
        local add, sum = py.eval "lambda a, b: a + b", 0
        for i = 1, 1000 do
            sum = add(sum, i)
        end
        equal(sum, 500500)
    end },
    { "call_is_not_disturbed_by_finalizers_that_call", function()
        local add = py.eval "lambda *a: sum(a)"
        local space = py.import "types".SimpleNamespace()
        with_finalizers(function(join)
            for i = 1, 5 do
                equal(join("x" .. i, "y" .. i), "x" .. i .. "-y" .. i)
                equal(add(i, i + 0.5), 2 * i + 0.5)
                equal(add(i, i, i), 3 * i)
                equal(add(i, i, i, i, py.kw {}), 4 * i)
                space.x = i
                equal(space.x, i)
                equal(select(2, pcall(join, i)).type, "TypeError")
            end
        end)
    end },
    { "call_conversion_is_not_disturbed_by_finalizers_that_call", function()
        with_finalizers(function()
            for i = 1, 5 do
                local list = py.list { i, "a" .. i, { i } }
                equal(py.repr(list), ("[%d, 'a%d', [%d]]"):format(i, i, i))
                equal(list[2][0], i)
                for k, x in py.enumerate(list) do
                    equal(x == list[k], true)
                end
                for key, x in py.items(py.dict { a = i }) do
                    equal(key .. x, "a" .. i)
                end
                equal(py.totable(list)[3][1], i)
            end
        end)
    end },
    { "call_survives_a_collection_in_every_step", function()
        local f = py.eval "lambda *a, **k: a[0] + k.get('x', [])"
        for i = 1, 20 do
            local l = f({ i, { i } }, py.kw { x = { "text" .. i } })
            collectgarbage()
            equal(py.repr(l), ("[%d, [%d], 'text%d']"):format(i, i, i))
        end
    end },
}
