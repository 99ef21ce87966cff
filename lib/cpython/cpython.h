/* SPDX-License-Identifier: MIT */
/*
 * CPython, loaded and never linked.
 *
 * Every CPython function is reached through the table `cpython`, which dlsym
 * fills. Required functions are what 3.11 exports and the stable ABI keeps;
 * optional ones are newer or outside the limited API, NULL where the running
 * Python lacks them, and every use has its fallback. No structure layout is
 * compiled in: what differs between versions is measured at start.
 *
 * Nothing includes Python.h. Prototypes, types and the few numbers are our
 * own, and a test compares them with the headers of every Python that has
 * them.
 */
#ifndef PYF__CPYTHON_H
#define PYF__CPYTHON_H

#include "platform/base.h"

#include "cpython/constants.h"
#include "cpython/symbols.h"
#include "cpython/types.h"

#define PYF__CONSTANT(name, value) name = value,
enum { PYF__NUMBERS(PYF__CONSTANT) PYF__SLOT_VALUES(PYF__CONSTANT) };
enum { PYF__FLAGS(PYF__CONSTANT) };
#undef PYF__CONSTANT

#define PYF__FUNCTION(type, name, parameters)        type(*name) parameters;
#define PYF__OPTIONAL(type, name, parameters, since) type(*name) parameters;
#define PYF__OBJECT(name)                            PyObject *name;
#define PYF__TYPE(name)                              PyTypeObject *name;
#define PYF__EXCEPTION(name)                         PyObject **name;
struct pyf__cpython {
    PYF__FUNCTIONS(PYF__FUNCTION)
    PYF__OBJECTS(PYF__OBJECT)
    PYF__TYPES(PYF__TYPE)
    PYF__EXCEPTIONS(PYF__EXCEPTION)
    PYF__EXPORTED_FUNCTIONS(PYF__FUNCTION)
    PYF__OPTIONAL_FUNCTIONS(PYF__OPTIONAL)
};
#undef PYF__FUNCTION
#undef PYF__OPTIONAL
#undef PYF__OBJECT
#undef PYF__TYPE
#undef PYF__EXCEPTION

/* For the linker it begins with pyf_, as all that this library defines. */
pyf__data struct pyf__cpython cpython __asm__("pyf__cpython");

/* What was measured, and what was read once. Set before the first attach. */
struct pyf__layout {
    uint32_t version;    /* PY_VERSION_HEX of the loaded library */
    bool free_threaded;  /* without the GIL, or perhaps so */
    bool immortals;      /* None, True, False are (PEP 683) */
    size_t header_size;  /* of any object: object.__basicsize__ */
    size_t type_offset;  /* of ob_type in any object */
    size_t float_offset; /* of the double in a float; 0: use the functions */
    size_t list_offset;  /* of the item pointer in a list; 0: functions */
    size_t tuple_offset; /* of the first item in a tuple; 0: functions */
    /* An int of one digit: at int_offset the word that says so, which is below
     * int_end once int_start is added, and then picks the sign; the digit
     * follows it. int_end 0: use the functions. */
    size_t int_offset, int_start, int_end;
    int8_t int_signs[16];
    /* A Python function has its vectorcall function at call_offset.
     * function_type NULL: use PyObject_Vectorcall. */
    PyTypeObject *function_type;
    size_t call_offset;
    /* Scratch numbers (scratch.h): where an object has its 32-bit
     * reference count, the word at int_offset of ints of one to three digits
     * that are positive, and negative, and from where on CPython has no ints
     * of its own that stand for ever. */
    bool has_scratch;
    size_t count_offset;
    size_t int_words[3][2];
    uint64_t int_least;
};

pyf__data struct pyf__layout pyf__layout;

/* Whether this thread may call through the table. Kept by the runtime. */
pyf__data pyf__thread_local bool pyf__attached;

/* Load a libpython, or take the one in the process, and fill the table.
 * PYF_OK, PYF_ERR_LIBRARY (every missing symbol is named), PYF_ERR_VERSION,
 * PYF_ERR_CONFLICT, PYF_ERR_MEMORY; *why then has the text, malloc'ed. May be
 * repeated after a failure. `path` NULL: the symbols of the program itself. */
int pyf__cpython_load(const char *path, char **why);

/* Path of the object that was loaded. */
const char *pyf__cpython_path(void);

/* Measure the layout, once Python runs. Attached; false: no CPython we know.
 */
bool pyf__cpython_measure(void);

/* Raise an ImportError in a Python that imports but cannot be used, for it is
 * too old or lacks symbols: the table is not there to do it. */
void pyf__cpython_refuse(const char *message);

/* Whether an optional function of that name is there: 1, 0; -1 for a name that
 * is not in the list. */
int pyf__cpython_has(const char *name);

static pyf__hot PyTypeObject *
pyf__type_of(PyObject *object)
{
    return *(PyTypeObject **)((char *)object + pyf__layout.type_offset);
}

/* The value of an exact int of one digit; false: it has more. */
static pyf__hot bool
pyf__small_int(PyObject *exact_int, int64_t *value)
{
    const char *at = (const char *)exact_int + pyf__layout.int_offset;
    size_t index = *(const size_t *)at + pyf__layout.int_start;

    if (pyf__unlikely(index >= pyf__layout.int_end))
        return false;
    *value = pyf__layout.int_signs[index] *
             (int64_t)*(const uint32_t *)(at + sizeof(size_t));
    return true;
}

/* The value of an exact float, where float_offset is known; and in any case.
 */
static pyf__hot double
pyf__float_read(PyObject *exact_float)
{
    return *(double *)((char *)exact_float + pyf__layout.float_offset);
}

static pyf__hot double
pyf__float_value(PyObject *exact_float)
{
    if (pyf__likely(pyf__layout.float_offset != 0))
        return pyf__float_read(exact_float);
    return cpython.PyFloat_AsDouble(exact_float);
}

/* PyObject_Vectorcall, without its detours for Python functions: these need
 * nobody to check that they give a result or raise. */
static pyf__hot PyObject *
pyf__call_object(PyObject *callable, PyObject *const *args,
                 size_t count_and_flag, PyObject *keywords)
{
    vectorcallfunc call = cpython.PyObject_Vectorcall;

    if (pyf__type_of(callable) == pyf__layout.function_type)
        call = *(vectorcallfunc *)((char *)callable + pyf__layout.call_offset);
    return call(callable, args, count_and_flag, keywords);
}

/* Drop a reference that may be NULL. Attached. */
static pyf__hot void
pyf__drop(PyObject *object)
{
    if (object != NULL)
        cpython.Py_DecRef(object);
}

static pyf__hot PyObject *
pyf__keep(PyObject *object)
{
    cpython.Py_IncRef(object);
    return object;
}

/* The same for None, True and False. */
static pyf__hot PyObject *
pyf__keep_singleton(PyObject *object)
{
    if (pyf__layout.immortals)
        return object;
    if (pyf__layout.has_scratch)
        ++*(uint32_t *)((char *)object + pyf__layout.count_offset);
    else
        cpython.Py_IncRef(object);
    return object;
}

/* An attribute of a module that is imported for it: new reference, NULL with
 * an exception. Attached. */
PyObject *pyf__imported(const char *module, const char *name);

/* Whether an object's type has one of the Py_TPFLAGS_..._SUBCLASS bits. */
static pyf__hot bool
pyf__is_a(PyObject *object, unsigned long subclass_flag)
{
    return (cpython.PyType_GetFlags(pyf__type_of(object)) & subclass_flag) !=
           0;
}

#endif
