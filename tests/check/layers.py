# SPDX-License-Identifier: MIT
"""The rules of layers, and as much reading of C as they need.

There is no compiler here. Comments and literals are taken away; what stands at
the outermost level then defines or declares a name, and what stands in bodies,
initializers and macros uses names.
"""

import glob
import os
import re

# The rooms, lowest first; each uses only what stands before it. All but the
# last are folders of lib/.
ROOMS = ["platform", "cpython", "handle", "discover", "runtime", "signature",
         "convert", "call", "function", "class", "module", "abi"]

# The one circle that stays: a grammar is recursive. A type may be that of a
# function, `fn(...) -> T`, which holds a whole signature.
GRAMMAR = ("lib/signature/type", "lib/signature/parse")

CONTRACT = ("abi/pyforge.h", "abi/pyforge-cxx.h")

# Headers of others that comments name.
FOREIGN = {"Python.h", "structmember.h", "membarrier.h"}
FILE_NAME = re.compile(r"(?<![\w./-])[\w/-]+\.[ch]\b(?!\.\w)")

WORD = re.compile(r"[A-Za-z_]\w*")
ATTRIBUTE = re.compile(r"\b(?:__attribute__|_Alignas|pyf__printf)(?=\s*\()")
TYPE = re.compile(r"\s*(?:static\s+)?(?:struct|union|enum)(?:\s+\w+)?"
                  r"\s*(?:\{\})?\s*")
DECLARES = re.compile(r"\b(?:typedef|extern|pyf__data|_Static_assert)\b")


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def without_literals(text):
    """The text without comments too."""
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'
                  r"'(?:\\.|[^'\\\n])*'", " ", text, flags=re.S)


def cut_directives(text):
    """The macros that a text defines, {name: body}, and the rest of it."""
    macros = {}

    def take(match):
        macro = re.match(r"\s*#\s*define\s+(\w+)(.*)", match[0], re.S)
        if macro:
            macros[macro[1]] = macros.get(macro[1], "") + macro[2]
        return ""

    return macros, re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", take, text, flags=re.M)


def pieces(text):
    """What stands at the outermost level: (head, bodies, is a function). The
    bodies are what is in braces; the head has "{}" for each that is no body of
    a function."""
    depth, head, bodies = 0, "", ""
    for part in re.findall(r"[{}]|[^{}]+", text):
        if part == "{":
            depth += 1
        elif part == "}":
            depth -= 1
            if depth == 0 and head.rstrip().endswith(")") and "=" not in head:
                yield head, bodies, True
                head, bodies = "", ""
            elif depth == 0:
                head += "{}"
        elif depth > 0:
            bodies += part + " "
        else:
            *ended, rest = part.split(";")
            for end in ended:
                yield head + end, bodies, False
                head, bodies = "", ""
            head += rest
    if depth != 0:
        raise ValueError("its braces do not match")


def flatten(head):
    """A head with "()" for each of its outermost parentheses, and what stands
    in these; attributes and lengths of arrays are taken away."""
    flat, groups, depth = "", [], 0
    for part in re.findall(r"[()]|[^()]+", re.sub(r"\[[^]]*\]", "", head)):
        depth -= part == ")"
        if depth > 0:
            groups[-1] += part
        else:
            flat += part
        if part == "(":
            if depth == 0:
                groups.append("")
            depth += 1
    for attribute in ATTRIBUTE.findall(flat):
        before, after = re.split(attribute + r"\s*\(\)", flat, maxsplit=1)
        del groups[before.count("()")]
        flat = before + after
    return flat, groups


def function_name(head):
    flat, groups = flatten(head)
    before = flat.rstrip().removesuffix("()").rstrip()
    if before.endswith("()"):  # it gives a pointer to a function
        before = groups[-2].split("(")[0]
    return WORD.findall(before)[-1]


def data_names(head):
    """The data that a head defines; nothing where it declares."""
    names = []
    if DECLARES.search(head):
        return names
    flat, groups = flatten(head)
    for part in flat.split(","):
        part = part.split("=")[0].rstrip()
        if part.endswith("()()"):  # a pointer to a function, or what gives one
            inside = groups[part.count("()") - 2]
            names += [] if "(" in inside else WORD.findall(inside)[-1:]
        elif not part.endswith(")") and not TYPE.fullmatch(part):
            names += WORD.findall(part)[0 if names else 1:][-1:]
    return names


