-- SPDX-License-Identifier: MIT
-- convert: Lua values to pyf_value and back, without handles for scalars.
local ffi = require "ffi"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"

local C = raw.C
local Object, wrap = handle.Object, handle.wrap
local istype, floor, type, tonumber = ffi.istype, math.floor, type, tonumber
local convert = {}

local NONE, BOOL = raw.PYF_VALUE_NONE, raw.PYF_VALUE_BOOL
local I64, U64 = raw.PYF_VALUE_I64, raw.PYF_VALUE_U64
local F64, HANDLE = raw.PYF_VALUE_F64, raw.PYF_VALUE_HANDLE
local STR, BYTES = raw.PYF_VALUE_STR, raw.PYF_VALUE_BYTES

-- Whole numbers in this range are exact in a Lua number.
local EXACT, EDGE = 2 ^ 53, 2LL ^ 53
local DEEPEST = 100

local int64, uint64 = ffi.typeof "int64_t", ffi.typeof "uint64_t"
local complex = ffi.typeof "complex"
local values_of = ffi.typeof "pyf_value[?]"
local handles_of = ffi.typeof "pyf_handle[?]"
local scratch = ffi.new "pyf_value[1]"
local result = ffi.new "pyf_value[1]"

-- ------------------------------------------------------------ Lua to Python

-- Whole numbers go as int; what 64 bits do not hold, and -0.0, as float.
local function put_number(v, x)
    if x == floor(x) and x >= -2 ^ 63 and x < 2 ^ 63
        and (x ~= 0 or 1 / x > 0) then
        v.kind = I64
        v.as.i64 = x
    else
        v.kind = F64
        v.as.f64 = x
    end
    return true
end

local function put_cdata(v, x)
    if istype(Object, x) then
        v.kind = HANDLE
        v.as.handle = x.__pyf_handle
    elseif istype(int64, x) then
        v.kind = I64
        v.as.i64 = x
    elseif istype(uint64, x) then
        v.kind = U64
        v.as.u64 = x
    else
        return false
    end
    return true
end

-- Store a scalar, text or object; false when x wants an object made for it.
-- What v points to lives as long as x does.
local function put(v, x)
    local kind = type(x)
    if kind == "number" then
        return put_number(v, x)
    elseif kind == "cdata" then
        return put_cdata(v, x)
    elseif kind == "string" then
        v.kind = STR
        v.length = #x
        v.as.data = x
    elseif kind == "nil" then
        v.kind = NONE
    elseif kind == "boolean" then
        v.kind = BOOL
        v.as.i64 = x and 1 or 0
    else
        return false
    end
    return true
end
convert.put = put

-- The way from an argument down to the value that is converted, for messages.
local path = {}

local function path_text(depth)
    local text = {}
    for i = 1, depth do
        local key = path[i]
        if i == 1 then
            text[i] = "argument " .. tostring(key)
        elseif type(key) == "string" then
            text[i] = "." .. key
        else
            text[i] = "[" .. tostring(key) .. "]"
        end
    end
    return table.concat(text)
end

local function refuse(depth, reason, ...)
    errors.misuse("%s: " .. reason, path_text(depth), ...)
end

-- Whether a table has the keys 1 to n and no other.
local function is_sequence(t)
    local count, length = 0, #t
    for _ in pairs(t) do
        count = count + 1
    end
    if count ~= length then
        return false
    end
    for i = 1, length do
        if type(t[i]) == "nil" then -- py.None == nil
            return false
        end
    end
    return true
end

local build

-- Give back at once what fill made.
local function release(keep)
    for i = 1, #keep do
        handle.close(keep[i])
    end
end

