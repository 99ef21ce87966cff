# SPDX-License-Identifier: MIT
"""What the benchmarks work on. They import it as the module `subject`."""


def call0():
    pass


def add(a, b):
    return a + b


def add_floats(a, b):
    return a + b


class Thing:
    def __init__(self):
        self.value = 7.5
        self.number = 1234567
        self.nothing = None

    def method(self):
        pass


thing = Thing()
record = {"key": 7.5}
builtin = callable
row = [float(i) for i in range(1000)]
floats = [i * 0.5 for i in range(1000000)]

# Small objects of the sizes that calls make, every other one free again: else
# the memory of one object may be all that its arena has, and be given back to
# the system and got again at every call.
ballast = [(2**40 + i, i * 0.25, "%060d" % i) for i in range(20000)]
ballast = [item for triple in ballast for item in triple]
del ballast[::2]
