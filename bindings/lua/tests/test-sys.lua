-- SPDX-License-Identifier: MIT
-- sys: the running interpreter.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

ffi.cdef [[
int getpid(void);
int kill(int, int);
]]

py.initialize()
local sys = py.import "sys"

tap.run {
    { "path_insert_puts_a_folder_first_or_where_told", function()
        py.path_insert "/first"
        equal(sys.path[0], "/first")
        py.path_insert("/second", 1)
        equal(sys.path[1], "/second")
        py.path_insert("/last", -1)
        equal(sys.path[-1], "/last")
        for _, folder in ipairs { "/first", "/second", "/last" } do
            sys.path:remove(folder)
        end
        raises("py%.path_insert: expected a string", py.path_insert, 5)
        raises("position: expected a number", py.path_insert, "/x", "0")
    end },
    { "modules_set_makes_a_module_importable", function()
        py.modules_set("lua_thing", { answer = 42 })
        equal(py.getitem(py.import "lua_thing", "answer"), 42)
        py.delitem(sys.modules, "lua_thing")
        raises("py%.modules_set: expected a string", py.modules_set)
    end },
    { "flush_raises_what_python_raises", function()
        py.flush()
        local usual = sys.stdout
        sys.stdout = py.eval(
            "type('F', (), {'flush': lambda s: 1 / 0, 'write': len})()")
        raises("ZeroDivisionError", py.flush)
        sys.stdout = usual
    end },
    { "stdout_goes_where_python_says", function()
        equal(tap.stdout(py.run, "print('captured')"), "captured\n")
    end },
    { "check_signals_runs_python_handlers", function()
        local signal = py.import "signal"
        local seen = py.list {}
        local usual = signal.signal(signal.SIGUSR1,
            py.eval("lambda n, frame: seen.append(n)", { seen = seen }))
        ffi.C.kill(ffi.C.getpid(), py.lua(py.int(signal.SIGUSR1)))
        for _ = 1, 1000 do
            py.check_signals()
            if #seen > 0 then
                break
            end
        end
        signal.signal(signal.SIGUSR1, usual)
        equal(seen[0], py.lua(py.int(signal.SIGUSR1)))
    end },
}
