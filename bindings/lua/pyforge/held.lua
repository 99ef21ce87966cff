-- SPDX-License-Identifier: MIT
-- held: Lua values that Python holds.
--
-- Each has a cell outside of Lua's memory, which Python gets as `data`. Python
-- may let go of it on any thread, but Lua can run on one alone: so the `drop`
-- of a cell is sem_post of the C library. The next cycle of the collector finds
-- the semaphores that are up, and forgets their values.
--
--   values[id]   the value, or false where the cell is free
--   cells[id]    its cell
--   free[1...]   the ids of free cells
local ffi = require "ffi"
local raw = require "pyforge.raw"
local state = require "pyforge.state"
local reentry = require "pyforge.reentry"
reentry.watch()

-- 32 bytes hold a sem_t everywhere.
ffi.cdef [[
typedef struct pyforge_cell {
    uint64_t semaphore[4];
    uint32_t id;
} pyforge_cell;
void *pyforge_calloc(size_t, size_t) __asm__("calloc");
void pyforge_free(void *) __asm__("free");
int pyforge_sem_post(void *) __asm__("sem_post");
int pyforge_sem_trywait(void *) __asm__("sem_trywait");
]]

local C = raw.C
local cast, cell_pointer = ffi.cast, ffi.typeof "pyforge_cell *"
local held = {}

local CHUNK = 64
local values, cells, free = {}, {}, {}
local chunks = {}

-- Memory outside of Lua's, all zero.
function held.allocate(count, size)
    local memory = C.pyforge_calloc(count, size)
    if memory == nil then
        error("out of memory for what Python gets of Lua", 0)
    end
    return memory
end

-- A sem_t that is all zero is one that is down (glibc and musl).
local function grow()
    local chunk = ffi.cast("pyforge_cell *",
        held.allocate(CHUNK, ffi.sizeof "pyforge_cell"))
    chunks[#chunks + 1] = chunk
    for i = CHUNK - 1, 0, -1 do
        local id = #chunks * CHUNK - i
        chunk[CHUNK - 1 - i].id = id
        cells[id] = chunk + (CHUNK - 1 - i)
        values[id] = false
    end
    for id = #chunks * CHUNK, (#chunks - 1) * CHUNK + 1, -1 do
        free[#free + 1] = id
    end
end

-- Names this Lua state: an address that nothing else has as long as Python
-- holds something of this state.
function held.owner()
    if #chunks == 0 then
        grow()
    end
    return chunks[1]
end

-- Whether Python has let go of a cell; it can be used again then.
local function is_dropped(id)
    return C.pyforge_sem_trywait(cells[id]) == 0
end

local function sweep()
    for id = 1, #values do
        if values[id] and is_dropped(id) then
            values[id] = false
            free[#free + 1] = id
        end
    end
end

-- A cell for a value that is neither nil nor false. Python is to give it back
-- by held.drop.
function held.hold(value)
    if #free == 0 then
        grow()
    end
    local id = table.remove(free)
    values[id] = value
    return cells[id]
end

-- The value of a cell, whatever type the pointer to it has.
function held.value(cell)
    return values[cast(cell_pointer, cell).id]
end

held.drop = ffi.cast("pyf_drop", C.pyforge_sem_post)

state.each_cycle(sweep)

-- Python must not call Lua any more.
state.at_close("revoke functions", function()
    if #chunks == 0 then
        return
    end
    local token = C.pyf_is_attached() == 0 and C.pyf_attach_begin(0)
    if token ~= 0 then -- 0: there is no Python that could call
        C.pyf_owner_revoke(ffi.cast("uintptr_t", held.owner()))
    end
    if token and token ~= 0 then
        C.pyf_attach_end(token)
    end
    C.pyf_error_clear()
end)

-- What Python holds still, such as the value of an exception, stays.
state.at_close("free cells", function()
    sweep()
    for id = 1, #values do
        if values[id] then
            return
        end
    end
    for _, chunk in ipairs(chunks) do
        C.pyforge_free(chunk)
    end
    chunks = {}
end)

reentry.leaf(held.value)

return held
