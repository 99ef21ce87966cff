-- SPDX-License-Identifier: MIT
-- handle: what a Python object is in Lua, a cdata that holds one handle.
--
-- The collector closes handles. A finalizer for each object would cost several
-- times what a call costs, and throws LuaJIT out of compiled code each time it
-- runs. So objects are listed in a weak table instead, and one finalizer tells
-- once in each cycle of the collector that some may be gone. The next object
-- that is made, or else the next cycle, closes their handles.
--
--   objects[slot]    the object, or true where the slot is free
--   handles[slot]    its handle, or 0
--   next_free[slot]  the next free slot, in the list that starts at free_head
--
-- The arrays are not in the collector's memory: it would see the more garbage
-- coming the longer the list is, take longer, and make the list longer.
local ffi = require "ffi"
local raw = require "pyforge.raw"
local state = require "pyforge.state"
local reentry = require "pyforge.reentry"
reentry.watch()

ffi.cdef [[
void *realloc(void *, size_t);
void free(void *);
]]

local C, libc = raw.C, ffi.C
local unbind = C.pyf_unbind
local handle = {}

-- Field names hide attributes of the same name, so no Python object may have
-- these. `from` is the handle of the object that an attribute was read from;
-- it owns nothing and is only ever compared (see call.lua).
local Object = ffi.typeof [[
    struct {
        pyf_handle __pyf_handle;
        pyf_handle __pyf_from;
        uint32_t __pyf_slot;
    }
]]
handle.Object = Object

local FIRST, BATCH = 256, 256

local objects = setmetatable({}, { __mode = "v" })
local handles = ffi.cast("pyf_handle *", nil)
local next_free = ffi.cast("uint32_t *", nil)
local free_head, capacity = 0, 0
local stale = false

local function resize(array, element, count)
    local new = libc.realloc(array, count * element)
    if new == nil then
        error("out of memory for the list of Python objects", 0)
    end
    return new
end

-- Slot 0 stays unused.
local function grow()
    local count = math.max(FIRST, capacity * 2)
    handles = ffi.cast("pyf_handle *", resize(handles, 8, count + 1))
    next_free = ffi.cast("uint32_t *", resize(next_free, 4, count + 1))
    for slot = capacity + 1, count do
        objects[slot] = true
        handles[slot] = 0
        next_free[slot] = slot + 1
    end
    next_free[count] = free_head
    free_head = capacity + 1
    capacity = count
end

local function release(slot)
    objects[slot] = true
    handles[slot] = 0
    next_free[slot] = free_head
    free_head = slot
end

-- Close the handles of the objects that are gone. Not from the finalizer if
-- that can be helped: LuaJIT compiles nothing there.
local function sweep()
    stale = false
    local batch, count = ffi.new("pyf_handle[?]", BATCH), 0
    for slot = 1, capacity do
        if not objects[slot] then
            batch[count] = handles[slot]
            count = count + 1
            release(slot)
            if count == BATCH then
                C.pyf_close_all(batch, count)
                count = 0
            end
        end
    end
    C.pyf_close_all(batch, count)
end

state.each_cycle(function()
    if stale then
        sweep()
    end
    stale = true
end)

-- When the Lua state is closed everything is given back. Destructors and other
-- finalizers may still make objects; the later ones are forgotten.
local function close_all()
    local old_handles, old_next, count = handles, next_free, capacity
    objects = setmetatable({}, { __mode = "v" })
    handles = ffi.cast("pyf_handle *", nil)
    next_free = ffi.cast("uint32_t *", nil)
    free_head, capacity = 0, 0
    if count > 0 then
        C.pyf_close_all(old_handles + 1, count)
        libc.free(old_handles)
        libc.free(old_next)
    end
end
state.at_close("close handles", close_all)
state.at_close("close late handles", close_all)

function handle.is_object(x)
    return type(x) == "cdata" and ffi.istype(Object, x)
end

-- Take over a new handle. It leaves the scope it was made in, which may be one
-- of the program that runs this Lua: the collector alone decides.
function handle.wrap(new, from)
    local own = unbind(new)
    if own == 0 then
        own = new
    end
    if stale then
        sweep()
    end
    if free_head == 0 then
        grow()
    end
    local slot = free_head
    free_head = next_free[slot]
    handles[slot] = own
    local object = Object(own, from or 0, slot)
    objects[slot] = object
    return object
end

-- An object for a reserved handle: nothing is owned.
function handle.reserved(constant)
    return Object(constant, 0, 0)
end

handle.None = handle.reserved(raw.PYF_NONE)

-- Give the handle back now; closing twice does nothing. None is shared.
function handle.close(object)
    local own, slot = object.__pyf_handle, object.__pyf_slot
    if slot ~= 0 then
        object.__pyf_handle = 0
        handles[slot] = 0
        C.pyf_close(own)
    end
end

-- Leave an object's handle to the innermost scope; the object is as if closed.
function handle.give(object)
    local own, slot = object.__pyf_handle, object.__pyf_slot
    if slot ~= 0 then
        object.__pyf_handle = 0
        handles[slot] = 0
        C.pyf_bind(own)
    end
    return own
end

-- Not handle.wrap: pyf_unbind may have to drop what other threads have closed.
reentry.leaf(handle.is_object)

return handle
