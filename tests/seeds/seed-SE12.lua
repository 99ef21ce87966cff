-- SPDX-License-Identifier: MIT
-- SE12: methods of the host on an object that Python code is run with.
local py = require "pyforge"
local tap = require "tests.tap"

local UserData = py.builtins.type("UserData", py.tuple {}, {
    __init__ = function(self, id, name)
        self.id, self.name = id, name
    end,
    as_tuple = function(self)
        return self.id, self.name
    end,
    __repr__ = function(self)
        return ("User %s(id: %d)"):format(self.name, self.id)
    end,
})

tap.run {
    { "SE12 run_with_two_variables", function()
        local names = py.dict {
            userdata = UserData(py.kw { id = 34, name = "Yu" }),
            userdata_as_tuple = py.tuple { 34, "Yu" },
        }
        py.run([[
assert repr(userdata) == "User Yu(id: 34)"
assert userdata.as_tuple() == userdata_as_tuple
]], names)
    end },
    { "SE12 the_same_from_lua", function()
        local userdata = UserData(34, "Yu")
        tap.equal(py.repr(userdata), "User Yu(id: 34)")
        tap.equal(py.repr(userdata:as_tuple()), "(34, 'Yu')")
    end },
}
