-- SPDX-License-Identifier: MIT
-- A host that uses the raw layer; client.c beside it says what for.
local ffi = require "ffi"
local raw = require "raw"

local C = raw.C

local function check(passed)
    if not passed then
        error(ffi.string(C.pyf_error_message()), 2)
    end
end

local config = ffi.new "pyf_config"
check(C.pyf_config_init(config, ffi.sizeof(config), raw.PYF_API_VERSION) == 0)
config.drain_ms = 1000
check(C.pyf_initialize(config) == 0)
local here = C.pyf_attach_begin(0)
check(here ~= 0)

local args = ffi.new "pyf_value[2]"
local result = ffi.new "pyf_value"
for i = 0, 1 do
    args[i].kind = raw.PYF_VALUE_F64
    args[i].as.f64 = 3 + i
end
local math = C.pyf_import("math", 4)
check(C.pyf_call_method_values(math, "hypot", 5, args, 2, raw.PYF_VALUE_F64,
                               result) == 0)
check(result.as.f64 == 5)

local stats = ffi.new "pyf_stats"
stats.size = ffi.sizeof(stats)
check(C.pyf_stats_get(stats) == 0)
check(stats.users == 1)

local failure = ffi.new "pyf_failure"
failure.size = ffi.sizeof(failure)
check(C.pyf_getattr(math, "missing", 7) == 0)
check(C.pyf_error_fetch(failure) == 1)
check(failure.code == raw.PYF_ERR_PYTHON)
check(C.pyf_close(failure.exception) == 0)

check(C.pyf_attach_end(here) == 0)
check(C.pyf_finalize() == 0)
