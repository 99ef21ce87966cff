# SPDX-License-Identifier: MIT
"""What the benchmarks work on. They import it as the module `subject`."""


def call0():
    pass


def add(a, b):
    return a + b


class Thing:
    def __init__(self):
        self.value = 7.5
        self.number = 1234567

    def method(self):
        pass


thing = Thing()
record = {"key": 7.5}
row = [float(i) for i in range(1000)]
floats = [i * 0.5 for i in range(1000000)]
