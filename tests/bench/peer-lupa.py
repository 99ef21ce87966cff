# SPDX-License-Identifier: MIT
"""What the rows of bench.lua take with lupa: lines "name, ns" by tabs.

Usage: peer-lupa.py SUBJECT.py
"""

import importlib.util
import statistics
import sys
import time

import lupa.luajit21

sys.dont_write_bytecode = True
ROUNDS = 41
COUNT = 20000

LOOPS = """
return {
    empty = function(n)
        local x = 0
        for i = 1, n do x = i end
        return x
    end,
    call0 = function(n)
        local call0 = subject.call0
        for _ = 1, n do call0() end
    end,
    add = function(n)
        local add, sum = subject.add, 0
        for i = 1, n do sum = sum + add(i - 1, 1000) end
        assert(sum == n * 1000 + n * (n - 1) / 2)
    end,
    method = function(n)
        local thing = subject.thing
        for _ = 1, n do thing.method() end
    end,
    getattr = function(n)
        local thing, sum = subject.thing, 0
        for _ = 1, n do sum = sum + thing.value end
        assert(sum == n * 7.5)
    end,
}
"""

TITLES = {
    "call0": "LuaJIT: call, no arguments",
    "add": "LuaJIT: add(int, int) -> int",
    "method": "LuaJIT: method by name",
    "getattr": "LuaJIT: getattr by name",
}


def load_subject(path):
    spec = importlib.util.spec_from_file_location("subject", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def turn(loop):
    start = time.thread_time_ns()
    loop(COUNT)
    return (time.thread_time_ns() - start) / COUNT


def measure(loop):
    turn(loop)
    return statistics.median(turn(loop) for _ in range(ROUNDS))


runtime = lupa.luajit21.LuaRuntime()
runtime.globals().subject = load_subject(sys.argv[1])
loops = runtime.execute(LOOPS)
empty = measure(loops.empty)
for key, title in TITLES.items():
    print(f"{title}\t{measure(loops[key]) - empty:.1f}")
