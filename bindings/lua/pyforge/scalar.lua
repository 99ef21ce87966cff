-- SPDX-License-Identifier: MIT
-- scalar: Python objects of a given type, where the conversion by itself would
-- take another.
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local HANDLE = raw.PYF_VALUE_HANDLE
local scalar = {}

-- type(x) as an object, where a call would give a Lua value.
local function construct(type, x)
    local values, made = convert.values_of(2), {}
    convert.fill(values[0], x, made, nil, 1)
    if C.pyf_call_values(type, values, 1, HANDLE, values + 1) < 0 then
        return errors.fail()
    end
    convert.release(made)
    return handle.wrap(values[1].as.handle)
end

-- An int of any size: from a whole number, an int64_t, or digits.
function scalar.int(x)
    if type(x) == "number" and x ~= math.floor(x) then
        errors.misuse("py.int: %s is no whole number", tostring(x))
    end
    return construct(raw.PYF_TYPE_INT, x)
end

function scalar.float(x)
    return construct(raw.PYF_TYPE_FLOAT, x)
end

function scalar.str(x)
    return construct(raw.PYF_TYPE_STR, x)
end

-- The bytes of a string, whatever they are.
function scalar.bytes(x)
    if handle.is_object(x) then
        return construct(raw.PYF_TYPE_BYTES, x)
    end
    errors.check_type(x, "string", "py.bytes")
    return convert.owned(C.pyf_from_bytes(x, #x))
end

-- Any value as an object.
function scalar.object(x)
    return convert.to_object(x)
end

-- The Lua value of an object, where it has one.
function scalar.lua(x)
    if not handle.is_object(x) then
        return x
    end
    return convert.to_lua(x)
end

return scalar
