# SPDX-License-Identifier: MIT
"""Print contract-table.h: every function of the ABI as data, with a thunk that
calls it with 64-bit words, out of abi/pyforge.json.

Usage: contract.py PYFORGE.JSON
"""

import json
import re
import sys

# What a parameter is, by its type; arrays and results are told apart below.
KINDS = {
    "pyf_handle": "HANDLE",
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

# Handles that are not of objects.
HANDLES = {"signature": "SIGNATURE", "call": "CALL"}

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
"""


def names_of(function):
    return [p["name"] for p in function["params"]]


def kind(function, parameter):
    """The constant for a parameter: an array result, a result, or an input."""
    if parameter["type"] == "pyf_handle" and parameter["name"] in HANDLES:
        return HANDLES[parameter["name"]]
    if parameter["type"] in KINDS:
        return KINDS[parameter["type"]]
    names = names_of(function)
    sized = "capacity" in names and parameter["name"] != "count"
    buffer = parameter["name"] == "buffer"
    return "ROOM" if sized or buffer else "RESULT"


def says_null(function, name):
    """Whether the comment allows NULL for a parameter, whatever the rest."""
    text = " ".join((function["doc"] + "; " + function["owns"]).split())
    text = re.sub(r"; NULL for ", ", NULL for ", text)
    for sentence in re.split(r"[;.](?:\s|$)", text):
        sized = re.search(r"NULL when (\w+) is 0", sentence)
        if re.search(rf"\b{name}\b", sentence) and "NULL" in sentence:
            if re.search(r"may be NULL when", sentence) or sized:
                continue
            if "NUL-terminated" not in sentence or "NULL for" in sentence:
                return True
    return False


def null_rule(function, parameter, functions):
    """REFUSED, ALLOWED, or UNSAID where only a sibling's comment allows it."""
    if kind(function, parameter) in ("NUMBER", "SIZE") or \
            says_null(function, parameter["name"]):
        return "ALLOWED"
    for other in functions:
        if other["section"] == function["section"] and \
                parameter["name"] in names_of(other) and \
                says_null(other, parameter["name"]):
            return "UNSAID"
    return "REFUSED"


def thunk(function):
    arguments = []
    for i, parameter in enumerate(function["params"]):
        type_ = parameter["type"]
        if "*" in type_ or kind(function, parameter) == "DROP":
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


def parks(function):
    """Whether a failure of the function itself is parked."""
    return "not parked" not in function["errors"] and \
        "parked stays" not in function["result"]


def row(function, functions):
    attached = function["thread"].startswith("attached")
    encoding = "PYF_ERR_ENCODING" in function["error_codes"]
    lines = [
        f"    {{\"{function['name']}\", call_{function['name']},",
        f"     RETURNS_{RETURNS[function['returns']]}, {int(attached)}, "
        f"{int(encoding)}, {int(parks(function))}, {len(function['params'])},",
        "     {",
    ]
    for parameter in function["params"]:
        rule = null_rule(function, parameter, functions)
        lines.append(f"         {{\"{parameter['name']}\", "
                     f"{kind(function, parameter)}, NULL_{rule}}},")
    if not function["params"]:
        lines[-1] = "     {{0}}},"
    else:
        lines.append("     }},")
    return "\n".join(lines)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        functions = json.load(file)["functions"]
    print(HEAD)
    for function in functions:
        print(thunk(function))
    print("static const struct function functions[] = {")
    for function in functions:
        print(row(function, functions))
    print("};\n\n#endif")


if __name__ == "__main__":
    main()
