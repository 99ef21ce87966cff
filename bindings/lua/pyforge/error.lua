-- SPDX-License-Identifier: MIT
-- error: failures of the library as Lua errors.
--
-- Wrong use of this module raises a string with the caller's position. What
-- the library or Python reports raises a table: type, message, traceback,
-- exception, code, where. The texts are made when somebody asks for them.
local ffi = require "ffi"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local Error = {}
local errors = {Error = Error}

local here = debug.getinfo(1, "S").source:match "^(.*[/\\])[^/\\]*$" or "?"

-- Where the innermost function outside this module is: "file:line".
local function position()
    for level = 2, 200 do
        local info = debug.getinfo(level, "Sl")
        if not info then
            break
        end
        local ours = info.source:sub(1, #here) == here
        if not ours and info.currentline > 0 then
            return info.short_src .. ":" .. info.currentline
        end
    end
    return "?"
end

-- Raise an error about the caller's mistake.
function errors.misuse(format, ...)
    local text = select("#", ...) > 0 and format:format(...) or format
    error(position() .. ": " .. text, 0)
end

function errors.check_type(x, expected, what)
    if type(x) ~= expected then
        errors.misuse("%s: expected a %s, got %s", what, expected,
            errors.name_of(x))
    end
end

-- Text that becomes a C string, or the name of something that is imported.
function errors.check_name(name, what)
    errors.check_type(name, "string", what)
    if name:find("\0", 1, true) then
        errors.misuse("%s: %q has a NUL in it", what, name)
    end
end

-- What a value is, for messages.
function errors.name_of(x)
    if handle.is_object(x) then
        return "a Python object"
    end
    return x == nil and "nil" or "a " .. type(x)
end

-- The message of a failure that Python knows nothing of.
local function message_of_library(code)
    local text = ffi.string(C.pyf_error_message())
    if code == raw.PYF_ERR_ENCODING and text:find "not valid UTF%-8" then
        text = text .. "; a Lua string goes as str, py.bytes(s) as bytes"
    end
    return text
end

-- Whether a status is another component's own; an exception carries it.
local function is_of_host(code)
    return code <= raw.PYF_ERR_HOST_FIRST and code >= raw.PYF_ERR_HOST_LAST
end

-- Set by failure.lua: errors.raise_again, payload_of, set_payload.

-- Raise the failure that is parked on this thread, and leave nothing parked.
function errors.fail()
    local code, self = C.pyf_error_code(), {}
    if code ~= raw.PYF_ERR_PYTHON and not is_of_host(code) then
        self.message = message_of_library(code)
    end
    if C.pyf_is_attached() == 1 then
        local exception = C.pyf_error_take()
        self.exception = exception ~= 0 and handle.wrap(exception) or nil
    end
    self.code = ffi.string(C.pyf_error_name(code))
    if self.exception then
        errors.raise_again(self.exception)
    else
        self.type = self.code
        self.message = message_of_library(code)
    end
    C.pyf_error_clear()
    self.where = position()
    return error(setmetatable(self, Error), 0)
end

-- The class of an exception as Python's tracebacks write it.
local function type_of(exception)
    local class = exception.__class__
    local name, module = class.__qualname__, class.__module__
    return module == "builtins" and name or module .. "." .. name
end

local function message_of(exception)
    local ok, text = pcall(tostring, exception)
    return ok and text or "<the exception has no text>"
end

-- What Python would print, with causes and notes.
local function traceback_of(exception)
    local new = C.pyf_error_text(exception.__pyf_handle)
    if new == 0 then
        C.pyf_error_clear()
        return message_of(exception) .. "\n"
    end
    return tostring(handle.wrap(new))
end

local makers = {
    type = type_of, message = message_of, traceback = traceback_of,
}

function Error:__index(key)
    if key == "payload" then
        local exception = rawget(self, "exception")
        return exception and errors.payload_of(exception)
    end
    local maker = makers[key]
    if not maker then
        return Error[key]
    end
    local exception = rawget(self, "exception")
    local text = exception and maker(exception) or tostring(self) .. "\n"
    rawset(self, key, text)
    return text
end

function Error:__tostring()
    if self.message == "" then
        return self.type
    end
    return self.type .. ": " .. self.message
end

function errors.is_error(x)
    return type(x) == "table" and getmetatable(x) == Error
end

-- An exception class by name: a built-in one, or "module.Class".
local function class_of(name)
    local reserved = raw["PYF_EXC_" .. name]
    if reserved then
        return handle.reserved(reserved)
    end
    local module, class = name:match "^(.*)%.([^.]*)$"
    module = module or "builtins"
    local new = C.pyf_import(module, #module)
    if new == 0 then
        return errors.fail()
    end
    return handle.wrap(new)[class or name]
end

local function to_class(x)
    if handle.is_object(x) then
        return x
    end
    errors.check_name(x, "class of an exception")
    return class_of(x)
end

-- Whether an error is an exception of one of the classes, each an object or a
-- name, as `except` would tell. Other errors of Lua match none.
function errors.matches(problem, ...)
    if not (errors.is_error(problem) and problem.exception) then
        return false
    end
    for i = 1, select("#", ...) do
        local class = to_class((select(i, ...)))
        local answer = C.pyf_isinstance(problem.exception.__pyf_handle,
            class.__pyf_handle)
        if answer < 0 then
            return errors.fail()
        elseif answer == 1 then
            return true
        end
    end
    return false
end
Error.matches = errors.matches

-- Set sys.last_exc and its like, for pdb.pm().
function errors.set_last(problem)
    if not (errors.is_error(problem) and problem.exception) then
        errors.misuse("py.error.set_last: expected an error of Python, got %s",
            errors.name_of(problem))
    end
    C.pyf_error_raise(problem.exception.__pyf_handle, nil, 0)
    local status = C.pyf_error_set_last()
    C.pyf_error_clear()
    return status >= 0
end

-- Raise as Python's `raise` would: an exception, or a class, by name or as an
-- object, with a message. payload is any Lua value that goes with it.
function errors.raise(what, message, payload)
    if errors.is_error(what) then
        error(what, 0)
    elseif message ~= nil then
        errors.check_type(message, "string", "py.raise: message")
    end
    local class = to_class(what)
    C.pyf_error_raise(class.__pyf_handle, message, message and #message or 0)
    if payload ~= nil then
        local exception = C.pyf_error_exception()
        if exception ~= 0 then
            errors.set_payload(handle.wrap(exception), payload)
        end
    end
    errors.fail()
end

reentry.leaf(errors.check_name, errors.check_type)

return errors
