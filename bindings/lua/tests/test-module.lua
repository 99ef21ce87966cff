-- SPDX-License-Identifier: MIT
-- module: modules made of tables.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises
local names = py.dict {}

-- Forget the module, so that the case can be run again.
local function forget(...)
    local modules = py.import("sys").modules
    for _, name in ipairs { ... } do
        py.delitem(modules, name)
    end
    for _ = 1, 4 do
        collectgarbage()
    end
end

-- The value of an expression where the module is imported.
local function with(name, expression)
    local space = py.dict {}
    py.run("import " .. name, space)
    return py.eval(expression, space)
end

tap.run {
    { "module_of_functions", function()
        py.module("host", { greet = function(name)
            return "hello " .. name
        end })
        equal(with("host", "host.greet('lua')"), "hello lua")
        equal(with("host", "host.greet(name='lua')"), "hello lua")
        equal(with("host", "host.greet.__module__"), "host")
        equal(with("host", "host.greet.__name__"), "greet")
        forget "host"
    end },
    { "module_of_functions_with_options", function()
        py.module("host", {
            twice = {
                function(n) return 2 * n end,
                signature = "(n: i64) -> i64", doc = "Twice n.",
            },
        })
        equal(with("host", "host.twice(21)"), 42)
        equal(with("host", "host.twice.__doc__"), "Twice n.")
        raises("TypeError.*twice", with, "host", "host.twice('x')")
        forget "host"
    end },
    { "module_of_constants", function()
        local module = py.module("host", {
            version = 3, name = "lua", list = { 1, 2 }, empty = {},
            pi = 3.5, yes = true, set = py.set { 1 },
        })
        equal(py.repr(with("host",
            "(host.version, host.name, host.list, host.empty, host.pi, "
            .. "host.yes, host.set)")),
            "(3, 'lua', [1, 2], [], 3.5, True, {1})")
        equal(module.version, 3)
        forget "host"
    end },
    { "module_lists_its_names_in_order", function()
        py.module("host", { b = 1, a = 2, c = function() end })
        equal(py.repr(with("host", "host.__all__")), "['a', 'b', 'c']")
        forget "host"
    end },
    { "module_has_a_docstring", function()
        py.module("host", {}, { doc = "About." })
        equal(with("host", "host.__doc__"), "About.")
        py.module("host", { __doc__ = "Other." })
        equal(with("host", "host.__doc__"), "Other.")
        forget "host"
    end },
    { "module_tables_are_submodules", function()
        py.module("host", {
            sub = {
                __doc__ = "Inner.", two = 2,
                deeper = { f = function() return "deep" end },
            },
        })
        equal(with("host.sub", "host.sub.two"), 2)
        equal(with("host.sub.deeper", "host.sub.deeper.f()"), "deep")
        equal(with("host.sub", "host.sub.__doc__"), "Inner.")
        py.run("from host.sub import two", names)
        equal(py.getitem(names, "two"), 2)
        forget("host", "host.sub", "host.sub.deeper")
    end },
    { "module_function_errors_are_python_s", function()
        py.module("host", {
            fail = function() py.raise("KeyError", "k") end,
        })
        equal(raises("", with, "host", "host.fail()").type, "KeyError")
        forget "host"
    end },
    { "module_is_refused_by_name", function()
        raises("py%.module: expected a string", py.module, 1, {})
        raises("py%.module: argument 2: expected a table", py.module, "host")
        raises("no such option: docs", py.module, "host", {}, { docs = "" })
        raises("host: name: expected a string, got a number", py.module,
            "host", { [5] = 1 })
        raises("host%.f: no such option: sig", py.module, "host",
            { f = { print, sig = "()" } })
        raises("host%.x: a Lua userdata", py.module, "host",
            { x = io.stdout })
        raises("ModuleNotFoundError", py.import, "host")
    end },
    { "inittab_is_too_late", function()
        equal(raises("Python has started", py.inittab, "late", {}).code,
            "PYF_ERR_TOO_LATE")
    end },
}
