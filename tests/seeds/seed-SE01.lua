-- SPDX-License-Identifier: MIT
-- SE01: the version of Python, and an expression with its own names.
local ffi = require "ffi"
local py = require "pyforge"
local tap = require "tests.tap"

ffi.cdef [[
int setenv(const char *, const char *, int);
int unsetenv(const char *);
]]

-- Before Python starts: it copies the environment.
ffi.C.setenv("USER", "ada", 1)

local function hello()
    local version = py.import("sys").version
    local locals = py.dict { os = py.import "os" }
    local user = py.eval("os.getenv('USER') or os.getenv('USERNAME')", nil,
        locals)
    return ("Hello %s, I'm Python %s"):format(user, version)
end

tap.run {
    { "SE01 hello_prints_user_and_version", function()
        local text = hello()
        tap.equal(text:match "^Hello ada, I'm Python (3%.%d+)",
            py.python_version():match "^3%.%d+")
    end },
    { "SE01 version_is_that_of_python", function()
        tap.equal(py.import("sys").version, py.python_version())
    end },
}
