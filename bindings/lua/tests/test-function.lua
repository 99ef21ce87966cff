-- SPDX-License-Identifier: MIT
-- function: Lua functions that Python calls.
local py = require "pyforge"
local tap = require "tests.tap"

local C = require("pyforge.raw").C
local equal, raises = tap.equal, tap.raises

py.run [[
import gc, threading

def call(f, *args, **names):
    return f(*args, **names)

def caught(f, *args):
    try:
        f(*args)
    except BaseException as error:
        return error

def elsewhere(f, *args):
    result = []
    def work():
        try:
            result.append(f(*args))
        except BaseException as error:
            result.append(error)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return result[0]

def drop_elsewhere(f):
    box = [f]
    del f
    thread = threading.Thread(target=box.clear)
    thread.start()
    thread.join()

class Raiser:
    def __init__(self, error):
        self.error = error
    def __call__(self):
        raise self.error

class Last:
    def __init__(self, f):
        self.f = f
    def __del__(self):
        self.f()
]]
local main = py.import "__main__"
local call, caught, Last = main.call, main.caught, main.Last
local add = py.eval "lambda *a: sum(a)"
local signature = py.import("inspect").signature

-- What is used for the first time stays loaded.
caught(function() error "once" end)
local _ = py.func(function(a) return a end).__signature__

local function collect()
    for _ = 1, 4 do
        collectgarbage()
    end
end

