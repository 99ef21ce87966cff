-- SPDX-License-Identifier: MIT
-- runtime: start, attach, detach, the end of the process. Each case but the
-- last ones is a process of its own.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

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

local cases = {
    { "start_at_the_first_use", [[
        print(py.is_initialized())
        print(py.eval "1 + 1", py.is_initialized())
    ]], "^false\n2\ttrue\nstatus 0\n$" },
    { "start_with_options", [[
        py.initialize { name = "test", argv = { "prog", "-x" },
            paths = { "/no/such/folder" } }
        local sys = py.import "sys"
        print(sys.argv, sys.path[0])
    ]], "^%['prog', '%-x'%]\t/no/such/folder\nstatus 0\n$" },
    { "start_with_an_unknown_option_is_refused", [[
        py.initialize { pyhton = "x" }
    ]], "py%.initialize: no such option: pyhton.*status 1\n$" },
    { "start_with_an_option_of_another_type_is_refused", [[
        print(pcall(py.initialize, { python = 5 }))
        print(pcall(py.initialize, { argv = { 1 } }))
        print(pcall(py.initialize, { argv = "x" }))
        print(pcall(py.initialize, { signals = 1 }))
        print(pcall(py.initialize, 5))
    ]], "python: expected a string, got a number.*"
        .. "argv%[1%]: expected a string, got a number.*"
        .. "argv: expected a table, got a string.*"
        .. "signals: expected a boolean, got a number.*"
        .. "py%.initialize: expected a table, got a number" },
    { "start_that_fails_can_be_tried_again", [[
        local ok, e = pcall(py.initialize, { python = "/no/such/python" })
        print(ok, e.code, e.type, e.message:find("/no/such", 1, true) ~= nil)
        py.initialize()
        print(py.eval "6 * 7")
    ]], "^false\tPYF_ERR_%u[%u_]*\tPYF_ERR_%u[%u_]*\ttrue\n42\nstatus 0\n$" },
    { "start_twice_agrees_with_itself", [[
        py.initialize()
        py.initialize()
        print(py.stats().users, py.eval "1")
    ]], "^2\t1\nstatus 0\n$" },
    { "exit_flushes_what_python_printed", [[
        py.run "print('from python', end='')"
    ]], "^from pythonstatus 0\n$" },
    { "exit_through_os_exit_flushes_too", [[
        py.run "print('from python', end='')"
        os.exit(3)
    ]], "^from pythonstatus 3\n$" },
    { "exit_with_an_error_shows_the_exception", [[
        py.eval "1/0"
    ]], "ZeroDivisionError: division by zero.*status 1\n$" },
    { "exit_with_live_objects_is_clean", [[
        keep = {}
        for i = 1, 2000 do keep[i] = py.list { i } end
    ]], "^status 0\n$" },
    { "exit_from_a_coroutine_is_clean", [[
        coroutine.wrap(function()
            keep = py.list { 1 }
            os.exit(0, true)
        end)()
    ]], "^status 0\n$" },
    { "finalize_ends_python", [[
        local list = py.list {}
        local eval = py.eval
        py.finalize()
        print(py.is_initialized())
        print(select(2, pcall(function() return #list end)).code)
        print(select(2, pcall(eval, "1")).code)
        list = nil
        collectgarbage()
        collectgarbage()
    ]], "^false\nPYF_ERR_FINALIZED\nPYF_ERR_FINALIZED\nstatus 0\n$" },
    { "host_that_is_attached_keeps_its_spans", [[
        local raw = require "pyforge.raw"
        raw.C.pyf_initialize(nil)
        local span = raw.C.pyf_attach_begin(0)
        local scope = raw.C.pyf_scope_begin()
        local list = py.list { 1 }
        print(raw.C.pyf_scope_end(scope), #list)
        print(raw.C.pyf_attach_end(span))
        print(select(2, pcall(function() return #list end)).code)
        span = raw.C.pyf_attach_begin(0)
        print(#list)
    ]], "^0\t1\n0\nPYF_ERR_NOT_ATTACHED\n1\nstatus 0\n$" },
    { "fork_is_noticed_in_the_child", [[
        local ffi = require "ffi"
        ffi.cdef "int fork(void); int waitpid(int, int *, int);"
        local list = py.list { 1 }
        local child = ffi.C.fork()
        if child == 0 then
            print(select(2, pcall(function() return #list end)).code)
            io.stdout:flush()
            os.exit(0, true)
        end
        ffi.C.waitpid(child, nil, 0)
        print(#list)
    ]], "^PYF_ERR_FORKED\n1\nstatus 0\n$" },
    { "versions_and_features", [[
        print(py.version(), py.python_version(), py.has "joined")
        print(py.discover():match "candidate: ")
    ]], "^%d+%.%d+%.%d+\t3%.%d+.*\tfalse\ncandidate: \nstatus 0\n$" },
}

for _, case in ipairs(cases) do
    local text = run(case[2])
    tap.ok(case[1], not text:find(case[3]) and text or nil)
end

ffi.cdef [[
struct test_poll { int file; short events, revents; };
int poll(struct test_poll *, unsigned long, int);
int pipe(int *);
int close(int);
intptr_t write(int, const void *, size_t);
]]

local MILLISECONDS = 120000 -- a hang; nobody else takes so long
local READABLE = 1

local function pipe()
    local ends = ffi.new "int[2]"
    tap.equal(ffi.C.pipe(ends), 0)
    return ends
end

py.run [[
import os
def echo(source, target):
    os.write(target, os.read(source, 1))
]]
local echo = py.import("__main__").echo

tap.run {
    -- The thread is asked, and has to answer, while this one is detached.
    { "detach_lets_other_threads_run", function()
        local question, answer = pipe(), pipe()
        local wait = ffi.new("struct test_poll", answer[0], READABLE)
        local thread = py.import("threading").Thread(py.kw {
            target = echo, args = py.tuple { question[0], answer[1] } })
        thread:start()
        tap.equal(py.detach(function()
            ffi.C.write(question[1], "x", 1)
            return ffi.C.poll(wait, 1, MILLISECONDS)
        end), 1)
        thread:join()
        for _, ends in ipairs { question, answer } do
            ffi.C.close(ends[0])
            ffi.C.close(ends[1])
        end
    end },
    { "detach_gives_the_results", function()
        local a, b, c = py.detach(function(x, y) return x, nil, y end, 1, 2)
        tap.equal(a, 1)
        tap.equal(b, nil)
        tap.equal(c, 2)
    end },
    { "detached_use_is_refused", function()
        local list = py.list {}
        local e = tap.raises("not attached", py.detach, function()
            return #list
        end)
        tap.equal(e.code, "PYF_ERR_NOT_ATTACHED")
        tap.equal(#list, 0)
    end },
    { "detach_passes_errors_on_and_attaches_again", function()
        local problem = {}
        local ok, e = pcall(py.detach, function() error(problem) end)
        tap.equal(ok, false)
        tap.equal(e, problem)
        tap.equal(py.eval "1", 1)
    end },
    { "detach_wants_a_function", function()
        tap.raises("py%.detach: expected a function, got nil", py.detach)
    end },
}
