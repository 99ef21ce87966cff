-- SPDX-License-Identifier: MIT
-- call: calling Python, with positional and keyword arguments.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local frame = require "pyforge.frame"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local Object, put, take = handle.Object, convert.put, convert.take
local set_text = convert.set_text
local enter, leave = frame.enter, frame.leave
local call_values, call_method_values = C.pyf_call_values,
    C.pyf_call_method_values
local istype, select, type = ffi.istype, select, type
local getmetatable = getmetatable
local ANY = raw.PYF_VALUE_ANY
local call = {}

-- Keyword arguments: py.kw{slope = 0.2}.
local Keywords = {}

function call.kw(names)
    errors.check_type(names, "table", "py.kw")
    return setmetatable(names, Keywords)
end

local function is_keywords(x)
    return type(x) == "table" and getmetatable(x) == Keywords
end
call.is_kw = is_keywords

-- Here, as everywhere in this module, an object's handle is read where it is
-- used, and no tail call drops a frame that holds an object or a string while
-- its handle or its bytes are in use: the collector may run in between.

-- callable(...) or, with a name, callable.name(...), of n filled arguments. The
-- result is in the frame that is left here.
local function invoke(callable, name, values, n, result, base)
    local status
    if name then
        status = call_method_values(callable.__pyf_handle, name, #name,
            values, n, ANY, result)
    else
        status = call_values(callable.__pyf_handle, values, n, ANY, result)
    end
    if status < 0 then
        leave(base)
        return errors.fail()
    end
    local answer = take(result)
    leave(base)
    return answer
end

-- The same, where the last arguments are those named.
local function invoke_kw(callable, name, values, n, names, named)
    local status
    local result, _, base = enter(1)
    if name then
        status = C.pyf_call_method_values_kw(callable.__pyf_handle, name, #name,
            values, n, names, named, ANY, result)
    else
        status = C.pyf_call_values_kw(callable.__pyf_handle, values, n, names,
            named, ANY, result)
    end
    if status < 0 then
        leave(base)
        return errors.fail()
    end
    local answer = take(result)
    leave(base)
    return answer
end

local function count_of(keywords)
    local count = 0
    for name in pairs(keywords) do
        errors.check_type(name, "string", "name of a keyword argument")
        count = count + 1
    end
    return count
end

local function fill_positional(values, keep, count, ...)
    for i = 1, count do
        local x = select(i, ...)
        convert.fill(values[i - 1], x, keep, nil, i)
    end
end

local function fill_keywords(values, keep, names, keywords)
    local i = 0
    for name, x in pairs(keywords) do
        convert.fill(values[i], x, keep, nil, name)
        set_text(names[i], name)
        i = i + 1
    end
end

local function apply_kw(callable, name, keywords, positional, ...)
    local named = count_of(keywords)
    local values = convert.values_of(positional + named)
    local names = ffi.new("pyf_text[?]", named)
    local keep = {}
    fill_positional(values, keep, positional, ...)
    fill_keywords(values + positional, keep, names, keywords)
    local answer = invoke_kw(callable, name, values, positional + named,
        names, named)
    convert.release(keep)
    return answer
end

-- Any number of arguments, tables among them, keywords at the end.
local function apply(callable, name, n, ...)
    local last = select(n, ...)
    if is_keywords(last) then
        return apply_kw(callable, name, last, n - 1, ...)
    end
    local values, keep = convert.values_of(n), {}
    fill_positional(values, keep, n, ...)
    local result, _, base = enter(1)
    local answer = invoke(callable, name, values, n, result, base)
    convert.release(keep)
    return answer
end

local function put_2(v, a, b)
    return put(v, a) and put(v + 1, b)
end

local function put_3(v, a, b, c)
    return put(v, a) and put(v + 1, b) and put(v + 2, c)
end

local function call_0(callable, name)
    local result, _, base = enter(1)
    local answer = invoke(callable, name, nil, 0, result, base)
    return answer
end

local function call_1(callable, name, a)
    local v, result, base = enter(2)
    local answer
    if put(v, a) then
        answer = invoke(callable, name, v, 1, result, base)
    else
        leave(base)
        answer = apply(callable, name, 1, a)
    end
    return answer
end

local function call_2(callable, name, a, b)
    local v, result, base = enter(3)
    local answer
    if put_2(v, a, b) then
        answer = invoke(callable, name, v, 2, result, base)
    else
        leave(base)
        answer = apply(callable, name, 2, a, b)
    end
    return answer
end

local function call_3(callable, name, a, b, c)
    local v, result, base = enter(4)
    local answer
    if put_3(v, a, b, c) then
        answer = invoke(callable, name, v, 3, result, base)
    else
        leave(base)
        answer = apply(callable, name, 3, a, b, c)
    end
    return answer
end

-- callable(...), or callable.name(...) where name is given. n is the number of
-- arguments after it.
local function dispatch(callable, name, n, ...)
    if n == 0 then
        return call_0(callable, name)
    elseif n == 1 then
        return call_1(callable, name, ...)
    elseif n == 2 then
        return call_2(callable, name, ...)
    elseif n == 3 then
        return call_3(callable, name, ...)
    end
    return apply(callable, name, n, ...)
end
call.dispatch = dispatch

-- Whether the first argument is the object that the callable was read from:
-- obj:method(x) gives obj, which Python's bound method knows already.
local function is_origin(callable, x)
    return type(x) == "cdata" and istype(Object, x)
        and x.__pyf_handle == callable.__pyf_from and x.__pyf_handle ~= 0
end

-- What Object's __call does.
function call.call(callable, ...)
    local n = select("#", ...)
    if n > 0 and is_origin(callable, (...)) then
        return dispatch(callable, nil, n - 1, select(2, ...))
    end
    return dispatch(callable, nil, n, ...)
end

-- A Lua function m such that m(obj, ...) is obj.name(...). It makes no bound
-- method, so it is the fastest way to call one method many times.
function call.method(name)
    errors.check_type(name, "string", "py.method")
    return function(object, ...)
        if not handle.is_object(object) then
            object = convert.to_object(object, "self")
        end
        return dispatch(object, name, select("#", ...), ...)
    end
end

reentry.leaf(put_2, put_3, is_origin, is_keywords, call.kw)

return call
