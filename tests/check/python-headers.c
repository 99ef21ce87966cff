/* SPDX-License-Identifier: MIT */
/*
 * What lib/cpython/ says of CPython, compared with Python.h by the compiler:
 * that it compiles is the test. PYF_LIMITED: with the limited API of 3.11.
 *
 * types.h is read too. Its opaque and function types must mean the same as
 * CPython's; its structures get other names first, and are compared by field.
 */
#include <pyconfig.h>

/* Free-threaded builds have no limited API of 3.11. */
#if defined(PYF_LIMITED) && !defined(Py_GIL_DISABLED)
#define Py_LIMITED_API 0x030b0000
#endif
#include <Python.h>

#if PY_VERSION_HEX < 0x030b0000
#error "older than 3.11"
#endif

#include "cpython/constants.h"
#include "cpython/symbols.h"
#include "pyforge.h"

/* ---------------------------------------------------------- structures */

#define PyGILState_STATE    ours_PyGILState_STATE
#define PyGILState_LOCKED   ours_PyGILState_LOCKED
#define PyGILState_UNLOCKED ours_PyGILState_UNLOCKED
#define PyMethodDef         ours_PyMethodDef
#define PyGetSetDef         ours_PyGetSetDef
#define PyMemberDef         ours_PyMemberDef
#define PyType_Slot         ours_PyType_Slot
#define PyType_Spec         ours_PyType_Spec
#define PyModuleDef_Slot    ours_PyModuleDef_Slot
#define Py_buffer           ours_Py_buffer
#define PyStatus            ours_PyStatus
#define PyCriticalSection   ours_PyCriticalSection
#include "cpython/types.h"
#undef PyGILState_STATE
#undef PyGILState_LOCKED
#undef PyGILState_UNLOCKED
#undef PyMethodDef
#undef PyGetSetDef
#undef PyMemberDef
#undef PyType_Slot
#undef PyType_Spec
#undef PyModuleDef_Slot
#undef Py_buffer
#undef PyStatus
#undef PyCriticalSection

#if PY_VERSION_HEX < 0x030c0000
#include <structmember.h>
#endif

