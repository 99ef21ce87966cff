-- SPDX-License-Identifier: MIT
-- SE20: Ctrl-C in a loop of Lua's becomes a KeyboardInterrupt.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

ffi.cdef [[
int getpid(void);
int kill(int, int);
]]

local SIGINT = 2

py.initialize { signals = true }

local function work()
    for i = 1, 1e6 do
        if i == 10 then
            ffi.C.kill(ffi.C.getpid(), SIGINT)
        end
        py.check_signals()
    end
    error "no signal arrived"
end

tap.run {
    { "SE20 sigint_becomes_a_keyboard_interrupt", function()
        local e = tap.raises("KeyboardInterrupt", work)
        tap.equal(e.type, "KeyboardInterrupt")
        tap.equal(e:matches "Exception", false)
    end },
    { "SE20 no_signal_no_error", function()
        py.check_signals()
    end },
}
