-- SPDX-License-Identifier: MIT
-- context: Python's `with`.
local errors = require "pyforge.error"
local failure = require "pyforge.failure"
local object = require "pyforge.object"
require("pyforge.reentry").watch()

local context = {}

local function leave(manager, ok, ...)
    if ok then
        manager:__exit__(nil, nil, nil)
        return ...
    end
    local problem = ...
    local exception = failure.exception_of(problem)
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
