-- SPDX-License-Identifier: MIT
-- code: import, evaluate, run.
local container = require "pyforge.container"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local handle = require "pyforge.handle"
local raw = require "pyforge.raw"
require("pyforge.reentry").watch()

local C = raw.C
local length_of = convert.length_of
local code = {}

local modes = {
    exec = raw.PYF_COMPILE_EXEC,
    eval = raw.PYF_COMPILE_EVAL,
    single = raw.PYF_COMPILE_SINGLE,
}

-- A dict of names: an object, a table of which a dict is made, or None for
-- the default.
local function names_of(x, what)
    if x == nil then
        return handle.None
    elseif type(x) == "table" then
        return container.dict(x)
    elseif handle.is_object(x) then
        return x
    end
    errors.misuse("%s: expected a dict or a table, got %s", what,
        errors.name_of(x))
end

local function run_code(object, globals, locals)
    return convert.take_handle(C.pyf_run_code(object.__pyf_handle,
        globals.__pyf_handle, locals.__pyf_handle))
end

function code.import(name)
    errors.check_name(name, "py.import")
    return convert.owned(C.pyf_import(name, #name))
end

-- The value of an expression, or of a code object.
function code.eval(source, globals, locals)
    local g = names_of(globals, "py.eval: globals")
    local l = names_of(locals, "py.eval: locals")
    if handle.is_object(source) then
        return run_code(source, g, l)
    end
    errors.check_type(source, "string", "py.eval")
    return convert.take_handle(C.pyf_eval(source, #source, g.__pyf_handle,
        l.__pyf_handle))
end

-- Run statements, or a code object.
function code.run(source, globals, locals)
    local g = names_of(globals, "py.run: globals")
    local l = names_of(locals, "py.run: locals")
    if handle.is_object(source) then
        run_code(source, g, l)
        return
    end
    errors.check_type(source, "string", "py.run")
    if C.pyf_run(source, #source, g.__pyf_handle, l.__pyf_handle) < 0 then
        errors.fail()
    end
end

local function check_optional(name, what)
    if name ~= nil then
        errors.check_name(name, what)
    end
end

-- A code object for py.eval and py.run; mode "exec", "eval" or "single".
function code.compile(source, filename, mode)
    errors.check_type(source, "string", "py.compile")
    check_optional(filename, "py.compile: filename")
    local number = modes[mode or "exec"]
    if not number then
        errors.misuse("py.compile: mode: expected exec, eval or single, "
            .. "got %s", tostring(mode))
    end
    return convert.owned(C.pyf_compile(source, #source, filename,
        length_of(filename), number))
end

-- A module of its own from source, registered in sys.modules under its name;
-- without one it gets a name that nobody has.
function code.module_from_code(source, filename, name)
    errors.check_type(source, "string", "py.module_from_code")
    check_optional(filename, "py.module_from_code: filename")
    check_optional(name, "py.module_from_code: name")
    return convert.owned(C.pyf_module_from_source(source, #source, filename,
        length_of(filename), name, length_of(name)))
end

return code
