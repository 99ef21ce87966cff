# SPDX-License-Identifier: MIT
# Feature: M01, M07, M08, M09
"""Import extension modules into this Python, as TAP.

Usage: python3 check.py FOLDER    with rust2py.so and probe.so in it
"""

import ctypes
import gc
import importlib.machinery
import importlib.util
import inspect
import io
import os
import pickle
import pydoc
import subprocess
import sys
import textwrap
import threading
import time
import traceback
import weakref

FOLDER = os.path.abspath(sys.argv[1])
sys.path.insert(0, FOLDER)
sys.dont_write_bytecode = True
TESTS = []


class Skip(Exception):
    """The test does not apply here."""


def test(function):
    TESTS.append(function)
    return function


def make(name):
    path = os.path.join(FOLDER, "probe.so")
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    return importlib.util.module_from_spec(spec)


def load_alone(name):
    """Import a module of probe.so, anew, and into no sys.modules."""
    module = make(name)
    module.__loader__.exec_module(module)
    return module


def load(name):
    """Import a module of probe.so, anew."""
    sys.modules.pop(name, None)
    module = make(name)
    sys.modules[name] = module
    try:
        module.__loader__.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def refuses(error, text, function, *arguments):
    try:
        function(*arguments)
    except error as exception:
        assert text in str(exception), str(exception)
        return exception
    raise AssertionError(f"no {error.__name__}")


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def alone(source, status=0):
    """Run a script in a Python of its own; what it prints."""
    prelude = "import sys; sys.argv[1:] = [{!r}]\n" \
        "sys.path[:0] = [{!r}, {!r}]\nfrom check import *\n"
    prelude = prelude.format(FOLDER, FOLDER, os.path.dirname(__file__))
    done = subprocess.run(
        [sys.executable, "-B", "-P", "-s", "-c", prelude + textwrap.dedent(source)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100,
        text=True, check=False)
    assert done.returncode == status, f"{done.returncode}: {done.stdout}"
    return done.stdout


# ------------------------------------------------------------- the example

@test
def example_sums_as_string():
    import rust2py
    equal(rust2py.sum_as_string(5, 20), "25")
    equal(rust2py.sum_as_string(b=-1, a=-2), "-3")


@test
def example_shows_its_texts():
    import rust2py
    shown = pydoc.render_doc(rust2py, renderer=pydoc.plaintext)
    assert "This module is implemented in C." in shown, shown
    assert "The sum of two integers, as text." in shown, shown
    assert "sum_as_string(a: int, b: int)" in shown, shown


@test
def example_refuses_what_is_no_i64():
    import rust2py
    refuses(TypeError, "'a'", rust2py.sum_as_string, "5", 20)
    refuses(TypeError, "", rust2py.sum_as_string, 5.5, 20)
    refuses(TypeError, "missing", rust2py.sum_as_string, 5)
    refuses(OverflowError, "'b'", rust2py.sum_as_string, 5, 2 ** 63)
    equal(rust2py.sum_as_string(2 ** 63 - 1, 0), str(2 ** 63 - 1))
    refuses(OverflowError, "64 bits", rust2py.sum_as_string, 2 ** 63 - 1, 1)


# ------------------------------------------------------------- what it is

@test
def module_has_name_doc_file_and_spec():
    probe = load("probe")
    equal(probe.__name__, "probe")
    equal(probe.__doc__, "A module for tests.")
    equal(probe.__file__, os.path.join(FOLDER, "probe.so"))
    equal(probe.__spec__.name, "probe")
    equal(probe.__spec__.origin, probe.__file__)
    assert importlib.util.find_spec("probe") is probe.__spec__


@test
def module_is_found_on_the_path():
    sys.modules.pop("probe", None)
    equal(importlib.util.find_spec("probe").origin,
          os.path.join(FOLDER, "probe.so"))
    import probe
    equal(probe.add(1, 2), 3)


@test
def module_without_a_docstring_has_none():
    assert load("probe_empty").__doc__ is None


@test
def module_lists_what_it_has():
    probe = load("probe")
    equal(sorted(probe.__all__), ["ANSWER", "add", "call", "drops", "handles",
                                  "imports", "inner"])
    assert set(probe.__all__) < set(dir(probe))
    equal(probe._hidden(), probe.imports())
    equal(load("probe_empty").__all__, [])


@test
def module_star_gives_what_is_listed():
    names = {}
    load("probe")
    exec("from probe import *", names)
    equal(names["ANSWER"], 42)
    equal(names["add"](1), 11)
    assert "_hidden" not in names


@test
def module_functions_know_their_module():
    probe = load("probe")
    equal(probe.add.__module__, "probe")
    equal(probe.add.__name__, "add")
    equal(probe.add.__doc__, "Add two numbers.")
    equal(str(inspect.signature(probe.add)),
          "(a: int, b: int = 10) -> int")


@test
def module_function_is_pickled():
    probe = load("probe")
    assert pickle.loads(pickle.dumps(probe.add)) is probe.add
    inner = probe.inner.add
    assert pickle.loads(pickle.dumps(inner)) is inner


@test
def module_function_calls_python():
    probe = load("probe")
    equal(probe.call(max, 3, 9), 9)
    refuses(ZeroDivisionError, "", probe.call, lambda: 1 // 0)
    equal(probe.call(probe.call, probe.call, lambda: "deep"), "deep")


@test
def submodule_is_imported():
    probe = load("probe")
    import probe.inner
    from probe import inner
    from probe.inner import add
    assert inner is probe.inner and add is inner.add
    equal(inner.__name__, "probe.inner")
    equal(inner.__doc__, "What is inside.")
    equal(add(1, 1), 2)
    equal(add.__module__, "probe.inner")
    refuses(ModuleNotFoundError, "probe.other", importlib.import_module,
            "probe.other")


# ------------------------------------------------------------- again

@test
def reimport_makes_a_fresh_module():
    first = load("probe")
    before = first.imports()
    first.ANSWER = 0
    second = load("probe")
    assert second is not first
    equal(second.imports(), before + 1)
    equal(second.ANSWER, 42)
    equal(first.add(1, 1), 2)
    assert first.add is not second.add


@test
def reload_leaves_the_module_as_it_is():
    probe = load("probe")
    before = probe.imports()
    assert importlib.reload(probe) is probe
    equal(probe.imports(), before)


@test
def modules_share_a_library():
    probe, second = load("probe"), load("probe_second")
    import rust2py
    equal(second.add(20, 3), 23)
    equal(probe.add(20, 3), 23)
    equal(rust2py.sum_as_string(20, 3), "23")
    if not os.path.exists("/proc/self/maps"):
        raise Skip("there is no /proc")
    with open("/proc/self/maps", encoding="utf-8") as maps:
        equal(len({line.split()[-1] for line in maps
                   if "libpyforge" in line}), 1)


@test
def imports_leave_no_handles():
    probe = load("probe")
    before = probe.handles()
    for _ in range(10):
        load("probe")
        load("probe_second")
        load("probe_nested")
    equal(probe.handles(), before)


@test
def module_that_nobody_has_is_freed():
    for name in ("probe", "probe_second", "probe_empty"):
        seen = weakref.ref(load(name))
        for key in (name, name + ".inner"):
            sys.modules.pop(key, None)
        gc.collect()
        assert seen() is None, name


@test
def import_on_a_thread():
    found = []

    def work():
        found.append(load("probe").add(2))
        found.append(load("probe_second").add(2, 3))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    equal(found, [12, 5])


@test
def imports_on_many_threads():
    failed = []

    def work(number):
        names = ["probe", "probe_second", "probe_empty", "probe_messy"]
        try:
            for turn in range(40):
                module = load_alone(names[(number + turn) % len(names)])
                if hasattr(module, "call"):
                    equal(module.call(module.add, number, turn),
                          number + turn)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,))
               for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(failed, [])


