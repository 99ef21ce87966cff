-- SPDX-License-Identifier: MIT
-- function: Lua functions as Python callables.
local ffi = require "ffi"
local callback = require "pyforge.callback"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local held = require "pyforge.held"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local set_text = convert.set_text
local functions = {}

-- Names that Lua allows and Python does not.
local keywords = {}
for word in ([[
    False None True as assert async await class continue def del except
    finally from global import is lambda nonlocal pass raise try with yield
]]):gmatch "%S+" do
    keywords[word] = true
end

-- ------------------------------------------------------------------ calling

local function run(entry, given, result)
    return raw.PYF_OK, callback.give(result, entry.what,
        callback.apply(entry.f, given, entry.always))
end

local function run_bytes(entry, given, result)
    local status, kept = run(entry, given, result)
    if result.kind == raw.PYF_VALUE_STR then
        result.kind = raw.PYF_VALUE_BYTES
    end
    return status, kept
end

local function enter(given, result)
    local entry = held.value(given.data)
    local status, kept = callback.enter(entry.run, entry, given, result)
    return status
end

local code

-- The one C function for all Lua functions.
local function code_of_all()
    if not code then
        code = ffi.cast("pyf_values_function", enter)
    end
    return code
end

-- --------------------------------------------------------------- signatures

-- The names of a function's parameters, as Python can have them.
local function parameters(f, count)
    local names, used = {}, {}
    for i = 1, count do
        local name = debug.getlocal(f, i) or ""
        if keywords[name] then
            name = name .. "_"
        end
        if not name:find "^[%a_][%w_]*$" or used[name] then
            name = "arg" .. i
        end
        names[i], used[name] = name, true
    end
    return names, used
end

local function unused(name, used)
    while used[name] do
        name = name .. "_"
    end
    return name
end

-- Every parameter may be given by position or name, or be left out. What else
-- is given arrives only where there is a `...`, or is dropped where `lenient`.
local function signature_of(f, lenient)
    local info = debug.getinfo(f, "u")
    local names, used = parameters(f, info.nparams)
    local list = {}
    for i, name in ipairs(names) do
        list[i] = name .. ": object = None"
    end
    if info.isvararg or lenient then
        list[#list + 1] = "*" .. unused("args", used)
        list[#list + 1] = "**" .. unused("kwargs", used)
    end
    return "(" .. table.concat(list, ", ") .. ")"
end

-- The signature without its texts, which may hold anything.
local function skeleton(signature)
    return (signature:gsub("\\.", ""):gsub("'[^']*'", "")
        :gsub('"[^"]*"', ""))
end

-- -------------------------------------------------------------- definitions

local known = { name = true, doc = true, signature = true }

local function check_options(options, what)
    if options == nil then
        return {}
    end
    errors.check_type(options, "table", what .. ": options")
    for key, x in pairs(options) do
        if known[key] then
            errors.check_name(x, what .. ": " .. key)
        elseif key ~= 1 then
            errors.misuse("%s: no such option: %s", what, tostring(key))
        end
    end
    return options
end

local function entry_of(f, options)
    local signature = options.signature
    local bare = signature and skeleton(signature) or ""
    return {
        f = f,
        what = "result of " .. options.name,
        always = bare:find("**", 1, true) ~= nil,
        run = bare:find "%->%s*bytes%s*%??%s*$" and run_bytes or run,
    }
end

-- A pyf_function_def, and what has to live as long as it is used.
local function define(f, options, lenient)
    reentry.begin()
    local signature = options.signature or signature_of(f, lenient)
    local def = ffi.new "pyf_function_def"
    def.size = ffi.sizeof(def)
    def.form = raw.PYF_FORM_VALUES
    def.flags = raw.PYF_FUNCTION_OWN_THREAD
    set_text(def.name, options.name)
    set_text(def.signature, signature)
    if options.doc then
        set_text(def.doc, options.doc)
    end
    def.call.values = code_of_all()
    def.data = held.hold(entry_of(f, options))
    def.drop = held.drop
    def.owner = ffi.cast("uintptr_t", held.owner())
    return def, signature, options
end

local function make(f, options, lenient)
    local def, signature = define(f, options, lenient)
    local new = convert.owned(C.pyf_function_new(def))
    signature = nil
    return new
end

-- Where a function is written, as Python has "<lambda>".
local function name_of(f)
    local info = debug.getinfo(f, "S")
    if info.what == "C" then
        return "<lua>"
    end
    return "<lua " .. info.short_src .. ":" .. info.linedefined .. ">"
end

local function with_name(options, name)
    return {
        name = options.name or name, doc = options.doc,
        signature = options.signature,
    }
end

-- py.func(f, { name = ..., doc = ..., signature = "(name: str) -> str" }): a
-- Lua function as an object that Python can call.
function functions.new(f, options)
    errors.check_type(f, "function", "py.func")
    options = check_options(options, "py.func")
    return make(f, with_name(options, name_of(f)), false)
end

-- A Lua function where a Python object is wanted: it takes whatever it is
-- called with, as in Lua.
function convert.function_of(f)
    return make(f, { name = name_of(f) }, true)
end

-- For modules: { f, doc = ..., signature = ... } and f alone, under a name.
function functions.define(x, name, what)
    local f, options = x, {}
    if type(x) == "table" then
        f, options = x[1], check_options(x, what)
    end
    return define(f, with_name(options, name), false)
end

reentry.leaf(run, run_bytes, enter)

return functions
