#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Read pyforge.h, the one source of the ABI, and write what follows from it.

    extract.py HEADER json      the description that is installed
    extract.py HEADER map       the version script of the linker
    extract.py HEADER lua       raw layer of the Lua binding
    extract.py HEADER reserved  slots of the reserved handles, for lib/
    extract.py HEADER statuses  names of the statuses, for lib/
    extract.py HEADER cdef      declarations alone, without comments
    extract.py HEADER names     names of the functions, one a line

The header keeps to a plain subset of C (its sections are banners, every
declaration stands behind its comment), so a few patterns read it. What they
do not understand is an error, never left out.

What the JSON has is said in it, under "about"; a change that a reader of it has
to know of is a new FORMAT.
"""

import json
import re
import sys

sys.dont_write_bytecode = True

import tags  # noqa: E402

FORMAT = 1
ABOUT = {
    "format": "Of this file. A program that knows 1 reads any file of format "
    "1; more keys may come. A key that says nothing is left out.",
    "version": "Of the ABI, PYF_API_VERSION. soname is the library's name, "
    "node the last version of its symbols: a function's is PYFORGE_ and its "
    "since.",
    "sections": "Of pyforge.h: the noun of some functions, with what it is.",
    "groups": "Constants that belong together; bits: any of them, or 0.",
    "constants": "value is a number where it fits 32 bits, else a string of "
    "hexadecimal digits; python is what Python calls a reserved object.",
    "types": "kind: alias, struct, or function (a callback). size, align and "
    "offset are in bytes, with pointers of pointer_size. sized: begins with "
    "its size, which the caller sets.",
    "params": "And fields. type is in C. is: handle (kind: object, signature, "
    "call, closure, any), token, text (a pyf_text), cstr (ends at its NUL), "
    "callback, data (any bits, never followed), number (group: one of its "
    "constants; zero: must be 0), bool, size (counts: the number of elements "
    "of these), pointer. With a direction it is a pointer to that: in is "
    "read, out is written, inout both. count, capacity, bytes: the names of "
    "the number of elements there (bytes of text and void), of those that "
    "there is room for, of the bytes in all. null (for a handle 0): never, "
    "allowed, if_empty (when count or capacity is 0). owns: borrowed "
    "during the call, new (the caller's to close), taken (closed by the "
    "call), kept (beyond the call), pinned (lasts as doc or notes say). by: "
    "the name of what says its C type; when: the constants with which a "
    "member of a union is the one. called_with: what a callback is given.",
    "returns": "Its type in C; result says what it is, as for params, with "
    "status (0, or negative: failure), question (1, 0, or negative), bool (1 "
    "or 0), code (a status that is an answer and no failure). A number of a "
    "group is negative on failure, other words are 0. owns none: nothing to "
    "be closed. parks: its own failures are parked on the thread.",
    "thread": "any, attached, detached, or same: the one that got the token.",
    "errors": "With which statuses it fails, beyond those that all functions "
    "of its thread word have.",
    "notes": "The tags of its comment, for people.",
}
TAGS = ["Args", "Returns", "Owns", "Thread", "Errors", "Since", "Feature"]
BANNER = re.compile(r"/\* ={60,}\n(.*?)\n \* ={60,} \*/", re.S)
ITEM = re.compile(
    r"(?P<comment>/\*.*?\*/)"
    r"|(?P<define>#define (?P<macro>\w+)(?P<params>\([^)]*\))?[ \t]*"
    r"(?P<body>[^\n]*))"
    r"|(?P<blank>\n[ \t]*\n)"
    r"|(?P<typedef>typedef\s[^;{]*(?:\{.*?\n\}\s*\w+)?;)"
    r"|(?P<function>PYF_API\s[^;]*;)"
    r"|(?P<directive>#[^\n]*)"
    r"|(?P<other>\S[^\n]*)", re.S)
NOT_CONSTANTS = {"PYFORGE_H", "PYF_API", "PYF_LINKAGE"}
NOTES = ["Returns", "Owns", "Thread", "Errors"]
GROUP = re.compile(r"Group: (\w+)\. (.*)", re.S)
SIZES = {"char": 1, "int": 4, "int32_t": 4, "uint32_t": 4, "int64_t": 8,
         "uint64_t": 8, "size_t": 8, "uintptr_t": 8, "double": 8}
POINTER_SIZE = 8
WORDS = {"NONE": "None", "TRUE": "True", "FALSE": "False",
         "ELLIPSIS": "Ellipsis", "NOT_IMPLEMENTED": "NotImplemented"}


def fail(what):
    sys.exit(f"extract.py: {what}")


def spaces(text):
    return " ".join(text.split())


def comment_text(comment):
    """The lines of a comment without its frame."""
    inner = re.sub(r"^/\*+|\*/$", "", comment)
    lines = [re.sub(r"^ ?\* ?", "", line) for line in inner.split("\n")]
    return "\n".join(line.rstrip() for line in lines).strip()


def parse_tags(name, comment):
    """Split a function's comment into its prose and its tags."""
    tag = rf"^({'|'.join(TAGS)}): +"
    found = re.split(tag, comment_text(comment), flags=re.M)
    doc, names, texts = found[0].strip(), found[1::2], found[2::2]
    if names != TAGS:
        fail(f"{name}: tags are {names}, not {TAGS}")
    return {"doc": doc, **{tag.lower(): spaces(text)
                           for tag, text in zip(names, texts)}}


