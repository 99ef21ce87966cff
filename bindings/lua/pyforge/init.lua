-- SPDX-License-Identifier: MIT
-- pyforge: Python from LuaJIT.
--
--     local py = require "pyforge"
--     local math = py.import "math"
--     print(math.hypot(3, 4))
--
-- Python starts when something here is used that needs it, or earlier with
-- py.initialize{...}.
local ffi = require "ffi"
local call = require "pyforge.call"
local closure = require "pyforge.closure"
local code = require "pyforge.code"
local container = require "pyforge.container"
local context = require "pyforge.context"
local errors = require "pyforge.error"
local failure = require "pyforge.failure"
local functions = require "pyforge.function"
local handle = require "pyforge.handle"
local iter = require "pyforge.iter"
local iterator = require "pyforge.iterator"
local modules = require "pyforge.module"
local object = require "pyforge.object"
local operator = require "pyforge.operator"
local runtime = require "pyforge.runtime"
local scalar = require "pyforge.scalar"
local sys = require "pyforge.sys"

-- Complete before the first object is used: LuaJIT compiles it in.
ffi.metatype(handle.Object, {
    __call = call.call,
    __index = object.index,
    __newindex = object.newindex,
    __len = object.len,
    __tostring = object.str,
    __eq = operator.eq,
    __lt = operator.lt,
    __le = operator.le,
    __add = operator.add,
    __sub = operator.sub,
    __mul = operator.mul,
    __div = operator.div,
    __mod = operator.mod,
    __pow = operator.pow,
    __unm = operator.unm,
    __concat = operator.concat,
})

-- What can be used without starting Python.
local py = {
    None = handle.None,
    close = function(x)
        if not closure.close(x) then
            handle.close(x)
        end
    end,
    detach = runtime.detach,
    discover = runtime.discover,
    error = {
        check = closure.check,
        is_error = errors.is_error,
        matches = errors.matches,
        set_last = errors.set_last,
    },
    finalize = runtime.finalize,
    has = runtime.has,
    initialize = runtime.initialize,
    is_initialized = runtime.is_initialized,
    inittab = modules.inittab,
    is_object = handle.is_object,
    is_kw = call.is_kw,
    kw = call.kw,
    method = call.method,
    python_version = runtime.python_version,
    stats = runtime.stats,
    version = runtime.version,
}

-- What needs Python. These functions are put into py when the first of them is
-- asked for, so that each use of one is a plain field.
local living = {
    bool = object.bool,
    bytes = scalar.bytes,
    callable = object.callable,
    check_signals = sys.check_signals,
    closure = closure.new,
    compile = code.compile,
    contains = object.contains,
    delattr = object.delattr,
    delitem = object.delitem,
    dict = container.dict,
    dir = object.dir,
    enumerate = iter.enumerate,
    eval = code.eval,
    float = scalar.float,
    flush = sys.flush,
    frozenset = container.frozenset,
    func = functions.new,
    getitem = object.getitem,
    getattr = object.getattr,
    hasattr = object.hasattr,
    hasitem = object.hasitem,
    hash = object.hash,
    import = code.import,
    int = scalar.int,
    is = object.is,
    isinstance = object.isinstance,
    issubclass = object.issubclass,
    items = iter.items,
    iter = iter.iter,
    iterator = iterator.new,
    list = container.list,
    lua = scalar.lua,
    module = modules.module,
    module_from_code = code.module_from_code,
    modules_set = sys.modules_set,
    object = scalar.object,
    op = operator.op,
    path_insert = sys.path_insert,
    raise = errors.raise,
    repr = object.repr,
    run = code.run,
    set = container.set,
    setattr = object.setattr,
    setitem = object.setitem,
    str = scalar.str,
    totable = container.totable,
    tuple = container.tuple,
    type = object.type,
    unpack = container.unpack,
    with = context.with,
}

-- Objects that are made when they are asked for.
local makers = {
    builtins = function() return code.import "builtins" end,
    LuaError = failure.class,
}

return setmetatable(py, {
    __index = function(self, name)
        if living[name] == nil and makers[name] == nil then
            return nil
        end
        runtime.ready()
        for key, value in pairs(living) do
            rawset(self, key, value)
        end
        if makers[name] then
            rawset(self, name, makers[name]())
        end
        return rawget(self, name)
    end,
})
