-- SPDX-License-Identifier: MIT
-- Lua functions called from Python, a Python function called from C, and
-- errors both ways.
local ffi = require "ffi"
local py = require "pyforge"

-- The Python side: what it does with the functions of Lua.
py.run [[
kept = []
keep = kept.append
let_go = kept.clear
def attempt(source):
    try:
        return str(eval(source))
    except Exception as error:
        return f'{type(error).__name__}: {error}'
def later(step):
    return kept[0](step)
def fail(error):
    raise error
def relay(function, *args):
    return function(*args)
]]
local names = py.import "__main__"

names.greet = py.func(function(name, greeting, times)
    if times < 1 or times > 3 then
        py.raise("ValueError", "times must be from 1 to 3")
    end
    return (greeting .. " "):rep(times) .. name
end, {
    name = "greet",
    signature = "(name: str, greeting: str = 'hello', *, times: i64 = 1)"
        .. " -> str",
})

names.give_up = function()
    py.raise("RuntimeError", "the host gave up")
end

local function fail_own(code)
    py.raise("RuntimeError", "trouble in the host", { code = code })
end

local function host_relay(f, ...)
    return f(...)
end

-- Python calls Lua; what Lua raises is caught there.
for _, source in ipairs {
    "greet('Ada')",
    "greet('Ada', 'good day')",
    "greet('Ada', times=2)",
    "greet(greeting='hi', name='Ada')",
    "greet()",
    "greet('Ada', times=9)",
    "give_up()",
} do
    print(source .. " -> " .. names.attempt(source))
end

-- Python -> Lua -> Python -> Lua: an exception comes back as the object that
-- was raised at the far end.
local lookup_error = py.builtins.LookupError "nobody here"
local _, e = pcall(names.relay, host_relay, names.relay, names.fail,
    lookup_error)
print(("%s, the same object: %s"):format(tostring(e),
    py.is(e.exception, lookup_error) and "yes" or "no"))

-- The same way for what Lua has sent with an exception.
_, e = pcall(names.relay, host_relay, names.relay, fail_own, 42)
print(("%s, with code %d"):format(tostring(e), e.payload.code))

-- A function with a state, kept by Python, called later, let go.
do
    local total, state = 0, newproxy(true)
    getmetatable(state).__gc = function()
        print("dropped at " .. total)
    end
    names.keep(function(step)
        total = state and total + step
        return total
    end)
end
for step = 1, 3 do
    print(("added %d: %d"):format(step, names.later(step)))
end
names.let_go()
jit.flush() -- compiled code may hold the function
collectgarbage() -- finds what Python has let go of
collectgarbage()

-- A Python function as the comparison of qsort.
ffi.cdef [[
typedef int (*comparison)(const void *, const void *);
void qsort(void *, size_t, size_t, comparison);
]]
local numbers = ffi.new("int64_t[6]", 31, 4, 15, 9, 26, 5)
local compare = py.closure(py.eval "lambda a, b: (a > b) - (a < b)",
    "(a: i64?, b: i64?) -> i32", { type = "comparison" })
ffi.C.qsort(numbers, 6, 8, compare)
io.write "sorted:"
for i = 0, 5 do
    io.write(" ", tonumber(numbers[i]))
end
print()
