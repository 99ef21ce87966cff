-- SPDX-License-Identifier: MIT
-- module: modules made of Lua tables.
local ffi = require "ffi"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local functions = require "pyforge.function"
local handle = require "pyforge.handle"
local held = require "pyforge.held"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
local runtime = require "pyforge.runtime"
local state = require "pyforge.state"
reentry.watch()

local C = raw.C
local length_of, set_text = convert.length_of, convert.set_text
local modules = {}

local function checked(status)
    if status < 0 then
        errors.fail()
    end
end

-- The names of a module's table, in order.
local function names_of(t, what)
    local names = {}
    for name in pairs(t) do
        errors.check_name(name, what .. ": name")
        if name ~= "__doc__" then
            names[#names + 1] = name
        end
    end
    table.sort(names)
    return names
end

local function is_plain(x)
    return type(x) == "table" and getmetatable(x) == nil
end

-- A function, or a table of one and its options.
local function is_function(x)
    return type(x) == "function"
        or is_plain(x) and type(x[1]) == "function"
end

local function is_submodule(x)
    return is_plain(x) and not convert.is_sequence(x)
end

local function add_function(module, name, x, what)
    local def, signature, options = functions.define(x, name, what)
    checked(C.pyf_module_add_function(module.__pyf_handle, def))
    return signature, options -- alive until here
end

local function add_constant(module, name, x, what)
    local object = x
    if not handle.is_object(x) then
        local v = convert.values_of(1)
        object = convert.put(v[0], x) and convert.to_object(x)
            or convert.build(x, what)
    end
    checked(C.pyf_module_add(module.__pyf_handle, name, #name,
        object.__pyf_handle))
end

local function doc_of(t, what)
    if t.__doc__ ~= nil then
        errors.check_name(t.__doc__, what .. ": __doc__")
    end
    return t.__doc__
end

local function add_submodule(module, name, doc)
    return convert.owned(C.pyf_module_add_submodule(module.__pyf_handle,
        name, #name, doc, length_of(doc)))
end

-- Add everything of a table but what `done` has.
local function fill(module, t, what, done)
    for _, name in ipairs(names_of(t, what)) do
        local x, path = t[name], what .. "." .. name
        if done and done(x) then
            -- it is there
        elseif is_function(x) then
            add_function(module, name, x, path)
        elseif is_submodule(x) then
            fill(add_submodule(module, name, doc_of(x, path)), x, path)
        else
            add_constant(module, name, x, path)
        end
    end
end

local function check(name, t, options, what)
    errors.check_name(name, what)
    errors.check_type(t, "table", what .. ": argument 2")
    if options ~= nil then
        errors.check_type(options, "table", what .. ": options")
        for key in pairs(options) do
            if key ~= "doc" then
                errors.misuse("%s: no such option: %s", what, tostring(key))
            end
        end
        if options.doc ~= nil then
            errors.check_name(options.doc, what .. ": doc")
        end
    end
    return options and options.doc or doc_of(t, what)
end

-- py.module(name, { f = function() end, x = 1, sub = {...} }, { doc = ... }): a
-- module in sys.modules. Tables with names in them are modules inside.
function modules.module(name, t, options)
    local doc = check(name, t, options, "py.module")
    local module = convert.owned(C.pyf_module_new(name, #name, doc,
        length_of(doc)))
    fill(module, t, name)
    checked(C.pyf_sys_modules_set(name, #name, module.__pyf_handle))
    return module
end

-- ----------------------------------------------------------------- built in

-- What the library keeps for the process lies outside of Lua's memory.
local function keep_text(field)
    if field.data ~= nil then
        local memory = held.allocate(1, tonumber(field.length) + 1)
        ffi.copy(memory, field.data, field.length)
        field.data = ffi.cast("const char *", memory)
    end
end

local function keep_function(def, x, name, what)
    local new, signature, options = functions.define(x, name, what)
    ffi.copy(def, new, ffi.sizeof "pyf_function_def")
    keep_text(def.name)
    keep_text(def.signature)
    keep_text(def.doc)
    return signature, options -- alive until here
end

local function keep_functions(def, t, what)
    local names = names_of(t, what)
    local memory = held.allocate(#names + 1, ffi.sizeof "pyf_function_def")
    local list, count = ffi.cast("pyf_function_def *", memory), 0
    for _, name in ipairs(names) do
        if is_function(t[name]) then
            keep_function(list[count], t[name], name, what .. "." .. name)
            count = count + 1
        end
    end
    def.functions, def.function_count = list, count
    return list, count
end

-- A module that is imported for the first time when this Lua state is closed
-- must not get its functions: one without a name is refused.
local kept = {}

local function forget()
    for _, list in ipairs(kept) do
        for i = 0, list.count - 1 do
            list.functions[i].name.data = nil
        end
    end
end
state.at_close("forget modules", forget)

-- py.inittab(name, table, { doc = ... }), before Python starts: a built-in
-- module of that table.
function modules.inittab(name, t, options)
    local doc = check(name, t, options, "py.inittab")
    local def = ffi.cast("pyf_module_def *",
        held.allocate(1, ffi.sizeof "pyf_module_def"))
    def.size = ffi.sizeof "pyf_module_def"
    def.api_version = raw.PYF_API_VERSION
    set_text(def.name, name)
    keep_text(def.name)
    if doc then
        set_text(def.doc, doc)
        keep_text(def.doc)
    end
    local list, count = keep_functions(def, t, name)
    checked(C.pyf_inittab_append(def))
    kept[#kept + 1] = { functions = list, count = count }
    runtime.at_start(function()
        fill(convert.owned(C.pyf_import(name, #name)), t, name, is_function)
    end)
end

return modules