-- Store any value. Objects made for it are put into keep, which has to live
-- until v has been used.
local function fill(v, x, keep, depth, label)
    if put(v, x) then
        return
    end
    path[depth] = label
    local object = build(x, depth)
    keep[#keep + 1] = object
    v.kind = HANDLE
    v.as.handle = object.__pyf_handle
end

local function owned(new)
    if new == 0 then
        return errors.fail()
    end
    return wrap(new)
end

-- Elements 1 to count; a nil among them is None.
local function fill_sequence(t, count, keep, depth)
    local values = values_of(count)
    for i = 1, count do
        fill(values[i - 1], t[i], keep, depth + 1, i)
    end
    return values
end

local function build_list(t, count, depth)
    local keep = {}
    local values = fill_sequence(t, count, keep, depth)
    local list = owned(C.pyf_list_from_values(values, count))
    release(keep)
    return list
end

local function build_tuple(t, count, depth)
    local keep = {}
    local values = fill_sequence(t, count, keep, depth)
    local tuple = owned(C.pyf_tuple_from_values(values, count))
    release(keep)
    return tuple
end

local function build_dict(t, depth)
    local count, i, keep = 0, 0, {}
    for _ in pairs(t) do
        count = count + 1
    end
    local keys, values = values_of(count), values_of(count)
    for key, value in pairs(t) do
        fill(keys[i], key, keep, depth + 1, key)
        fill(values[i], value, keep, depth + 1, key)
        i = i + 1
    end
    local dict = owned(C.pyf_dict_from_values(keys, values, count))
    release(keep)
    return dict
end

local function build_table(t, depth)
    if errors.is_error(t) and t.exception then
        return owned(C.pyf_dup(t.exception.__pyf_handle))
    elseif getmetatable(t) ~= nil then
        refuse(depth, "a table with a metatable is not converted by itself;"
            .. " py.list, py.dict and others do it, py.kw is only for the"
            .. " last argument of a call")
    elseif depth >= DEEPEST then
        refuse(1, "tables nested deeper than %d levels, or in a cycle",
            DEEPEST)
    elseif is_sequence(t) then
        return build_list(t, #t, depth)
    end
    return build_dict(t, depth)
end

local function build_complex(x)
    local values = values_of(2)
    values[0].kind, values[1].kind = F64, F64
    values[0].as.f64, values[1].as.f64 = x.re, x.im
    if C.pyf_call_values(raw.PYF_TYPE_COMPLEX, values, 2, scratch) < 0 then
        return errors.fail()
    end
    return wrap(scratch[0].as.handle)
end

-- An object for what put refuses.
function build(x, depth)
    if type(x) == "table" then
        return build_table(x, depth)
    elseif type(x) == "cdata" and istype(complex, x) then
        return build_complex(x)
    elseif type(x) == "cdata" then
        refuse(depth, "a cdata '%s' cannot be given to Python",
            tostring(ffi.typeof(x)))
    end
    refuse(depth, "a Lua %s cannot be given to Python", type(x))
end

-- A Python object for any value; itself where it is one.
local function to_object(x, what)
    if type(x) == "cdata" and istype(Object, x) then
        return x
    end
    path[1] = what or 1
    if not put(scratch[0], x) then
        return build(x, 1)
    end
    return owned(C.pyf_from_value(scratch))
end
convert.to_object = to_object

-- ------------------------------------------------------------ Python to Lua

-- Exact, or an int64_t.
local function take_i64(v)
    local whole = v.as.i64
    local number = tonumber(whole)
    if number > -EXACT and number < EXACT then
        return number
    elseif whole == EDGE or whole == -EDGE then
        return number
    end
    return whole
end

local function take_text(v)
    local text = ffi.string(v.as.data, v.length)
    C.pyf_close(v.owner)
    return text
end

-- The Lua value of a result; takes over what it owns. `from` is the handle of
-- the object whose attribute it is.
local function take(v, from)
    local kind = v.kind
    if kind == I64 then
        return take_i64(v)
    elseif kind == F64 then
        return v.as.f64
    elseif kind == NONE then
        return nil
    elseif kind == HANDLE then
        return wrap(v.as.handle, from)
    elseif kind == BOOL then
        return v.as.i64 ~= 0
    elseif kind == U64 then
        return v.as.u64
    end
    return take_text(v)
end
convert.take = take

-- The Lua value of a new handle; closes it unless it becomes an object.
function convert.take_handle(new)
    if new == 0 or C.pyf_to_value(new, result) < 0 then
        C.pyf_close(new)
        return errors.fail()
    end
    if result[0].kind == HANDLE then
        C.pyf_close(result[0].as.handle)
        return wrap(new)
    end
    C.pyf_close(new)
    return take(result[0])
end

-- As take, with None as an object: for places where nil means something else.
local function take_item(v)
    if v.kind == NONE then
        return handle.None
    end
    return take(v)
end
convert.take_item = take_item

-- The Lua value of an object, which keeps its handle.
function convert.to_lua(object)
    if C.pyf_to_value(object.__pyf_handle, result) < 0 then
        return errors.fail()
    end
    return take(result[0])
end

convert.owned, convert.fill, convert.release = owned, fill, release
convert.values_of, convert.handles_of = values_of, handles_of
convert.is_sequence = is_sequence
convert.build_list, convert.build_tuple = build_list, build_tuple
convert.build_dict = build_dict

return convert
