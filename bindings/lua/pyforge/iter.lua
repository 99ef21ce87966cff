-- SPDX-License-Identifier: MIT
-- iter: Python's iteration in Lua's `for`.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local frame = require "pyforge.frame"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local take, take_item = convert.take, convert.take_item
local enter, leave = frame.enter, frame.leave
local next_value = C.pyf_next_value
local ANY = raw.PYF_VALUE_ANY
local iter = {}

local item_of = ffi.typeof "pyf_handle[1]"
local count_of = ffi.typeof "size_t[1]"

local function iterator_of(x)
    local object = convert.to_object(x, "iterable")
    return convert.owned(C.pyf_iter(object.__pyf_handle))
end

-- At the end: whether there was an item. The iterator is given back at once.
local function ended(iterator, status)
    if status < 0 then
        return errors.fail()
    end
    handle.close(iterator)
    return nil
end

local function step(iterator)
    local result, _, base = enter(1)
    local status = next_value(iterator.__pyf_handle, ANY, result)
    if status == 1 then
        local x = take_item(result)
        leave(base)
        return x
    end
    leave(base)
    return ended(iterator, status)
end

-- for x in py.iter(obj): None comes as py.None, as nil would end the loop.
function iter.iter(x)
    return step, iterator_of(x), nil
end

local function numbered_step(iterator, i)
    local result, _, base = enter(1)
    local status = next_value(iterator.__pyf_handle, ANY, result)
    if status == 1 then
        local x = take(result)
        leave(base)
        return i + 1, x
    end
    leave(base)
    return ended(iterator, status)
end

-- for i, x in py.enumerate(obj): i from 0, as Python counts; None is nil.
function iter.enumerate(x, start)
    if start ~= nil then
        errors.check_type(start, "number", "py.enumerate: start")
    end
    return numbered_step, iterator_of(x), (start or 0) - 1
end

-- Two values out of one item, which is given back.
local function take_pair(new)
    local pair, count = convert.values_of(2), count_of()
    local status = C.pyf_items_to_values(new, ANY, pair, 2, count)
    C.pyf_close(new)
    if status < 0 then
        return errors.fail()
    elseif count[0] ~= 2 then
        errors.misuse("py.items: an item of %d values is no pair",
            tonumber(count[0]))
    end
    local key = take_item(pair[0])
    return key, take(pair[1])
end

local function pair_step(iterator)
    local item = item_of()
    local status = C.pyf_next(iterator.__pyf_handle, item)
    if status == 1 then
        return take_pair(item[0])
    end
    return ended(iterator, status)
end

-- for key, value in py.items(obj): of a mapping, or of an iterable of pairs.
function iter.items(x)
    local object = convert.to_object(x, "mapping")
    local items = C.pyf_hasattr(object.__pyf_handle, "items", 5)
    if items < 0 then
        return errors.fail()
    end
    return pair_step, iterator_of(items == 1 and object:items() or object), nil
end

return iter