class File:
    """One file, its path from the top: what it includes, and the names that it
    defines for others and uses of others. Names of static functions and data
    are its own, unless it is a header."""

    def __init__(self, path, text):
        self.path = path
        self.is_header = path.endswith(".h")
        self.text = text
        self.includes = re.findall(r'^[ \t]*#\s*include\s+"([^"]+)"',
                                   without_comments(text), re.M)
        self.defines, self.uses, self.error = set(), set(), None
        try:
            self.read()
        except ValueError as error:
            self.error = str(error)

    def read(self):
        own = set()
        macros, code = cut_directives(without_literals(self.text))
        (self.defines if self.is_header else own).update(macros)
        used = list(macros.values())
        for head, bodies, is_function in pieces(code):
            names = [function_name(head)] if is_function else data_names(head)
            mine = not self.is_header and re.search(r"\bstatic\b", head)
            (own if mine else self.defines).update(names)
            if names:
                used.append(bodies + head.partition("=")[2])
        # Members and tags have name spaces of their own.
        used = re.sub(r"(?:->|\.)\s*\w+|\b(?:struct|union|enum)\s+\w+", " ",
                      "\n".join(used))
        self.uses = set(WORD.findall(used)) - own - self.defines

    @property
    def folder(self):
        return os.path.dirname(self.path)

    @property
    def stem(self):
        """A header and the file of its name are one: what is in line in the
        one goes on, out of line, in the other."""
        return os.path.splitext(self.path)[0]

    @property
    def room(self):
        parts = self.path.split("/")
        return parts[1] if parts[0] == "lib" else parts[0]


class Tree:
    """The C of lib/, abi/ and command/ below a folder. The contract between
    them is not looked into, and everybody may include it."""

    def __init__(self, top):
        self.files = {}
        for pattern in ("lib/**/*.[ch]", "abi/*.[ch]", "command/*.[ch]"):
            for path in sorted(glob.glob(pattern, root_dir=top,
                                         recursive=True)):
                with open(os.path.join(top, path), encoding="utf-8") as file:
                    self.files[path] = File(path, file.read())
        self.definers = {}
        for file in self.files.values():
            for name in file.defines if file.path not in CONTRACT else ():
                self.definers.setdefault(name, []).append(file)

    def engine(self):
        """The files of lib/ and abi/."""
        return [file for file in self.files.values() if file.room in ROOMS]

    def included(self, file, name):
        """The file that an include means; None: none of these."""
        beside = "" if file.path.startswith("lib/") else file.folder + "/"
        for path in (beside + name, "lib/" + name, "abi/" + name):
            if path in self.files:
                return self.files[path]
        return None

    def sees(self, file, header, seen=None):
        """Whether a file includes a header, through others too."""
        seen = set() if seen is None else seen
        for name in file.includes:
            other = self.included(file, name)
            if other is header:
                return True
            if other is not None and other.path not in seen:
                seen.add(other.path)
                if self.sees(other, header, seen):
                    return True
        return False

    def used(self):
        """(file, file that defines, name) for each name used elsewhere. What
        a header has in line is meant only where the header is seen."""
        for file in self.files.values():
            for name in sorted(file.uses):
                for other in self.definers.get(name, ()):
                    if other is not file and (not other.is_header or
                                              self.sees(file, other)):
                        yield file, other, name


def is_above(file, other):
    """Whether `other` stands in a higher room than `file`."""
    return file.room in ROOMS and other.room in ROOMS and \
        ROOMS.index(other.room) > ROOMS.index(file.room)


