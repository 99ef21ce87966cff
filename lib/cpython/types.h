/* SPDX-License-Identifier: MIT */
/*
 * The types of CPython's that its functions take and give, under CPython's own
 * names. What is opaque stays so; a structure is complete where the stable ABI
 * fixes its layout, or where nothing else can be done.
 *
 * The tags are those of CPython, so that a file that includes its headers too
 * compiles only as long as both mean the same.
 */
#ifndef PYF__CPYTHON_TYPES_H
#define PYF__CPYTHON_TYPES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef ssize_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef uint32_t Py_UCS4;

typedef struct _object PyObject;
typedef struct _typeobject PyTypeObject;
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;
typedef struct PyModuleDef PyModuleDef;
typedef struct PyConfig PyConfig;
typedef struct PyInitConfig PyInitConfig;           /* 3.14 */
typedef struct PyInterpreterView PyInterpreterView; /* 3.15 */

/* ---------------------------------------------------------- functions */

typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef void (*PyCapsule_Destructor)(PyObject *);
typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);
typedef int (*inquiry)(PyObject *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef void (*freefunc)(void *);

/* What calls an object, with PY_VECTORCALL_ARGUMENTS_OFFSET perhaps in
 * count_and_flag (PEP 590); in the limited API since 3.12. */
typedef PyObject *(*vectorcallfunc)(PyObject *callable, PyObject *const *args,
                                    size_t count_and_flag, PyObject *keywords);

/* ---------------------------------------------------------- the stable ABI */

typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;

typedef struct {
    const char *ml_name;
    PyCFunction ml_meth;
    int ml_flags;
    const char *ml_doc;
} PyMethodDef;

typedef struct {
    const char *name;
    getter get;
    setter set;
    const char *doc;
    void *closure;
} PyGetSetDef;

typedef struct {
    const char *name;
    int type;
    Py_ssize_t offset;
    int flags;
    const char *doc;
} PyMemberDef;

typedef struct {
    int slot;
    void *pfunc;
} PyType_Slot;

typedef struct {
    const char *name;
    int basicsize;
    int itemsize;
    unsigned int flags;
    PyType_Slot *slots;
} PyType_Spec;

typedef struct {
    int slot;
    void *value;
} PyModuleDef_Slot;

/* A PyModuleDef behind its object header: the rest of its PyModuleDef_Base,
 * and its public members. */
struct pyf__module_def {
    PyObject *(*m_init)(void);
    Py_ssize_t m_index;
    PyObject *m_copy;
    const char *m_name;
    const char *m_doc;
    Py_ssize_t m_size;
    PyMethodDef *m_methods;
    PyModuleDef_Slot *m_slots;
    traverseproc m_traverse;
    inquiry m_clear;
    freefunc m_free;
};

typedef struct {
    void *buf;
    PyObject *obj;
    Py_ssize_t len;
    Py_ssize_t itemsize;
    int readonly;
    int ndim;
    char *format;
    Py_ssize_t *shape;
    Py_ssize_t *strides;
    Py_ssize_t *suboffsets;
    void *internal;
} Py_buffer;

/* ---------------------------------------------------------- beyond it */

/* Returned by value by the functions that 3.11 to 3.13 start with: the one
 * layout those releases leave no way around (PEP 587). */
typedef struct {
    int _type;
    const char *func;
    const char *err_msg;
    int exitcode;
} PyStatus;

/* Of 3.13 and later: two or three words, opaque, with room to grow. */
typedef struct {
    void *words[4];
} PyCriticalSection;

#endif
