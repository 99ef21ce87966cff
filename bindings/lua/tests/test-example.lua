-- SPDX-License-Identifier: MIT
-- The examples print what their .out files say.
local tap = require "tests.tap"

local here = arg[0]:match "^(.*)/[^/]*$" or "."
local examples = here .. "/../examples/"

local function read(name)
    local file = assert(io.open(name))
    local text = file:read "*a"
    file:close()
    return text
end

local function run(name)
    local pipe = io.popen(tap.luajit .. examples .. name .. ".lua 2>&1")
    local text = pipe:read "*a"
    pipe:close()
    return text
end

for _, name in ipairs {
    "hello", "call", "callback", "errors", "iterate", "context", "numpy",
} do
    local text = run(name)
    if text:find "^numpy is not installed" then
        tap.skip("example_" .. name, "numpy is not installed")
    else
        tap.ok("example_" .. name,
            text ~= read(examples .. name .. ".out") and text or nil)
    end
end
tap.finish()
