#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write a text that follows from the ABI: pyforge.json through a template.

    raw.py pyforge.json TEMPLATE

The raw layer of each language is made so. A template has sections, each a line
`[name]` and what stands below it, where `$x` is replaced and `$$` is a dollar:

    [file]      everything: $types, $layouts, $constants, $functions
    [width]     columns within which a declaration stays in one line
    [comment]   what begins a line of a comment
    [words]     names that the language keeps for itself; [word] escapes one
    [types]     `C type = type`; `C type name = type` for fields and parameters
                of that name; `text` is a `const char *` without a length,
                which ends at its NUL; a union is named STRUCT_FIELD
    [mutable], [constant]       `T *`, `const T *`: $type
    [named]                     a type that pyforge.h defines
    [alias]                     $type
    [struct], [union]           $fields; $size, $align
    [field], [parameter]        $type, $ctype; of a field $struct, $Struct,
                                $offset, $size
    [union field]               a field of a union, where that looks different
    [layout], [layout field]    once more, for what is to be said behind all
                                structures; as [struct] and [field]
    [parameter text]            a `const char *` and the length behind it as
    [argument text]             one parameter, and both as they are passed on
    [argument text NAME]        the same for one of that name
    [callback], [function]      $parameters, $arguments, $result, $returns
    [function pyf_...], [function TYPE]     one function, or those with such a
                                result, that look different
    [result], [nothing]         $type of a result; where that is void
    [argument]                  a parameter that is passed on: $type, the one
    [argument TYPE]             in C without const. TYPE is a type in C,
                                `pointer` or `callback`
    [constant TYPE], [value]    $type, $value

