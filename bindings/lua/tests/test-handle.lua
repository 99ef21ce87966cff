-- SPDX-License-Identifier: MIT
-- handle: lifetimes under the collector.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

py.list {} -- the first use of all loads things that stay

local function collect()
    collectgarbage()
    collectgarbage()
end

tap.run {
    { "handle_of_a_dead_object_is_closed_by_the_collector", function()
        collect()
        local before = py.stats().live
        do
            local objects = {}
            for i = 1, 1000 do
                objects[i] = py.list { i }
            end
            equal(py.stats().live - before, 1000)
        end
        collect()
        equal(py.stats().live - before, 0)
    end },
    { "handle_of_a_live_object_stays", function()
        local objects = {}
        for i = 1, 600 do
            objects[i] = py.list { i }
        end
        collect()
        for i = 1, 600 do
            equal(objects[i][0], i)
        end
    end },
    { "handle_churn_does_not_pile_up", function()
        local make = py.eval "lambda: [1]"
        local before = py.stats().live
        for _ = 1, 3000 do
            make()
        end
        collect()
        equal(py.stats().live - before < 600, true)
    end },
    { "handle_close_drops_the_object_now", function()
        local list = py.list {}
        local before = py.stats().live
        py.close(list)
        equal(py.stats().live, before - 1)
    end },
    { "handle_close_twice_does_nothing", function()
        local list, other = py.list {}, py.list {}
        local before = py.stats().live
        py.close(list)
        py.close(list)
        py.close(other)
        equal(py.stats().live, before - 2)
    end },
    { "handle_used_after_close_is_refused", function()
        local list = py.list {}
        py.close(list)
        equal(raises("", function() return #list end).code, "PYF_ERR_HANDLE")
        equal(raises("", tostring, list).code, "PYF_ERR_HANDLE")
        equal(raises("", py.repr, list).code, "PYF_ERR_HANDLE")
    end },
    { "handle_close_of_none_does_nothing", function()
        py.close(py.None)
        equal(tostring(py.None), "None")
    end },
    { "handle_close_of_a_slot_in_use_again_harms_nobody", function()
        local first = py.list { 1 }
        py.close(first)
        local second = py.list { 2 }
        py.close(first)
        equal(second[0], 2)
    end },
    { "handle_is_object_tells_objects_from_the_rest", function()
        equal(py.is_object(py.list {}), true)
        equal(py.is_object(py.None), true)
        equal(py.is_object(1LL), false)
        equal(py.is_object({}), false)
        equal(py.is_object(nil), false)
    end },
    { "handle_collected_while_detached_is_closed_later", function()
        collect()
        local before = py.stats().live
        py.list {}
        py.detach(collect)
        py.list {}
        collect()
        equal(py.stats().live, before)
        equal(py.stats().pending, 0)
    end },
    { "handle_destructors_may_run_in_the_collector", function()
        local class = py.eval "type('D', (), {'__del__': lambda s: [].x})"
        local hook = py.import "sys"
        local usual = hook.unraisablehook
        hook.unraisablehook = py.eval "lambda info: None"
        for _ = 1, 50 do
            class()
        end
        collect()
        hook.unraisablehook = usual
    end },
}
