-- SPDX-License-Identifier: MIT
-- object: attributes, items, and Python's protocols on any object.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local frame = require "pyforge.frame"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local put, take, type = convert.put, convert.take, type
local to_object, release = convert.to_object, convert.release
local enter, leave = frame.enter, frame.leave
local getattr_value = C.pyf_getattr_value
local ANY = raw.PYF_VALUE_ANY
local object = {}

local number_of = ffi.typeof "int64_t[1]"

-- A new value for x, and the list of what was made for it, for release.
local function new_value(x, what)
    local v, made = convert.values_of(1), {}
    convert.fill(v[0], x, made, nil, what)
    return v, made
end

local function checked(status)
    if status < 0 then
        return errors.fail()
    end
    return status
end

local function answer(status)
    return checked(status) == 1
end

-- -------------------------------------------------------------- attributes

local function get_attribute(self, name)
    errors.check_type(name, "string", "name of an attribute")
    local result, _, base = enter(1)
    if getattr_value(self.__pyf_handle, name, #name, ANY, result) < 0 then
        leave(base)
        return errors.fail()
    end
    local answer = take(result, self.__pyf_handle)
    leave(base)
    return answer
end

local function set_attribute(self, name, x)
    errors.check_type(name, "string", "name of an attribute")
    local v, _, base = enter(1)
    if put(v, x) then
        local status = C.pyf_setattr_value(self.__pyf_handle, name, #name, v)
        leave(base)
        checked(status)
        return
    end
    leave(base)
    local new, made = new_value(x, name)
    checked(C.pyf_setattr_value(self.__pyf_handle, name, #name, new))
    release(made)
end

function object.hasattr(x, name)
    errors.check_type(name, "string", "name of an attribute")
    local self = to_object(x)
    return answer(C.pyf_hasattr(self.__pyf_handle, name, #name))
end

-- With a default, that is what a missing attribute gives.
function object.getattr(x, name, ...)
    local self = to_object(x)
    if select("#", ...) > 0 and not object.hasattr(self, name) then
        return (...)
    end
    return get_attribute(self, name)
end

function object.setattr(x, name, value)
    set_attribute(to_object(x), name, value)
end

function object.delattr(x, name)
    errors.check_type(name, "string", "name of an attribute")
    local self = to_object(x)
    checked(C.pyf_delattr(self.__pyf_handle, name, #name))
end

-- ------------------------------------------------------------------- items

-- The item goes to result: a status.
local function get_item(self, key, v, result)
    if put(v, key) then
        return C.pyf_getitem_value(self.__pyf_handle, v, ANY, result)
    end
    local built, made = new_value(key, "key")
    local status = C.pyf_getitem_value(self.__pyf_handle, built, ANY,
        result)
    if status >= 0 then
        release(made)
    end
    return status
end

-- What a missing item gives.
local function missing(...)
    if select("#", ...) == 0
        or C.pyf_error_matches(raw.PYF_EXC_LookupError) ~= 1 then
        return errors.fail()
    end
    C.pyf_error_clear()
    return (...)
end

-- x[key], of which a string key is a key and not an attribute. With a default,
-- that is what a missing item gives.
function object.getitem(x, key, ...)
    local self = to_object(x)
    local v, result, base = enter(2)
    if get_item(self, key, v, result) < 0 then
        leave(base)
        return missing(...)
    end
    local answer = take(result)
    leave(base)
    return answer
end

function object.setitem(x, key, value)
    local self = to_object(x)
    local k, made_key = new_value(key, "key")
    local v, made_value = new_value(value, "item")
    checked(C.pyf_setitem_value(self.__pyf_handle, k, v))
    release(made_key)
    release(made_value)
end

function object.delitem(x, key)
    local self, item = to_object(x), to_object(key, "key")
    checked(C.pyf_delitem(self.__pyf_handle, item.__pyf_handle))
end

function object.hasitem(x, key)
    local self, item = to_object(x), to_object(key, "key")
    return answer(C.pyf_hasitem(self.__pyf_handle, item.__pyf_handle))
end

function object.contains(x, y)
    local self, item = to_object(x), to_object(y, "item")
    return answer(C.pyf_contains(self.__pyf_handle, item.__pyf_handle))
end

-- --------------------------------------------------------------- protocols

function object.str(x)
    local self = to_object(x)
    return convert.take_handle(C.pyf_str(self.__pyf_handle))
end

function object.repr(x)
    local self = to_object(x)
    return convert.take_handle(C.pyf_repr(self.__pyf_handle))
end

function object.bool(x)
    local self = to_object(x)
    return answer(C.pyf_is_true(self.__pyf_handle))
end

function object.len(x)
    local self, number = to_object(x), number_of()
    checked(C.pyf_len(self.__pyf_handle, number))
    return tonumber(number[0])
end

-- An int64_t: a Lua number cannot hold every hash.
function object.hash(x)
    local self, number = to_object(x), number_of()
    checked(C.pyf_hash(self.__pyf_handle, number))
    return number[0]
end

function object.is(x, y)
    local a, b = to_object(x), to_object(y, 2)
    return answer(C.pyf_is(a.__pyf_handle, b.__pyf_handle))
end

function object.callable(x)
    local self = to_object(x)
    return answer(C.pyf_is_callable(self.__pyf_handle))
end

function object.type(x)
    local self = to_object(x)
    return convert.owned(C.pyf_type(self.__pyf_handle))
end

function object.dir(x)
    local self = to_object(x)
    return convert.owned(C.pyf_dir(self.__pyf_handle))
end

function object.isinstance(x, class)
    local self, type = to_object(x), to_object(class, 2)
    return answer(C.pyf_isinstance(self.__pyf_handle, type.__pyf_handle))
end

function object.issubclass(derived, class)
    local self, type = to_object(derived), to_object(class, 2)
    return answer(C.pyf_issubclass(self.__pyf_handle, type.__pyf_handle))
end

-- ------------------------------------------------------------- metamethods

-- A string reads an attribute; every other key an item, counted as Python
-- counts, from 0.
function object.index(self, key)
    if type(key) == "string" then
        return get_attribute(self, key)
    end
    return object.getitem(self, key)
end

function object.newindex(self, key, x)
    if type(key) == "string" then
        set_attribute(self, key, x)
    else
        object.setitem(self, key, x)
    end
end

return object
