-- SPDX-License-Identifier: MIT
-- SE13: a module from source, positional and keyword arguments.
local py = require "pyforge"
local tap = require "tests.tap"

local activators = py.module_from_code([[
def relu(x):
    """see https://en.wikipedia.org/wiki/Rectifier_(neural_networks)"""
    return max(0.0, x)

def leaky_relu(x, slope=0.01):
    return x if x >= 0 else x * slope
]], "activators.py", "activators")

tap.run {
    { "SE13 relu", function()
        tap.equal(activators.relu(-1.0), 0.0)
    end },
    { "SE13 leaky_relu_with_a_slope", function()
        tap.equal(activators.leaky_relu(-1.0, py.kw { slope = 0.2 }), -0.2)
    end },
    { "SE13 leaky_relu_with_the_default_slope", function()
        tap.equal(activators.leaky_relu(-1.0), -0.01)
    end },
}
