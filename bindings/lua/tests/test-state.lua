-- SPDX-License-Identifier: MIT
-- state: what is left in Python of a Lua state that is closed, and the end of
-- a process in which Python calls Lua.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

ffi.cdef [[
typedef struct lua_State lua_State;
lua_State *luaL_newstate(void);
void luaL_openlibs(lua_State *);
int luaL_loadstring(lua_State *, const char *);
int lua_pcall(lua_State *, int, int, int);
void lua_close(lua_State *);
const char *lua_tolstring(lua_State *, int, size_t *);
]]

local lua = ffi.C
local main = py.import "__main__"

-- Run a program in a Lua state of its own, and close it.
local function in_other_state(program)
    local L = lua.luaL_newstate()
    lua.luaL_openlibs(L)
    program = 'local py = require "pyforge"\n'
        .. 'local main = py.import "__main__"\n' .. program
    local failed = lua.luaL_loadstring(L, program) ~= 0
        or lua.lua_pcall(L, 0, 0, 0) ~= 0
    local text = failed and ffi.string(lua.lua_tolstring(L, -1, nil))
    lua.lua_close(L)
    if failed then
        error(text, 0)
    end
end
jit.off(in_other_state)

-- What a program prints, standard error included, and its status.
local function run(program)
    local name = os.tmpname()
    local file = assert(io.open(name, "w"))
    file:write('local py = require "pyforge"\n', program, "\n")
    file:close()
    local pipe = io.popen(tap.luajit .. name .. " 2>&1; echo status $?")
    local text = pipe:read "*a"
    pipe:close()
    os.remove(name)
    return text
end

local function prints(program, expected)
    equal(run(program), expected)
end

in_other_state "" -- what is loaded now stays loaded

tap.run {
    { "state_closed_takes_its_functions_back", function()
        in_other_state [[
            main.f = function(x) return x + 1 end
            assert(py.eval "f(1)" == 2)
        ]]
        raises("RuntimeError.*let go of Python", py.eval, "f(1)")
        py.delattr(main, "f")
    end },
    { "state_closed_takes_its_iterators_back", function()
        in_other_state [[
            main.it = py.iterator(ipairs { 1, 2 })
            assert(tostring(py.eval "next(it)") == "(1, 1)")
        ]]
        raises("RuntimeError.*let go of Python", py.eval, "next(it)")
        py.delattr(main, "it")
    end },
    { "state_closed_leaves_its_closures_harmless", function()
        in_other_state [[
            local ffi = require "ffi"
            local code = py.closure(function() return 5 end, "() -> i32")
            main.address = ffi.cast("int64_t", ffi.cast("intptr_t", code))
            main.c = py.import "ctypes"
            assert(py.eval "c.CFUNCTYPE(c.c_int32)(address)()" == 5)
        ]]
        local sys, told = py.import "sys", 0
        local usual = sys.unraisablehook
        sys.unraisablehook = function() told = told + 1 end
        equal(py.eval "c.CFUNCTYPE(c.c_int32)(address)()", 0)
        sys.unraisablehook = usual
        equal(told, 1)
        py.delattr(main, "address")
    end },
    { "state_closed_leaves_its_errors_readable", function()
        in_other_state [[
            py.run "def keep(f):\n try: f()\n except Exception as e: return e"
            main.error = main.keep(function() error { code = 3 } end)
            main.text = main.keep(function() error("its text", 0) end)
        ]]
        equal(py.eval "str(text)", "its text")
        local e = raises("LuaError", py.raise, py.eval "error")
        equal(e.payload, nil)
        py.delattr(main, "error")
        py.delattr(main, "text")
    end },
    { "state_calls_functions_of_another_state", function()
        main.g = function(x) return x * 2 end
        in_other_state [[
            for i = 1, 50 do
                assert(py.eval "g" (i) == 2 * i)
            end
            local value = {}
            local ok, e = pcall(py.eval "lambda f: f()", function()
                error(value)
            end)
            assert(e == value)
        ]]
        equal(py.eval "g(4)", 8)
        py.delattr(main, "g")
    end },
    { "state_closed_before_its_built_in_module_is_imported", function()
        prints([[
            local ffi = require "ffi"
            ffi.cdef "void *luaL_newstate(void); void luaL_openlibs(void *);"
            ffi.cdef "int luaL_loadstring(void *, const char *);"
            ffi.cdef "int lua_pcall(void *, int, int, int);"
            ffi.cdef "void lua_close(void *);"
            local L = ffi.C.luaL_newstate()
            ffi.C.luaL_openlibs(L)
            print(ffi.C.luaL_loadstring(L,
                "require('pyforge').inittab('m', { f = function() end })"))
            print(ffi.C.lua_pcall(L, 0, 0, 0))
            ffi.C.lua_close(L)
            print(pcall(py.import, "m"))
        ]], "0\n0\nfalse\tValueError: m: argument 'def': has no name\n"
            .. "status 0\n")
    end },
    { "state_of_compiled_loops_may_be_called_back", function()
        prints([[
            jit.opt.start("hotloop=2", "hotexit=2")
            local hook = py.eval "[None]"
            local names = py.dict { hook = hook }
            local maybe = py.eval("lambda i: hook[0](i) if hook[0] else i",
                names)
            local function loop()
                local sum = 0
                for i = 1, 100 do
                    sum = sum + maybe(i)
                end
                return sum
            end
            print(loop(), loop())
            hook[0] = function(i) return i + 1 end
            print(loop())
        ]], "5050\t5050\n5150\nstatus 0\n")
    end },
    { "state_closed_in_a_call_from_python_ends_the_process", function()
        prints([[
            py.import "atexit".register(function() print "never" end)
            py.import "__main__".leave = function() os.exit(3, true) end
            py.run "print('in Python'); leave()"
        ]], "in Python\nstatus 3\n")
    end },
    { "state_finalizes_python_that_knows_its_functions", function()
        prints([[
            py.import "atexit".register(function() print "at exit" end)
            py.import "__main__".f = function() end
            py.finalize()
            print "end"
        ]], "at exit\nend\nstatus 0\n")
    end },
    { "state_does_not_finalize_in_a_call_from_python", function()
        prints([[
            local f = py.func(function() py.finalize() end)
            print(select(2, pcall(f)):match "py.finalize: .*")
            print(py.eval "1 + 1")
        ]], "py.finalize: Python is calling Lua at this moment\n2\n"
            .. "status 0\n")
    end },
    { "state_that_ends_runs_destructors_of_lua", function()
        prints([[
            py.run("class D:\n def __init__(s, f): s.f = f\n"
                .. " def __del__(s): s.f()")
            kept = py.eval "D" (function()
                print("dropped", #py.list { 1, 2 })
            end)
        ]], "dropped\t2\nstatus 0\n")
    end },
}