@test
def import_within_an_import():
    load("probe_second")
    nested = load("probe_nested")
    assert nested.probe_second is sys.modules["probe_second"]


# ------------------------------------------------------------- failures

@test
def exec_exception_is_that_of_the_import():
    error = refuses(ValueError, "no", load, "probe_raises")
    assert isinstance(error.__cause__, KeyError), error.__cause__
    names = [frame.name for frame in
             traceback.extract_tb(error.__cause__.__traceback__)]
    assert "inner" in names, names
    assert "probe_raises" not in sys.modules
    refuses(ValueError, "no", load, "probe_raises")


@test
def exec_status_is_an_exception():
    refuses(TypeError, "pyf_module_add", load, "probe_fails")
    refuses(RuntimeError, "PYF_ERR_UNSUPPORTED", load, "probe_silent")


@test
def exec_leftovers_are_taken_away():
    before = load("probe").handles()
    load("probe_messy")
    equal(load("probe").handles(), before)
    equal(load("probe").add(1), 11)


@test
def bad_definition_is_an_import_error():
    for name, text in (("probe_null", "NULL"), ("probe_small", "size"),
                       ("probe_huge", "size"), ("probe_nameless", "no name"),
                       ("probe_flags", "flags"),
                       ("probe_nowhere", "functions is NULL"),
                       ("probe_signature", "i65")):
        for _ in range(2):
            error = refuses(ImportError, text, load, name)
        if name not in ("probe_null", "probe_small", "probe_huge",
                        "probe_nameless"):
            equal(error.name, name)


