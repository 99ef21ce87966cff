-- SPDX-License-Identifier: MIT
-- numpy from Lua: arithmetic, slices, comparison, and tables back.
local py = require "pyforge"

local found, np = pcall(py.import, "numpy")
if not found then
    print("numpy is not installed: " .. np.message)
    os.exit(0)
end

local a = np.arange(10)
print(a, a:sum(), a.shape)
print(a * 2 + 1)
print(a[py.builtins.slice(2, 5)], a[-1])

-- == and < in Lua give one boolean; py.op gives what Python gives.
print(a[py.op(a, ">", 6)])

local m = np.array { { 1, 2 }, { 3, 4 } }
print(py.op(m, "@", m):tolist())
print(np.linalg.det(m):round())

local rows = py.totable(m:tolist())
print(rows[1][1], rows[2][2])
print(np.linspace(0, 1, py.kw { num = 5 }):tolist())
