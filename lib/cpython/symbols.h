/* SPDX-License-Identifier: MIT */
/*
 * The CPython symbols that the library uses, one row each: what a function
 * returns, its name, its parameters. tests/check/python-headers.test compares
 * the rows with the headers of every Python that it finds.
 *
 * FUNCTIONS:  required; in the limited API of 3.11.
 * EXPORTED:   required; exported by every CPython since 3.11, but not in its
 *             limited API.
 * OPTIONAL:   newer or private; NULL where missing. The last column is the
 *             version it appeared in: 0x030d is 3.13.
 * OBJECTS, EXCEPTIONS, TYPES: required data.
 */
#ifndef PYF__SYMBOLS_H
#define PYF__SYMBOLS_H

#define PYF__FUNCTIONS(X)                                                     \
    X(int, PyArg_UnpackTuple,                                                 \
      (PyObject *, const char *, Py_ssize_t, Py_ssize_t, ...))                \
    X(void, PyBuffer_Release, (Py_buffer *))                                  \
    X(int, PyBytes_AsStringAndSize, (PyObject *, char **, Py_ssize_t *))      \
    X(PyObject *, PyBytes_FromObject, (PyObject *))                           \
    X(PyObject *, PyBytes_FromStringAndSize, (const char *, Py_ssize_t))      \
    X(PyObject *, PyCMethod_New,                                              \
      (PyMethodDef *, PyObject *, PyObject *, PyTypeObject *))                \
    X(int, PyCallable_Check, (PyObject *))                                    \
    X(void *, PyCapsule_GetPointer, (PyObject *, const char *))               \
    X(int, PyCapsule_IsValid, (PyObject *, const char *))                     \
    X(PyObject *, PyCapsule_New,                                              \
      (void *, const char *, PyCapsule_Destructor))                           \
    X(PyObject *, PyComplex_FromDoubles, (double, double))                    \
    X(double, PyComplex_ImagAsDouble, (PyObject *))                           \
    X(double, PyComplex_RealAsDouble, (PyObject *))                           \
    X(int, PyDict_Contains, (PyObject *, PyObject *))                         \
    X(PyObject *, PyDict_Items, (PyObject *))                                 \
    X(PyObject *, PyDict_Keys, (PyObject *))                                  \
    X(PyObject *, PyDict_New, (void))                                         \
    X(int, PyDict_SetItem, (PyObject *, PyObject *, PyObject *))              \
    X(int, PyErr_CheckSignals, (void))                                        \
    X(void, PyErr_Clear, (void))                                              \
    X(void, PyErr_Fetch, (PyObject **, PyObject **, PyObject **))             \
    X(PyObject *, PyErr_Format, (PyObject *, const char *, ...))              \
    X(int, PyErr_GivenExceptionMatches, (PyObject *, PyObject *))             \
    X(PyObject *, PyErr_NoMemory, (void))                                     \
    X(void, PyErr_NormalizeException,                                         \
      (PyObject **, PyObject **, PyObject **))                                \
    X(PyObject *, PyErr_Occurred, (void))                                     \
    X(void, PyErr_Restore, (PyObject *, PyObject *, PyObject *))              \
    X(PyObject *, PyErr_SetImportError, (PyObject *, PyObject *, PyObject *)) \
    X(void, PyErr_SetNone, (PyObject *))                                      \
    X(void, PyErr_SetObject, (PyObject *, PyObject *))                        \
    X(int, PyErr_WarnEx, (PyObject *, const char *, Py_ssize_t))              \
    X(void, PyErr_WriteUnraisable, (PyObject *))                              \
    X(PyObject *, PyEval_EvalCode, (PyObject *, PyObject *, PyObject *))      \
    X(void, PyEval_RestoreThread, (PyThreadState *))                          \
    X(PyThreadState *, PyEval_SaveThread, (void))                             \
    X(PyObject *, PyException_GetCause, (PyObject *))                         \
    X(PyObject *, PyException_GetContext, (PyObject *))                       \
    X(PyObject *, PyException_GetTraceback, (PyObject *))                     \
    X(void, PyException_SetCause, (PyObject *, PyObject *))                   \
    X(void, PyException_SetContext, (PyObject *, PyObject *))                 \
    X(int, PyException_SetTraceback, (PyObject *, PyObject *))                \
    X(double, PyFloat_AsDouble, (PyObject *))                                 \
    X(PyObject *, PyFloat_FromDouble, (double))                               \
    X(PyObject *, PyFrozenSet_New, (PyObject *))                              \
    X(PyGILState_STATE, PyGILState_Ensure, (void))                            \
    X(PyThreadState *, PyGILState_GetThisThreadState, (void))                 \
    X(void, PyGILState_Release, (PyGILState_STATE))                           \
    X(int, PyImport_AppendInittab, (const char *, PyObject *(*)(void)))       \
    X(PyObject *, PyImport_GetModuleDict, (void))                             \
    X(PyObject *, PyImport_Import, (PyObject *))                              \
    X(PyObject *, PyImport_ImportModule, (const char *))                      \
    X(int, PyIndex_Check, (PyObject *))                                       \
    X(PyInterpreterState *, PyInterpreterState_Get, (void))                   \
    X(int, PyIter_Check, (PyObject *))                                        \
    X(PyObject *, PyIter_Next, (PyObject *))                                  \
    X(int, PyList_Append, (PyObject *, PyObject *))                           \
    X(PyObject *, PyList_GetItem, (PyObject *, Py_ssize_t))                   \
    X(int, PyList_Insert, (PyObject *, Py_ssize_t, PyObject *))               \
    X(PyObject *, PyList_New, (Py_ssize_t))                                   \
    X(int, PyList_SetItem, (PyObject *, Py_ssize_t, PyObject *))              \
    X(Py_ssize_t, PyList_Size, (PyObject *))                                  \
    X(long, PyLong_AsLong, (PyObject *))                                      \
    X(long long, PyLong_AsLongLong, (PyObject *))                             \
    X(long long, PyLong_AsLongLongAndOverflow, (PyObject *, int *))           \
    X(unsigned long long, PyLong_AsUnsignedLongLong, (PyObject *))            \
    X(PyObject *, PyLong_FromLongLong, (long long))                           \
    X(PyObject *, PyLong_FromUnsignedLongLong, (unsigned long long))          \
    X(PyObject *, PyModuleDef_Init, (PyModuleDef *))                          \
    X(PyModuleDef *, PyModule_GetDef, (PyObject *))                           \
    X(PyObject *, PyModule_GetDict, (PyObject *))                             \
    X(PyObject *, PyModule_NewObject, (PyObject *))                           \
    X(PyObject *, PyNumber_Absolute, (PyObject *))                            \
    X(PyObject *, PyNumber_Add, (PyObject *, PyObject *))                     \
    X(PyObject *, PyNumber_And, (PyObject *, PyObject *))                     \
    X(PyObject *, PyNumber_FloorDivide, (PyObject *, PyObject *))             \
    X(PyObject *, PyNumber_InPlaceAdd, (PyObject *, PyObject *))              \
    X(PyObject *, PyNumber_InPlaceAnd, (PyObject *, PyObject *))              \
    X(PyObject *, PyNumber_InPlaceFloorDivide, (PyObject *, PyObject *))      \
    X(PyObject *, PyNumber_InPlaceLshift, (PyObject *, PyObject *))           \
    X(PyObject *, PyNumber_InPlaceMatrixMultiply, (PyObject *, PyObject *))   \
    X(PyObject *, PyNumber_InPlaceMultiply, (PyObject *, PyObject *))         \
    X(PyObject *, PyNumber_InPlaceOr, (PyObject *, PyObject *))               \
    X(PyObject *, PyNumber_InPlacePower,                                      \
      (PyObject *, PyObject *, PyObject *))                                   \
    X(PyObject *, PyNumber_InPlaceRemainder, (PyObject *, PyObject *))        \
    X(PyObject *, PyNumber_InPlaceRshift, (PyObject *, PyObject *))           \
    X(PyObject *, PyNumber_InPlaceSubtract, (PyObject *, PyObject *))         \
    X(PyObject *, PyNumber_InPlaceTrueDivide, (PyObject *, PyObject *))       \
    X(PyObject *, PyNumber_InPlaceXor, (PyObject *, PyObject *))              \
    X(PyObject *, PyNumber_Index, (PyObject *))                               \
    X(PyObject *, PyNumber_Invert, (PyObject *))                              \
    X(PyObject *, PyNumber_Lshift, (PyObject *, PyObject *))                  \
    X(PyObject *, PyNumber_MatrixMultiply, (PyObject *, PyObject *))          \
    X(PyObject *, PyNumber_Multiply, (PyObject *, PyObject *))                \
    X(PyObject *, PyNumber_Negative, (PyObject *))                            \
    X(PyObject *, PyNumber_Or, (PyObject *, PyObject *))                      \
    X(PyObject *, PyNumber_Positive, (PyObject *))                            \
    X(PyObject *, PyNumber_Power, (PyObject *, PyObject *, PyObject *))       \
    X(PyObject *, PyNumber_Remainder, (PyObject *, PyObject *))               \
    X(PyObject *, PyNumber_Rshift, (PyObject *, PyObject *))                  \
    X(PyObject *, PyNumber_Subtract, (PyObject *, PyObject *))                \
    X(PyObject *, PyNumber_TrueDivide, (PyObject *, PyObject *))              \
    X(PyObject *, PyNumber_Xor, (PyObject *, PyObject *))                     \
    X(PyObject *, PyObject_Call, (PyObject *, PyObject *, PyObject *))        \
    X(PyObject *, PyObject_CallNoArgs, (PyObject *))                          \
    X(int, PyObject_CheckBuffer, (PyObject *))                                \
    X(void, PyObject_ClearWeakRefs, (PyObject *))                             \
    X(int, PyObject_DelItem, (PyObject *, PyObject *))                        \
    X(PyObject *, PyObject_Dir, (PyObject *))                                 \
    X(void, PyObject_GC_UnTrack, (void *))                                    \
    X(PyObject *, PyObject_GenericGetAttr, (PyObject *, PyObject *))          \
    X(int, PyObject_GenericSetAttr, (PyObject *, PyObject *, PyObject *))     \
    X(PyObject *, PyObject_GetAttr, (PyObject *, PyObject *))                 \
    X(PyObject *, PyObject_GetAttrString, (PyObject *, const char *))         \
    X(int, PyObject_GetBuffer, (PyObject *, Py_buffer *, int))                \
    X(PyObject *, PyObject_GetItem, (PyObject *, PyObject *))                 \
    X(PyObject *, PyObject_GetIter, (PyObject *))                             \
    X(Py_hash_t, PyObject_Hash, (PyObject *))                                 \
    X(int, PyObject_IsInstance, (PyObject *, PyObject *))                     \
    X(int, PyObject_IsSubclass, (PyObject *, PyObject *))                     \
    X(int, PyObject_IsTrue, (PyObject *))                                     \
    X(PyObject *, PyObject_Repr, (PyObject *))                                \
    X(PyObject *, PyObject_RichCompare, (PyObject *, PyObject *, int))        \
    X(int, PyObject_SetAttr, (PyObject *, PyObject *, PyObject *))            \
    X(int, PyObject_SetAttrString, (PyObject *, const char *, PyObject *))    \
    X(int, PyObject_SetItem, (PyObject *, PyObject *, PyObject *))            \
    X(Py_ssize_t, PyObject_Size, (PyObject *))                                \
    X(PyObject *, PyObject_Str, (PyObject *))                                 \
    X(PyObject *, PyObject_Type, (PyObject *))                                \
    X(int, PySequence_Check, (PyObject *))                                    \
    X(int, PySequence_Contains, (PyObject *, PyObject *))                     \
    X(PyObject *, PySequence_List, (PyObject *))                              \
    X(PyObject *, PySequence_Tuple, (PyObject *))                             \
    X(int, PySet_Add, (PyObject *, PyObject *))                               \
    X(PyObject *, PySet_New, (PyObject *))                                    \
    X(int, PySys_SetObject, (const char *, PyObject *))                       \
    X(void, PyThreadState_Clear, (PyThreadState *))                           \
    X(PyInterpreterState *, PyThreadState_GetInterpreter, (PyThreadState *))  \
    X(PyThreadState *, PyThreadState_New, (PyInterpreterState *))             \
    X(PyObject *, PyTuple_GetItem, (PyObject *, Py_ssize_t))                  \
    X(PyObject *, PyTuple_New, (Py_ssize_t))                                  \
    X(PyObject *, PyTuple_Pack, (Py_ssize_t, ...))                            \
    X(int, PyTuple_SetItem, (PyObject *, Py_ssize_t, PyObject *))             \
    X(Py_ssize_t, PyTuple_Size, (PyObject *))                                 \
    X(PyObject *, PyType_FromSpec, (PyType_Spec *))                           \
    X(PyObject *, PyType_GenericAlloc, (PyTypeObject *, Py_ssize_t))          \
    X(unsigned long, PyType_GetFlags, (PyTypeObject *))                       \
    X(PyObject *, PyType_GetName, (PyTypeObject *))                           \
    X(void *, PyType_GetSlot, (PyTypeObject *, int))                          \
    X(int, PyType_IsSubtype, (PyTypeObject *, PyTypeObject *))                \
    X(PyObject *, PyUnicode_AsEncodedString,                                  \
      (PyObject *, const char *, const char *))                               \
    X(const char *, PyUnicode_AsUTF8AndSize, (PyObject *, Py_ssize_t *))      \
    X(int, PyUnicode_Compare, (PyObject *, PyObject *))                       \
    X(int, PyUnicode_CompareWithASCIIString, (PyObject *, const char *))      \
    X(PyObject *, PyUnicode_DecodeFSDefault, (const char *))                  \
    X(PyObject *, PyUnicode_DecodeUTF8,                                       \
      (const char *, Py_ssize_t, const char *))                               \
    X(int, PyUnicode_FSConverter, (PyObject *, void *))                       \
    X(PyObject *, PyUnicode_FromFormat, (const char *, ...))                  \
    X(PyObject *, PyUnicode_FromOrdinal, (int))                               \
    X(PyObject *, PyUnicode_FromString, (const char *))                       \
    X(PyObject *, PyUnicode_FromStringAndSize, (const char *, Py_ssize_t))    \
    X(Py_ssize_t, PyUnicode_GetLength, (PyObject *))                          \
    X(PyObject *, PyUnicode_InternFromString, (const char *))                 \
    X(void, PyUnicode_InternInPlace, (PyObject **))                           \
    X(PyObject *, PyUnicode_Join, (PyObject *, PyObject *))                   \
    X(Py_UCS4, PyUnicode_ReadChar, (PyObject *, Py_ssize_t))                  \
    X(void, Py_DecRef, (PyObject *))                                          \
    X(int, Py_EnterRecursiveCall, (const char *))                             \
    X(int, Py_FinalizeEx, (void))                                             \
    X(const char *, Py_GetVersion, (void))                                    \
    X(void, Py_IncRef, (PyObject *))                                          \
    X(int, Py_IsInitialized, (void))                                          \
    X(void, Py_LeaveRecursiveCall, (void))

