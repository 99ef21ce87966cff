-- SPDX-License-Identifier: MIT
-- state: what is done in each cycle of the collector, and when this Lua state
-- is closed.
local ffi = require "ffi"

local state = {}
local cycles, closers = {}, {}

-- Call f once in each cycle of the collector, from a finalizer.
function state.each_cycle(f)
    cycles[#cycles + 1] = f
end

-- Call f when the state is closed. All that is done then is done by one
-- finalizer, because the order of finalizers is not known.
function state.at_close(step, f)
    closers[step] = f
end

-- Destructors in Python may call Lua until its functions are taken back.
local steps = {
    "forget modules", "close handles", "revoke functions", "close late handles",
    "end span", "free cells",
}

-- Pieces of garbage, one at a time: the finalizer runs once in each cycle and
-- makes the next. The first is kept, as the model of the others.
local sentinel = newproxy(true)
local closed = false
state.sentinel = sentinel

getmetatable(sentinel).__gc = function()
    if closed then
        return
    end
    for i = 1, #cycles do
        cycles[i]()
    end
    newproxy(sentinel)
end
newproxy(sentinel)

-- A cdata, because finalizers of cdata run first, while the library is still
-- loaded.
state.last = ffi.gc(ffi.new "char[1]", function()
    closed = true
    for _, step in ipairs(steps) do
        if closers[step] then
            pcall(closers[step])
        end
    end
end)

return state