def parse_declarator(text):
    """A parameter or field: its name and its type, spelled one way."""
    match = re.fullmatch(r"(.*?[\s*])(\w+)", spaces(text))
    if not match:
        fail(f"not a declarator: {text}")
    return {"name": match[2], "type": match[1].strip()}


def parse_parameters(text):
    params = [] if text == "void" else text.split(",")
    return [parse_declarator(param) for param in params]


def parse_function(text, comment, section):
    match = re.fullmatch(r"PYF_API (.*?[ *])(pyf_\w+)\((.*)\);", spaces(text))
    if not match:
        fail(f"not a function: {spaces(text)}")
    if not comment.startswith("/**"):
        fail(f"{match[2]} has no comment")
    said = parse_tags(match[2], comment)
    if not re.fullmatch(r"\d+\.\d+", said["since"]):
        fail(f"{match[2]}: Since is {said['since']}, not as in 1.0")
    return {
        "name": match[2],
        "section": section,
        "since": said["since"],
        "features": said["feature"].split(", "),
        "returns": match[1].strip(),
        "params": parse_parameters(match[3]),
        "args": said["args"],
        "doc": said["doc"],
        "notes": {tag.lower(): said[tag.lower()] for tag in NOTES},
    }


def set_arguments(item, abi):
    """What the tag Args of a function or callback says."""
    groups = {group["name"] for group in abi["groups"]}
    entries, result = tags.split_result(item.pop("args"))
    tags.describe(item["params"], entries, groups, callbacks(abi))
    item["result"] = tags.result(result, item["returns"], groups)


def set_function(item, abi):
    set_arguments(item, abi)
    item["thread"] = tags.thread(item["notes"]["thread"])
    item["errors"] = tags.errors(item["notes"]["errors"])
    item["notes"] = item.pop("notes")  # last, as they are long


def set_type(item, abi):
    groups = {group["name"] for group in abi["groups"]}
    if item["kind"] == "function":
        set_arguments(item, abi)
    elif item["kind"] == "struct":
        tags.describe(item["fields"], item.pop("args"), groups, callbacks(abi))
        item["sized"] = item["fields"][0]["name"] == "size"


def callbacks(abi):
    return {t["name"] for t in abi["types"] if t["kind"] == "function"}


