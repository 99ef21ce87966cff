# SPDX-License-Identifier: MIT
"""Print pyforge.h as the next minor version might have it: every struct that
begins with its size has one more field.

Usage: later.py PYFORGE.H
"""

import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()


def grow(match):
    return f"{match[1]}    uint64_t later;\n}} {match[2]};"


text, structs = re.subn(
    r"(typedef struct \w+ \{\n    size_t size;\n(?:[^}]|\} \w+;)*?)\} (pyf_\w+);",
    grow, text)
text, versions = re.subn(
    r"(?<=#define PYF_API_VERSION UINT32_C\()0x(\w+)(?=\))",
    lambda match: f"0x{int(match[1], 16) + 0x10000:08x}", text)
if structs != text.count("\n    size_t size;\n") or structs == 0:
    sys.exit(f"later.py: {structs} structs have grown, and some have not")
if versions != 1:
    sys.exit("later.py: no PYF_API_VERSION")
sys.stdout.write(text)
