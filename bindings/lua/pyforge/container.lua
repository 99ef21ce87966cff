-- SPDX-License-Identifier: MIT
-- container: Lua tables to Python's containers, and back.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local iter = require "pyforge.iter"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local take, take_item = convert.take, convert.take_item
local container = {}

local ANY = raw.PYF_VALUE_ANY
local DEEPEST = 100
local length_of = ffi.typeof "size_t[1]"

-- The number of elements: as given, else that of a table without holes.
local function count_of(t, count, what)
    errors.check_type(t, "table", what)
    if count == nil and not convert.is_sequence(t) then
        errors.misuse("%s: the table is no sequence 1 to n; give n as "
            .. "argument 2, and its nils become None", what)
    elseif count ~= nil then
        errors.check_type(count, "number", what .. ": argument 2")
    end
    return count or #t
end

-- What is not a table is given to the Python type.
local function construct(type, x)
    return handle.reserved(type)(x)
end

function container.list(t, count)
    if handle.is_object(t) then
        return construct(raw.PYF_TYPE_LIST, t)
    end
    return convert.build_list(t, count_of(t, count, "py.list"))
end

function container.tuple(t, count)
    if handle.is_object(t) then
        return construct(raw.PYF_TYPE_TUPLE, t)
    end
    return convert.build_tuple(t, count_of(t, count, "py.tuple"))
end

function container.set(t, count)
    return construct(raw.PYF_TYPE_SET, container.tuple(t, count))
end

function container.frozenset(t, count)
    return construct(raw.PYF_TYPE_FROZENSET, container.tuple(t, count))
end

-- Every key and value of a table, also of a sequence.
function container.dict(t)
    if handle.is_object(t) then
        return construct(raw.PYF_TYPE_DICT, t)
    end
    errors.check_type(t, "table", "py.dict")
    return convert.build_dict(t)
end

-- ------------------------------------------------------------ Python to Lua

-- All elements of a list, tuple, set or frozenset.
local function values_of(object)
    local length = length_of()
    C.pyf_items_to_values(object.__pyf_handle, ANY, nil, 0, length)
    local count = tonumber(length[0])
    local values = convert.values_of(count)
    if C.pyf_items_to_values(object.__pyf_handle, ANY, values, count,
        length) < 0 then
        return errors.fail()
    end
    C.pyf_error_clear()
    return values, tonumber(length[0])
end

local function pairs_of(object)
    local length = length_of()
    C.pyf_dict_to_values(object.__pyf_handle, ANY, nil, ANY, nil, 0, length)
    local count = tonumber(length[0])
    local keys, values = convert.values_of(count), convert.values_of(count)
    if C.pyf_dict_to_values(object.__pyf_handle, ANY, keys, ANY, values,
        count, length) < 0 then
        return errors.fail()
    end
    C.pyf_error_clear()
    return keys, values, tonumber(length[0])
end

local is_sequence = {
    [raw.PYF_BUILTIN_LIST] = true, [raw.PYF_BUILTIN_TUPLE] = true,
    [raw.PYF_BUILTIN_SET] = true, [raw.PYF_BUILTIN_FROZENSET] = true,
}

local to_table

-- An element: a container becomes a table while depth lasts.
local function unfold(v, depth)
    local x = take_item(v)
    if depth == 0 or not handle.is_object(x) then
        return x
    end
    return to_table(x, depth) or x
end

local function table_of_sequence(object, depth)
    local values, count = values_of(object)
    local t = {}
    for i = 1, count do
        t[i] = unfold(values[i - 1], depth - 1)
    end
    return t
end

local function table_of_dict(object, depth)
    local keys, values, count = pairs_of(object)
    local t = {}
    for i = 0, count - 1 do
        local key = take_item(keys[i])
        t[key] = unfold(values[i], depth - 1)
    end
    return t
end

-- A table for a container, nil for anything else.
function to_table(object, depth)
    local kind = C.pyf_builtin_type(object.__pyf_handle)
    if kind < 0 then
        return errors.fail()
    elseif is_sequence[kind] then
        return table_of_sequence(object, depth)
    elseif kind == raw.PYF_BUILTIN_DICT then
        return table_of_dict(object, depth)
    end
    return nil
end

-- list, tuple, set: 1 to n; dict: key to value; another iterable: 1 to n. None
-- is py.None in a table. depth says how many levels become tables.
function container.totable(x, depth)
    if depth ~= nil then
        errors.check_type(depth, "number", "py.totable: depth")
    end
    local object = convert.to_object(x)
    local t = to_table(object, depth or DEEPEST)
    if t then
        return t
    end
    return to_table(construct(raw.PYF_TYPE_LIST, object), depth or DEEPEST)
end

local function unpack_from(values, i, count)
    if i == count then
        return
    end
    local x = take(values[i])
    return x, unpack_from(values, i + 1, count)
end

-- The elements as so many Lua values; None is nil.
function container.unpack(x)
    local object = convert.to_object(x)
    if not is_sequence[C.pyf_builtin_type(object.__pyf_handle)] then
        object = construct(raw.PYF_TYPE_LIST, object)
    end
    local values, count = values_of(object)
    return unpack_from(values, 0, count)
end

return container
