# SPDX-License-Identifier: MIT
"""Calls from Python into native code, and from C into Python, side by side.

Usage: functions.py FOLDER PEERS [PATTERN]

FOLDER has the modules bench_raw and bench_ours, and cstr.so; PEERS/modules has
those of the peers, as far as they could be had, and PEERS/site is where cffi
is. All of them run here,
in one process and turn by turn; the medians of all turns are printed, the cost
of an empty loop taken off. Times are of the thread's own processor time. A
column has the nanoseconds of a call, the one after it how many times raw that
is; "-" stands for what is not known. "ours" is the default object, "builtin"
the same function with PYF_FUNCTION_BUILTIN.
"""

import ctypes
import fnmatch
import importlib.util
import itertools
import os
import pathlib
import statistics
import sys
import time

sys.dont_write_bytecode = True
import shapes  # noqa: E402
import subject  # noqa: E402,F401  for what it leaves in memory

ROUNDS = max(1, int(os.environ.get("PYFORGE_BENCH_ROUNDS") or 41))
TURN_NS = 1e6
COLUMNS = ["builtin", "nanobind", "PyO3", "pybind11", "cffi", "cffi ABI",
           "ctypes"]

# What is passed: for each kind, the arguments of the first, second, ...
VALUES = {
    "f64": [1.5, 2.25, 3.5, 4.75, 5.5, 6.25],
    "i64": [1000001, 2000002, 3000003, 4000004, 5000005, 6000006],
    "bool": [True, False, True, True, False, True],
    "str": ["hello", "from the second", "third", "a fourth", "5", "six"],
}


def note(text):
    print("#", text, flush=True)


def attempt(name, work):
    """What work gives; None, and a line that says so, when it cannot."""
    try:
        return work()
    except (ImportError, OSError, AttributeError) as error:
        note(f"no {name} column: {error}")
        return None


# ------------------------------------------------------------------ timing


def make_loop(expression, arguments, function):
    """A loop of its own for each function, as the interpreter specializes
    the place of a call."""
    source = (f"def loop(count, call=call, string=string,"
              f" clock=clock, repeat=repeat{arguments}):\n"
              " start = clock()\n"
              " for _ in repeat(None, count):\n"
              f"  {expression}\n"
              " return clock() - start\n")
    space = {"call": function, "clock": time.thread_time_ns, "string": string,
             "repeat": itertools.repeat}
    exec(source, space)
    return space["loop"]


def string(pointer):
    """Replaced by cffi's when that is there."""
    raise NotImplementedError(pointer)


def turn_count(loop):
    """How many repetitions make a turn; it warms up meanwhile."""
    count = 100
    while (spent := loop(count)) < TURN_NS / 8:
        count *= 2
    return max(1, int(count * TURN_NS / spent))


EMPTY = make_loop("pass", "", None)


def measure(loops):
    """The median nanoseconds of each loop of a dictionary."""
    loops = {"": EMPTY, **loops}
    counts = {name: turn_count(loop) for name, loop in loops.items()}
    times = {name: [] for name in loops}
    for _ in range(ROUNDS):
        for name, loop in loops.items():
            times[name].append(loop(counts[name]) / counts[name])
    found = {name: statistics.median(list_) for name, list_ in times.items()}
    empty = found.pop("")
    return {name: max(found[name] - empty, 0.01) for name in found}


def cells(times, name):
    if name not in times:
        return ["-", "-"] if "raw" in times else ["-"]
    text = [f"{times[name]:.1f}"]
    if "raw" in times:
        text.append(f"{times[name] / times['raw']:.2f}")
    return text


def print_row(title, times, goal):
    raw = f"{times['raw']:.1f}" if "raw" in times else "-"
    ours = cells(times, "ours") if "ours" in times else ["-", "-"]
    fields = [title, ours[0], raw, (ours + ["-"])[1], goal]
    for column in COLUMNS:
        fields += (cells(times, column) + ["-"])[:2]
    print(*fields, sep="\t", flush=True)


def print_header():
    names = ["name", "ours ns", "raw ns", "ratio", "goal"]
    for column in COLUMNS:
        names += [f"{column} ns", "ratio"]
    print("#", "\t".join(names))


# ---------------------------------------------------------------- functions

CTYPES = {"f64": ctypes.c_double, "i64": ctypes.c_int64,
          "bool": ctypes.c_bool, "str": ctypes.c_char_p, "void": None}


