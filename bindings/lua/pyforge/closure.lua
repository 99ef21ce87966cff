-- SPDX-License-Identifier: MIT
-- closure: Python callables, and so Lua functions, as C function pointers.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local closure = {}

local policies = {
    park = raw.PYF_CLOSURE_PARK,
    unraisable = raw.PYF_CLOSURE_UNRAISABLE,
}
local known = { type = true, on_error = true, fallback = true }

-- The handle of each pointer given out.
local handles = setmetatable({}, { __mode = "k" })

local function check_options(options)
    if options == nil then
        return {}
    end
    errors.check_type(options, "table", "py.closure: options")
    for key in pairs(options) do
        if not known[key] then
            errors.misuse("py.closure: no such option: %s", tostring(key))
        end
    end
    return options
end

local function policy_of(name)
    local policy = policies[name or "unraisable"]
    if not policy then
        errors.misuse("py.closure: on_error: expected park or unraisable, "
            .. "got %s", tostring(name))
    end
    return policy
end

local function check_fallback(x)
    if x ~= nil and type(x) ~= "cdata" then
        errors.misuse("py.closure: fallback: expected a cdata such as "
            .. "ffi.new(\"int[1]\", -1), got %s", errors.name_of(x))
    end
    return x
end

-- py.closure(callable, "(a: i32, b: i32) -> i32", options): a function pointer
-- for C, which is good as long as this very cdata lives. options.type is its
-- type, as for ffi.cast; on_error and fallback say what C gets of an error.
function closure.new(callable, signature, options)
    errors.check_type(signature, "string", "py.closure: signature")
    options = check_options(options)
    local fallback = check_fallback(options.fallback)
    local policy = policy_of(options.on_error)
    local pointer_type = ffi.typeof(options.type or "pyf_native_function")
    local parsed = C.pyf_signature(signature, #signature)
    if parsed == 0 then
        return errors.fail()
    end
    local object = convert.to_object(callable)
    local code = ffi.new "pyf_native_function[1]"
    local new = C.pyf_closure_new(object.__pyf_handle, parsed, policy,
        fallback, code)
    if new == 0 then
        return errors.fail()
    end
    local own = C.pyf_unbind(new)
    if own == 0 then
        return errors.fail()
    end
    local pointer = ffi.cast(pointer_type, code[0])
    handles[pointer] = own
    return ffi.gc(pointer, function() C.pyf_close(own) end)
end

-- Give a pointer back now: whether it was one.
function closure.close(pointer)
    local own = type(pointer) == "cdata" and handles[pointer]
    if not own then
        return false
    end
    ffi.gc(pointer, nil)
    handles[pointer] = nil
    C.pyf_close(own)
    return true
end

-- Raise what a closure has parked on this thread, once C is back.
function closure.check()
    if C.pyf_error_code() ~= raw.PYF_OK then
        errors.fail()
    end
end

return closure
