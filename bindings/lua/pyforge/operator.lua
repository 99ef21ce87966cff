-- SPDX-License-Identifier: MIT
-- operator: Lua's operators on Python objects, and Python's by name.
local ffi = require "ffi"
local call = require "pyforge.call"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local Object, to_object = handle.Object, convert.to_object
local istype, type = ffi.istype, type
local operator = {}

-- Functions of Python's module `operator`: a call by values converts operands
-- and result in one crossing.
local functions = setmetatable({}, {
    __index = function(self, name)
        local module = convert.owned(C.pyf_import("operator", 8))
        local found = convert.owned(C.pyf_getattr(module.__pyf_handle, name,
            #name))
        self[name] = found
        return found
    end,
})

local function binary(name, a, b)
    return call.dispatch(functions[name], nil, 2, a, b)
end

function operator.add(a, b) return binary("add", a, b) end
function operator.sub(a, b) return binary("sub", a, b) end
function operator.mul(a, b) return binary("mul", a, b) end
function operator.div(a, b) return binary("truediv", a, b) end
function operator.mod(a, b) return binary("mod", a, b) end
function operator.pow(a, b) return binary("pow", a, b) end

function operator.unm(a)
    return call.dispatch(functions.neg, nil, 1, a)
end

local function text_of(x)
    if type(x) == "string" or type(x) == "number" then
        return x
    elseif not handle.is_object(x) then
        errors.misuse("attempt to concatenate %s", errors.name_of(x))
    elseif C.pyf_builtin_type(x.__pyf_handle) == raw.PYF_BUILTIN_STR then
        return tostring(x)
    end
    errors.misuse("attempt to concatenate a Python %s; use tostring, or + "
        .. "for Python's addition", x.__class__.__name__)
end

-- Text only, as .. is in Lua.
function operator.concat(a, b)
    return text_of(a) .. text_of(b)
end

local function compare(a, b, op)
    local x, y = to_object(a), to_object(b)
    local answer = C.pyf_compare(x.__pyf_handle, y.__pyf_handle, op)
    if answer < 0 then
        return errors.fail()
    end
    return answer == 1
end

local function is_none(x)
    return x.__pyf_handle == raw.PYF_NONE
end

local comparable = { number = true, string = true, boolean = true }

-- nil equals None alone. Other Lua values than scalars equal no object.
function operator.eq(a, b)
    if not (type(a) == "cdata" and istype(Object, a)) then
        a, b = b, a
    end
    if type(b) == "nil" then
        return is_none(a)
    elseif comparable[type(b)] or type(b) == "cdata" then
        return compare(a, b, raw.PYF_EQ)
    end
    return false
end

function operator.lt(a, b) return compare(a, b, raw.PYF_LT) end
function operator.le(a, b) return compare(a, b, raw.PYF_LE) end

local two = {
    ["+"] = "add", ["-"] = "sub", ["*"] = "mul", ["/"] = "truediv",
    ["//"] = "floordiv", ["%"] = "mod", ["**"] = "pow", ["@"] = "matmul",
    ["<<"] = "lshift", [">>"] = "rshift", ["&"] = "and_", ["|"] = "or_",
    ["^"] = "xor", ["<"] = "lt", ["<="] = "le", ["=="] = "eq", ["!="] = "ne",
    [">"] = "gt", [">="] = "ge",
    ["+="] = "iadd", ["-="] = "isub", ["*="] = "imul", ["/="] = "itruediv",
    ["//="] = "ifloordiv", ["%="] = "imod", ["**="] = "ipow",
    ["@="] = "imatmul", ["<<="] = "ilshift", [">>="] = "irshift",
    ["&="] = "iand", ["|="] = "ior", ["^="] = "ixor",
}
local one = { ["-"] = "neg", ["+"] = "pos", ["~"] = "invert" }

-- py.op(a, "//", b), py.op("~", a): Python's operators as Python writes them.
-- A comparison gives the object that Python gives, and "+=" what a is
-- afterwards.
function operator.op(...)
    local n = select("#", ...)
    local a, b, c = ...
    if n == 3 and two[b] then
        return binary(two[b], a, c)
    elseif n == 2 and one[a] then
        return call.dispatch(functions[one[a]], nil, 1, b)
    end
    errors.misuse("py.op: expected a, operator, b, or operator, a; "
        .. "no such operator: %s", tostring(n == 2 and a or b))
end

return operator
