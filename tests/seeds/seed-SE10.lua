-- SPDX-License-Identifier: MIT
-- SE10: a built-in function on a list.
local py = require "pyforge"
local tap = require "tests.tap"

tap.run {
    { "SE10 sum_of_a_list", function()
        local builtins = py.import "builtins"
        tap.equal(builtins.sum { 1, 2, 3 }, 6)
    end },
}