Everything has its $name, escaped where it must be, $plain as it is in C, the
same in $Camel and $camel case and $short of PYF_, and its $doc. $ctype and
$returns are types in C. A section that is left out gives nothing; without
[types] they stay those of C, without [comment] there are no comments. A list
that stands alone in its line is indented as that line is.
"""

import json
import re
import string
import sys
import textwrap

SECTION = re.compile(r"^\[([a-z]+(?: [\w *]+)?)\]\n", re.M)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def substitute(text, values):
    """Replace $x; the lines of one that stands alone are indented as it is."""
    alone = re.compile(r"^([ \t]+)\$(\w+)$", re.M)
    text = alone.sub(lambda match: textwrap.indent(
        values[match[2]].replace("$", "$$"), match[1]), text)
    return string.Template(text).substitute(values)


def camel(name):
    words = re.sub("^(pyf|PYF)_", "", name).split("_")
    return "".join(word[:1].upper() + word[1:] for word in words)


def with_texts(params):
    """Parameters, where a text and its length are one of type `text`."""
    joined = []
    for item in params:
        last = joined[-1] if joined else {"type": ""}
        if item.get("counts") == [last.get("name")] and \
                last["type"] == "const char *":
            joined[-1] = {**last, "type": "text"}
        else:
            joined.append(item)
    return joined


class Writer:
    def __init__(self, abi, template):
        pieces = SECTION.split(template)
        self.abi = abi
        self.sections = {name: text.strip("\n")
                         for name, text in zip(pieces[1::2], pieces[2::2])}
        self.types = dict(re.split(r"\s+= ?", line, maxsplit=1)
                          for line in self.section("types").splitlines())
        self.words = self.section("words").split()
        self.callbacks = {t["name"] for t in abi["types"]
                          if t["kind"] == "function"}

    def section(self, *names):
        return next((self.sections[name] for name in names
                     if name in self.sections), "")

    def word(self, name):
        if name not in self.words:
            return name
        return substitute(self.section("word"), {"name": name})

    def values(self, item):
        upper = camel(item["name"])
        layout = {key: item.get(key) for key in ("size", "align", "offset")}
        return {**layout, "name": self.word(item["name"]),
                "plain": item["name"], "Camel": upper,
                "short": item["name"].removeprefix("PYF_"),
                "camel": self.word(upper[:1].lower() + upper[1:]),
                "doc": self.doc(item)}

    def doc(self, item):
        start = self.section("comment")
        paragraphs = [item.get("doc", "").split("\n\n")[0]] if start else []
        if start and "notes" in item:
            paragraphs.append(f"Returns: {item['notes']['returns']}")
        wrapped = [textwrap.fill(" ".join(text.split()), 79,
                                 initial_indent=start + " ",
                                 subsequent_indent=start + " ",
                                 break_on_hyphens=False)
                   for text in paragraphs if text]
        return f"\n{start}\n".join(wrapped)

    # ------------------------------------------------------------ types

    def type(self, ctype, name="", text=False):
        """A type of C in the language."""
        pointer = re.fullmatch(r"(.*?) ?\*(const)?", ctype)
        if f"{ctype} {name}" in self.types:
            return self.types[f"{ctype} {name}"]
        if text and ctype == "const char *" and "text" in self.types:
            return self.types["text"]
        if ctype in self.types:
            return self.types[ctype]
        if pointer:
            return self.pointer(pointer[1])
        if ctype.startswith("pyf_"):
            return substitute(self.section("named"),
                              self.values({"name": ctype}))
        if not self.types:
            return ctype
        return sys.exit(f"raw.py: the template has no type for {ctype}")

    def pointer(self, target):
        """A pointer; `target` is spelled as C has it before the star."""
        constant = re.fullmatch(r"const ([^*]*)|(.*\*) ?const", target)
        kind = "constant" if constant else "mutable"
        target = (constant[1] or constant[2]) if constant else target
        target = self.type(target, text=kind == "constant")
        return substitute(self.section(kind), {"type": target})

    def result(self, ctype):
        if ctype == "void":
            return self.section("nothing")
        return substitute(self.section("result"),
                          {"type": self.type(ctype, text=True)})

    # ------------------------------------------------------------ lists

    def members(self, section, items, text=True, **more):
        """Fields or parameters, each through its section."""
        for item in items:
            if item["type"] == "text":
                yield substitute(self.section(f"{section} text"),
                                 self.values(item))
                continue
            ctype = self.type(item["type"], item["name"],
                              text and item.get("is") == "cstr")
            yield substitute(self.section(*section.split("|")),
                             {**self.values(item), "type": ctype,
                              "ctype": item["type"], **more})

    def arguments(self, items):
        for item in items:
            if item["type"] == "text":
                section = self.section(f"argument text {item['name']}",
                                       "argument text")
                yield substitute(section, self.values(item))
                continue
            ctype = item["type"].replace("const", "").replace(" ", "")
            kind = ("callback" if ctype in self.callbacks else
                    "pointer" if "*" in ctype else "")
            section = self.section(f"argument {item['type']}",
                                   f"argument {kind}", "argument")
            stars = "*" * ctype.count("*")
            yield substitute(section, {**self.values(item), "stars": stars,
                                       "type": ctype.rstrip("*")})

    def one_line(self, text, key, items, values):
        """Items in one line, or one in a line where that gets too long."""
        line = re.search(rf"^(\s*).*\${key}.*$", text, re.M)
        plain = ", ".join(items)
        full = string.Template(line[0]).safe_substitute(values, **{key: plain})
        columns = len(re.sub(r"\$\w+", "", full).expandtabs(4))
        if columns <= int(self.section("width")):
            return plain
        step = line[1] + ("\t" if "\t" in text else "    ")
        return "".join(f"\n{step}{item}," for item in items) + f"\n{line[1]}"

    # ----------------------------------------------------- declarations

    def callback(self, item):
        return self.prototype(item, self.section("callback"))

    def function(self, item):
        name, returns = item["name"], item["returns"]
        return self.prototype(item, self.section(
            f"function {name}", f"function {returns}", "function"))

    def prototype(self, item, text):
        values = {**self.values(item), "returns": item["returns"],
                  "result": self.result(item["returns"])}
        params = item["params"]
        if "parameter text" in self.sections:
            params = with_texts(params)
        lists = {"parameters": self.members("parameter", params),
                 "arguments": self.arguments(params)}
        for key, items in lists.items():
            if f"${key}" in text:
                values[key] = self.one_line(text, key, list(items), values)
        return substitute(text, values)

    def field_lines(self, item, section, text=True):
        """A field without a comment is set off from one that has it."""
        before, fields = "", item["fields"]
        names = {"struct": item["name"], "Struct": camel(item["name"])}
        lines = self.members(f"{section} field|field", fields, text, **names)
        for field, line in zip(fields, lines):
            doc = self.doc(field)
            yield f"{doc}\n{line}" if doc else "\n" + line if before else line
            before = doc

    def structure(self, item, section, text):
        apart = "\n\n" if f"{section} field" in self.sections else "\n"
        fields = apart.join(self.field_lines(item, section, text))
        return substitute(self.section(section),
                          {**self.values(item), "fields": fields})

    def union_name(self, item, field):
        """A field; one that is a union has a type of its own."""
        if field["type"] != "union":
            return field
        return {**field, "type": f"{item['name']}_{field['name']}"}

    def struct(self, item):
        """A structure, behind the unions in it."""
        fields = [self.union_name(item, field) for field in item["fields"]]
        parts = [self.structure({**field, "name": field["type"], "doc": ""},
                                "union", False)
                 for field in fields if "fields" in field]
        return "\n\n".join(filter(None, parts + [
            self.structure({**item, "fields": fields}, "struct", True)]))

    def layout(self, item):
        """What is said of a structure once everything is declared."""
        names = {"struct": item["name"], "Struct": camel(item["name"])}
        fields = [self.union_name(item, field) for field in item["fields"]]
        lines = self.members("layout field", fields, **names)
        return substitute(self.section("layout"), {
            **self.values(item), "fields": "\n".join(lines)})

    def alias(self, item):
        return substitute(self.section("alias"), {
            **self.values(item), "type": self.type(item["type"])})

    def constant(self, item):
        section = self.section(f"constant {item['type']}", "value")
        return substitute(section, {
            **self.values(item), "type": self.type(item["type"]),
            "value": item["value"]})

    def constants(self):
        """A comment stands before the first of those that share it."""
        groups = {g["name"]: g["doc"] for g in self.abi["groups"]}
        last = None
        for item in self.abi["constants"]:
            doc = item["doc"] or groups[item["group"]]
            shared, last = doc == last, doc
            yield ("" if shared else "\n") + self.constant(
                {**item, "doc": "" if shared else last}).strip("\n")

    def file(self):
        makers = {"alias": self.alias, "struct": self.struct,
                  "function": self.callback}
        types = [makers[item["kind"]](item) for item in self.abi["types"]]
        layouts = [self.layout(item) for item in self.abi["types"]
                   if item["kind"] == "struct"]
        functions = map(self.function, self.abi["functions"])
        return substitute(self.section("file") + "\n", {
            "types": "\n\n".join(filter(None, types)),
            "layouts": "\n".join(layouts),
            "constants": "\n".join(self.constants()).strip("\n"),
            "functions": "\n\n".join(filter(None, functions))})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout.write(Writer(json.loads(read(sys.argv[1])),
                            read(sys.argv[2])).file())