def ctypes_functions(path):
    library = ctypes.CDLL(str(path))
    for shape in shapes.shapes():
        function = getattr(library, shape.name)
        function.argtypes = [CTYPES[kind] for kind in shape.types]
        function.restype = CTYPES[shape.result]
    return library


def cffi_functions(path):
    """cffi's ABI mode: it reads the declarations when it runs."""
    global string
    import cffi
    ffi = cffi.FFI()
    ffi.cdef(shapes.cffi_declarations())
    string = ffi.string
    return ffi.dlopen(str(path))


def load_modules(folder, peers):
    """Column to what has the functions as attributes."""
    found = {}
    names = {"raw": "bench_raw", "ours": "bench_ours"}
    if peers:
        names.update({"nanobind": "bench_nanobind", "PyO3": "bench_pyo3",
                      "pybind11": "bench_pybind11", "cffi": "bench_cffi"})
    for column, name in names.items():
        if importlib.util.find_spec(name):
            found[column] = attempt(
                column, lambda name=name: importlib.import_module(name))
    if found.get("cffi"):
        found["cffi"] = found["cffi"].lib
    if peers and importlib.util.find_spec("cffi"):
        found["cffi ABI"] = attempt(
            "cffi ABI", lambda: cffi_functions(folder / "cstr.so"))
    if peers:
        found["ctypes"] = ctypes_functions(folder / "cstr.so")
    return {name: module for name, module in found.items() if module}


def call_text(column, shape):
    """The expression that calls: text is bytes for those who know C alone,
    and stays alive until the result has been read."""
    if column not in ("ctypes", "cffi", "cffi ABI"):
        return f"call({', '.join(shapes.NAMES[:len(shape.types)])})"
    words = [f"{name}_ := {name}.encode()" if kind == "str" else name
             for name, kind in shapes.parameters(shape)]
    call = f"call({', '.join(words)})"
    if shape.result != "str":
        return call
    return f"{call}.decode()" if column == "ctypes" else (
        f"string({call}).decode()")


def arguments_of(shape):
    return [VALUES[kind][i] for i, kind in enumerate(shape.types)]


def function_loops(modules, shape, names):
    """A loop for each column; that all give the same is seen to first."""
    arguments = arguments_of(shape)
    text = "".join(f", {name}={value!r}" for name, value in
                   zip(shapes.NAMES, arguments))
    loops, results = {}, {}
    for column, name in names.items():
        function = getattr(modules[column.replace("builtin", "ours")], name)
        expression = call_text(column, shape)
        space = dict(zip(shapes.NAMES, arguments), call=function,
                     string=string)
        results[column] = eval(expression, space)
        loops[column] = make_loop(expression, text, function)
    if len(set(map(repr, results.values()))) > 1:
        sys.exit(f"bench: {shape.name} gives {results}")
    return loops


def run_function(modules, shape, suffix=""):
    """One row; with a suffix only of ours, against raw."""
    names = {column: shape.name for column in modules}
    if suffix:
        names = {"raw": shape.name} if "raw" in modules else {}
    if "ours" in modules:
        names.update({"ours": shape.name + suffix,
                      "builtin": f"{shape.name}{suffix}_builtin"})
    title = f"Python calls {shapes.signature(shape)}"
    if suffix:
        title += ": values form"
    goal = "-" if suffix else "1.15"
    print_row(title, measure(function_loops(modules, shape, names)), goal)


# ---------------------------------------------------------------- callbacks


def add(a, b):
    return a + b


def compare(a, b):
    return (a > b) - (a < b)


def compare_pointers(a, b):
    a, b = a[0], b[0]
    return (a > b) - (a < b)


def address(function):
    return ctypes.cast(function, ctypes.c_void_p).value


def ctypes_code(kept):
    number = ctypes.POINTER(ctypes.c_int64)
    order = ctypes.CFUNCTYPE(ctypes.c_int, number, number)(compare_pointers)
    plus = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64,
                            ctypes.c_int64)(add)
    kept += [order, plus]
    return {"compare": address(order), "add": address(plus)}


def cffi_abi_code(kept):
    import cffi
    ffi = cffi.FFI()
    order = ffi.callback("int(int64_t *, int64_t *)", compare_pointers)
    plus = ffi.callback("int64_t(int64_t, int64_t)", add)
    kept += [order, plus]
    return {"compare": int(ffi.cast("uintptr_t", order)),
            "add": int(ffi.cast("uintptr_t", plus))}


