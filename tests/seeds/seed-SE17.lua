-- SPDX-License-Identifier: MIT
-- SE17: a program in a folder, read at run time.
local py = require "pyforge"
local tap = require "tests.tap"

local function write(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
end

local function read(name)
    local file = assert(io.open(name))
    local text = file:read "*a"
    file:close()
    return text
end

local folder = py.import("tempfile").mkdtemp()
os.execute("mkdir " .. folder .. "/seed_utils")
write(folder .. "/seed_utils/foo.py", 'def bar():\n    return "baz"\n')
write(folder .. "/app.py",
    "from seed_utils.foo import bar\n\n\ndef run():\n    return bar()\n")

local sys = py.import "sys"
sys.path:insert(0, folder)
local run = py.module_from_code(read(folder .. "/app.py"), "", "").run
py.import("shutil").rmtree(folder)

tap.run {
    { "SE17 program_finds_its_modules", function()
        tap.equal("py: " .. run(), "py: baz")
    end },
    { "SE17 folder_is_first", function()
        tap.equal(sys.path[0], folder)
        py.path_insert "/before"
        tap.equal(sys.path[0], "/before")
        sys.path:remove "/before"
    end },
}