#define SAME_SIZE(type)                                                       \
    _Static_assert(sizeof(type) == sizeof(ours_##type), "size of " #type);
#define SAME_FIELD(type, name)                                                \
    _Static_assert(offsetof(type, name) == offsetof(ours_##type, name),       \
                   "offset of " #type "." #name);                             \
    _Static_assert(sizeof(((type *)0)->name) ==                               \
                       sizeof(((ours_##type *)0)->name),                      \
                   "size of " #type "." #name);

SAME_SIZE(PyGILState_STATE)
_Static_assert((int)PyGILState_LOCKED == ours_PyGILState_LOCKED, "");
_Static_assert((int)PyGILState_UNLOCKED == ours_PyGILState_UNLOCKED, "");

SAME_SIZE(PyMethodDef)
SAME_FIELD(PyMethodDef, ml_name)
SAME_FIELD(PyMethodDef, ml_meth)
SAME_FIELD(PyMethodDef, ml_flags)
SAME_FIELD(PyMethodDef, ml_doc)

SAME_SIZE(PyGetSetDef)
SAME_FIELD(PyGetSetDef, name)
SAME_FIELD(PyGetSetDef, get)
SAME_FIELD(PyGetSetDef, set)
SAME_FIELD(PyGetSetDef, doc)
SAME_FIELD(PyGetSetDef, closure)

SAME_SIZE(PyMemberDef)
SAME_FIELD(PyMemberDef, name)
SAME_FIELD(PyMemberDef, type)
SAME_FIELD(PyMemberDef, offset)
SAME_FIELD(PyMemberDef, flags)
SAME_FIELD(PyMemberDef, doc)

SAME_SIZE(PyType_Slot)
SAME_FIELD(PyType_Slot, slot)
SAME_FIELD(PyType_Slot, pfunc)

SAME_SIZE(PyType_Spec)
SAME_FIELD(PyType_Spec, name)
SAME_FIELD(PyType_Spec, basicsize)
SAME_FIELD(PyType_Spec, itemsize)
SAME_FIELD(PyType_Spec, flags)
SAME_FIELD(PyType_Spec, slots)

SAME_SIZE(PyModuleDef_Slot)
SAME_FIELD(PyModuleDef_Slot, slot)
SAME_FIELD(PyModuleDef_Slot, value)

/* Ours begins behind the object header. */
#define SAME_PLACE(name, ours)                                                \
    _Static_assert(offsetof(PyModuleDef, name) ==                             \
                       sizeof(PyObject) +                                     \
                           offsetof(struct pyf__module_def, ours),            \
                   "offset of PyModuleDef." #name);                           \
    _Static_assert(sizeof(((PyModuleDef *)0)->name) ==                        \
                       sizeof(((struct pyf__module_def *)0)->ours),           \
                   "size of PyModuleDef." #name);
SAME_PLACE(m_base.m_init, m_init)
SAME_PLACE(m_base.m_index, m_index)
SAME_PLACE(m_base.m_copy, m_copy)
SAME_PLACE(m_name, m_name)
SAME_PLACE(m_doc, m_doc)
SAME_PLACE(m_size, m_size)
SAME_PLACE(m_methods, m_methods)
SAME_PLACE(m_slots, m_slots)
SAME_PLACE(m_traverse, m_traverse)
SAME_PLACE(m_clear, m_clear)
SAME_PLACE(m_free, m_free)
_Static_assert(sizeof(PyModuleDef) ==
                   sizeof(PyObject) + sizeof(struct pyf__module_def),
               "size of PyModuleDef");

SAME_SIZE(Py_buffer)
SAME_FIELD(Py_buffer, buf)
SAME_FIELD(Py_buffer, obj)
SAME_FIELD(Py_buffer, len)
SAME_FIELD(Py_buffer, itemsize)
SAME_FIELD(Py_buffer, readonly)
SAME_FIELD(Py_buffer, ndim)
SAME_FIELD(Py_buffer, format)
SAME_FIELD(Py_buffer, shape)
SAME_FIELD(Py_buffer, strides)
SAME_FIELD(Py_buffer, suboffsets)
SAME_FIELD(Py_buffer, internal)

#ifdef Py_LIMITED_API
typedef ours_PyStatus PyStatus;
#else
SAME_SIZE(PyStatus)
SAME_FIELD(PyStatus, _type)
SAME_FIELD(PyStatus, func)
SAME_FIELD(PyStatus, err_msg)
SAME_FIELD(PyStatus, exitcode)
#endif

/* Incomplete where 3.13 and 3.14 have the GIL. */
#if PY_VERSION_HEX < 0x030d0000 ||                                            \
    (defined(Py_LIMITED_API) && PY_VERSION_HEX < 0x030f0000)
typedef ours_PyCriticalSection PyCriticalSection;
#elif defined(Py_GIL_DISABLED) || PY_VERSION_HEX >= 0x030f0000
_Static_assert(sizeof(PyCriticalSection) <= sizeof(ours_PyCriticalSection),
               "size of PyCriticalSection");
#endif

/* ---------------------------------------------------------- numbers */

/* What came later works before, perhaps under another name. */
#if PY_VERSION_HEX < 0x030c0000
#define Py_T_PYSSIZET T_PYSSIZET
#define Py_READONLY   READONLY
#endif
#ifndef Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#endif
#ifndef Py_mod_multiple_interpreters
#define Py_mod_multiple_interpreters 3
#endif
#ifndef Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED
#define Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED ((void *)0)
#endif
#ifndef Py_mod_gil
#define Py_mod_gil 4
#endif
#ifndef Py_MOD_GIL_USED
#define Py_MOD_GIL_USED     ((void *)0)
#define Py_MOD_GIL_NOT_USED ((void *)1)
#endif

/* 3.15 has new numbers for the slots of modules and takes those of before as
 * well: its limited API of 3.11 has them. */
#if PY_VERSION_HEX >= 0x030f0000 && !defined(Py_LIMITED_API)
#undef Py_mod_exec
#undef Py_mod_multiple_interpreters
#undef Py_mod_gil
#define Py_mod_exec                  2
#define Py_mod_multiple_interpreters 3
#define Py_mod_gil                   4
#endif

#define SAME_NUMBER(name, value) _Static_assert((name) == (value), #name);
PYF__NUMBERS(SAME_NUMBER)
PYF__FLAGS(SAME_NUMBER)

/* What makes of a pointer a constant expression, for clang too. */
#define FOLDED(expression)                                                    \
    (__builtin_constant_p(expression) ? (expression) : (expression))
#define SAME_VALUE(name, value)                                               \
    _Static_assert(FOLDED((uintptr_t)(name) == (value)), #name);
PYF__SLOT_VALUES(SAME_VALUE)

/* The public header has these under names of its own. */
#define SAME_COMPARISON(name) (PYF_##name - PYF_LT == Py_##name)
_Static_assert(SAME_COMPARISON(LT) && SAME_COMPARISON(LE) &&
                   SAME_COMPARISON(EQ) && SAME_COMPARISON(NE) &&
                   SAME_COMPARISON(GT) && SAME_COMPARISON(GE),
               "comparisons");

/* ---------------------------------------------------------- functions */

/* Whether the headers have it, under its very name. */
#define IS_THERE(name)                          (void)sizeof(&name);
#define FUNCTION(type, name, parameters)        IS_THERE(name)
#define OPTIONAL(type, name, parameters, since) FROM_##since(name)

#define FROM_0x030b(name) IS_THERE(name)
#if PY_VERSION_HEX >= 0x030c0000
#define FROM_0x030c(name) IS_THERE(name)
#else
#define FROM_0x030c(name)
#endif
#if PY_VERSION_HEX >= 0x030d0000
#define FROM_0x030d(name) IS_THERE(name)
#else
#define FROM_0x030d(name)
#endif
#if PY_VERSION_HEX >= 0x030e0000
#define FROM_0x030e(name) IS_THERE(name)
#else
#define FROM_0x030e(name)
#endif
#if PY_VERSION_HEX >= 0x030f0000
#define FROM_0x030f(name) IS_THERE(name)
#else
#define FROM_0x030f(name)
#endif

static void __attribute__((unused))
are_there(void)
{
    PYF__FUNCTIONS(FUNCTION)
    PYF__OBJECTS(IS_THERE)
#ifndef Py_LIMITED_API
    PYF__EXPORTED_FUNCTIONS(FUNCTION)
    PYF__OPTIONAL_FUNCTIONS(OPTIONAL)
#endif
}

/* Declared again: another prototype is an error. The parentheses keep a macro
 * of the same name away. */
#define AGAIN(type, name, parameters)                 type(name) parameters;
#define AGAIN_OPTIONAL(type, name, parameters, since) type(name) parameters;
PYF__FUNCTIONS(AGAIN)
#ifndef Py_LIMITED_API
PYF__EXPORTED_FUNCTIONS(AGAIN)
PYF__OPTIONAL_FUNCTIONS(AGAIN_OPTIONAL)
#endif

/* ---------------------------------------------------------- data */

#define TYPE(name)      extern PyTypeObject name;
#define EXCEPTION(name) extern PyObject *name;
PYF__TYPES(TYPE)
PYF__EXCEPTIONS(EXCEPTION)
