-- SPDX-License-Identifier: MIT
-- sys: the running interpreter.
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local sys = {}

local function checked(status)
    if status < 0 then
        errors.fail()
    end
end

-- Insert a folder into sys.path, at the front or at a position counted from 0.
function sys.path_insert(folder, position)
    errors.check_name(folder, "py.path_insert")
    if position ~= nil then
        errors.check_type(position, "number", "py.path_insert: position")
    end
    checked(C.pyf_sys_path_insert(folder, #folder, position or 0))
end

-- Register an object in sys.modules.
function sys.modules_set(name, module)
    errors.check_name(name, "py.modules_set")
    local object = convert.to_object(module, "module")
    checked(C.pyf_sys_modules_set(name, #name, object.__pyf_handle))
end

-- What Python printed stands before what Lua prints next.
function sys.flush()
    checked(C.pyf_sys_flush())
end

-- Run Python's handlers of signals that have arrived.
function sys.check_signals()
    checked(C.pyf_signals_check())
end

return sys