def circles(edges):
    """The shortest circles of a graph {node: {node: what for}}, as texts."""
    found = {}
    for start in sorted(edges):
        ways = [[start]]
        seen = set()
        while ways:
            way = ways.pop(0)
            for node in sorted(edges.get(way[-1], ())):
                if node == start:
                    found.setdefault(frozenset(way), way + [start])
                    ways = []
                    break
                if node not in seen:
                    seen.add(node)
                    ways.append(way + [node])
    return [" -> ".join([way[0]] + [f"{edges[a][b]} {b}"
                                    for a, b in zip(way, way[1:])])
            for way in found.values()]


# Each rule gives what breaks it.

def unreadable(tree):
    return [f"{file.path}: {file.error}" for file in tree.files.values()
            if file.error]


def unknown_rooms(tree):
    return [path for path in tree.files if path.startswith("lib/") and
            (path.count("/") != 2 or path.split("/")[1] not in ROOMS[:-1])]


def unclear_includes(tree):
    """What is in lib/ is named from there, what is in abi/ by its name."""
    return [f"{file.path} includes {name}" for file in tree.engine()
            for name in file.includes
            if not {f"lib/{name}", f"abi/{name}"} & tree.files.keys()]


def upward_includes(tree):
    for file in tree.engine():
        for name in file.includes:
            other = tree.included(file, name)
            if other is not None and other.path not in CONTRACT and \
                    is_above(file, other):
                yield f"{file.path} includes {name}"


def private_includes(tree, others=()):
    """`others` are further (path, names that it includes)."""
    everybody = [(file.path, file.includes) for file in tree.files.values()]
    for path, names in [*everybody, *others]:
        for name in names:
            if os.path.basename(name) == "internal.h" and \
                    "lib/" + os.path.dirname(name) != os.path.dirname(path):
                yield f"{path} includes {name}"


def upward_uses(tree):
    for file, other, name in tree.used():
        if is_above(file, other):
            yield f"{file.path} uses {name} of {other.path}"


def use_circles(tree):
    edges = {}
    for file, other, name in tree.used():
        if file.room == other.room and file.stem != other.stem and \
                (file.stem, other.stem) != GRAMMAR:
            edges.setdefault(file.stem, {}).setdefault(other.stem, name)
    return circles(edges)


def include_circles(tree):
    edges = {}
    for file in tree.files.values():
        for name in file.includes:
            other = tree.included(file, name)
            if other is not None and file.is_header:
                edges.setdefault(file.path, {})[other.path] = "includes"
    return circles(edges)


def silent_files(tree):
    """A file says what it is for right after the SPDX line."""
    return [file.path for file in tree.files.values()
            if not re.match(r"/\* SPDX[^\n]*\n/\*[\s*]*[^\s*]", file.text)]


def stale_names(tree):
    """A file that a comment names exists: from the top, from lib/, from the
    folder of the comment, or by its name alone."""
    names = {name for path in tree.files for name in
             (path, path.removeprefix("lib/"), os.path.basename(path))}
    return [f"{file.path} names {name}" for file in tree.files.values()
            for comment in re.findall(r"/\*.*?\*/", file.text, re.S)
            for name in FILE_NAME.findall(comment)
            if name not in names and os.path.basename(name) not in FOREIGN]


def repeated_names(tree):
    paths = {}
    for file in tree.engine():
        if not file.is_header:
            paths.setdefault(os.path.basename(file.path), []).append(file.path)
    return [" and ".join(some) for some in paths.values() if len(some) > 1]


def outside_includes(tree):
    """command/ is a client: of pyforge.h and its own headers alone."""
    for file in tree.files.values():
        for name in file.includes:
            if file.room == "command" and name != "pyforge.h" and \
                    f"command/{name}" not in tree.files:
                yield f"{file.path} includes {name}"


RULES = [
    ("every file can be read", unreadable),
    ("every file of lib/ belongs to a known room", unknown_rooms),
    ("includes are written from lib/", unclear_includes),
    ("what is included stands in no higher room", upward_includes),
    ("what is used stands in no higher room", upward_uses),
    ("no files of a room use each other in a circle", use_circles),
    ("no headers include each other in a circle", include_circles),
    ("the command sees pyforge.h alone", outside_includes),
    ("every file says what it is for", silent_files),
    ("files that comments name exist", stale_names),
    ("no two .c files of lib/ and abi/ have one name", repeated_names),
]
