/* SPDX-License-Identifier: MIT */
/*
 * Numbers of the stable ABI that the library uses, under CPython's own names.
 * They never change; tests/check/python-headers.test compares them with the
 * headers of every Python that it finds. cpython.h makes constants of them.
 */
#ifndef PYF__CPYTHON_CONSTANTS_H
#define PYF__CPYTHON_CONSTANTS_H

/* Numbers that are an int. */
#define PYF__NUMBERS(X)                                                       \
    X(METH_VARARGS, 0x0001)                                                   \
    X(METH_KEYWORDS, 0x0002)                                                  \
    X(METH_NOARGS, 0x0004)                                                    \
    X(METH_O, 0x0008)                                                         \
    X(METH_FASTCALL, 0x0080)                                                  \
    X(Py_tp_call, 50)                                                         \
    X(Py_tp_clear, 51)                                                        \
    X(Py_tp_dealloc, 52)                                                      \
    X(Py_tp_descr_get, 54)                                                    \
    X(Py_tp_getattro, 58)                                                     \
    X(Py_tp_iter, 62)                                                         \
    X(Py_tp_iternext, 63)                                                     \
    X(Py_tp_methods, 64)                                                      \
    X(Py_tp_repr, 66)                                                         \
    X(Py_tp_traverse, 71)                                                     \
    X(Py_tp_members, 72)                                                      \
    X(Py_tp_getset, 73)                                                       \
    X(Py_tp_free, 74)                                                         \
    X(Py_mod_exec, 2)                                                         \
    X(Py_mod_multiple_interpreters, 3) /* 3.12 */                             \
    X(Py_mod_gil, 4)                   /* 3.13 */                             \
    X(Py_T_PYSSIZET, 19)                                                      \
    X(Py_READONLY, 1)                                                         \
    X(PyBUF_SIMPLE, 0)                                                        \
    X(PyBUF_FORMAT, 0x0004)                                                   \
    X(PyBUF_C_CONTIGUOUS, 0x0020 | 0x0010 | 0x0008)                           \
    X(Py_LT, 0)                                                               \
    X(Py_LE, 1)                                                               \
    X(Py_EQ, 2)                                                               \
    X(Py_NE, 3)                                                               \
    X(Py_GT, 4)                                                               \
    X(Py_GE, 5)

/* Numbers that a slot of a module has for its pointer. */
#define PYF__SLOT_VALUES(X)                                                   \
    X(Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED, 0) /* 3.12 */               \
    X(Py_MOD_GIL_USED, 0)                            /* 3.13 */               \
    X(Py_MOD_GIL_NOT_USED, 1)

/* Flags of types. */
#define PYF__FLAGS(X)                                                         \
    X(Py_TPFLAGS_DEFAULT, 0)                                                  \
    X(Py_TPFLAGS_DISALLOW_INSTANTIATION, 1UL << 7)                            \
    X(Py_TPFLAGS_IMMUTABLETYPE, 1UL << 8)                                     \
    X(Py_TPFLAGS_HAVE_VECTORCALL, 1UL << 11)                                  \
    X(Py_TPFLAGS_HAVE_GC, 1UL << 14)                                          \
    X(Py_TPFLAGS_METHOD_DESCRIPTOR, 1UL << 17)                                \
    X(Py_TPFLAGS_LONG_SUBCLASS, 1UL << 24)                                    \
    X(Py_TPFLAGS_LIST_SUBCLASS, 1UL << 25)                                    \
    X(Py_TPFLAGS_TUPLE_SUBCLASS, 1UL << 26)                                   \
    X(Py_TPFLAGS_BYTES_SUBCLASS, 1UL << 27)                                   \
    X(Py_TPFLAGS_UNICODE_SUBCLASS, 1UL << 28)                                 \
    X(Py_TPFLAGS_DICT_SUBCLASS, 1UL << 29)                                    \
    X(Py_TPFLAGS_BASE_EXC_SUBCLASS, 1UL << 30)                                \
    X(Py_TPFLAGS_TYPE_SUBCLASS, 1UL << 31)

#endif
