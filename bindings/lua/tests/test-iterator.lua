-- SPDX-License-Identifier: MIT
-- iterator: Lua's iterators and coroutines as Python's.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

py.run [[
def drive(iterator, *sent):
    got = [next(iterator)]
    try:
        for value in sent:
            got.append(iterator.send(value))
    except StopIteration as stop:
        got.append(('end', stop.value))
    return got
]]
local main = py.import "__main__"
local list, drive = py.builtins.list, main.drive

local function coroutine_of(...)
    local values, n = { ... }, select("#", ...)
    return coroutine.create(function()
        for i = 1, n do
            coroutine.yield(values[i])
        end
    end)
end

tap.run {
    { "iterator_of_a_stateless_function", function()
        local function step(limit, i)
            if i < limit then
                return i + 1
            end
        end
        equal(py.repr(list(py.iterator(step, 3, 0))), "[1, 2, 3]")
    end },
    { "iterator_of_pairs_gives_tuples", function()
        equal(py.repr(list(py.iterator(ipairs { "a", "b" }))),
            "[(1, 'a'), (2, 'b')]")
        equal(py.repr(py.builtins.dict(py.iterator(pairs { x = { 1 } }))),
            "{'x': [1]}")
    end },
    { "iterator_of_a_coroutine", function()
        equal(py.repr(list(py.iterator(coroutine_of(1, nil, "c")))),
            "[1, None, 'c']")
        equal(py.repr(list(py.iterator(coroutine_of()))), "[]")
    end },
    { "iterator_of_a_wrapped_coroutine", function()
        local f = coroutine.wrap(function()
            for i = 1, 3 do
                coroutine.yield(i, i * i)
            end
        end)
        equal(py.repr(list(py.iterator(f))), "[(1, 1), (2, 4), (3, 9)]")
    end },
    { "iterator_of_a_coroutine_takes_what_is_sent", function()
        local it = py.iterator(coroutine.create(function(first)
            local sum = first or 0
            while true do
                local x = coroutine.yield(sum)
                if not x then
                    return "sum", sum
                end
                sum = sum + x
            end
        end))
        equal(py.repr(drive(it, 5, 7, nil)),
            "[0, 5, 12, ('end', ('sum', 12))]")
    end },
    { "iterator_of_a_coroutine_that_uses_python", function()
        local double = py.eval "lambda x: 2 * x"
        local it = py.iterator(coroutine.create(function()
            for i = 1, 3 do
                coroutine.yield(double(i))
            end
        end))
        equal(py.repr(list(py.builtins.map(function(x)
            return double(x)
        end, it))), "[4, 8, 12]")
    end },
    { "iterator_error_comes_back_as_itself", function()
        local problem = {}
        local _, e = pcall(list, py.iterator(function() error(problem) end))
        equal(e, problem)
        local it = py.iterator(coroutine.create(function()
            coroutine.yield(1)
            local x
            return x.y
        end))
        local text = raises("attempt to index", list, it)
        equal(type(text), "string")
        equal(py.repr(list(it)), "[]")
    end },
    { "iterator_of_a_coroutine_that_runs_is_refused", function()
        local it
        it = py.iterator(coroutine.create(function()
            local _, e = pcall(list, it)
            coroutine.yield(tostring(e))
        end))
        equal(py.repr(list(it)),
            "['ValueError: iterator already executing']")
        it = nil
    end },
    { "iterator_closed_lets_go_of_the_coroutine", function()
        local weak = setmetatable({}, { __mode = "k" })
        local it
        do
            local routine = coroutine_of(1, 2, 3)
            weak[routine] = true
            it = py.iterator(routine)
        end
        equal(py.builtins.next(it), 1)
        it:close()
        for _ = 1, 4 do
            collectgarbage()
        end
        equal(next(weak), nil)
        equal(py.repr(list(it)), "[]")
    end },
    { "iterator_goes_through_lua_again", function()
        local sum = 0
        for x in py.iter(py.iterator(coroutine_of(1, 2, 3))) do
            sum = sum + x
        end
        equal(sum, 6)
    end },
    { "iterator_of_what_is_none_is_refused", function()
        raises("py%.iterator: expected a function, got a table", py.iterator,
            {})
        raises("argument 1: a coroutine", list, coroutine_of(1))
    end },
}
