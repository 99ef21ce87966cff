-- SPDX-License-Identifier: MIT
-- context: Python's `with`.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

local manager = py.module_from_code([[
class Manager:
    def __init__(self, suppress=()):
        self.log, self.suppress = [], suppress
    def __enter__(self):
        self.log.append("enter")
        return self.log
    def __exit__(self, type, value, traceback):
        self.log.append(type and type.__name__)
        self.traceback = traceback
        return bool(type) and issubclass(type, self.suppress)
]], "manager.py").Manager
local value_error = py.eval "(ValueError,)"

tap.run {
    { "with_gives_the_value_and_the_results", function()
        local m = manager()
        local a, b = py.with(m, function(log)
            equal(log[0], "enter")
            return 1, nil
        end)
        equal(a, 1)
        equal(b, nil)
        equal(py.repr(m.log), "['enter', None]")
    end },
    { "with_passes_a_python_error_on", function()
        local m = manager()
        local e = raises("ZeroDivisionError", py.with, m, function()
            return py.eval "1 / 0"
        end)
        equal(e.type, "ZeroDivisionError")
        equal(py.repr(m.log), "['enter', 'ZeroDivisionError']")
        equal(py.type(m.traceback).__name__, "traceback")
        m.traceback = nil
    end },
    { "with_passes_a_lua_error_on_unchanged", function()
        local m, problem = manager(), {}
        local ok, e = pcall(py.with, m, function() error(problem) end)
        equal(ok, false)
        equal(e, problem)
        equal(py.repr(m.log), "['enter', 'LuaError']")
    end },
    { "with_heeds_suppression", function()
        local m = manager(value_error)
        equal(select("#", py.with(m, function()
            py.raise("ValueError", "never mind")
        end)), 0)
        raises("KeyError", py.with, m, function() py.raise("KeyError") end)
        m.traceback = nil
    end },
    { "with_wants_a_function", function()
        raises("py%.with: argument 2: expected a function", py.with,
            manager())
    end },
    { "with_wants_a_manager", function()
        raises("AttributeError", py.with, py.list {}, function() end)
    end },
}
