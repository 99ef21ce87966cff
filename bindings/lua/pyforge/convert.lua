-- SPDX-License-Identifier: MIT
-- convert: Lua values to pyf_value and back, without handles for scalars.
local ffi = require "ffi"
local errors = require "pyforge.error"
local frame = require "pyforge.frame"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local Object, wrap = handle.Object, handle.wrap
local istype, floor, type, tonumber = ffi.istype, math.floor, type, tonumber
local string_of = ffi.string
local convert = {}

local NONE, BOOL = raw.PYF_VALUE_NONE, raw.PYF_VALUE_BOOL
local I64, U64 = raw.PYF_VALUE_I64, raw.PYF_VALUE_U64
local F64, HANDLE = raw.PYF_VALUE_F64, raw.PYF_VALUE_HANDLE
local STR, BYTES = raw.PYF_VALUE_STR, raw.PYF_VALUE_BYTES
local COMPLEX, ANY = raw.PYF_VALUE_COMPLEX, raw.PYF_VALUE_ANY

-- Whole numbers in this range are exact in a Lua number.
local EXACT, EDGE = 2 ^ 53, 2LL ^ 53
local DEEPEST = 100

local int64, uint64 = ffi.typeof "int64_t", ffi.typeof "uint64_t"
local complex = ffi.typeof "complex"
local values_of = ffi.typeof "pyf_value[?]"

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
    elseif istype(complex, x) then
        v.kind = COMPLEX
        v.as.c128.real = x.re
        v.as.c128.imag = x.im
    else
        return false
    end
    return true
end

-- Store text into a pyf_text, which is good as long as the string lives.
local function set_text(field, x)
    field.data = x
    field.length = #x
end
convert.set_text = set_text

-- Of a string that may be nil.
function convert.length_of(x)
    return x and #x or 0
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
        set_text(v.as.text, x)
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

-- Where the value is that is converted, for messages: its label, and the place
-- of the table it is in. The labels are the numbers and names of arguments and
-- the keys of tables.
local function place_of(parent, label)
    return {
        parent = parent, label = label,
        depth = parent and parent.depth + 1 or 1,
    }
end

local function label_text(place)
    local label = place.label
    if not place.parent then
        return place.text or "argument " .. tostring(label)
    elseif type(label) == "string" then
        return "." .. label
    end
    return "[" .. tostring(label) .. "]"
end

local function refuse(place, reason, ...)
    local text = ""
    while place do
        text = label_text(place) .. text
        place = place.parent
    end
    errors.misuse("%s: " .. reason, text, ...)
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
local function fill(v, x, keep, parent, label)
    if put(v, x) then
        return
    end
    local object = build(x, place_of(parent, label))
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
local function fill_sequence(t, count, keep, place)
    local values = values_of(count)
    for i = 1, count do
        fill(values[i - 1], t[i], keep, place, i)
    end
    return values
end

local function build_list(t, count, place)
    local keep = {}
    local values = fill_sequence(t, count, keep, place)
    local list = owned(C.pyf_list_from_values(values, count))
    release(keep)
    return list
end

local function build_tuple(t, count, place)
    local keep = {}
    local values = fill_sequence(t, count, keep, place)
    local tuple = owned(C.pyf_tuple_from_values(values, count))
    release(keep)
    return tuple
end

local function build_dict(t, place)
    local count, i, keep = 0, 0, {}
    for _ in pairs(t) do
        count = count + 1
    end
    local keys, values = values_of(count), values_of(count)
    for key, value in pairs(t) do
        fill(keys[i], key, keep, place, key)
        fill(values[i], value, keep, place, key)
        i = i + 1
    end
    local dict = owned(C.pyf_dict_from_values(keys, values, count))
    release(keep)
    return dict
end

local function topmost(place)
    while place.parent do
        place = place.parent
    end
    return place
end

local function build_table(t, place)
    if errors.is_error(t) and t.exception then
        return owned(C.pyf_dup(t.exception.__pyf_handle))
    elseif getmetatable(t) ~= nil then
        refuse(place, "a table with a metatable is not converted by itself;"
            .. " py.list, py.dict and others do it, py.kw is only for the"
            .. " last argument of a call")
    elseif place.depth >= DEEPEST then
        refuse(topmost(place), "tables nested deeper than %d levels, or in a"
            .. " cycle", DEEPEST)
    elseif is_sequence(t) then
        return build_list(t, #t, place)
    end
    return build_dict(t, place)
end

-- An object for what put refuses.
function build(x, place)
    local kind = type(x)
    if kind == "table" then
        return build_table(x, place)
    elseif kind == "function" then
        return convert.function_of(x)
    elseif kind == "cdata" then
        refuse(place, "a cdata '%s' cannot be given to Python",
            tostring(ffi.typeof(x)))
    elseif kind == "thread" then
        refuse(place, "a coroutine is not converted by itself; py.iterator"
            .. " makes an iterator of it")
    end
    refuse(place, "a Lua %s cannot be given to Python", kind)
end

-- A new object for what put refuses; text says where it is, for messages.
function convert.build(x, text)
    return build(x, { text = text, depth = 1 })
end

-- A Python object for any value; itself where it is one.
local function to_object(x, what)
    if type(x) == "cdata" and istype(Object, x) then
        return x
    end
    local v, _, base = frame.enter(1)
    local new = put(v, x) and C.pyf_from_value(v)
    frame.leave(base)
    if not new then
        return build(x, place_of(nil, what or 1))
    end
    return owned(new)
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
    local text = v.as.text
    local copy = string_of(text.data, text.length)
    C.pyf_close(v.owner)
    return copy
end

local function take_complex(v)
    local number = v.as.c128
    return complex(number.real, number.imag)
end

-- The Lua value of a result, or of an argument of Lua's; takes over what it
-- owns. `from` is the handle of the object whose attribute it is.
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
    elseif kind == COMPLEX then
        return take_complex(v)
    end
    return take_text(v)
end
convert.take = take

-- The Lua value of an argument that Python passes. An object is taken over, the
-- text stays.
function convert.take_borrowed(v)
    if v.kind == STR or v.kind == BYTES then
        local text = v.as.text
        return string_of(text.data, text.length)
    end
    return take(v)
end

-- The Lua value of a new handle; closes it unless it becomes an object.
function convert.take_handle(new)
    local result, _, base = frame.enter(1)
    if new == 0 or C.pyf_to_value(new, ANY, result) < 0 then
        frame.leave(base)
        C.pyf_close(new)
        return errors.fail()
    end
    local answer
    if result.kind == HANDLE then
        C.pyf_close(result.as.handle)
        answer = wrap(new)
    else
        answer = take(result)
        C.pyf_close(new)
    end
    frame.leave(base)
    return answer
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
    local result, _, base = frame.enter(1)
    if C.pyf_to_value(object.__pyf_handle, ANY, result) < 0 then
        frame.leave(base)
        return errors.fail()
    end
    local answer = take(result)
    frame.leave(base)
    return answer
end

convert.owned, convert.fill, convert.release = owned, fill, release
convert.values_of = values_of
convert.is_sequence = is_sequence
convert.build_list, convert.build_tuple = build_list, build_tuple
convert.build_dict = build_dict

-- The text that take_text closes is exactly a str or bytes: no code runs.
reentry.leaf(put, put_number, put_cdata, set_text, take, take_i64, take_text,
    take_complex, take_item, convert.take_borrowed)

return convert
