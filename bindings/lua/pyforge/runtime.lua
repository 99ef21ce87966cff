-- SPDX-License-Identifier: MIT
-- runtime: start Python and keep this thread attached to it.
local ffi = require "ffi"
local callback = require "pyforge.callback"
local errors = require "pyforge.error"
local raw = require "pyforge.raw"
local state = require "pyforge.state"
require("pyforge.reentry").watch()

local C = raw.C
local runtime = {}

-- How often this Lua state started Python, and its attach span, which ends when
-- the state is closed. A thread that the host has attached
-- already is left as it is.
local users = 0
local span
local starts = {}

local texts = {
    name = true, python = true, libpython = true, home = true,
}
local lists = { argv = "argc", paths = "path_count" }
local flags = {
    signals = raw.PYF_CONFIG_SIGNALS,
    locale = raw.PYF_CONFIG_LOCALE,
    environment = raw.PYF_CONFIG_ENVIRONMENT,
    user_site = raw.PYF_CONFIG_USER_SITE,
    no_site = raw.PYF_CONFIG_NO_SITE,
}

local function set_list(config, keep, key, list)
    errors.check_type(list, "table", "py.initialize: " .. key)
    local strings = ffi.new("const char *[?]", #list)
    for i, text in ipairs(list) do
        errors.check_name(text, ("py.initialize: %s[%d]"):format(key, i))
        strings[i - 1] = text
    end
    config[key] = strings
    config[lists[key]] = #list
    keep[key] = strings
end

local function set_option(config, keep, key, x)
    if texts[key] then
        errors.check_name(x, "py.initialize: " .. key)
        config[key] = x
    elseif lists[key] then
        set_list(config, keep, key, x)
    elseif flags[key] then
        errors.check_type(x, "boolean", "py.initialize: " .. key)
        config.flags = config.flags + (x and flags[key] or 0)
    elseif key == "drain_ms" then
        errors.check_type(x, "number", "py.initialize: " .. key)
        config.drain_ms = x
    else
        errors.misuse("py.initialize: no such option: %s", tostring(key))
    end
end

-- A configuration, and the arrays in it, which live as long as they are held.
local function configuration(options)
    local config, keep = ffi.new "pyf_config", {}
    local size = ffi.sizeof(config)
    if C.pyf_config_init(config, size, raw.PYF_API_VERSION) < 0 then
        return errors.fail()
    end
    for key, x in pairs(options) do
        set_option(config, keep, key, x)
    end
    return config, keep
end

local function end_span()
    if span then
        local token = span
        span = nil
        C.pyf_attach_end(token)
    end
end
state.at_close("end span", end_span)

local function attach()
    if C.pyf_is_attached() == 1 then
        return
    end
    local token = C.pyf_attach_begin(0)
    if token == 0 then
        return errors.fail()
    end
    span = token
end

-- Python takes SIGINT over only where nobody has it, but the program luajit
-- has a handler of its own.
local interrupt = [[
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
]]

local function take_interrupt()
    local names = C.pyf_dict_from_handles(nil, nil, 0)
    local status = C.pyf_run(interrupt, #interrupt, names, raw.PYF_NONE)
    C.pyf_close(names)
    if status < 0 then
        errors.fail()
    end
end

-- Find and start Python, or join the one that runs. Without a call of it
-- Python starts with the defaults when it is first used.
function runtime.initialize(options)
    if options ~= nil then
        errors.check_type(options, "table", "py.initialize")
    end
    options = options or {}
    local config, arrays = configuration(options)
    if C.pyf_initialize(config) < 0 then
        return errors.fail()
    end
    users = users + 1
    arrays = nil
    attach()
    if options.signals then
        take_interrupt()
    end
    for i = 1, #starts do
        starts[i]()
    end
    starts = {}
end

-- Call f once when this Lua state has got its Python.
function runtime.at_start(f)
    starts[#starts + 1] = f
end

function runtime.ready()
    if users == 0 then
        runtime.initialize()
    end
end

function runtime.is_initialized()
    return C.pyf_is_initialized() == 1
end

-- Give every py.initialize back; the last user of the process finalizes Python.
function runtime.finalize()
    if callback.is_active() then
        errors.misuse("py.finalize: Python is calling Lua at this moment")
    end
    collectgarbage()
    end_span()
    while users > 0 do
        if C.pyf_finalize() < 0 then
            return errors.fail()
        end
        users = users - 1
    end
end

local function attach_again(token, ok, ...)
    if C.pyf_detach_end(token) < 0 then
        return errors.fail()
    elseif not ok then
        error((...), 0)
    end
    return ...
end

-- Call a function with Python let go, so that its other threads run. The
-- function cannot use Python; it is for what blocks.
function runtime.detach(body, ...)
    errors.check_type(body, "function", "py.detach")
    runtime.ready()
    local token = C.pyf_detach_begin()
    if token == 0 then
        return errors.fail()
    end
    return attach_again(token, pcall(body, ...))
end

-- Live handles and other counters, for tests.
function runtime.stats()
    local stats = ffi.new "pyf_stats"
    stats.size = ffi.sizeof(stats)
    C.pyf_stats_get(stats)
    return {
        live = tonumber(stats.live), pending = tonumber(stats.pending),
        threads = tonumber(stats.threads), users = tonumber(stats.users),
    }
end

-- The report of what py.initialize would use, whether there is a usable Python
-- or not.
function runtime.discover(options)
    local config, arrays = configuration(options or {})
    local length = ffi.new "size_t[1]"
    C.pyf_discover(config, nil, 0, length)
    local buffer = ffi.new("char[?]", length[0] + 1)
    C.pyf_discover(config, buffer, length[0] + 1, length)
    C.pyf_error_clear()
    arrays = nil
    return ffi.string(buffer, length[0])
end

function runtime.version()
    return ffi.string(C.pyf_version_string())
end

function runtime.python_version()
    runtime.ready()
    return ffi.string(C.pyf_python_version_string())
end

function runtime.has(feature)
    errors.check_name(feature, "py.has")
    runtime.ready()
    return C.pyf_has(feature, #feature) == 1
end

return runtime
