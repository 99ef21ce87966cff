-- SPDX-License-Identifier: MIT
-- frame: room for the arguments and the result of a call.
--
-- A stack, because a call can begin while another is under way: Python calls
-- Lua, and the collector runs finalizers between any two steps. Calls never
-- overlap in another way, for no coroutine can yield inside of one.
local ffi = require "ffi"
local reentry = require "pyforge.reentry"
reentry.watch()

local frame = {}

local MOST = 8
local size = 512
local values = ffi.new("pyf_value[?]", size)
local outgrown = {} -- frames lie in them still
local top = 0

local function grow()
    outgrown[#outgrown + 1] = values
    size = size * 2
    values = ffi.new("pyf_value[?]", size)
end

-- Room for count values, MOST at most; the last of them; and what to hand to
-- leave afterwards.
function frame.enter(count)
    local base = top
    if base > size - MOST then
        grow()
    end
    top = base + count
    return values + base, values + (base + count - 1), base
end

function frame.leave(base)
    top = base
end

-- Where the stack is, for leave: an error may skip any number of frames.
function frame.mark()
    return top
end

reentry.leaf(frame.enter, frame.leave, frame.mark)

return frame
