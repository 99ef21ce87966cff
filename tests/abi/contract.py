# SPDX-License-Identifier: MIT
"""Print contract-table.h: every function of the ABI as data, with a thunk that
calls it with 64-bit words, out of abi/pyforge.json.

Usage: contract.py PYFORGE.JSON
"""

import json
import sys
import textwrap

# What a parameter is, by its type; the rest is told apart below.
KINDS = {
    "pyf_token": "TOKEN",
    "const char *": "TEXT",
    "const void *": "DATA",
    "const pyf_handle *": "HANDLES",
    "const pyf_value *": "VALUES",
    "const pyf_text *": "NAMES",
    "void *const *": "POINTERS",
    "const int64_t *": "NUMBERS",
    "const double *": "NUMBERS",
    "const pyf_config *": "CONFIG",
    "pyf_config *": "CONFIG",
    "pyf_stats *": "STATS",
    "const pyf_function_def *": "FUNCTION_DEF",
    "const pyf_iterator_def *": "ITERATOR_DEF",
    "const pyf_module_def *": "MODULE_DEF",
    "pyf_drop": "DROP",
    "void *": "MEMORY",
    "size_t": "SIZE",
    "int": "NUMBER",
    "int64_t": "NUMBER",
    "uint64_t": "NUMBER",
    "uint32_t": "NUMBER",
    "uintptr_t": "NUMBER",
    "pyf_failure *": "FAILURE",
    "double": "FLOAT",
}

HANDLES = {"object": "HANDLE", "signature": "SIGNATURE", "call": "CALL",
           "any": "ANY"}

NULLS = {"never": "REFUSED", "allowed": "ALLOWED", "if_empty": "IF_EMPTY"}

RETURNS = {
    "pyf_handle": "WORD",
    "pyf_token": "WORD",
    "uint32_t": "WORD",
    "int": "STATUS",
    "const char *": "POINTER",
    "void *": "POINTER",
}

HEAD = """\
/* SPDX-License-Identifier: MIT */
/* Every function of the ABI. Made by contract.py from abi/pyforge.json. */
#ifndef PYF_TESTS_CONTRACT_TABLE_H
#define PYF_TESTS_CONTRACT_TABLE_H

#include "every-function.h"

#include <stddef.h>
"""


def kind(parameter):
    """The constant for a parameter: an array result, a result, or an input."""
    if parameter["type"] == "pyf_handle":
        return HANDLES[parameter["kind"]]
    if parameter["type"] in KINDS:
        return KINDS[parameter["type"]]
    return "ROOM" if "capacity" in parameter else "RESULT"


def place(function, name):
    """Where a parameter of that name stands; -1: nowhere."""
    names = [p["name"] for p in function["params"]]
    return names.index(name) if name in names else -1


def parameter_row(function, parameter, groups):
    """{name, kind, null, its group, its count, what it counts}"""
    size = parameter.get("capacity") or parameter.get("count")
    counts = parameter.get("counts", [None])[0]
    group = groups.index(parameter["group"]) if "group" in parameter else -1
    return (f"{{\"{parameter['name']}\", {kind(parameter)}, "
            f"NULL_{NULLS[parameter.get('null', 'allowed')]}, {group}, "
            f"{place(function, size)}, {place(function, counts)}}}")


def thunk(function):
    arguments = []
    for i, parameter in enumerate(function["params"]):
        type_ = parameter["type"]
        if "*" in type_ or parameter["type"] == "pyf_drop":
            arguments.append(f"({type_})(uintptr_t)w[{i}]")
        else:
            arguments.append(f"({type_})w[{i}]")
    call = f"{function['name']}({', '.join(arguments)})"
    cast = "(uint64_t)(uintptr_t)" if "*" in function["returns"] else \
        "(uint64_t)(int64_t)" if function["returns"] == "int" else "(uint64_t)"
    lines = [
        "static uint64_t",
        f"call_{function['name']}(const uint64_t *w)",
        "{",
    ]
    if not arguments:
        lines.append("    (void)w;")
    return "\n".join(lines + [f"    return {cast}{call};", "}", ""])


def row(function, groups):
    encoding = any(error["code"] == "PYF_ERR_ENCODING"
                   for error in function["errors"])
    lines = [
        f"    {{\"{function['name']}\", call_{function['name']},",
        f"     RETURNS_{RETURNS[function['returns']]}, "
        f"{int(function['thread'] == 'attached')}, {int(encoding)}, "
        f"{int(function['result']['parks'])}, "
        f"{int(bool(function['errors']))}, {len(function['params'])},",
        "     {",
    ]
    for parameter in function["params"]:
        lines.append(f"         {parameter_row(function, parameter, groups)},")
    if not function["params"]:
        lines[-1] = "     {{0}}},"
    else:
        lines.append("     }},")
    return "\n".join(lines)


def group_rows(abi):
    """The groups, in the order of their numbers."""
    values = {c["name"]: c["value"] for c in abi["constants"]}
    for group in abi["groups"]:
        numbers = [values[name] for name in group["constants"]]
        last = numbers[-1] if isinstance(numbers[-1], int) else 0
        all_of_them = ", ".join(f"{number}" for number in numbers
                                if isinstance(number, int)) or "0"
        yield textwrap.fill(
            f"{{\"{group['name']}\", {int(group['bits'])}, {last}, "
            f"{len(numbers)}, (const int64_t[]){{{all_of_them}}}}},", 79,
            initial_indent="    ", subsequent_indent="     ")


def layout(fields, struct, path=""):
    for field in fields:
        name = f"{path}{field['name']}"
        for what, value in (("offsetof(%s, %s)", field["offset"]),
                            ("sizeof(((%s *)0)->%s)", field["size"])):
            text = what % (struct, name)
            yield (f"_Static_assert({text} == {value},\n"
                   f"               \"{struct}.{name}\");")
        # A union begins where it stands, so do all of its fields.
        inside = [{**f, "offset": field["offset"] + f["offset"]}
                  for f in field.get("fields", [])]
        yield from layout(inside, struct, f"{name}.")


def layouts(abi):
    """What pyforge.json says of sizes and offsets, for the compiler."""
    for item in abi["types"]:
        if item["kind"] != "struct":
            continue
        name = item["name"]
        yield f"_Static_assert(sizeof({name}) == {item['size']}, \"{name}\");"
        yield (f"_Static_assert(_Alignof({name}) == {item['align']},\n"
               f"               \"alignment of {name}\");")
        yield from layout(item["fields"], name)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        abi = json.load(file)
    functions = abi["functions"]
    groups = [group["name"] for group in abi["groups"]]
    print(HEAD)
    print("#if UINTPTR_MAX == UINT64_MAX", *layouts(abi), "#endif\n", sep="\n")
    for function in functions:
        print(thunk(function))
    print("static const struct group groups[] = {", *group_rows(abi), "};\n",
          sep="\n")
    print("static const struct function functions[] = {")
    for function in functions:
        print(row(function, groups))
    print("};\n\n#endif")


if __name__ == "__main__":
    main()
