# SPDX-License-Identifier: MIT
"""The tags of pyforge.h that programs read: what they say, as data.

The grammar stands in the first comment of pyforge.h. What it does not allow,
what names a thing that is not there, and what contradicts the C types is a
Mistake, so that all that pyforge.json says of a pointer holds.

    Args, Fields    one dict a parameter or field, to go with its C type
    Thread          its word
    Errors          [{"code": ..., "when": ...}]
"""

import re

THREADS = ["any", "attached", "detached", "same"]
KINDS = ["object", "signature", "call", "closure", "any"]
OWNERS = ["new", "taken", "kept", "pinned"]
# What an int, or a pointer, that a function returns can be.
RESULTS = {"int": ["status", "question", "bool", "code", "number"],
           "uint32_t": ["number"], "const char *": ["cstr"],
           "void *": ["pointer"], "pyf_token": ["token"]}
TOKEN = re.compile(r"[\w.-]+\??(?:\[[^]]*\])?|\S+")
POINTER = re.compile(r"(in|out|inout|callback|pinned)(\?)?"
                     r"(?:\[(\w+)(?:/(\w+))?( bytes)?(\?)?\])?")
ERROR = re.compile(r"(PYF_ERR_\w+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?")


class Mistake(Exception):
    """What a tag says wrong."""


def pointer_words(word):
    """in?[n/m], callback[data], ...: a dict; None for another word."""
    match = POINTER.fullmatch(word)
    if not match:
        return None
    name, null, count, room, in_bytes, empty = match.groups()
    result = {"owns": name} if name == "pinned" else \
        {"is": name} if name == "callback" else {"direction": name}
    if null:
        result["null"] = "allowed"
    if empty:
        result["null"] = "if_empty"
    if count:
        key = "called_with" if name == "callback" else \
            "bytes" if in_bytes else "count"
        result[key] = count
    if room:
        result["capacity"] = room
    return result


def word(text, groups):
    """What one word says of a parameter or field."""
    bare, null = text.rstrip("?"), text.endswith("?")
    if pointer_words(text) is not None:
        return pointer_words(text)
    if bare in KINDS:
        result = {"is": "handle", "kind": bare}
    elif text in OWNERS:
        return {"owns": text}
    elif bare in ("cstr", "text", "token"):
        result = {"is": bare}
    elif text in ("data", "number", "bool"):
        return {"is": text}
    elif text == "0":
        return {"is": "number", "zero": True}
    elif text in groups:
        return {"is": "number", "group": text}
    else:
        raise Mistake(f"{text} is no word that is known")
    return result | ({"null": "allowed"} if null else {})


def entry(text, groups):
    """`a, b words`: the names, and what is said of each."""
    match = re.fullmatch(r"((?:[\w.]+, )*[\w.]+) (.*)", text)
    if not match:
        raise Mistake(f"not understood: {text}")
    said, tokens = {}, TOKEN.findall(match[2])
    while tokens:
        token = tokens.pop(0)
        if token == "by":
            said["by"] = tokens.pop(0) if tokens else ""
        elif token == "if":
            said["when"], tokens = tokens, []
        else:
            said |= word(token, groups)
    return match[1].split(", "), said


def described(text, groups):
    """A tag Args or Fields without its result: {name: what is said}."""
    result = {}
    for part in filter(None, re.split(r";\s*", text)):
        names, said = entry(part, groups)
        for name in names:
            if name in result:
                raise Mistake(f"{name} is there twice")
            result[name] = dict(said)
    return result


def split_result(text):
    """Args: the parameters, and the words behind the arrow."""
    entries, _, result = text.removesuffix(".").partition("->")
    return entries.strip(), result.split()


def result(words, ctype, groups):
    """What is said behind the arrow, for a function that returns `ctype`."""
    said = {"is": None}
    for text in words:
        null = {"null": "allowed"} if text.endswith("?") else {}
        bare = text.rstrip("?")
        if text == "unparked":
            said["parks"] = False
        elif text in ("new", "pinned"):
            said["owns"] = text
        elif ctype == "pyf_handle" and bare in KINDS:
            said |= {"is": "handle", "kind": bare, **null}
        elif text in RESULTS.get(ctype, []):
            said["is"] = text
        elif ctype == "int" and text in groups:
            said |= {"is": "number", "group": text}
        else:
            raise Mistake(f"-> {text} is no result of type {ctype}")
    if said["is"] is None and ctype != "void":
        raise Mistake("says nothing of the result")
    return {"is": "nothing"} if ctype == "void" else \
        {"owns": "none", "parks": True, **said}