@test
def definition_of_another_major_says_what_to_install():
    drops = load("probe").drops
    before = drops()
    for _ in range(3):
        refuses(ImportError, "install libpyforge 2", load, "probe_newer")
    equal(drops(), before + 1)


@test
def longer_definition_is_served_when_the_rest_is_zero():
    equal(load("probe_longer").__all__, [])


@test
def longer_definition_with_more_is_refused():
    alone('refuses(ImportError, "install a newer libpyforge", load, '
          '"probe_unknown")')


@test
def library_called_by_no_import_gives_nothing():
    alone("""
        library = ctypes.CDLL(os.path.join(FOLDER, "probe.so"))
        library.PyInit_probe.restype = ctypes.c_void_p
        assert library.PyInit_probe() is None
        equal(load("probe").add(1), 11)
        assert library.PyInit_probe() is None
        """)


# ------------------------------------------------------------- the process

def gil_is_enabled():
    if not hasattr(sys, "_is_gil_enabled"):
        raise Skip("this Python has no free-threaded build")
    return sys._is_gil_enabled()


@test
def import_leaves_the_gil_off():
    if gil_is_enabled():
        raise Skip("this Python runs with the GIL")
    alone("""
        load("probe"), load("probe_second")
        import rust2py
        assert not sys._is_gil_enabled()
        """)


@test
def module_that_needs_the_gil_gets_it():
    if gil_is_enabled():
        raise Skip("this Python runs with the GIL")
    alone("""
        import warnings
        warnings.simplefilter("ignore")
        load("probe_gil")
        assert sys._is_gil_enabled()
        """)


def library():
    """The libpyforge of this process."""
    return ctypes.PyDLL("libpyforge.so.1")


@test
def users_come_and_go():
    alone("""
        probe = load("probe")
        pyforge = library()
        for _ in range(3):
            equal(pyforge.pyf_initialize(None), 0)
            equal(pyforge.pyf_finalize(), 0)
            equal(probe.call(max, 3, 9), 9)
        assert pyforge.pyf_finalize() < 0
        equal(probe.call(max, 3, 9), 9)
        equal(load("probe_second").add(1, 2), 3)
        """)


