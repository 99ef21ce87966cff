-- SPDX-License-Identifier: MIT
-- callback: the way from Python into Lua.
--
-- Whatever happens in Lua ends here: an error must not cross the C functions
-- between. The arguments are read and the results written inside of the
-- protected call, as both can fail.
local call = require "pyforge.call"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local failure = require "pyforge.failure"
local ffi = require "ffi"
local frame = require "pyforge.frame"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local put, take = convert.put, convert.take_borrowed
local select, tonumber, unpack, xpcall = select, tonumber, unpack, xpcall
local callback = {}

-- Each level takes C stack, which Python's own limit does not count where
-- there is no Python code between.
local MOST_LEVELS = 190
local level = 0

-- An error of Lua on its way out, with where it was raised.
local Failure = {}
local here = debug.getinfo(1, "S").short_src

-- The lines of a traceback down to where Python called.
local function trace_of(trace)
    local lines = { "Lua traceback (innermost first):" }
    for line in trace:gmatch "\n\t([^\n]*)" do
        if line:find(here, 1, true) then
            -- Before it stand xpcall and what it was called with.
            lines[#lines], lines[#lines - 1] = nil, nil
            break
        end
        lines[#lines + 1] = "  " .. line
    end
    -- A tail call has no frame, but the name of what made it.
    lines[#lines] = lines[#lines]:gsub(" in function 'apply[_%w]*'$",
        " in the function that Python called")
    return table.concat(lines, "\n")
end

local function failure_of(problem, trace)
    if errors.is_error(problem) and problem.exception
        or getmetatable(problem) == Failure then
        return problem
    elseif type(problem) == "string"
        and problem:find "attempt to yield across C%-call boundary$" then
        problem = problem .. ": Python has called the Lua function that "
            .. "yields; py.iterator makes an iterator of a coroutine"
    end
    return setmetatable({ problem = problem, trace = trace_of(trace) },
        Failure)
end

local function handler(problem)
    return failure_of(problem, debug.traceback("", 2))
end

-- Raise the error that has ended a coroutine.
function callback.raise_from(coroutine, problem)
    error(failure_of(problem, debug.traceback(coroutine, "")), 0)
end

local function raise(problem)
    local trace
    if getmetatable(problem) == Failure then
        problem, trace = problem.problem, problem.trace
    end
    local exception = failure.exception_of(problem, trace)
    local status = C.pyf_error_raise(exception.__pyf_handle, nil, 0)
    return status
end

local function raise_text(class, text)
    return C.pyf_error_raise(class, text, #text)
end

local function park(problem)
    local ok, status = pcall(raise, problem)
    if ok then
        return status
    end
    return raise_text(raw.PYF_EXC_RuntimeError,
        "a Lua function failed, and its error could not be given to Python")
end

-- Nothing here makes garbage after a success: what the result points to lives
-- in these frames until C has it.
local function leave(mark, ok, status, kept)
    level = level - 1
    frame.leave(mark)
    if ok then
        return status, kept
    end
    return park(status)
end

local function refuse_deeper()
    return raise_text(raw.PYF_EXC_RecursionError,
        "Lua and Python call each other more than " .. MOST_LEVELS
        .. " levels deep")
end

-- Call run(...) for Python: a status, and what has to live until it is
-- returned to C.
function callback.enter(run, ...)
    if level >= MOST_LEVELS then
        return refuse_deeper()
    end
    level = level + 1
    return leave(frame.mark(), xpcall(run, handler, ...))
end

-- Whether Python is calling Lua at this moment.
function callback.is_active()
    return level > 0
end

-- ------------------------------------------------------------------ results

local function give_new(result, object)
    put(result, object)
    handle.give(object)
    return object
end

-- Store what a Lua function returned; nothing is None, several are a tuple.
-- What result points to.
function callback.give(result, what, ...)
    local count, x = select("#", ...), (...)
    if count > 1 then
        return give_new(result, convert.build_tuple({ ... }, count))
    elseif count == 1 and not put(result, x) then
        return give_new(result, convert.build(x, what))
    end
    return x
end

-- ---------------------------------------------------------------- arguments

local function keywords_of(args, names, count)
    local keywords = {}
    for i = 0, count - 1 do
        keywords[ffi.string(names[i].data, names[i].length)] = take(args[i])
    end
    return call.kw(keywords)
end

local function apply_few(f, args, count)
    if count == 0 then
        return f()
    elseif count == 1 then
        return f(take(args[0]))
    elseif count == 2 then
        return f(take(args[0]), take(args[1]))
    end
    return f(take(args[0]), take(args[1]), take(args[2]))
end

-- f(...) of the arguments in a pyf_frame. Those that have names come as one
-- py.kw at the end. always: also when there are none.
function callback.apply(f, given, always)
    local args, count = given.args.values, tonumber(given.count)
    local named = tonumber(given.name_count)
    if named == 0 and not always and count <= 3 then
        return apply_few(f, args, count)
    end
    local list, last = {}, count - named
    for i = 1, last do
        list[i] = take(args[i - 1])
    end
    if named > 0 or always then
        last = last + 1
        list[last] = keywords_of(args + (count - named), given.names,
            named)
    end
    return f(unpack(list, 1, last))
end

reentry.leaf(leave, callback.enter, callback.give, keywords_of, apply_few,
    callback.apply)

return callback
