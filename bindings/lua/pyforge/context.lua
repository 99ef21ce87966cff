-- SPDX-License-Identifier: MIT
-- context: Python's `with`.
local convert = require "pyforge.convert"
local errors = require "pyforge.error"
local object = require "pyforge.object"
local raw = require "pyforge.raw"

local C = raw.C
local context = {}

-- The exception that stands for what a Lua function raised.
local function exception_of(problem)
    if errors.is_error(problem) and problem.exception then
        return problem.exception
    end
    C.pyf_error_clear()
    local text = convert.to_object(tostring(problem))
    local runtime_error = convert.to_object(
        convert.owned(C.pyf_dup(raw.PYF_EXC_RuntimeError)))
    return runtime_error(text)
end

local function leave(manager, ok, ...)
    if ok then
        manager:__exit__(nil, nil, nil)
        return ...
    end
    local problem = ...
    local exception = exception_of(problem)
    local suppressed = manager:__exit__(exception.__class__, exception,
        exception.__traceback__)
    if not object.bool(suppressed) then
        error(problem, 0)
    end
end

-- py.with(manager, function(value) ... end): what the function returns, or
-- nothing when the manager suppressed its error.
function context.with(manager, body)
    errors.check_type(body, "function", "py.with: argument 2")
    local value = manager:__enter__()
    return leave(manager, pcall(body, value))
end

return context