#define PYF__OBJECTS(X)                                                       \
    X(_Py_NoneStruct)                                                         \
    X(_Py_TrueStruct)                                                         \
    X(_Py_FalseStruct)

/* Pointers to exception types. */
#define PYF__EXCEPTIONS(X)                                                    \
    X(PyExc_AttributeError)                                                   \
    X(PyExc_DeprecationWarning)                                               \
    X(PyExc_ImportError)                                                      \
    X(PyExc_IndexError)                                                       \
    X(PyExc_KeyError)                                                         \
    X(PyExc_KeyboardInterrupt)                                                \
    X(PyExc_MemoryError)                                                      \
    X(PyExc_ModuleNotFoundError)                                              \
    X(PyExc_OverflowError)                                                    \
    X(PyExc_RecursionError)                                                   \
    X(PyExc_RuntimeError)                                                     \
    X(PyExc_StopIteration)                                                    \
    X(PyExc_SystemError)                                                      \
    X(PyExc_SystemExit)                                                       \
    X(PyExc_TypeError)                                                        \
    X(PyExc_ValueError)                                                       \
    X(PyExc_Warning)

#define PYF__TYPES(X)                                                         \
    X(PyBaseObject_Type)                                                      \
    X(PyBool_Type)                                                            \
    X(PyByteArray_Type)                                                       \
    X(PyBytes_Type)                                                           \
    X(PyCode_Type)                                                            \
    X(PyComplex_Type)                                                         \
    X(PyFloat_Type)                                                           \
    X(PyFrozenSet_Type)                                                       \
    X(PyList_Type)                                                            \
    X(PyLong_Type)                                                            \
    X(PyModule_Type)                                                          \
    X(PySet_Type)                                                             \
    X(PyTraceBack_Type)                                                       \
    X(PyTuple_Type)                                                           \
    X(PyUnicode_Type)

