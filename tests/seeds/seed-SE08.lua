-- SPDX-License-Identifier: MIT
-- SE08: called with keywords from a list of pairs.
local py = require "pyforge"
local tap = require "tests.tap"

local code = [[
def example(*args, **kwargs):
                if args != ():
                    print("called with args", args)
                if kwargs != {}:
                    print("called with kwargs", kwargs)
                if args == () and kwargs == {}:
                    print("called with no arguments")]]
local example = py.module_from_code(code, "", "").example

-- Keyword arguments from a list of pairs. A Lua table has no order, so the
-- dict that is printed may have either.
local function keywords(pairs_of)
    local names = {}
    for _, pair in ipairs(pairs_of) do
        names[pair[1]] = pair[2]
    end
    return py.kw(names)
end

tap.run {
    { "SE08 call_with_keywords_from_pairs", function()
        local text = tap.stdout(example,
            keywords { { "key1", 1 }, { "key2", 2 } })
        local shown = text:match "^called with kwargs (.*)\n$"
        tap.equal(py.eval(shown) == py.dict { key1 = 1, key2 = 2 }, true)
    end },
}