# ----------------------------------------------------------- checks by type

def pointee(ctype):
    """What a pointer points to, and whether that is const; None for others."""
    match = re.fullmatch(r"(.*?) ?\*", ctype)
    if not match:
        return None
    target = match[1]
    constant = bool(re.fullmatch(r"const [^*]*|.*\* ?const", target))
    return target, constant


def check_pointer(said, constant):
    direction = said.get("direction")
    if said.get("is") == "data":
        return
    if direction is None:
        raise Mistake("is a pointer: in, out, inout or data?")
    if constant != (direction == "in"):
        raise Mistake(f"is {direction}, and {'' if constant else 'not '}const")
    said.setdefault("is", "pointer")


def check(item, said, callbacks):
    """Complete what is said of a parameter or field by its C type."""
    ctype, target = item["type"], pointee(item["type"])
    if target and ctype != "void *" or said.get("direction"):
        if not target:
            raise Mistake(f"is no pointer, but {ctype}")
        check_pointer(said, target[1])
    elif target and said.get("is") != "data":
        raise Mistake("is a pointer: in, out, inout or data?")
    elif ctype in callbacks and said.get("is") != "callback":
        raise Mistake("is a function: callback?")
    elif ctype == "pyf_handle" and said.get("is") != "handle":
        raise Mistake("is a handle: of what kind?")
    elif ctype == "pyf_token" and said.get("is") != "token":
        raise Mistake("is a token: taken?")
    elif ctype == "pyf_text" and said.get("is") != "text":
        raise Mistake("is a text: text or text??")
    elif ctype in ("int", "int32_t", "uint32_t") and \
            said.get("is") not in ("number", "bool"):
        raise Mistake("is a number: of which group?")
    if "direction" in said or said.get("is") in ("callback", "text", "handle"):
        said.setdefault("null", "never")
    if said.get("direction") == "in" or said.get("is") in ("handle", "data"):
        said.setdefault("owns", "borrowed")


def members(items, prefix=""):
    """The fields, those of unions as union.field."""
    for item in items:
        yield prefix + item["name"], item
        yield from members(item.get("fields", []), f"{item['name']}.")


def default(item, counts):
    """What there is to say of an item that no tag names."""
    if item["name"] in counts:
        return {"is": "size", "counts": counts[item["name"]]}
    scalars = {"size_t": "size", "double": "number", "int64_t": "number",
               "uint64_t": "number", "uintptr_t": "number"}
    return {"is": scalars[item["type"]]} if item["type"] in scalars else {}


def counted(said):
    """{name of a count: [names of what it counts]}."""
    counts = {}
    for name, words in said.items():
        for key in ("count", "capacity", "bytes"):
            if key in words:
                counts.setdefault(words[key], []).append(name)
    return counts


def describe(items, text, groups, callbacks):
    """Put what a tag says into the parameters or fields themselves."""
    said, known = described(text, groups), dict(members(items))
    counts = counted(said)
    for name, words in said.items():
        others = [words[key] for key in
                  ("count", "capacity", "bytes", "by", "called_with")
                  if key in words]
        for other in [name, *others]:
            if other not in known:
                raise Mistake(f"{other} is no parameter or field")
    for name, item in known.items():
        words = {**default(item, counts), **said.get(name, {})}
        if "fields" not in item:
            try:
                check(item, words, callbacks)
            except Mistake as mistake:
                raise Mistake(f"{name} {mistake}") from None
        if name in counts:
            words = {**words, "counts": counts[name]}
        item.update(words)


def thread(text):
    name = text.removesuffix(".").split("; ")[0]
    if name not in THREADS:
        raise Mistake(f"Thread is {name}, not one of {', '.join(THREADS)}")
    return name


def errors(text):
    """The codes of a tag Errors, each with when it comes; a note is left."""
    rest, found = text.removesuffix("."), []
    while match := ERROR.match(rest):
        when = {"when": match[2]} if match[2] else {}
        found.append({"code": match[1], **when})
        rest = rest[match.end():]
        rest = re.sub("^[,;] (?=PYF_ERR_)", "", rest)
    if not found:
        if not rest.startswith("none"):
            raise Mistake(f"Errors: not understood: {rest}")
        rest = rest.removeprefix("none")
    if rest and not rest.startswith("; "):
        raise Mistake(f"Errors: not understood: {rest}")
    return found
