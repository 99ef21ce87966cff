-- SPDX-License-Identifier: MIT
-- SE14: a built-in module, declared before Python starts.
local py = require "pyforge"
local tap = require "tests.tap"

local foo = {
    add_one = {
        function(x) return x + 1 end,
        signature = "(x: i64) -> i64",
    },
}
py.inittab("foo", foo)
py.run "import foo; foo.add_one(6)"

tap.run {
    { "SE14 add_one", function()
        tap.equal(py.eval "foo.add_one(6)", 7)
        tap.equal(py.eval "foo.__spec__.origin", "built-in")
    end },
    { "SE14 it_is_too_late_when_python_runs", function()
        local ok, e = pcall(py.inittab, "bar", foo)
        tap.equal(ok, false)
        tap.equal(e.code, "PYF_ERR_TOO_LATE")
        tap.raises("ModuleNotFoundError", py.import, "bar")
    end },
}
