#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write docs/coverage.tsv: what each feature is provided and shown by.

    coverage.py PYFORGE.JSON TOP-FOLDER

A feature has an ID: a letter for its group, two digits. SE01 and so on are
examples that have to work. The tag `Feature: L01, L20` in the comment of a
function in pyforge.h says what the function provides. The same tag in a test
says what the test shows, in a comment of one line: right above a case in C, or
in a file's first comments for the file. A feature without a function is a
behaviour, or what a binding or the command has.
"""

import json
import pathlib
import re
import sys

FEATURE = re.compile(r"(?:SE|[A-Z])\d\d")
TESTS = ["tests/*/*", "bindings/*/tests/*"]
SUFFIXES = {".c", ".go", ".lua", ".py", ".rs", ".test", ".zig"}
TAG = re.compile(r"^(?:/\*|//|--|#) Feature: (.*?)(?: \*/)?$")
CASE = re.compile(r"TEST\w*\(\s*(\w+)")
HEAD = "# Feature\tFunctions that provide it\tTests that show it (cases, files)"


class Mistake(Exception):
    """A tag that says nothing, and where it stands."""


def checked(features, where):
    """The IDs of a tag."""
    for feature in features:
        if not FEATURE.fullmatch(feature):
            raise Mistake(f"{where}: {feature!r} is no feature's ID")
        if features.count(feature) > 1:
            raise Mistake(f"{where}: {feature} is there twice")
    return features


def is_comment(line):
    return line.startswith(("/*", " *", "//", "--", "#!", "# "))


def shown_by(path, text):
    """Each (feature, test) that the tags of a test's file name."""
    lines = text.split("\n")
    head = next((i for i, line in enumerate(lines) if not is_comment(line)),
                len(lines))
    for number, line in enumerate(lines):
        tag = TAG.match(line)
        if not tag:
            continue
        where = f"{path}:{number + 1}"
        case = CASE.match("\n".join(lines[number + 1:number + 3]))
        if not case and number >= head:
            raise Mistake(f"{where}: the tag stands above no case")
        for feature in checked(tag[1].split(", "), where):
            yield feature, case[1] if case else path


def table(functions, tests):
    """The rows: {feature: ([function], [test])}, in the order of the IDs."""
    rows = {}
    for function in functions:
        for feature in checked(function["features"], function["name"]):
            rows.setdefault(feature, ([], []))[0].append(function["name"])
    for path, text in tests:
        for feature, test in shown_by(path, text):
            rows.setdefault(feature, ([], []))[1].append(test)
    for feature, (_, shown) in rows.items():
        if not shown:
            raise Mistake(f"{feature}: no test has the tag")
    return dict(sorted(rows.items()))


def files(top):
    """Each (path, text) of a test, in the order of the paths."""
    paths = [path for pattern in TESTS for path in top.glob(pattern)]
    for path in sorted(p for p in paths if p.suffix in SUFFIXES):
        yield (path.relative_to(top).as_posix(),
               path.read_text(encoding="utf-8"))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    abi = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    try:
        rows = table(abi["functions"], files(pathlib.Path(sys.argv[2])))
    except Mistake as mistake:
        sys.exit(f"coverage.py: {mistake}")
    print("# Made by docs/coverage.py; make regen makes it again.")
    print(HEAD)
    for feature, (functions, tests) in rows.items():
        print(feature, " ".join(functions) or "-", " ".join(tests), sep="\t")


if __name__ == "__main__":
    main()