tap.run {
    -- ------------------------------------------------------------ arguments
    { "function_as_an_argument_is_a_callable", function()
        local list = py.builtins.sorted({ 3, -1, 2 },
            py.kw { key = function(x) return -x end })
        equal(py.repr(list), "[3, 2, -1]")
        equal(py.repr(py.builtins.list(py.builtins.map(function(x, y)
            return x * y
        end, { 1, 2 }, { 10, 20 }))), "[10, 40]")
    end },
    { "function_takes_values_as_everywhere", function()
        local function kinds(...)
            local t = { n = select("#", ...) }
            for i = 1, t.n do
                local x = select(i, ...)
                t[i] = py.is_object(x) and tostring(py.type(x)) or type(x)
            end
            return table.concat(t, " ", 1, t.n)
        end
        local give = py.eval "lambda f: f(None, True, 1, 2.5, 'a', b'\\0', [])"
        equal(give(kinds),
            "nil boolean number number string string <class 'list'>")
        equal(py.eval "lambda f: f(2 ** 62)"(function(x) return x end),
            2LL ^ 62)
        equal(py.eval "lambda f: f(b'a\\0b')"(function(x) return #x end), 3)
    end },
    { "function_counts_its_arguments", function()
        local count = function(...) return select("#", ...) end
        for n = 0, 6 do
            local list = {}
            for i = 1, n do
                list[i] = i
            end
            equal(call(count, unpack(list)), n)
        end
        equal(call(count, nil, nil), 2)
    end },
    { "function_parameters_may_be_named_or_left_out", function()
        local f = py.func(function(a, b)
            return tostring(a) .. tostring(b)
        end)
        equal(f(1, 2), "12")
        equal(f(py.kw { b = 2 }), "nil2")
        equal(f(1, py.kw { b = 2 }), "12")
        raises("TypeError.*takes from 0 to 2 positional arguments but 3", f, 1,
            2, 3)
        raises("TypeError.*unexpected keyword argument 'c'", f,
            py.kw { c = 1 })
        raises("TypeError.*multiple values for argument 'a'", f, 1,
            py.kw { a = 1 })
    end },
    { "function_given_as_it_is_drops_what_it_has_no_use_for", function()
        equal(call(function(a) return a end, 1, 2, 3, py.kw { z = 1 }), 1)
        equal(call(function(a, b) return b end, 1, py.kw { b = 5 }), 5)
    end },
    { "function_with_dots_gets_keywords_last", function()
        local f = py.func(function(a, ...)
            local last = select(select("#", ...), ...)
            return a, select("#", ...), py.is_kw(last) and last.x
        end)
        equal(py.repr(f(1, 2, 3, py.kw { x = 9 })), "(1, 3, 9)")
        equal(py.repr(f(1, 2)), "(1, 1, False)")
    end },
    { "function_passes_keywords_on", function()
        local f = py.func(function(...) return main.call(...) end)
        local both = py.eval "lambda *a, **k: repr((a, k))"
        equal(f(both, 1, py.kw { x = 2 }), "((1,), {'x': 2})")
    end },
    { "function_parameters_have_names_that_python_takes", function()
        local f = py.func(loadstring "return function(from, _, _, x) end"())
        equal(py.repr(py.builtins.list(signature(f).parameters)),
            "['from_', '_', 'arg3', 'x']")
    end },
    -- ----------------------------------------------------------- signatures
    { "function_signature_converts_and_fills_defaults", function()
        local f = py.func(function(name, times)
            return name:rep(times)
        end, {
            name = "repeated", doc = "Repeat.",
            signature = "(name: str, times: i64 = 2) -> str",
        })
        equal(f "ab", "abab")
        equal(f("ab", py.kw { times = 3 }), "ababab")
        equal(f.__name__, "repeated")
        equal(f.__doc__, "Repeat.")
        raises("TypeError: repeated%(%) missing 1 required positional "
            .. "argument: 'name'", f)
        raises("TypeError.*argument 'times' must be int, not str", f, "a", "b")
        raises("OverflowError", f, "a", py.eval "2 ** 70")
    end },
    { "function_signature_with_rest_and_keywords", function()
        local f = py.func(function(a, ...)
            local t, n = { ... }, select("#", ...)
            return a, n, py.is_kw(t[n]), t[n].k
        end, { signature = "(a: object, *rest: object, **named: object)" })
        equal(py.repr(f(1, 2, 3, py.kw { k = 4 })), "(1, 3, True, 4)")
        equal(py.repr(f(1)), "(1, 1, True, None)")
    end },
    { "function_signature_may_have_stars_in_a_text", function()
        local f = py.func(function(...) return select("#", ...) end,
            { signature = "(a: str = '**')" })
        equal(f(), 1)
    end },
    { "function_signature_of_bytes_returns_bytes", function()
        local f = py.func(function(x) return x .. "\0\255" end,
            { signature = "(x: bytes) -> bytes" })
        main.made = f
        equal(py.eval "made(b'a') == b'a\\0\\xff'", true)
        main.made = nil
    end },
    { "function_signature_mistakes_are_reported", function()
        equal(raises("column 5", py.func, print,
            { signature = "(a: i65)" }).code, "PYF_ERR_SIGNATURE")
        raises("no such option: names", py.func, print, { names = 1 })
        raises("expected a function, got a table", py.func, {})
    end },
    -- -------------------------------------------------------------- results
    { "function_results", function()
        equal(call(function() end), nil)
        equal(call(function() return 1 end), 1)
        equal(py.repr(call(function() return 1, nil end)), "(1, None)")
        equal(py.repr(call(function() return { 1, { a = 2 } } end)),
            "[1, {'a': 2}]")
        equal(py.repr(call(function() return { 1 }, {} end)), "([1], [])")
        equal(call(call(function()
            return function(x) return x + 1 end
        end), 1), 2)
        local list = py.list {}
        equal(py.is(call(function() return list end), list), true)
    end },
    { "function_result_that_python_cannot_have", function()
        raises("%.lua:%d+: result of <lua .*>: a Lua userdata", call,
            function() return io.stdout end)
        raises("argument 2: a Lua userdata", call,
            function() return 1, io.stdout end)
        equal(raises("UTF%-8", call, function() return "\255" end).type,
            "ValueError")
    end },
    -- --------------------------------------------------------------- errors
    { "function_error_comes_back_as_itself", function()
        local problem = { code = 42 }
        local ok, e = pcall(call, call, call, function()
            error(problem)
        end)
        equal(ok, false)
        equal(e, problem)
        equal(select(2, pcall(call, function() error(nil) end)), nil)
        equal(select(2, pcall(call, function() error(false) end)), false)
        raises("^[^\n]*test%-function%.lua:%d+: boom$", call,
            function() error "boom" end)
    end },
    { "function_error_is_a_lua_error_in_python", function()
        local e = caught(function() local x; return x.y end)
        equal(py.isinstance(e, py.LuaError), true)
        equal(py.isinstance(e, py.builtins.RuntimeError), true)
        equal(tostring(e):match "attempt to index local 'x'" ~= nil, true)
        local note = e.__notes__[0]
        equal(note:match "^Lua traceback" ~= nil, true)
        equal(note:match "test%-function%.lua:%d+:" ~= nil, true)
        equal(note:match "callback%.lua", nil)
    end },
    { "function_error_of_any_bytes_has_a_text", function()
        equal(tostring(caught(function() error("a\255\0b", 0) end)),
            "a\\xff\0b")
        local odd = setmetatable({}, {
            __tostring = function() error "no text" end,
        })
        equal(tostring(caught(function() error(odd) end)), "?")
    end },
    { "function_passes_python_exceptions_through_unharmed", function()
        local e = py.builtins.KeyError "k"
        local raiser = main.Raiser(e)
        equal(py.is(caught(call, function() raiser() end), e), true)
        local problem = raises("KeyError", call, function()
            call(function() raiser() end)
        end)
        equal(py.is(problem.exception, e), true)
        -- The frames of the traceback hold the functions, which hold it.
        e.__traceback__ = nil
    end },
    { "function_raises_what_it_wants", function()
        local e = caught(function() py.raise("ValueError", "no") end)
        equal(py.repr(e), "ValueError('no')")
        equal(py.type(caught(function()
            py.raise "StopIteration"
        end)).__name__, "StopIteration")
    end },
    { "function_error_carries_a_payload", function()
        local value = {}
        local e = raises("ValueError: no", call, call, function()
            py.raise("ValueError", "no", value)
        end)
        equal(e.payload, value)
        equal(raises("ValueError", py.eval, "int('x')").payload, nil)
    end },
    { "function_catches_and_goes_on", function()
        equal(call(function()
            local ok = pcall(py.eval, "1 / 0")
            return ok, add(1, 2)
        end):__len__(), 2)
    end },
    { "function_errors_leave_nothing_behind", function()
        for _ = 1, 50 do
            caught(function() error {} end)
        end
    end },
    -- ----------------------------------------------------------- re-entrance
    { "function_reentry_keeps_arguments_apart", function()
        local f = py.func(function(x)
            return add(x, call(function(y) return add(y, 1, 2) end, x),
                add(1, 1))
        end)
        for i = 1, 20 do
            equal(add(f(i), f(i + 1), f(i + 2)), 6 * i + 21)
            equal(add(f(i), call(f, i)), 4 * i + 10)
        end
    end },
    { "function_reentry_of_fifty_levels", function()
        local down
        down = function(n, text, t)
            if n == 0 then
                return "end"
            end
            local below = call(down, n - 1, text .. n, { n, { k = n } })
            local mine = add(n, py.getitem(t[1], "k"))
            return below .. "," .. mine .. text:sub(1, 1)
        end
        local expected = "end"
        for n = 1, 50 do
            expected = expected .. "," .. (n + (n < 50 and n + 1 or 7)) .. "x"
        end
        equal(call(down, 50, "x", { 0, { k = 7 } }), expected)
    end },
    { "function_reentry_in_the_conversion_of_arguments", function()
        -- The hash of a key is asked of Python, which asks Lua.
        local class = py.eval [[type("K", (), {"__init__":
            lambda self, f: setattr(self, "f", f), "__hash__":
            lambda self: self.f()})]]
        local key = class(function() return add(1, 2, 3) end)
        local dict = main.call(py.eval "lambda a, d, b: (a, d, b)",
            "first", { [key] = { 1, 2 } }, "last")
        equal(dict[0] .. dict[2], "firstlast")
        equal(py.getitem(dict[1], key)[1], 2)
    end },
    { "function_reentry_without_end_is_a_recursion_error", function()
        local f
        f = py.func(function() return f() end)
        equal(raises("levels deep", f).type, "RecursionError")
        local function g() return call(g) end
        equal(raises("RecursionError", call, g).type, "RecursionError")
        equal(add(1, 2), 3)
        f = nil
        collect()
    end },
    { "function_called_by_destructors", function()
        local n = 0
        local f = py.func(function()
            n = n + 1
            return add(n, 1)
        end)
        for i = 1, 100 do
            Last(f)
            equal(add(i, i), 2 * i)
        end
        collect()
        equal(n, 100)
    end },
    { "function_reentry_by_finalizers_of_lua", function()
        local n = 0
        for i = 1, 200 do
            getmetatable(newproxy(true)).__gc = function()
                n = n + 1
                assert(add(n, 1) == n + 1)
                assert(py.list { n, { n } }[1][0] == n)
            end
            equal(add(i, i, i), 3 * i)
            collectgarbage "step"
        end
        collect()
        equal(n, 200)
    end },
    -- ------------------------------------------------------ the JIT compiler
    { "function_may_be_called_from_loops_compiled_before", function()
        local hook = py.eval "[None]"
        main.hook = hook
        local maybe = py.eval "lambda i: hook[0](i) if hook[0] else i"
        local function loop(n)
            local sum = 0
            for i = 1, n do
                sum = sum + maybe(i)
            end
            return sum
        end
        equal(loop(200), 20100)
        hook[0] = function(i) return i + 1 end
        equal(loop(200), 20300)
        hook[0] = nil
        equal(loop(200), 20100)
        main.hook = nil
    end },
    -- ----------------------------------------------------------- coroutines
    { "function_called_from_coroutines", function()
        local routines = {}
        for k = 1, 5 do
            routines[k] = coroutine.wrap(function()
                for i = 1, 10 do
                    coroutine.yield(call(function(x)
                        return add(x, call(function(y) return y * k end, x))
                    end, i))
                end
            end)
        end
        for i = 1, 10 do
            for k = 1, 5 do
                equal(routines[k](), i + i * k)
            end
        end
    end },
    { "function_that_yields_to_lua_over_python_is_an_error", function()
        local routine = coroutine.wrap(function()
            return pcall(call, function() coroutine.yield(1) end)
        end)
        local ok, text = routine()
        equal(ok, false)
        equal(text:match "yield across C%-call boundary: Python" ~= nil, true)
        equal(add(1, 2), 3)
    end },
    { "function_may_run_coroutines", function()
        equal(call(function()
            local sum = 0
            for x in coroutine.wrap(function()
                for i = 1, 10 do
                    coroutine.yield(add(i, 1))
                end
            end) do
                sum = add(sum, x)
            end
            return sum
        end), 65)
    end },
    { "function_survives_the_coroutine_that_made_it", function()
        local f = coroutine.wrap(function()
            return py.func(function(x) return add(x, 1) end)
        end)()
        collect()
        equal(f(1), 2)
    end },
    -- -------------------------------------------------------------- threads
    { "function_called_on_another_thread_is_refused", function()
        local f = py.func(function() return 1 end, { name = "mine" })
        local e = main.elsewhere(f)
        equal(py.type(e).__name__, "RuntimeError")
        equal(tostring(e):match "thread" ~= nil, true)
        equal(f(), 1)
    end },
    { "function_dropped_on_another_thread_is_forgotten", function()
        local weak = setmetatable({}, { __mode = "k" })
        do
            local upvalue = {}
            weak[upvalue] = true
            main.drop_elsewhere(function() return upvalue end)
        end
        collect()
        equal(next(weak), nil)
    end },
    { "function_lives_as_long_as_python_holds_it", function()
        local weak = setmetatable({}, { __mode = "k" })
        do
            local upvalue = { 5 }
            weak[upvalue] = true
            main.kept = function() return upvalue[1] end
        end
        collect()
        equal(main.kept(), 5)
        main.kept = nil
        collect()
        equal(next(weak), nil)
    end },
    { "function_many_at_once", function()
        local list = py.list {}
        for i = 1, 300 do
            list:append(function() return i end)
        end
        collect()
        for i = 1, 300 do
            equal(list[i - 1](), i)
        end
        list:clear()
        collect()
    end },
    -- ------------------------------------------------------------ attributes
    { "function_looks_like_one", function()
        local f = py.func(function() end, { name = "f", doc = "D." })
        equal(f.__name__ .. f.__doc__, "fD.")
        equal(py.callable(f), true)
        equal(py.func(print).__name__, "<lua>")
        equal(py.func(function() end).__name__:match "^<lua .*%.lua:%d+>$"
            ~= nil, true)
    end },
    { "function_in_a_class_is_a_method", function()
        local class = py.builtins.type("C", py.tuple {}, {
            double = function(self, n) return self.x * n end, x = 21,
        })
        equal(class():double(2), 42)
    end },
    { "function_leaves_nothing_parked", function()
        caught(function() pcall(py.eval, "1 / 0") end)
        equal(C.pyf_error_code(), 0)
    end },
}
