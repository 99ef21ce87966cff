-- SPDX-License-Identifier: MIT
-- SE11: the value of an expression as a table; and what a failure leaves.
local py = require "pyforge"
local tap = require "tests.tap"

tap.run {
    { "SE11 eval_gives_a_list", function()
        local result = py.eval "[i * 10 for i in range(5)]"
        tap.same(py.totable(result), { 0, 10, 20, 30, 40 })
    end },
    { "SE11 failure_has_its_traceback", function()
        local e = tap.raises("NameError", py.eval, "[j * 10 for i in [1]]")
        tap.equal(e.traceback:match "^Traceback" ~= nil, true)
    end },
    { "SE11 failure_can_be_left_for_the_debugger", function()
        local sys = py.import "sys"
        local e = tap.raises("NameError", py.eval, "nothing")
        py.error.set_last(e)
        tap.equal(py.is(sys.last_value, e.exception), true)
        tap.equal(py.is(sys.last_type, py.builtins.NameError), true)
        sys.last_value, sys.last_type, sys.last_traceback = nil, nil, nil
        if py.hasattr(sys, "last_exc") then
            sys.last_exc = nil
        end
    end },
}
