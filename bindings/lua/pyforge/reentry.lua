-- SPDX-License-Identifier: MIT
-- reentry: what changes once Python can call Lua.
--
-- LuaJIT must not enter Lua from a C function that compiled code has called:
-- it ends the process ("bad callback"). So as soon as the first Lua function is
-- shown to Python, nothing in this module that can let Python run is compiled
-- any more. Until then all of it is.
local reentry = {}
local chunks, leaves, begun = {}, {}, false

-- Each file of this module says so that it is one.
function reentry.watch()
    chunks[#chunks + 1] = debug.getinfo(2, "f").func
end

-- Functions that never let Python run, also not by closing a handle: they may
-- be compiled for ever. What they call of this module, and is no leaf, ends the
-- compiled code.
function reentry.leaf(...)
    for i = 1, select("#", ...) do
        leaves[#leaves + 1] = select(i, ...)
    end
end

local function leave_compiled_code()
    for _, chunk in ipairs(chunks) do
        jit.off(chunk, true)
    end
    for _, leaf in ipairs(leaves) do
        jit.on(leaf)
    end
    jit.flush()
    begun = true
end

-- Before anything is shown to Python that can call Lua.
function reentry.begin()
    if not begun then
        leave_compiled_code()
    end
end

return reentry