@test
def user_that_was_first_may_go():
    alone("""
        names = ctypes.PyDLL(os.path.join(FOLDER, "probe.so"))
        pyforge = library()
        equal(pyforge.pyf_initialize(None), 0)
        probe = load("probe")
        equal(pyforge.pyf_finalize(), 0)
        equal(probe.call(max, 3, 9), 9)
        equal(load("probe_second").add(1, 2), 3)
        """)


@test
def user_that_left_leaves_a_python_to_join():
    alone("""
        names = ctypes.PyDLL(os.path.join(FOLDER, "probe.so"))
        pyforge = library()
        equal(pyforge.pyf_initialize(None), 0)
        equal(pyforge.pyf_finalize(), 0)
        equal(pyforge.pyf_is_initialized(), 0)
        equal(load("probe").call(max, 3, 9), 9)
        equal(pyforge.pyf_is_initialized(), 1)
        """)


@test
def users_start_while_a_module_is_imported():
    for _ in range(8):
        alone("""
            held = ctypes.PyDLL(os.path.join(FOLDER, "probe.so"))
            path = "libpyforge.so.1"
            gate = threading.Barrier(4)
            found = []
            def start(pyforge):
                gate.wait()
                found.append(pyforge.pyf_initialize(None))
            def work():
                gate.wait()
                found.append(load("probe").add(1) - 11)
            threads = [threading.Thread(target=start, args=(load_it(path),))
                       for load_it in (ctypes.CDLL, ctypes.PyDLL, ctypes.CDLL)]
            threads.append(threading.Thread(target=work))
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            equal(found, [0, 0, 0, 0])
            """)


@test
def exit_runs_what_python_has_registered():
    equal(alone("""
        import atexit
        probe = load("probe")
        atexit.register(lambda: print(probe.call(max, 3, 9)))
        """), "9\n")


@test
def exit_with_the_module_in_use_is_quiet():
    equal(alone("""
        probe = load("probe")
        class Late:
            def __del__(self, add=probe.add):
                try:
                    add(1)
                except RuntimeError:
                    pass
        late = Late()
        def work():
            while True:
                probe.call(max, 1, 2)
        threading.Thread(target=work, daemon=True).start()
        """), "")


@test
def exit_that_waits_for_a_thread_lets_others_call():
    equal(alone("""
        probe = load("probe")
        pyforge = ctypes.CDLL("libpyforge.so.1")
        calls, inside = 0, threading.Event()
        def work():
            global calls
            while True:
                probe.call(max, 1, 2)
                calls += 1
        def stay():
            inside.set()
            while pyforge.pyf_is_initialized():
                pass
            before = calls
            while calls < before + 5:
                time.sleep(0.001)
        for target, args in (probe.call, (stay,)), (work, ()):
            threading.Thread(target=target, args=args, daemon=True).start()
        inside.wait()
        """), "")


@test
def forked_child_of_python_goes_on():
    alone("""
        import warnings
        warnings.simplefilter("ignore")
        probe = load("probe")
        equal(probe.call(max, 1, 2), 2)
        stop = threading.Event()
        def work():
            while not stop.is_set():
                probe.call(max, 1, 2)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        for _ in range(10):
            child = os.fork()
            if child == 0:
                equal(probe.add(1), 11)
                equal(probe.call(max, 3, 9), 9)
                equal(load("probe_second").add(1, 2), 3)
                found = []
                other = threading.Thread(
                    target=lambda: found.append(probe.call(min, 4, 5)))
                other.start()
                other.join()
                equal(found, [4])
                os._exit(7)
            equal(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 7)
        stop.set()
        thread.join()
        """)


@test
def forked_worker_of_multiprocessing_has_the_module():
    equal(alone("""
        import multiprocessing, warnings
        warnings.simplefilter("ignore")
        import rust2py
        with multiprocessing.get_context("fork").Pool(2) as pool:
            print(pool.starmap(rust2py.sum_as_string, [(1, 2), (3, 4)]))
        """), "['3', '7']\n")