def set_all(abi):
    """What the tags say, once all groups and types are known."""
    for item in abi["types"] + abi["functions"]:
        try:
            (set_function if "notes" in item else set_type)(item, abi)
        except tags.Mistake as mistake:
            fail(f"{item['name']}: {mistake}")


ENTRY = re.compile(r"^(\w+(?:, \w+)*): +(.*(?:\n +.*)*)\n?", re.M)


def field_docs(doc):
    """The `name, name: text` entries at the lines' starts of a comment."""
    return {name: spaces(match[2]) for match in ENTRY.finditer(doc)
            for name in match[1].split(", ")}


def type_comment(comment):
    """A type's comment without its tag, and the tag."""
    doc, _, args = re.sub(r"^(?:Args|Fields): +", "\0", comment_text(comment),
                          flags=re.M).partition("\0")
    return doc.strip(), spaces(args).removesuffix(".")


def prose(doc, fields):
    """A struct's comment without what it says of each field."""
    names = {field["name"] for field in fields}
    doc = ENTRY.sub(lambda match: "" if match[1].split(", ")[0] in names
                    else match[0], doc)
    return re.sub(r"\n{3,}", "\n\n", doc).strip()


def parse_fields(body, docs):
    fields = []
    for text in re.findall(r"union\s*\{.*?\}\s*\w+;|[^;{}]+;", body, re.S):
        union = re.fullmatch(r"union\s*\{(.*)\}\s*(\w+);", text.strip(), re.S)
        if union:
            field = {"name": union[2], "type": "union",
                     "fields": parse_fields(union[1], {})}
        else:
            field = parse_declarator(text.strip(" \n;"))
        if field["name"] in docs:
            field["doc"] = docs[field["name"]]
        fields.append(field)
    return fields


def parse_type(text, comment):
    doc, args = type_comment(comment)
    struct = re.fullmatch(r"typedef struct (\w+) \{(.*)\}\s*(\w+);", text,
                          re.S)
    if struct:
        fields = parse_fields(struct[2], field_docs(doc))
        return {"name": struct[3], "kind": "struct",
                "doc": prose(doc, fields), "args": args, "fields": fields}
    pointer = re.fullmatch(r"typedef (.*?[ *])\(\*(\w+)\)\((.*)\);",
                           spaces(text))
    if pointer:
        return {"name": pointer[2], "kind": "function", "doc": doc,
                "args": args, "returns": pointer[1].strip(),
                "params": parse_parameters(pointer[3])}
    declarator = parse_declarator(text[len("typedef"):].strip(" \n;"))
    return {"name": declarator["name"], "kind": "alias",
            "type": declarator["type"], "doc": doc}


def parse_constant(name, body, comment, abi):
    """The constant; None for a macro that is no constant."""
    if name in NOT_CONSTANTS or body.startswith(("{", ".")):
        return None
    forms = [(r"\(?(-?\d+)\)?", "int", int),
             (r"UINT32_C\((0x[0-9a-f]+)\)", "uint32_t", lambda v: int(v, 16)),
             (r"UINT64_C\((0x[0-9a-f]+)\)", "uint64_t", str),
             (r"\(\(size_t\)(-1)\)", "size_t", lambda v: f"0x{2**64 - 1:x}")]
    for pattern, ctype, convert in forms:
        match = re.fullmatch(pattern, body)
        if match:
            return add_constant({"name": name, "type": ctype,
                                 "value": convert(match[1])}, comment, abi)
    return fail(f"not a constant: {name} {body}")


def open_group(comment, abi):
    """A comment `Group: name. Text.`: of the constants behind it."""
    match = GROUP.fullmatch(comment_text(comment))
    if match:
        abi["groups"].append({"name": match[1], "doc": match[2],
                              "bits": match[1].endswith("_flag"),
                              "constants": []})
    return not match