#define PYF__EXPORTED_FUNCTIONS(X)                                            \
    X(PyObject *, PyObject_Vectorcall,                                        \
      (PyObject *, PyObject *const *, size_t, PyObject *))                    \
    X(PyObject *, PyObject_VectorcallMethod,                                  \
      (PyObject *, PyObject *const *, size_t, PyObject *))                    \
    X(PyObject *, PyVectorcall_Call, (PyObject *, PyObject *, PyObject *))    \
    X(vectorcallfunc, PyVectorcall_Function, (PyObject *))                    \
    X(PyObject *, PyMethod_New, (PyObject *, PyObject *))                     \
    X(PyInterpreterState *, PyInterpreterState_Main, (void))                  \
    X(void, PyThreadState_DeleteCurrent, (void))

#define PYF__OPTIONAL_FUNCTIONS(X)                                            \
    X(PyThreadState *, _PyThreadState_UncheckedGet, (void), 0x030b)           \
    X(void, PyConfig_InitPythonConfig, (PyConfig *), 0x030b)                  \
    X(PyStatus, PyConfig_SetBytesArgv,                                        \
      (PyConfig *, Py_ssize_t, char *const *), 0x030b)                        \
    X(void, PyConfig_Clear, (PyConfig *), 0x030b)                             \
    X(PyStatus, Py_InitializeFromConfig, (const PyConfig *), 0x030b)          \
    X(int, PyStatus_Exception, (PyStatus), 0x030b)                            \
    X(PyObject *, PyErr_GetRaisedException, (void), 0x030c)                   \
    X(PyThreadState *, PyThreadState_GetUnchecked, (void), 0x030d)            \
    X(int, PyObject_GetOptionalAttr,                                          \
      (PyObject *, PyObject *, PyObject **), 0x030d)                          \
    X(void, PyCriticalSection_Begin,                                          \
      (PyCriticalSection *, PyObject *), 0x030d)                              \
    X(void, PyCriticalSection_End, (PyCriticalSection *), 0x030d)             \
    X(PyInitConfig *, PyInitConfig_Create, (void), 0x030e)                    \
    X(void, PyInitConfig_Free, (PyInitConfig *), 0x030e)                      \
    X(int, PyInitConfig_SetInt,                                               \
      (PyInitConfig *, const char *, int64_t), 0x030e)                        \
    X(int, PyInitConfig_SetStr,                                               \
      (PyInitConfig *, const char *, const char *), 0x030e)                   \
    X(int, PyInitConfig_GetError, (PyInitConfig *, const char **), 0x030e)    \
    X(int, Py_InitializeFromInitConfig, (PyInitConfig *), 0x030e)             \
    X(void, Py_SetPythonHome, (const wchar_t *), 0x030b)                      \
    X(PyInterpreterView *, PyInterpreterView_FromMain, (void), 0x030f)

#endif
