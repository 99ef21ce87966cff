#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write the reference pages, Markdown, from the description of the ABI.

    reference.py PYFORGE.JSON FOLDER

One page a section of pyforge.h, types.md, constants.md, and index.md with the
name of every function. Whatever a page says stands in the header; nothing is
added here but the links between them.
"""

import json
import pathlib
import re
import sys

NOTES = ["Returns", "Owns", "Thread", "Errors"]
DIRECTIONS = {"in": "read", "out": "written", "inout": "read and written"}
NULLS = {"allowed": "may be {}", "if_empty": "{} only when that is 0"}
WORD = re.compile(r"`[^`]*`|\bPYF_\w+_\.\.\."
                  r"|\b(?:pyf|PYF)_\w+|\b__\w+__\b|[*<|]")
CODE = re.compile(r"^((?:    .*\n?)+)", re.M)


class Links:
    """Where each name of the ABI is explained."""

    def __init__(self, abi):
        self.page = {t["name"]: "types.md" for t in abi["types"]}
        self.page |= {c["name"]: "constants.md" for c in abi["constants"]}
        self.page |= {f["name"]: f["section"] + ".md"
                      for f in abi["functions"]}

    def to(self, name):
        return f"[`{name}`]({self.page[name]}#{name.lower()})"

    def text(self, prose, here=None):
        """Prose as Markdown; what is indented is code, and stays as it is."""
        return "".join(part if part.startswith("    ")
                       else self.words(part, here)
                       for part in CODE.split(prose))

    def words(self, prose, here):
        """Names linked, what Markdown would eat escaped."""
        def replace(match):
            word = match[0]
            if word in self.page and word != here:
                return self.to(word)
            if word.startswith("`"):
                return word
            return f"`{word}`" if word[0] in "pP_" else "\\" + word
        return WORD.sub(replace, prose)


def declaration(function, form="{}"):
    """The C declaration, at most 80 columns wide; form has the name in it."""
    head = f"{function['returns']} ".replace("* ", "*")
    head += form.format(function["name"]) + "("
    params = [f"{p['type']} {p['name']}".replace("* ", "*")
              for p in function["params"]] or ["void"]
    lines, pad = [head + params[0]], " " * len(head)
    for param in params[1:]:
        if len(lines[-1]) + len(param) + 4 <= 80:
            lines[-1] += ", " + param
        else:
            lines[-1] += ","
            lines.append(pad + param)
    return "\n".join(lines) + ");"


def what(item):
    """What a parameter or field is, but for a plain number: in words."""
    kind, group = item.get("is"), item.get("group")
    if kind == "handle":
        kinds = {"object": "an object", "any": "any kind"}
        yield f"a handle of {kinds.get(item['kind'], 'a ' + item['kind'])}"
    elif group or item.get("zero"):
        yield f"one of {group}" if group else "must be 0"
    elif kind in ("token", "bool", "cstr"):
        yield {"token": "a token", "bool": "1 or 0", "cstr": "a C string"}[kind]
    elif kind == "data":
        yield "any bits, never followed"


def sizes(item):
    """How much a pointer points to."""
    if "capacity" in item:
        yield f"room for {item['capacity']}, {item['count']} of them used"
    elif "count" in item:
        yield f"{item['count']} of them"
    if "bytes" in item:
        yield f"{item['bytes']} bytes"
    if "counts" in item:
        yield f"counts {', '.join(item['counts'])}"


def description(item):
    """What the tags say of a parameter or field, in words."""
    zero = "0" if item.get("is") == "handle" and "direction" not in item \
        else "NULL"
    words = [DIRECTIONS.get(item.get("direction")), *what(item), *sizes(item),
             NULLS.get(item.get("null"), "").format(zero)]
    if item.get("owns") in ("new", "taken", "kept", "pinned"):
        words.append(item["owns"])
    if "called_with" in item:
        words.append(f"called with {item['called_with']}")
    if "by" in item:
        words.append(f"{item['by']} says what it is")
    if "when" in item:
        words.append("for " + ", ".join(item["when"]))
    return "; ".join(filter(None, words))


def parameter_rows(function, links):
    for param in function["params"]:
        if description(param):
            text = links.text(description(param), function["name"])
            yield f"- `{param['name']}`: {text}"


def function_text(function, links):
    name, notes = function["name"], function["notes"]
    rows = [f"- {title}: {links.text(notes[title.lower()], name)}"
            for title in NOTES] + [f"- Since: {function['since']}"]
    params = "\n".join(parameter_rows(function, links))
    return (f"### {name}\n\n```c\n{declaration(function)}\n```\n\n"
            f"{links.text(function['doc'], name)}\n\n" +
            (f"{params}\n\n" if params else "") + "\n".join(rows) + "\n")


def section_page(section, functions, links):
    parts = [f"# {section['name']}: {section['title']}\n"]
    if section["doc"]:
        parts.append(links.text(section["doc"]) + "\n")
    parts += [function_text(f, links) for f in functions]
    return "\n".join(parts)


def struct_rows(fields, links, prefix=""):
    """One table row a field; the members of a union as prefix.member."""
    for field in fields:
        name, doc = prefix + field["name"], field.get("doc", "")
        kind = "union" if "fields" in field else field["type"]
        kind = kind.replace("|", "\\|")
        said = links.text(description(field))
        doc = links.text(" ".join(doc.split()))
        yield f"| `{name}` | `{kind}` | {said} | {doc} |"
        if "fields" in field:
            yield from struct_rows(field["fields"], links, name + ".")


def type_text(item, links):
    name = item["name"]
    text = f"## {name}\n\n{links.text(item['doc'], name)}\n"
    if item["kind"] == "alias":
        return text + f"\n```c\ntypedef {item['type']} {name};\n```\n"
    if item["kind"] == "function":
        typedef = declaration(item | {"returns": "typedef " + item["returns"]},
                              "(*{})")
        params = "\n".join(parameter_rows(item, links))
        return text + f"\n```c\n{typedef}\n```\n" + \
            (f"\n{params}\n" if params else "")
    rows = "\n".join(struct_rows(item["fields"], links))
    return text + f"\n| field | type | | |\n|---|---|---|---|\n{rows}\n"


def types_page(types, links):
    return "# Types\n\n" + "\n".join(type_text(t, links) for t in types)


def constant_row(constant, links):
    name, value = constant["name"], constant["value"]
    doc = links.text(" ".join(constant["doc"].split()), name)
    return f"| <a id=\"{name.lower()}\"></a>`{name}` | `{value}` | {doc} |"


def constants_page(groups, constants, links):
    parts = ["# Constants\n"]
    for group in groups:
        rows = "\n".join(constant_row(c, links) for c in constants
                         if c["group"] == group["name"])
        parts.append(f"## {group['name']}\n\n{links.text(group['doc'])}\n\n"
                     f"| name | value | |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def index_page(abi, links):
    parts = ["# Reference\n\n- [Types](types.md)\n"
             "- [Constants](constants.md)\n"]
    for section, functions in sections(abi):
        name, title = section["name"], section["title"]
        calls = ",\n".join(links.to(f["name"]) for f in functions)
        parts.append(f"## [{name}]({name}.md)\n\n"
                     f"{title[:1].upper()}{title[1:]}.\n\n{calls}\n")
    return "\n".join(parts)


def sections(abi):
    """The sections that have functions, each with them, in header order."""
    for section in abi["sections"]:
        functions = [f for f in abi["functions"]
                     if f["section"] == section["name"]]
        if functions:
            yield section, functions


def pages(abi):
    links = Links(abi)
    yield "index", index_page(abi, links)
    yield "types", types_page(abi["types"], links)
    yield "constants", constants_page(abi["groups"], abi["constants"], links)
    for section, functions in sections(abi):
        yield section["name"], section_page(section, functions, links)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    abi = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(abi):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
