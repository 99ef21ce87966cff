-- SPDX-License-Identifier: MIT
-- code: import, evaluate, run.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

tap.run {
    { "import_gives_the_last_module_of_the_name", function()
        equal(py.import("os.path").basename "/a/b", "b")
    end },
    { "import_of_nothing_raises", function()
        local e = raises("no_such_module", py.import, "no_such_module")
        equal(e.type, "ModuleNotFoundError")
    end },
    { "import_wants_a_name", function()
        raises("py%.import: expected a string, got nil", py.import)
        raises("py%.import: .*NUL", py.import, "os\0x")
    end },
    { "eval_gives_the_value", function()
        equal(py.eval "1 + 2", 3)
        equal(py.eval "None", nil)
        equal(py.eval "[1, 2]"[1], 2)
    end },
    { "eval_takes_names_from_tables_and_dicts", function()
        equal(py.eval("a + b", { a = 1, b = 2 }), 3)
        equal(py.eval("a + b", { a = 1 }, { b = 2 }), 3)
        equal(py.eval("a", py.dict { a = 5 }), 5)
        raises("py%.eval: globals: expected a dict or a table, got a number",
            py.eval, "a", 5)
        raises("py%.eval: locals: expected", py.eval, "a", nil, "x")
    end },
    { "eval_of_bad_source_raises", function()
        equal(raises("SyntaxError", py.eval, "1 +").type, "SyntaxError")
        raises("py%.eval: expected a string, got a table", py.eval, {})
        raises("NUL", py.eval, "1\0")
    end },
    { "run_defines_names", function()
        local names = py.dict {}
        py.run("def double(x):\n    return 2 * x\ny = double(4)", names)
        equal(py.getitem(names, "y"), 8)
        equal(py.getitem(names, "double")(5), 10)
    end },
    { "run_gives_nothing", function()
        equal(select("#", py.run "pass"), 0)
    end },
    { "run_raises_what_the_code_raises", function()
        local e = raises("KeyError", py.run, "{}['x']")
        equal(e:matches "LookupError", true)
    end },
    { "compile_and_run_many_times", function()
        local names = py.dict { n = 0 }
        local step = py.compile("n += 1", "step.py")
        py.run(step, names)
        py.run(step, names)
        equal(py.eval(py.compile("n * 10", "n.py", "eval"), names), 20)
    end },
    { "compile_reports_file_and_mode", function()
        local e = raises("SyntaxError", py.compile, "x = = 1", "bad.py")
        equal(e.traceback:find("bad.py", 1, true) ~= nil, true)
        raises("mode: expected exec, eval or single, got x", py.compile, "1",
            "f", "x")
        raises("filename: expected a string", py.compile, "1", 5)
    end },
    { "module_from_code_is_registered", function()
        local module = py.module_from_code("answer = 42", "a.py", "lua_mod")
        equal(module.answer, 42)
        equal(module.__name__, "lua_mod")
        equal(py.import("lua_mod").answer, 42)
        py.delitem(py.import("sys").modules, "lua_mod")
    end },
    { "module_from_code_without_a_name_gets_its_own", function()
        local a, b = py.module_from_code "x = 1", py.module_from_code "x = 2"
        equal(a.x, 1)
        equal(b.x, 2)
        equal(a.__name__ ~= b.__name__, true)
        local modules = py.import("sys").modules
        py.delitem(modules, a.__name__)
        py.delitem(modules, b.__name__)
    end },
    { "module_from_code_that_raises_leaves_nothing", function()
        raises("ZeroDivisionError", py.module_from_code, "1/0", "z.py",
            "lua_zero")
        equal(py.hasitem(py.import("sys").modules, "lua_zero"), false)
    end },
}
