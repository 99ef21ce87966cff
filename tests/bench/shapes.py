# SPDX-License-Identifier: MIT
"""The C functions that Python calls in the benchmarks, as a table.

A shape is a kind and a number of parameters, 0 to 6. All modules of the
benchmark call the same C functions, which stand in an object file of their
own, so that nobody inlines them: they are somebody's library.

Usage: shapes.py FOLDER         write the sources that follow from the table
       shapes.py FOLDER SITE    write bench_cffi.c, with the cffi in SITE
"""

import collections
import pathlib
import sys

Shape = collections.namedtuple("Shape", "name types result body")

NAMES = "abcdef"
VALUES_SHAPES = ["f64_2", "i64_2", "str_2", "mixed_4"]
MIXED = ["i64", "f64", "str", "bool", "i64", "f64"]
C_TYPES = {"f64": "double", "i64": "int64_t", "bool": "uint8_t"}

# What a mixed function of so many parameters gives.
MIXED_RESULTS = [
    ("void", ""),
    ("f64", "0.5 + (double)a"),
    ("i64", "a + (int64_t)b"),
    ("str", "(double)a > b ? c : TEXT"),
    ("bool", "(*c.data == 'h') ^ d ^ (b > 1.0)"),
    ("i64", "a + (int64_t)b + *c.data + d + e"),
    ("f64", "(double)a + b + (double)*c.data + (double)(d + e) + f"),
]


def body(kind, count):
    """The expression that a shape of one kind gives."""
    names = NAMES[:count]
    if kind == "f64":
        return " + ".join(["0.5", *names])
    if kind == "i64":
        return " + ".join(["1000000", *names])
    if kind == "bool":
        return " ^ ".join(["1", *names])
    first = names[:1] or "TEXT"
    for name in names[1:]:
        first = f"later({first}, {name})"
    return first


def shapes():
    """All of them, as Shape."""
    found = []
    for kind in ["f64", "i64", "bool", "str"]:
        for count in range(7):
            found.append(Shape(f"{kind}_{count}", [kind] * count, kind,
                               body(kind, count)))
    for count, (result, text) in enumerate(MIXED_RESULTS):
        found.append(Shape(f"mixed_{count}", MIXED[:count], result, text))
    return found


def parameters(shape):
    return list(zip(NAMES, shape.types))


# ------------------------------------------------------- the C functions

# Text is a pointer and a length, and as a result a struct of both.
BODIES_HEADER = """\
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *data;
    size_t length;
};

"""

BODIES_SOURCE = """\
#include "bodies.h"

#define TEXT ((struct text){"hello world", 11})

static inline struct text
later(struct text a, struct text b)
{
    return *b.data > *a.data ? b : a;
}

"""


def c_result(shape):
    return {"str": "struct text", "void": "void"}.get(
        shape.result, C_TYPES.get(shape.result))


def c_parameters(shape):
    texts = []
    for name, kind in parameters(shape):
        if kind == "str":
            texts.append(f"const char *{name}_data, size_t {name}_length")
        else:
            texts.append(f"{C_TYPES[kind]} {name}")
    return ", ".join(texts) or "void"


def bodies_header():
    return BODIES_HEADER + "".join(
        f"{c_result(shape)} {shape.name}({c_parameters(shape)});\n"
        for shape in shapes())


def bodies_source():
    text = BODIES_SOURCE
    for shape in shapes():
        text += f"{c_result(shape)}\n{shape.name}({c_parameters(shape)})\n{{\n"
        for name, kind in parameters(shape):
            if kind == "str":
                text += (f"    struct text {name} = {{{name}_data,"
                         f" {name}_length}};\n")
        text += f"    return {shape.body};\n}}\n\n"
    return text


# The same with text that ends at a NUL, for those who know no other.

CSTR_SOURCE = """\
#include <stdint.h>

#define TEXT "hello world"

static inline const char *
later(const char *a, const char *b)
{
    return *b > *a ? b : a;
}

"""


def cstr_prototype(shape):
    types = {**C_TYPES, "str": "const char *", "void": "void"}
    words = ", ".join(f"{types[kind]} {name}"
                      for name, kind in parameters(shape))
    return f"{types[shape.result]} {shape.name}({words or 'void'})"


