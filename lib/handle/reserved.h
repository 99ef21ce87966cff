/* SPDX-License-Identifier: MIT */
/* Generated from pyforge.h by abi/extract.py; do not edit. */
/* Reserved handles: X(slot, name in builtins). */
#ifndef PYF__RESERVED_H
#define PYF__RESERVED_H

#define PYF__RESERVED(X) \
    X(0x01, "None") \
    X(0x02, "True") \
    X(0x03, "False") \
    X(0x04, "Ellipsis") \
    X(0x05, "NotImplemented") \
    X(0x10, "object") \
    X(0x11, "type") \
    X(0x12, "bool") \
    X(0x13, "int") \
    X(0x14, "float") \
    X(0x15, "complex") \
    X(0x16, "str") \
    X(0x17, "bytes") \
    X(0x18, "bytearray") \
    X(0x19, "memoryview") \
    X(0x1a, "list") \
    X(0x1b, "tuple") \
    X(0x1c, "dict") \
    X(0x1d, "set") \
    X(0x1e, "frozenset") \
    X(0x1f, "range") \
    X(0x20, "slice") \
    X(0x21, "enumerate") \
    X(0x22, "filter") \
    X(0x23, "map") \
    X(0x24, "reversed") \
    X(0x25, "zip") \
    X(0x26, "property") \
    X(0x27, "classmethod") \
    X(0x28, "staticmethod") \
    X(0x29, "super") \
    X(0x40, "BaseException") \
    X(0x41, "BaseExceptionGroup") \
    X(0x42, "ExceptionGroup") \
    X(0x43, "GeneratorExit") \
    X(0x44, "KeyboardInterrupt") \
    X(0x45, "SystemExit") \
    X(0x46, "Exception") \
    X(0x47, "ArithmeticError") \
    X(0x48, "FloatingPointError") \
    X(0x49, "OverflowError") \
    X(0x4a, "ZeroDivisionError") \
    X(0x4b, "AssertionError") \
    X(0x4c, "AttributeError") \
    X(0x4d, "BufferError") \
    X(0x4e, "EOFError") \
    X(0x4f, "ImportError") \
    X(0x50, "ModuleNotFoundError") \
    X(0x51, "LookupError") \
    X(0x52, "IndexError") \
    X(0x53, "KeyError") \
    X(0x54, "MemoryError") \
    X(0x55, "NameError") \
    X(0x56, "UnboundLocalError") \
    X(0x57, "OSError") \
    X(0x58, "BlockingIOError") \
    X(0x59, "ChildProcessError") \
    X(0x5a, "ConnectionError") \
    X(0x5b, "BrokenPipeError") \
    X(0x5c, "ConnectionAbortedError") \
    X(0x5d, "ConnectionRefusedError") \
    X(0x5e, "ConnectionResetError") \
    X(0x5f, "FileExistsError") \
    X(0x60, "FileNotFoundError") \
    X(0x61, "InterruptedError") \
    X(0x62, "IsADirectoryError") \
    X(0x63, "NotADirectoryError") \
    X(0x64, "PermissionError") \
    X(0x65, "ProcessLookupError") \
    X(0x66, "TimeoutError") \
    X(0x67, "ReferenceError") \
    X(0x68, "RuntimeError") \
    X(0x69, "NotImplementedError") \
    X(0x6a, "RecursionError") \
    X(0x6b, "PythonFinalizationError") \
    X(0x6c, "StopAsyncIteration") \
    X(0x6d, "StopIteration") \
    X(0x6e, "SyntaxError") \
    X(0x6f, "IndentationError") \
    X(0x70, "TabError") \
    X(0x71, "SystemError") \
    X(0x72, "TypeError") \
    X(0x73, "ValueError") \
    X(0x74, "UnicodeError") \
    X(0x75, "UnicodeDecodeError") \
    X(0x76, "UnicodeEncodeError") \
    X(0x77, "UnicodeTranslateError") \
    X(0x78, "Warning") \
    X(0x79, "BytesWarning") \
    X(0x7a, "DeprecationWarning") \
    X(0x7b, "EncodingWarning") \
    X(0x7c, "FutureWarning") \
    X(0x7d, "ImportWarning") \
    X(0x7e, "PendingDeprecationWarning") \
    X(0x7f, "ResourceWarning") \
    X(0x80, "RuntimeWarning") \
    X(0x81, "SyntaxWarning") \
    X(0x82, "UnicodeWarning") \
    X(0x83, "UserWarning")

/* One past the highest slot. */
#define PYF__RESERVED_COUNT 0x84

#endif