def cffi_code(kept):
    module = importlib.import_module("bench_cffi")
    ffi, library = module.ffi, module.lib
    ffi.def_extern("bench_compare")(compare_pointers)
    ffi.def_extern("bench_add")(add)
    kept.append(module)

    def code(name):
        return int(ffi.cast("uintptr_t", ffi.addressof(library, name)))
    return {"compare": code("bench_compare"), "add": code("bench_add")}


CALLBACKS = ["closure_add", "closure_detached", "qsort_1e5", "qsort_detached",
             "qsort_1e6"]


def codes(modules):
    """Column to addresses: a comparison and an addition."""
    kept = []
    raw = modules["raw"]
    found = {"raw": {"compare": raw.compare_code(compare),
                     "add": raw.add_code(add)}}
    if "ours" in modules:
        closure = modules["ours"].closure
        found["ours"] = {
            "compare": closure("(i64?, i64?) -> i32", compare),
            "add": closure("(i64, i64) -> i64", add)}
    for column, make in {"cffi": cffi_code, "cffi ABI": cffi_abi_code,
                         "ctypes": ctypes_code}.items():
        if column in modules:
            found[column] = make(kept)
    return found, kept


def run_closure(raw, found, title, goal, release):
    loops = {}
    for column, code in found.items():
        loops[column] = (lambda count, code=code["add"]:
                         raw.loop(code, count, release))
    times = {column: [] for column in loops}
    counts = {column: turn_count(loop) for column, loop in loops.items()}
    for _ in range(ROUNDS):
        for column, loop in loops.items():
            times[column].append(loop(counts[column]) / counts[column])
    print_row(title, {column: statistics.median(list_)
                      for column, list_ in times.items()}, goal)


def run_qsort(raw, found, count, rounds, title, release):
    """Two rows: the time of a comparison, and that of the whole sort. The
    slow ones go once in three rounds."""
    times = {column: [] for column in found}
    for number in range(rounds):
        for column, code in found.items():
            if number % 3 == 0 or column in ("raw", "ours"):
                times[column].append(
                    raw.sort(code["compare"], count, release))
    whole = {column: statistics.median(list_)
             for column, list_ in times.items()}
    number = raw.comparisons(count)
    print_row(f"{title}: a comparison",
              {column: ns / number for column, ns in whole.items()}, "1.50")
    print_row(f"{title}: the whole sort, in ms",
              {column: ns / 1e6 for column, ns in whole.items()}, "1.50")


def run_callbacks(modules, wanted):
    raw = modules["raw"]
    found, kept = codes(modules)
    late = {**found, "raw": {"compare": raw.compare_ensured_code(compare),
                             "add": raw.add_ensured_code(add)}}
    short, few = max(1, ROUNDS // 8), min(3, ROUNDS)
    if wanted("closure_add"):
        run_closure(raw, found, "C calls Python add(i64, i64) -> i64", "1.50",
                    0)
    if wanted("closure_detached"):
        run_closure(raw, late, "the same from a detached thread", "-", 1)
    if wanted("qsort_1e5"):
        run_qsort(raw, found, 100000, short, "qsort of 1e5 ints, attached", 0)
    if wanted("qsort_detached"):
        run_qsort(raw, late, 100000, short, "qsort of 1e5 ints, detached", 1)
    if wanted("qsort_1e6"):
        run_qsort(raw, found, 1000000, few, "qsort of 1e6 ints, attached", 0)
    del kept


# --------------------------------------------------------------------- main


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    peers = pathlib.Path(sys.argv[2])
    pattern = sys.argv[3] if len(sys.argv) > 3 else "*"
    sys.path[:0] = [str(folder), str(peers / "modules"), str(peers / "site")]

    def wanted(name):
        return fnmatch.fnmatchcase(name, pattern)

    modules = load_modules(
        folder, os.environ.get("PYFORGE_BENCH_PEERS") != "none")
    print_header()
    for shape in shapes.shapes():
        if wanted(f"function_{shape.name}"):
            run_function(modules, shape)
    for shape in shapes.shapes():
        if shape.name in shapes.VALUES_SHAPES and "ours" in modules and wanted(
                f"function_{shape.name}_values"):
            run_function(modules, shape, "_values")
    if "raw" in modules and any(map(wanted, CALLBACKS)):
        run_callbacks(modules, wanted)


if __name__ == "__main__":
    main()
