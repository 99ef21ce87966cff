-- SPDX-License-Identifier: MIT
-- The test harness: TAP for tables of named functions.
--
-- Every case runs in the interpreter, then so often that LuaJIT compiles it;
-- both times it must leave as many live handles as it found, and this thread
-- as it was. The first run of all is not counted: what it loads stays loaded.
local py = require "pyforge"

local tap = {}
local TIMES = 30

-- Start of a command that runs a file. A process that leaves by os.exit, or
-- has loaded numpy, keeps memory to its end: that is no leak of ours.
tap.luajit = "ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 "
    .. (os.getenv "LUAJIT" or "luajit") .. " "

local function show(x)
    return type(x) == "string" and ("%q"):format(x) or tostring(x)
end

function tap.equal(actual, expected, what)
    if type(actual) ~= type(expected) or actual ~= expected then
        error(("%s: got %s (%s), expected %s (%s)"):format(what or "value",
            show(actual), type(actual), show(expected), type(expected)), 2)
    end
end

function tap.same(actual, expected, what)
    tap.equal(type(actual), "table", what)
    for key, x in pairs(expected) do
        local check = type(x) == "table" and tap.same or tap.equal
        check(actual[key], x, (what or "") .. "[" .. tostring(key) .. "]")
    end
    for key in pairs(actual) do
        if type(expected[key]) == "nil" then
            error(("%s[%s]: not expected"):format(what or "", show(key)), 2)
        end
    end
end

-- The error of a call, of which the text has to match.
function tap.raises(pattern, f, ...)
    local ok, problem = pcall(f, ...)
    if ok then
        error("no error, expected " .. pattern, 2)
    elseif not tostring(problem):find(pattern) then
        error(("got the error %s, expected %s"):format(show(problem),
            pattern), 2)
    end
    return problem
end

-- What Python prints while f runs.
function tap.stdout(f, ...)
    local sys, io = py.import "sys", py.import "io"
    local usual, text = sys.stdout, io.StringIO()
    sys.stdout = text
    local ok, problem = pcall(f, ...)
    sys.stdout = usual
    if not ok then
        error(problem, 0)
    end
    return (text:getvalue())
end

-- What Lua holds through Python takes a cycle for each crossing.
local function live()
    for _ = 1, 6 do
        collectgarbage()
    end
    return py.stats().live
end

local function trace(problem)
    local text = debug.traceback(tostring(problem), 2)
    if type(problem) == "table" and problem.traceback then
        text = text .. "\n" .. problem.traceback
    end
    return text
end

local function run(case, times)
    for _ = 1, times do
        local ok, problem = xpcall(case, trace)
        if not ok then
            return problem
        end
    end
end

-- nil, or what is wrong with the case.
local function check(case, times)
    local before = live()
    local problem = run(case, times)
    local after = live()
    if problem then
        return problem
    elseif after ~= before then
        return ("%d live handles before, %d after"):format(before, after)
    elseif not py.is_initialized() then
        return "Python is not running any more"
    end
end

local function in_mode(compiled, case)
    if compiled then
        jit.on()
        jit.opt.start("hotloop=2", "hotexit=2")
        return check(case, TIMES)
    end
    jit.off()
    jit.flush()
    return run(case, 1) or check(case, 1)
end

local number, failed = 0, 0

local function report(name, problem)
    number = number + 1
    print(("%s %d - %s"):format(problem and "not ok" or "ok", number, name))
    if problem then
        failed = failed + 1
        print("# " .. problem:gsub("\n", "\n# "))
    end
    io.stdout:flush()
end

-- Run { { name, function }, ... } and leave with the status.
function tap.run(cases)
    for _, case in ipairs(cases) do
        local problem = in_mode(false, case[2])
        report(case[1], problem and "interpreted: " .. problem)
        report(case[1] .. " (compiled)", in_mode(true, case[2]))
    end
    tap.finish()
end

function tap.ok(name, problem)
    report(name, problem)
end

function tap.skip(name, reason)
    number = number + 1
    print(("ok %d - %s # SKIP %s"):format(number, name, reason))
end

function tap.finish()
    print("1.." .. number)
    os.exit(failed == 0 and 0 or 1, true)
end

return tap
