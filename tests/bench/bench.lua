-- SPDX-License-Identifier: MIT
-- The rows of LuaJIT: the raw layer and the idiomatic one against the same raw
-- C. See bench.c; usage: luajit bench.lua SUBJECT.py RAW.so
local ffi = require "ffi"
local raw = require "pyforge.raw"
local C = raw.C

ffi.cdef [[
struct bench_time { long seconds, nanoseconds; };
int clock_gettime(int clock, struct bench_time *time);
int raw_prepare(void);
void raw_call0_values(uint64_t n);
void raw_add_values(uint64_t n);
void raw_method_values(uint64_t n);
void raw_getattr_values(uint64_t n);
]]

local THREAD_TIME = 3 -- CLOCK_THREAD_CPUTIME_ID
local TURN_NS = 2e6
local rounds = tonumber(os.getenv "PYFORGE_BENCH_ROUNDS") or 41
local time = ffi.new "struct bench_time"

local function now()
    ffi.C.clock_gettime(THREAD_TIME, time)
    return tonumber(time.seconds) * 1e9 + tonumber(time.nanoseconds)
end

local function turn(work, n)
    local start = now()
    work(n)
    return (now() - start) / n
end

local function turn_length(work)
    local n, ns = 100, 0
    repeat
        n = n * 2
        ns = turn(work, n) * n
    until ns > TURN_NS / 4
    return math.floor(TURN_NS / ns * n)
end

local function median(times)
    table.sort(times)
    return times[math.floor((#times + 1) / 2)]
end

local function check(status)
    if status < 0 then
        error(ffi.string(C.pyf_error_message()))
    end
end

local function unbound(handle)
    if handle == 0 then
        error(ffi.string(C.pyf_error_message()))
    end
    return C.pyf_unbind(handle)
end

-- ---------------------------------------------------------------- start

local subject_path, raw_path = arg[1], arg[2]

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read "*a"
    file:close()
    return text
end

check(C.pyf_initialize(nil))
local here = C.pyf_attach_begin(0)
local source = read(subject_path)
local subject = unbound(C.pyf_module_from_source(source, #source, subject_path,
    #subject_path, "subject", 7))
local call0 = unbound(C.pyf_getattr(subject, "call0", 5))
local add = unbound(C.pyf_getattr(subject, "add", 3))
local thing = unbound(C.pyf_getattr(subject, "thing", 5))
local kernels
if raw_path and raw_path ~= "" then
    kernels = ffi.load(raw_path)
    check(kernels.raw_prepare())
end

-- ----------------------------------------------------------------- rows

local function empty(n)
    for i = 1, n do
        time.seconds = i
    end
end

local function loop_time()
    local n, times = turn_length(empty), {}
    for i = 1, rounds do
        times[i] = turn(empty, n)
    end
    return median(times)
end

local loop_ns = loop_time()

local function row(title, goal, kernel, ours)
    local other = kernels and kernels[kernel]
    local n, our_times, raw_times = turn_length(ours), {}, {}
    for i = 1, rounds do
        our_times[i] = turn(ours, n)
        raw_times[i] = other and turn(other, n)
    end
    local our_ns = median(our_times) - loop_ns
    if other then
        local raw_ns = median(raw_times) - loop_ns
        print(("%s\t%.1f\t%.1f\t%.2f\t%s"):format(title, our_ns, raw_ns,
            our_ns / raw_ns, goal))
    else
        print(("%s\t%.1f\t-\t-\t%s"):format(title, our_ns, goal))
    end
    io.flush()
end

local ANY, I64 = raw.PYF_VALUE_ANY, raw.PYF_VALUE_I64
local arguments = ffi.new "pyf_value[2]"
local result = ffi.new "pyf_value[1]"

local function raw_call0(n)
    for _ = 1, n do
        check(C.pyf_call_values(call0, nil, 0, ANY, result))
    end
end

local function raw_add(n)
    local sum = 0
    for i = 1, n do
        arguments[0].kind, arguments[0].as.i64 = I64, i - 1
        arguments[1].kind, arguments[1].as.i64 = I64, 1000
        check(C.pyf_call_values(add, arguments, 2, I64, result))
        sum = sum + tonumber(result[0].as.i64)
    end
    assert(sum == n * 1000 + n * (n - 1) / 2)
end

local function raw_method(n)
    for _ = 1, n do
        check(C.pyf_call_method_values(thing, "method", 6, nil, 0, ANY,
            result))
    end
end

local function raw_getattr(n)
    for _ = 1, n do
        check(C.pyf_getattr_value(thing, "value", 5, ANY, result))
    end
end

print(("# an empty LuaJIT loop takes %.2f ns, which is taken off"):format(
    loop_ns))
row("LuaJIT raw layer: call, no arguments", "1.10", "raw_call0_values",
    raw_call0)
row("LuaJIT raw layer: add(int, int) -> int", "1.10", "raw_add_values",
    raw_add)
row("LuaJIT raw layer: method by name", "1.10", "raw_method_values",
    raw_method)
row("LuaJIT raw layer: getattr by name", "1.10", "raw_getattr_values",
    raw_getattr)

-- The idiomatic layer.
local found, py = pcall(require, "pyforge")
if not found then
    print("# no LuaJIT rows of the idiomatic layer: " .. tostring(py):match
        "[^\n]*")
    os.exit(0)
end

local module = py.import "subject"
local py_call0, py_add, py_thing = module.call0, module.add, module.thing

row("LuaJIT: call, no arguments", "1.10", "raw_call0_values", function(n)
    for _ = 1, n do
        py_call0()
    end
end)

row("LuaJIT: add(int, int) -> int", "1.10", "raw_add_values", function(n)
    local sum = 0
    for i = 1, n do
        sum = sum + py_add(i - 1, 1000)
    end
    assert(sum == n * 1000 + n * (n - 1) / 2)
end)

row("LuaJIT: method by name", "1.10", "raw_method_values", function(n)
    for _ = 1, n do
        py_thing:method()
    end
end)

row("LuaJIT: getattr by name", "1.10", "raw_getattr_values", function(n)
    local sum = 0
    for _ = 1, n do
        sum = sum + py_thing.value
    end
    assert(sum == n * 7.5)
end)
check(C.pyf_attach_end(here))
