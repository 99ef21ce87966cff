-- SPDX-License-Identifier: MIT
-- object: attributes, items, protocols.
local py = require "pyforge"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises
local types = py.import "types"

tap.run {
    { "attribute_get_and_set", function()
        local space = types.SimpleNamespace(py.kw { a = 1 })
        equal(space.a, 1)
        space.a = "text"
        space.b = { 1, 2 }
        equal(space.a, "text")
        equal(py.repr(space.b), "[1, 2]")
    end },
    { "attribute_set_to_nil_is_none", function()
        local space = types.SimpleNamespace()
        space.a = nil
        equal(py.repr(space), "namespace(a=None)")
        equal(space.a, nil)
    end },
    { "attribute_missing_raises", function()
        local e = raises("AttributeError", function()
            return py.list {}.nothing
        end)
        equal(e.type, "AttributeError")
    end },
    { "attribute_set_where_there_are_none_raises", function()
        raises("AttributeError", function() py.list {}.x = 1 end)
    end },
    { "attribute_value_is_refused_by_name", function()
        local space = types.SimpleNamespace()
        raises("argument colour: a Lua userdata", function()
            space.colour = io.stdout
        end)
    end },
    { "attribute_name_may_hold_a_nul", function()
        local space = types.SimpleNamespace()
        space["a\0b"] = 1
        equal(space["a\0b"], 1)
        equal(py.hasattr(space, "a"), false)
        equal(py.hasattr(space, "a\0b"), true)
        py.delattr(space, "a\0b")
        raises("AttributeError.*a\0b", function() return space["a\0b"] end)
    end },
    { "attribute_name_must_be_text", function()
        raises("name of an attribute: expected a string, got a number",
            py.getattr, py.list {}, 5)
        raises("name of an attribute: expected a string, got nil",
            py.setattr, py.list {}, nil, 5)
    end },
    { "attribute_by_function", function()
        local space = types.SimpleNamespace()
        py.setattr(space, "x", 5)
        equal(py.hasattr(space, "x"), true)
        equal(py.getattr(space, "x"), 5)
        py.delattr(space, "x")
        equal(py.hasattr(space, "x"), false)
        equal(py.getattr(space, "x", "default"), "default")
        equal(py.getattr(space, "x", nil), nil)
        raises("AttributeError", py.getattr, space, "x")
    end },
    { "item_by_integer_counts_as_python_does", function()
        local list = py.list { "a", "b", "c" }
        equal(list[0], "a")
        equal(list[-1], "c")
        list[1] = { 1 }
        equal(py.repr(list), "['a', [1], 'c']")
        raises("IndexError", function() return list[3] end)
    end },
    { "item_by_text_needs_a_function", function()
        local dict = py.dict { name = "Ada" }
        equal(py.getitem(dict, "name"), "Ada")
        py.setitem(dict, "name", "Eve")
        py.setitem(dict, "list", { 1 })
        equal(py.getitem(dict, "name"), "Eve")
        equal(py.hasitem(dict, "name"), true)
        py.delitem(dict, "name")
        equal(py.hasitem(dict, "name"), false)
        equal(py.getitem(dict, "name", "nobody"), "nobody")
        equal(py.getitem(dict, "name", nil), nil)
        raises("KeyError", py.getitem, dict, "name")
    end },
    { "item_default_hides_no_other_error", function()
        raises("TypeError", py.getitem, py.object(5), 0, "default")
    end },
    { "item_by_object", function()
        local dict = py.dict {}
        local key = py.tuple { 1, 2 }
        dict[key] = "pair"
        equal(dict[key], "pair")
        equal(dict[py.tuple { 1, 2 }], "pair")
        equal(py.contains(dict, key), true)
        equal(py.contains(dict, "pair"), false)
    end },
    { "item_by_slice", function()
        local slice = py.builtins.slice(1, 3)
        equal(py.repr(py.list { 1, 2, 3, 4 }[slice]), "[2, 3]")
    end },
    { "text_of_an_object", function()
        equal(tostring(py.list { "a" }), "['a']")
        equal(tostring(py.object "a"), "a")
        equal(py.repr "a", "'a'")
    end },
    { "length_of_an_object", function()
        equal(#py.list { 1, 2 }, 2)
        equal(#py.dict {}, 0)
        raises("TypeError", function() return #py.int(5) end)
    end },
    { "truth_of_an_object", function()
        equal(py.bool(py.list {}), false)
        equal(py.bool(py.list { 1 }), true)
        equal(py.bool(0), false)
        equal(py.bool(nil), false)
    end },
    { "identity_and_type", function()
        local list = py.list {}
        equal(py.is(list, list), true)
        equal(py.is(list, py.list {}), false)
        equal(py.is(nil, py.None), true)
        equal(py.type(list).__name__, "list")
        equal(py.isinstance(list, py.builtins.list), true)
        equal(py.isinstance(list, py.builtins.dict), false)
        equal(py.issubclass(py.builtins.bool, py.builtins.int), true)
        equal(py.callable(py.builtins.len), true)
        equal(py.callable(list), false)
        equal(py.hash(5), 5LL)
        equal(py.contains(py.dir(list), "append"), true)
    end },
}
