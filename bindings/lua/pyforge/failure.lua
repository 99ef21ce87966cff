-- SPDX-License-Identifier: MIT
-- failure: errors of Lua as exceptions of Python, and back.
--
-- An exception that Python raised goes back as it is. Any other error of Lua
-- becomes a LuaError, which carries the value: where it comes back to this Lua
-- state, it is that value again. py.raise can let any exception carry a value.
local ffi = require "ffi"
local call = require "pyforge.call"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local held = require "pyforge.held"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local failure = {}

local lua_error

-- The class LuaError. It is made once.
function failure.class()
    if not lua_error then
        local names = {
            __module__ = "pyforge",
            __doc__ = "An error that a Lua function raised.",
        }
        local bases = convert.build_tuple({
            handle.reserved(raw.PYF_EXC_RuntimeError),
        }, 1)
        lua_error = call.dispatch(handle.reserved(raw.PYF_TYPE_TYPE), nil, 3,
            "LuaError", bases, convert.build_dict(names))
    end
    return lua_error
end

-- A str of any text; what is not UTF-8 in it is escaped.
local function str_of(text)
    local new = C.pyf_from_str(text, #text)
    if new ~= 0 then
        return handle.wrap(new)
    end
    C.pyf_error_clear()
    local bytes = convert.owned(C.pyf_from_bytes(text, #text))
    return convert.to_object(call.dispatch(bytes, "decode", 2, "utf-8",
        "backslashreplace"))
end

local function text_of(problem)
    local ok, text = pcall(tostring, problem)
    return ok and type(text) == "string" and text or "?"
end

local function note(exception, trace)
    call.dispatch(exception, "add_note", 1, str_of(trace))
end

local function owner()
    return ffi.cast("uintptr_t", held.owner())
end

local function carry(exception, load)
    failure.begun = true
    if C.pyf_error_set_payload(exception.__pyf_handle, owner(),
        held.hold(load), held.drop) < 0 then
        return errors.fail()
    end
end

-- What an exception carries for this Lua state, if anything.
local function load_of(exception)
    if not failure.begun then
        return nil
    end
    local data = ffi.new "pyforge_cell *[1]"
    local found = C.pyf_error_payload(exception.__pyf_handle, owner(),
        ffi.cast("void **", data))
    if found == 1 then
        return held.value(data[0])
    end
    C.pyf_error_clear()
    return nil
end

local function make(problem, trace)
    local text = str_of(text_of(problem))
    local exception = call.dispatch(failure.class(), nil, 1, text)
    carry(exception, { problem = problem, is_whole = true })
    if trace then
        pcall(note, exception, trace)
    end
    return exception
end

-- The exception for whatever a Lua function raised. trace says where in Lua.
function failure.exception_of(problem, trace)
    if errors.is_error(problem) and problem.exception then
        return problem.exception
    end
    return make(problem, trace)
end

-- Raise again the error that a LuaError was made of.
function errors.raise_again(exception)
    local load = load_of(exception)
    if load and load.is_whole then
        error(load.problem, 0)
    end
end

function errors.payload_of(exception)
    local load = load_of(exception)
    return load and load.payload
end

function errors.set_payload(exception, payload)
    carry(exception, { payload = payload })
end

return failure