def cstr_source():
    return CSTR_SOURCE + "".join(
        f"{cstr_prototype(shape)}\n{{\n"
        f"    return {shape.body.replace('*c.data', '*c')};\n}}\n\n"
        for shape in shapes())


def cffi_declarations():
    """What cffi is told of cstr.c, whose bool is a byte."""
    return "".join(
        cstr_prototype(shape).replace("uint8_t", "bool") + ";\n"
        for shape in shapes())


CFFI_CALLBACKS = """\
extern "Python" int bench_compare(int64_t *, int64_t *);
extern "Python" int64_t bench_add(int64_t, int64_t);
"""


def write_cffi(folder):
    """The source of the module bench_cffi, by cffi itself."""
    import cffi
    ffi = cffi.FFI()
    ffi.cdef(cffi_declarations() + CFFI_CALLBACKS)
    ffi.set_source("bench_cffi", "#include <stdint.h>\n" + "".join(
        cstr_prototype(shape) + ";\n" for shape in shapes()))
    ffi.emit_c_code(str(folder / "bench_cffi.c"))


# -------------------------------------------------------------------- raw

MAKERS = {"f64": "PyFloat_FromDouble({})", "i64": "PyLong_FromLongLong({})",
          "bool": "PyBool_FromLong({})", "str": "make_text({})"}


def call(shape, text="{0}.data, {0}.length"):
    words = [text.format(name) if kind == "str" else name
             for name, kind in parameters(shape)]
    return f"{shape.name}({', '.join(words)})"


def raw_function(shape):
    types = {**C_TYPES, "str": "struct text"}
    lines = [f"    {types[kind]} {name};" for name, kind in parameters(shape)]
    lines += ["", f"    if (count != {len(shape.types)})",
              f'        return wrong_count("{shape.name}",'
              f" {len(shape.types)}, count);"]
    tests = [f"!get_{kind}(args[{i}], &{name})"
             for i, (name, kind) in enumerate(parameters(shape))]
    if tests:
        lines += [f"    if ({' || '.join(tests)})", "        return NULL;"]
    if shape.result == "void":
        lines += [f"    {call(shape)};", "    Py_RETURN_NONE;"]
    else:
        made = MAKERS[shape.result].format(call(shape))
        lines.append(f"    return {made};")
    return (f"static PyObject *\nraw_{shape.name}(PyObject *module,"
            " PyObject *const *args, Py_ssize_t count)\n{\n"
            "    (void)module;\n    (void)args;\n" + "\n".join(lines) +
            "\n}\n\n")


def raw_functions():
    return "".join(map(raw_function, shapes()))


def raw_methods():
    return "".join(
        f'{{"{shape.name}", (PyCFunction)(void (*)(void))raw_{shape.name},'
        " METH_FASTCALL, NULL},\n" for shape in shapes())


# ------------------------------------------------------------------- ours


def signature(shape):
    return f"({', '.join(shape.types)}) -> {shape.result}"


def values_function(shape):
    """A few shapes are values functions as well."""
    words = []
    for i, kind in enumerate(shape.types):
        words += {"str": [f"args[{i}].as.text.data",
                          f"args[{i}].as.text.length"],
                  "bool": [f"args[{i}].as.i64 != 0"]}.get(
                      kind, [f"args[{i}].as.{kind}"])
    made = f"{shape.name}({', '.join(words)})"
    lines = ["const pyf_value *args = frame->args.values;"]
    if shape.result == "str":
        lines += [f"struct text made = {made};", "",
                  "*result = (pyf_value)PYF_STR(made.data, made.length);"]
    else:
        lines += ["",
                  f"*result = (pyf_value)PYF_{shape.result.upper()}({made});"]
    lines.append("return PYF_OK;")
    return (f"static int\n{shape.name}_values(const pyf_frame *frame,"
            " pyf_value *result)\n{\n" +
            "".join(f"    {line}".rstrip() + "\n" for line in lines) + "}\n\n")


def definition(name, text, call, flags="0"):
    return ("    {\n"
            "        .size = sizeof(pyf_function_def),\n"
            f"        .form = PYF_FORM_{call.partition(' ')[0].upper()},\n"
            f"        .flags = {flags},\n"
            f'        .name = {{PYF_TEXT("{name}")}},\n'
            f'        .signature = {{PYF_TEXT("{text}")}},\n'
            f"        .call.{call},\n"
            "    },\n")