def add_constant(constant, comment, abi):
    if not abi["groups"]:
        fail(f"{constant['name']} is in no group")
    group = abi["groups"][-1]
    group["constants"].append(constant["name"])
    constant |= {"group": group["name"], "doc": comment_text(comment)}
    if python_name(constant):
        constant["python"] = python_name(constant)
    abi["constants"].append(constant)
    return constant


def up(size, align):
    return -(-size // align) * align


def lay_out(fields, laid_out, union=False):
    """Set size and offset of each; the size and alignment of all of them."""
    end, align = 0, 1
    for field in fields:
        if field["type"] == "union":
            size, own = lay_out(field["fields"], laid_out, union=True)
            field["align"] = own
        elif field["type"].endswith("*"):
            size = own = POINTER_SIZE
        else:
            size, own = laid_out[field["type"]]
        field["size"] = size
        field["offset"] = 0 if union else up(end, own)
        end, align = max(end, field["offset"] + size), max(align, own)
    return up(end, align), align


def set_layout(types):
    """Sizes, in the order in which C needs the types."""
    laid_out = {name: (size, size) for name, size in SIZES.items()}
    for item in types:
        if item["kind"] == "struct":
            item["size"], item["align"] = lay_out(item["fields"], laid_out)
            laid_out[item["name"]] = item["size"], item["align"]
        elif item["kind"] == "alias":
            laid_out[item["name"]] = laid_out[item["type"]]
        else:
            laid_out[item["name"]] = POINTER_SIZE, POINTER_SIZE


def parse_banner(text):
    lines = [re.sub(r"^ \* ?", "", line) for line in text.split("\n")]
    title, _, doc = "\n".join(lines).strip().partition("\n")
    name, _, what = title.partition(" - ")
    return {"name": name, "title": what, "doc": doc.strip()}


def new_abi():
    return {"format": FORMAT, "about": ABOUT, "soname": "libpyforge.so.1",
            "pointer_size": POINTER_SIZE, "sections": [], "groups": [],
            "constants": [], "types": [], "functions": []}


def set_version(abi):
    number = next((c["value"] for c in abi["constants"]
                   if c["group"] == "version"), None)
    if number is None:
        fail("there is no constant in the group version")
    major, minor, patch = number >> 24, number >> 16 & 255, number >> 8 & 255
    lists = {key: abi.pop(key) for key in list(abi) if key not in
             ("format", "about")}
    abi |= {"version": f"{major}.{minor}.{patch}",
            "node": f"PYFORGE_{major}.{minor}", **lists}


def parse(text):
    """The header as a dict: what is written as JSON."""
    abi, pieces = new_abi(), BANNER.split(text)
    for banner, content in zip(pieces[1::2], pieces[2::2]):
        section = parse_banner(banner)
        abi["sections"].append(section)
        parse_section(content, section["name"], abi)
    set_all(abi)
    set_layout(abi["types"])
    set_version(abi)
    return abi


def parse_section(content, section, abi):
    comment = ""
    for item in ITEM.finditer(content):
        if item["comment"]:
            own = open_group(item["comment"], abi)
            comment = item["comment"] if own else ""
        elif item["blank"]:
            comment = ""
        elif item["define"] and not item["params"]:
            parse_constant(item["macro"], item["body"], comment, abi)
        elif item["typedef"]:
            abi["types"].append(parse_type(item["typedef"], comment))
        elif item["function"]:
            function = parse_function(item["function"], comment, section)
            abi["functions"].append(function)
        elif item["other"]:
            fail(f"{section}: not understood: {item['other']}")


def cdef(text):
    """What the sed line in the header leaves, without comments."""
    text = re.sub(r"^ *#.*\n", "", text, flags=re.M)
    text = re.sub(r"^PYF_API ", "", text, flags=re.M)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def lua(abi, text):
    lines = ["-- SPDX-License-Identifier: MIT",
             "-- Generated from pyforge.h by abi/extract.py; do not edit.",
             "-- The declarations of libpyforge, its constants, and the",
             "-- library: PYFORGE_LIBRARY names another file to load.",
             'local ffi = require "ffi"', "", "ffi.cdef[[",
             cdef(text) + "]]", "",
             "return {",
             '  C = ffi.load(os.getenv "PYFORGE_LIBRARY" or '
             f'"{abi["soname"]}"),']
    for constant in abi["constants"]:
        value = constant["value"]
        suffix = "ULL" if isinstance(value, str) else ""
        lines.append(f"  {constant['name']} = {value}{suffix},")
    return "\n".join(lines) + "\n}\n"


def version_map(abi):
    """A node a version, each behind the one before it."""
    nodes = {}
    for function in abi["functions"]:
        nodes.setdefault(function["since"], []).append(function["name"])
    lines = ["/* SPDX-License-Identifier: MIT */",
             "/* Generated from pyforge.h by abi/extract.py; do not edit. */",
             "/* The exported symbols, by the version that brought them. */"]
    hidden, behind = ["  local:", "    *;"], ""
    for since in sorted(nodes, key=lambda s: tuple(map(int, s.split(".")))):
        lines += [f"PYFORGE_{since} {{", "  global:"]
        lines += [f"    {name};" for name in nodes[since]]
        lines += hidden + [f"}}{behind};"]
        hidden, behind = [], f" PYFORGE_{since}"
    return "\n".join(lines) + "\n"


def python_name(constant):
    """What Python calls a reserved object; None for another constant."""
    short = re.sub("^PYF_(?:(?:TYPE|EXC)_)?", "", constant["name"])
    spell = {"reserved_type": str.lower, "reserved_exception": str,
             "reserved_object": WORDS.get}.get(constant["group"])
    return spell and spell(short)


def reserved(abi):
    named = [(c["python"], int(c["value"], 16) & 0xfffffff)
             for c in abi["constants"] if "python" in c]
    lines = ["/* SPDX-License-Identifier: MIT */",
             "/* Generated from pyforge.h by abi/extract.py; do not edit. */",
             "/* Reserved handles: X(slot, name in builtins). */",
             "#ifndef PYF__RESERVED_H", "#define PYF__RESERVED_H", "",
             "#define PYF__RESERVED(X) \\"]
    lines += [f'    X(0x{slot:02x}, "{name}") \\' for name, slot in named]
    lines[-1] = lines[-1][:-2]
    end = max(slot for _, slot in named) + 1
    lines += ["", "/* One past the highest slot. */",
              f"#define PYF__RESERVED_COUNT 0x{end:02x}", "", "#endif"]
    return "\n".join(lines) + "\n"


def statuses(abi):
    named = [(c["value"], c["name"]) for c in abi["constants"]
             if c["group"] == "status"]
    lines = ["/* SPDX-License-Identifier: MIT */",
             "/* Generated from pyforge.h by abi/extract.py; do not edit. */",
             "/* Statuses, from 0 down without a gap: X(status, name). */",
             "#ifndef PYF__STATUS_NAMES_H", "#define PYF__STATUS_NAMES_H", "",
             "#define PYF__STATUSES(X) \\"]
    lines += [f'    X({value}, "{name}") \\' for value, name in named]
    lines[-1] = lines[-1][:-2]
    lines += ["", "/* The lowest status. */",
              f"#define PYF__STATUS_LAST ({named[-1][0]})", "", "#endif"]
    return "\n".join(lines) + "\n"


def main(path, what):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    abi = parse(text)
    writers = {
        "json": lambda: json.dumps(abi, indent=1, ensure_ascii=False) + "\n",
        "map": lambda: version_map(abi),
        "lua": lambda: lua(abi, text),
        "reserved": lambda: reserved(abi),
        "statuses": lambda: statuses(abi),
        "cdef": lambda: cdef(text),
        "names": lambda: "".join(f["name"] + "\n" for f in abi["functions"]),
    }
    sys.stdout.write(writers[what]())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
