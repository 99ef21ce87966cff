-- SPDX-License-Identifier: MIT
-- iterator: Lua's iterators and coroutines as Python's.
local ffi = require "ffi"
local callback = require "pyforge.callback"
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local held = require "pyforge.held"
local raw = require "pyforge.raw"
local reentry = require "pyforge.reentry"
reentry.watch()

local C = raw.C
local take = convert.take_borrowed
local iterator = {}

local ITEM, END = 1, 0

-- The next item of f, state, control, as Lua's `for` has them.
local function give_step(entry, item, first, ...)
    if first == nil then
        return END
    end
    entry.control = first
    return ITEM, callback.give(item, "item", first, ...)
end

local function run_function(entry, _, item)
    return give_step(entry, item, entry.f(entry.state, entry.control))
end

-- What a coroutine yields are items; what it returns at its end is the value of
-- the StopIteration.
local function give_yield(entry, item, ok, ...)
    if not ok then
        callback.raise_from(entry.f, (...))
    end
    local status = coroutine.status(entry.f) == "dead" and END or ITEM
    return status, callback.give(item, "item", ...)
end

local function run_coroutine(entry, given, item)
    return give_yield(entry, item,
        coroutine.resume(entry.f, take(given.args.values[0])))
end

local function enter(given, item)
    local entry = held.value(given.data)
    local status, kept = callback.enter(entry.run, entry, given, item)
    return status
end

local code

local function code_of_all()
    if not code then
        code = ffi.cast("pyf_next_function", enter)
    end
    return code
end

local function make(entry)
    reentry.begin()
    local def = ffi.new "pyf_iterator_def"
    def.size = ffi.sizeof(def)
    def.flags = raw.PYF_FUNCTION_OWN_THREAD
    def.next = code_of_all()
    def.data = held.hold(entry)
    def.drop = held.drop
    def.owner = ffi.cast("uintptr_t", held.owner())
    return convert.owned(C.pyf_iterator_new(def))
end

-- py.iterator(f, state, control), as in `for ... in f, state, control`, or
-- py.iterator(coroutine): a Python iterator. Several values are a tuple.
function iterator.new(f, state, control)
    if type(f) == "thread" then
        return make { f = f, run = run_coroutine }
    end
    errors.check_type(f, "function", "py.iterator")
    return make { f = f, state = state, control = control, run = run_function }
end

reentry.leaf(give_step, run_function, enter)

return iterator
