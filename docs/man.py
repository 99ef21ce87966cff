#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write the manual pages of section 3 from the description of the ABI.

    man.py PYFORGE.JSON PYFORGE.7 FOLDER

pyforge-NOUN(3) for each section of pyforge.h, a page for each function,
pyforge-types(3) and pyforge-constants(3); a type's own page leads to the
former. Their date is that of pyforge(7). Whatever a page says stands in the
header.
"""

import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True

from reference import CODE, description, sections  # noqa: E402

SENTENCE = re.compile(r"(?<=[.?!)])(?<!\.\.\.)[ \n]+(?=[^a-z\s])")
NAME = re.compile(r"`([^`\n]*)`|\b((?:pyf|PYF)_\w+)(?![.\w])")


def escape(text):
    """Text that no formatter takes for anything else."""
    return text.replace("\\", "\\e").replace("-", "\\-")


def line(text):
    """A line of text, which must not begin as a request does."""
    return ("\\&" if text[:1] in (".", "'") else "") + text


def words(prose):
    """Prose with its names in bold."""
    parts, end = [], 0
    for match in NAME.finditer(prose):
        name = match[1] or match[2]
        parts += [prose[end:match.start()].replace("\\", "\\e"),
                  f"\\fB{escape(name)}\\fR"]
        end = match.end()
    return "".join(parts) + prose[end:].replace("\\", "\\e")


def code(lines):
    text = "\n".join(line(escape(row[4:])) for row in lines.split("\n"))
    return f".Bd -literal -offset indent\n{text}\n.Ed"


def paragraph(prose):
    """A sentence begins on a line of its own, for mdoc(7) asks for that."""
    return "\n".join(map(line, words(SENTENCE.sub("\n", prose)).split("\n")))


def paragraphs(prose):
    """Prose as a list of paragraphs; what is indented is code."""
    for part in CODE.split(prose):
        if part.startswith("    "):
            yield code(part.rstrip("\n"))
        else:
            yield from (".Pp\n" + paragraph(p)
                        for p in part.strip("\n").split("\n\n") if p)


def text(prose):
    """Prose behind a heading, where a paragraph begins by itself."""
    return "\n".join(paragraphs(prose)).removeprefix(".Pp\n") + "\n"


def short(doc):
    """The first sentence, for the line that apropos(1) shows."""
    first = re.split(r"\.\s|\.$|\n\n", doc)[0]
    first = " ".join(first.replace("`", "").split()).removesuffix(":")
    return escape(first[:1].lower() + first[1:]
                  if first[1:2].islower() or first[1:2] == " " else first)


class Pages:
    def __init__(self, abi, date):
        self.abi = abi
        self.date = date
        self.version = abi["version"]

    def head(self, name, about):
        return (".\\\" SPDX-License-Identifier: MIT\n"
                ".\\\" Made by docs/man.py from pyforge.json.\n"
                f".Dd {self.date}\n.Dt {name.upper()} 3\n"
                f".Os libpyforge {self.version}\n"
                f".Sh NAME\n.Nm {name}\n.Nd {about}\n"
                ".Sh SYNOPSIS\n.In pyforge.h\n")

    def function(self, function):
        name, notes = function["name"], function["notes"]
        parts = [self.head(name, short(function["doc"])),
                 prototype(function),
                 ".Sh DESCRIPTION\n", text(function["doc"]),
                 arguments(function["params"]),
                 ".Sh RETURN VALUES\n", text(notes["returns"]),
                 ".Sh OWNERSHIP\n", text(notes["owns"]),
                 ".Sh THREAD\n", text(notes["thread"])]
        if function["errors"]:
            parts += [".Sh ERRORS\n", text(notes["errors"])]
        parts += [see_also(f"pyforge-{function['section']} 3", "pyforge 7"),
                  f".Sh HISTORY\n.Fn {name}\nis there since libpyforge "
                  f"{function['since']}\n"]
        return "".join(parts).rstrip("\n") + ".\n"

    def section(self, section, functions):
        name = "pyforge-" + section["name"]
        rows = "".join(f".It Xr {f['name']} 3\n{line(short(f['doc']))}\n"
                       for f in functions)
        return (self.head(name, escape(section["title"])) +
                ".Sh DESCRIPTION\n" +
                (text(section["doc"]) + ".Pp\n" if section["doc"] else "") +
                f"The functions are:\n.Bl -tag -width Ds\n{rows}.El\n" +
                see_also("pyforge-constants 3", "pyforge-types 3",
                         "pyforge 7"))

    def types(self):
        parts = [self.head("pyforge-types", "the types of pyforge.h"),
                 ".Sh DESCRIPTION\n"]
        for item in self.abi["types"]:
            parts += [f".Ss {item['name']}\n", definition(item),
                      text(item["doc"]), arguments(item.get("params", [])),
                      fields(item)]
        return "".join(parts) + see_also("pyforge 7")

    def constants(self):
        parts = [self.head("pyforge-constants", "the constants of pyforge.h"),
                 ".Sh DESCRIPTION\n"]
        for group in self.abi["groups"]:
            rows = "".join(
                f".It Dv {c['name']} No = {value(c)}\n" +
                (text(c["doc"]) if c["doc"] else "")
                for c in self.abi["constants"] if c["group"] == group["name"])
            parts += [f".Ss {escape(group['name'])}\n", text(group["doc"]),
                      f".Bl -tag -width Ds\n{rows}.El\n"]
        return "".join(parts) + see_also("pyforge 7")

    def all(self):
        for section, functions in sections(self.abi):
            yield "pyforge-" + section["name"], self.section(section, functions)
        for function in self.abi["functions"]:
            yield function["name"], self.function(function)
        for item in self.abi["types"]:
            yield item["name"], ".so man3/pyforge-types.3\n"
        yield "pyforge-types", self.types()
        yield "pyforge-constants", self.constants()


def parameter(param):
    joined = f"{param['type']} {param['name']}".replace("* ", "*")
    return f'.Fa "{escape(joined)}"\n'


def prototype(function):
    params = "".join(map(parameter, function["params"])) or ".Fa void\n"
    return (f".Ft {function['returns']}\n.Fo {function['name']}\n"
            f"{params}.Fc\n")


def arguments(params):
    """What the tags say of the parameters, as a list."""
    rows = "".join(f".It Fa {escape(p['name'])}\n{text(description(p))}"
                   for p in params if description(p))
    return f".Bl -tag -width Ds\n{rows}.El\n" if rows else ""


def definition(item):
    """What C says of a type that has no fields."""
    if item["kind"] == "alias":
        return f".Vt typedef {item['type']} {item['name']};\n.Pp\n"
    if item["kind"] == "function":
        params = ", ".join(f"{p['type']} {p['name']}".replace("* ", "*")
                           for p in item["params"]) or "void"
        returns = f"typedef {item['returns']} ".replace("* ", "*")
        return f".Vt {returns}(*{item['name']})({params});\n.Pp\n"
    return ""


def fields(item):
    if not item.get("fields"):
        return ""
    return f".Bl -tag -width Ds\n{''.join(rows(item['fields']))}.El\n"


def rows(items, prefix=""):
    """The fields of a struct; the members of a union as prefix.member."""
    for field in items:
        kind = "union" if "fields" in field else field["type"]
        name = f"{kind} {prefix}{field['name']}".replace("* ", "*")
        doc = "\n\n".join(filter(None, [field.get("doc"),
                                        description(field)]))
        yield f".It Vt {escape(name)}\n" + (text(doc) if doc else "")
        if "fields" in field:
            yield from rows(field["fields"], prefix + field["name"] + ".")


def value(constant):
    return escape(str(constant["value"]))


def see_also(*pages):
    return ".Sh SEE ALSO\n" + " ,\n".join(f".Xr {p}" for p in pages) + "\n"


def date_of(page):
    return re.search(r"^\.Dd (.*)$", page.read_text("utf-8"), re.M)[1]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, guide, folder = map(pathlib.Path, sys.argv[1:])
    abi = json.loads(source.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in Pages(abi, date_of(guide)).all():
        (folder / f"{name}.3").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