# ------------------------------------------------------------- interpreters

def run_in_interpreter(source, isolated):
    """Run code in a new interpreter: what went wrong there, as text."""
    try:
        import _interpreters as interpreters
    except ImportError:
        import _xxsubinterpreters as interpreters
    if sys.version_info >= (3, 13):
        one = interpreters.create("isolated" if isolated else "legacy",
                                  reqrefs=False)
        failure = interpreters.exec(one, source)
        interpreters.destroy(one)
        return failure.formatted if failure else ""
    one = interpreters.create(isolated=isolated)
    try:
        interpreters.run_string(one, source)
        return ""
    except interpreters.RunFailedError as error:
        return str(error)
    finally:
        interpreters.destroy(one)


IN_INTERPRETER = """
    source = "import sys; sys.path.insert(0, {!r}); import rust2py".format(
        FOLDER)
    for isolated in (False, True):
        for _ in range(2):
            said = run_in_interpreter(source, isolated)
            assert "ImportError" in said, said
            assert "interpreter" in said, said
    """


@test
def interpreter_of_its_own_is_refused():
    alone(IN_INTERPRETER + """
    import rust2py
    equal(rust2py.sum_as_string(1, 2), "3")
    """)


@test
def interpreter_of_its_own_is_refused_after_the_main_one():
    alone("""
    import rust2py
    probe = load("probe")
    """ + IN_INTERPRETER + """
    equal(rust2py.sum_as_string(1, 2), "3")
    probe.call(run_in_interpreter, source, False)
    equal(rust2py.sum_as_string(1, 2), "3")
    """)


# ------------------------------------------------------------- built in

@test
def inittab_of_a_joined_python_is_in_modules():
    alone("""
        load("probe_tab")
        import probe_builtin
        equal(probe_builtin.add(1, 2), 3)
        equal(probe_builtin.ANSWER, 42)
        equal(probe_builtin.__doc__, "Built in, so to say.")
        equal(probe_builtin.__all__, ["add", "ANSWER", "inner"])
        from probe_builtin.inner import add
        equal(add.__module__, "probe_builtin.inner")
        import probe_importer
        equal(probe_importer.rust2py.sum_as_string(1, 2), "3")
        """)


@test
def inittab_that_fails_fails_the_join_and_may_be_tried_again():
    alone("""
        for _ in range(2):
            refuses(ZeroDivisionError, "", load, "probe_badtab")
            assert "probe_broken" not in sys.modules
        """)


@test
def inittab_that_comes_too_late_is_left_out():
    alone("""
        load("probe")
        load("probe_tab")
        assert "probe_builtin" not in sys.modules
        """)


@test
def inittab_that_needs_the_gil_says_so():
    if gil_is_enabled():
        raise Skip("this Python runs with the GIL")
    alone("""
        refuses(ImportError, "PYTHON_GIL=1", load, "probe_giltab")
        assert not sys._is_gil_enabled()
        """)
    os.environ["PYTHON_GIL"] = "1"
    try:
        alone('load("probe_giltab"); import probe_needs_gil')
    finally:
        del os.environ["PYTHON_GIL"]


# ------------------------------------------------------------- TAP

def run_one(number, function):
    try:
        function()
    except Skip as reason:
        print(f"ok {number} - {function.__name__} # SKIP {reason}")
    except BaseException:
        print(f"not ok {number} - {function.__name__}")
        said = io.StringIO()
        traceback.print_exc(file=said)
        for line in said.getvalue().splitlines():
            print("#", line)
    else:
        print(f"ok {number} - {function.__name__}")
    sys.stdout.flush()


def main():
    for number, function in enumerate(TESTS, 1):
        run_one(number, function)
    print(f"1..{len(TESTS)}")


if __name__ == "__main__":
    main()