def definitions(shape, builtin):
    """A shape as one kind of object: native, and some as values too."""
    suffix = "_builtin" if builtin else ""
    flags = "PYF_FUNCTION_BUILTIN" if builtin else "0"
    found = definition(shape.name + suffix, signature(shape),
                       f"native = (pyf_native_function){shape.name}", flags)
    if shape.name in VALUES_SHAPES:
        found += definition(f"{shape.name}_values{suffix}", signature(shape),
                            f"values = {shape.name}_values", flags)
    return found


def ours_source():
    some = [shape for shape in shapes() if shape.name in VALUES_SHAPES]
    text = "".join(map(values_function, some))
    text += "static const pyf_function_def functions[] = {\n"
    for shape in shapes():
        text += definitions(shape, False) + definitions(shape, True)
    text += definition("closure", "(cstr, object) -> ptr",
                       "native = (pyf_native_function)closure")
    return text + "};\n"


# ------------------------------------------------------------------ peers


def cpp_source():
    """The body of a module of nanobind or pybind11."""
    types = {"f64": "double", "i64": "int64_t", "bool": "bool",
             "str": "std::string_view", "void": "void"}
    text = ""
    for shape in shapes():
        words = ", ".join(f"{types[kind]} {name}"
                          for name, kind in parameters(shape))
        made = call(shape, "{0}.data(), {0}.size()")
        if shape.result == "str":
            made = f"view({made})"
        text += (f'    m.def("{shape.name}", []({words})'
                 f" -> {types[shape.result]} {{ return {made}; }});\n")
    return text


def rust_declaration(shape):
    types = {"f64": "f64", "i64": "i64", "bool": "u8", "void": "()",
             "str": "super::Text"}
    words = ", ".join(
        f"{name}: *const u8, {name}_length: usize" if kind == "str"
        else f"{name}: {types[kind]}"
        for name, kind in parameters(shape))
    return (f'mod c_{shape.name} {{\n    unsafe extern "C" {{\n'
            f"        pub fn {shape.name}({words})"
            f" -> {types[shape.result]};\n    }}\n}}\n\n")


def rust_call(shape):
    passed = {"str": "{0}.as_ptr(), {0}.len()", "bool": "{0} as u8"}
    words = ", ".join(passed.get(kind, "{0}").format(name)
                      for name, kind in parameters(shape))
    call_ = f"unsafe {{ c_{shape.name}::{shape.name}({words}) }}"
    return {"bool": f"({call_}) != 0", "str": f"text({call_})"}.get(
        shape.result, call_)


def rust_function(shape):
    some = "'a" if "str" in shape.types else "'static"
    types = {"f64": "f64", "i64": "i64", "bool": "bool", "void": "()",
             "str": f"&{some} str"}
    words = ", ".join(f"{name}: {types[kind]}"
                      for name, kind in parameters(shape))
    life = "<'a>" if "str" in shape.types else ""
    return (f"{rust_declaration(shape)}#[pyfunction]\n"
            f"fn {shape.name}{life}({words}) -> {types[shape.result]} {{\n"
            f"    {rust_call(shape)}\n}}\n\n")


def rust_source():
    names = "".join(
        f"    module.add_function(wrap_pyfunction!({shape.name}, module)?)?;\n"
        for shape in shapes())
    return ("".join(map(rust_function, shapes())) +
            "#[pymodule(gil_used = false)]\n"
            "fn bench_pyo3(module: &Bound<'_, PyModule>) -> PyResult<()> {\n" +
            names + "    Ok(())\n}\n")


# ------------------------------------------------------------------- main

SOURCES = {
    "bodies.h": bodies_header,
    "bodies.c": bodies_source,
    "cstr.c": cstr_source,
    "raw-functions.h": raw_functions,
    "raw-methods.h": raw_methods,
    "ours-functions.h": ours_source,
    "peer-functions.h": cpp_source,
    "functions.rs": rust_source,
}


def main():
    folder = pathlib.Path(sys.argv[1])
    if len(sys.argv) > 2:
        sys.path.insert(0, sys.argv[2])
        write_cffi(folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in SOURCES.items():
        (folder / name).write_text("/* Made by shapes.py. */\n" + source())


if __name__ == "__main__":
    main()
