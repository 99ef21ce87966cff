-- SPDX-License-Identifier: MIT
-- error: Python's exceptions as Lua errors.
local py = require "pyforge"
local errors = require "pyforge.error"
local raw = require "pyforge.raw"
local tap = require "tests.tap"

local equal, raises = tap.equal, tap.raises

local function error_of(...)
    local ok, e = pcall(...)
    equal(ok, false)
    return e
end

tap.run {
    { "error_has_type_message_and_code", function()
        local e = error_of(py.eval, "int('x')")
        equal(e.type, "ValueError")
        equal(e.message, "invalid literal for int() with base 10: 'x'")
        equal(e.code, "PYF_ERR_PYTHON")
        equal(tostring(e), e.type .. ": " .. e.message)
    end },
    { "error_without_a_message_is_its_type", function()
        equal(tostring(error_of(py.run, "raise KeyError")), "KeyError")
    end },
    { "error_type_has_its_module", function()
        local e = error_of(py.import("json").loads, "{")
        equal(e.type, "json.decoder.JSONDecodeError")
    end },
    { "error_has_the_traceback", function()
        local e = error_of(py.run, "def deep():\n    1 / 0\ndeep()")
        equal(e.traceback:match "^Traceback" ~= nil, true)
        equal(e.traceback:find("in deep", 1, true) ~= nil, true)
        equal(e.traceback:match "ZeroDivisionError: [^\n]*\n$" ~= nil, true)
        equal(e.traceback, e.traceback)
    end },
    { "error_traceback_shows_the_cause", function()
        local e = error_of(py.run, [[
try:
    {}['x']
except KeyError as e:
    raise ValueError('outer') from e
]])
        equal(e.traceback:find("KeyError: 'x'", 1, true) ~= nil, true)
        equal(e.exception.__cause__.__class__.__name__, "KeyError")
    end },
    { "error_says_where_in_lua", function()
        local e = error_of(function() py.eval "1/0" end)
        equal(e.where:match "test%-error%.lua:%d+$" ~= nil, true)
    end },
    { "error_has_the_exception_object", function()
        local e = error_of(py.run, "raise OSError(2, 'gone')")
        equal(e.exception.errno, 2)
        equal(py.isinstance(e.exception, py.builtins.OSError), true)
    end },
    { "error_matches_as_except_does", function()
        local e = error_of(py.eval, "{}['x']")
        equal(e:matches "KeyError", true)
        equal(e:matches "LookupError", true)
        equal(e:matches "ValueError", false)
        equal(e:matches("ValueError", "KeyError"), true)
        equal(e:matches(py.builtins.KeyError), true)
        equal(py.error.matches(e, "KeyError"), true)
        equal(py.error.matches(e, "json.JSONDecodeError"), false)
        raises("AttributeError", py.error.matches, e, "NoSuchError")
    end },
    { "error_of_lua_matches_nothing", function()
        equal(py.error.matches("text", "ValueError"), false)
        equal(py.error.matches(nil, "ValueError"), false)
        equal(py.error.is_error {}, false)
    end },
    { "error_given_to_python_is_its_exception", function()
        local e = error_of(py.eval, "{}['x']")
        equal(py.repr(e), "KeyError('x')")
        equal(py.builtins.type(e).__name__, "KeyError")
        equal(e.exception.args[0], "x")
    end },
    { "raise_by_name_with_a_message", function()
        local e = error_of(py.raise, "ValueError", "my text")
        equal(e.type, "ValueError")
        equal(e.message, "my text")
    end },
    { "raise_an_exception_or_a_class", function()
        local exception = py.builtins.KeyError "k"
        equal(py.is(error_of(py.raise, exception).exception, exception), true)
        equal(error_of(py.raise, py.builtins.KeyError).type, "KeyError")
        equal(error_of(py.raise, "json.JSONDecodeError").type, "TypeError")
    end },
    { "raise_an_error_again_is_the_same_error", function()
        local e = error_of(py.eval, "1/0")
        equal(rawequal(error_of(py.raise, e), e), true)
    end },
    { "raise_what_is_no_exception_is_refused", function()
        raises("TypeError", py.raise, py.list {})
        raises("expected a string, got a number", py.raise, 5)
        raises("message: expected a string", py.raise, "ValueError", 5)
    end },
    { "error_of_the_library_becomes_an_exception", function()
        local e = error_of(py.builtins.len, "\255")
        equal(e.code, "PYF_ERR_ENCODING")
        equal(e.type, "ValueError")
        equal(e.message:find("py.bytes", 1, true) ~= nil, true)
        equal(e:matches "ValueError", true)
    end },
    { "error_of_another_component_is_one_of_python", function()
        raw.C.pyf_error_set(-1234, "the disk is full", 16)
        local e = error_of(errors.fail)
        equal(e.code, "PYF_ERR_HOST")
        equal(e.type, "RuntimeError")
        equal(e.message, "the disk is full")
    end },
    { "error_traceback_of_any_text_is_whole", function()
        local e = error_of(py.eval,
            "(_ for _ in ()).throw(ValueError('a\\0\\udc80'))")
        equal(e.traceback:sub(-21), "ValueError: a\0\\udc80\n")
    end },
    { "error_system_exit_is_an_error", function()
        local e = error_of(py.run, "raise SystemExit(3)")
        equal(e.type, "SystemExit")
        equal(e.exception.code, 3)
    end },
    { "error_after_error_leaves_python_usable", function()
        for _ = 1, 50 do
            pcall(py.eval, "1/0")
        end
        equal(py.eval "1 + 1", 2)
    end },
}
