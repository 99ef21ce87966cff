/* SPDX-License-Identifier: MIT */
/*
 * The CPython symbols that the library uses.
 *
 * FUNCTIONS:  required; limited API of 3.11, so Python.h has the prototype.
 * OBJECTS, TYPES: required data symbols of the stable ABI.
 * EXPORTED:   required; exported by every CPython since 3.11 but not in its
 *             limited API, so the prototype stands here.
 * OPTIONAL:   newer or private; NULL where missing. The last column is the
 *             version it appeared in.
 */
#ifndef PYF__SYMBOLS_H
#define PYF__SYMBOLS_H

#define PYF__FUNCTIONS(X)           \
    X(PyArg_UnpackTuple)            \
    X(PyBuffer_Release)             \
    X(PyBytes_AsStringAndSize)      \
    X(PyBytes_FromObject)           \
    X(PyBytes_FromStringAndSize)    \
    X(PyCMethod_New)                \
    X(PyCallable_Check)             \
    X(PyCapsule_GetPointer)         \
    X(PyCapsule_IsValid)            \
    X(PyCapsule_New)                \
    X(PyComplex_FromDoubles)        \
    X(PyComplex_ImagAsDouble)       \
    X(PyComplex_RealAsDouble)       \
    X(PyDict_Contains)              \
    X(PyDict_Items)                 \
    X(PyDict_Keys)                  \
    X(PyDict_New)                   \
    X(PyDict_SetItem)               \
    X(PyErr_CheckSignals)           \
    X(PyErr_Clear)                  \
    X(PyErr_Fetch)                  \
    X(PyErr_Format)                 \
    X(PyErr_GivenExceptionMatches)  \
    X(PyErr_NoMemory)               \
    X(PyErr_NormalizeException)     \
    X(PyErr_Occurred)               \
    X(PyErr_Restore)                \
    X(PyErr_SetImportError)         \
    X(PyErr_SetNone)                \
    X(PyErr_SetObject)              \
    X(PyErr_WarnEx)                 \
    X(PyErr_WriteUnraisable)        \
    X(PyEval_EvalCode)              \
    X(PyEval_RestoreThread)         \
    X(PyEval_SaveThread)            \
    X(PyException_GetCause)         \
    X(PyException_GetContext)       \
    X(PyException_GetTraceback)     \
    X(PyException_SetCause)         \
    X(PyException_SetContext)       \
    X(PyException_SetTraceback)     \
    X(PyFloat_AsDouble)             \
    X(PyFloat_FromDouble)           \
    X(PyFrozenSet_New)              \
    X(PyGILState_Ensure)            \
    X(PyGILState_GetThisThreadState)\
    X(PyGILState_Release)           \
    X(PyImport_AppendInittab)       \
    X(PyImport_GetModuleDict)       \
    X(PyImport_Import)              \
    X(PyImport_ImportModule)        \
    X(PyInterpreterState_Get)       \
    X(PyIter_Check)                 \
    X(PyIter_Next)                  \
    X(PyList_Append)                \
    X(PyList_GetItem)               \
    X(PyList_Insert)                \
    X(PyList_New)                   \
    X(PyList_SetItem)               \
    X(PyList_Size)                  \
    X(PyLong_AsLongLong)            \
    X(PyLong_AsLongLongAndOverflow) \
    X(PyLong_AsUnsignedLongLong)    \
    X(PyLong_FromLongLong)          \
    X(PyLong_FromUnsignedLongLong)  \
    X(PyModuleDef_Init)             \
    X(PyModule_GetDef)              \
    X(PyModule_GetDict)             \
    X(PyModule_NewObject)           \
    X(PyNumber_Absolute)            \
    X(PyNumber_Add)                 \
    X(PyNumber_And)                 \
    X(PyNumber_FloorDivide)         \
    X(PyNumber_InPlaceAdd)          \
    X(PyNumber_InPlaceAnd)          \
    X(PyNumber_InPlaceFloorDivide)  \
    X(PyNumber_InPlaceLshift)       \
    X(PyNumber_InPlaceMatrixMultiply)\
    X(PyNumber_InPlaceMultiply)     \
    X(PyNumber_InPlaceOr)           \
    X(PyNumber_InPlacePower)        \
    X(PyNumber_InPlaceRemainder)    \
    X(PyNumber_InPlaceRshift)       \
    X(PyNumber_InPlaceSubtract)     \
    X(PyNumber_InPlaceTrueDivide)   \
    X(PyNumber_InPlaceXor)          \
    X(PyNumber_Index)               \
    X(PyNumber_Invert)              \
    X(PyNumber_Lshift)              \
    X(PyNumber_MatrixMultiply)      \
    X(PyNumber_Multiply)            \
    X(PyNumber_Negative)            \
    X(PyNumber_Or)                  \
    X(PyNumber_Positive)            \
    X(PyNumber_Power)               \
    X(PyNumber_Remainder)           \
    X(PyNumber_Rshift)              \
    X(PyNumber_Subtract)            \
    X(PyNumber_TrueDivide)          \
    X(PyNumber_Xor)                 \
    X(PyObject_Call)                \
    X(PyObject_CallNoArgs)          \
    X(PyObject_CheckBuffer)         \
    X(PyObject_ClearWeakRefs)       \
    X(PyObject_DelItem)             \
    X(PyObject_Dir)                 \
    X(PyObject_GC_UnTrack)          \
    X(PyObject_GenericGetAttr)      \
    X(PyObject_GetAttr)             \
    X(PyObject_GetAttrString)       \
    X(PyObject_GetBuffer)           \
    X(PyObject_GetItem)             \
    X(PyObject_GetIter)             \
    X(PyObject_Hash)                \
    X(PyObject_IsInstance)          \
    X(PyObject_IsSubclass)          \
    X(PyObject_IsTrue)              \
    X(PyObject_Repr)                \
    X(PyObject_RichCompare)         \
    X(PyObject_SetAttr)             \
    X(PyObject_SetAttrString)       \
    X(PyObject_SetItem)             \
    X(PyObject_Size)                \
    X(PyObject_Str)                 \
    X(PyObject_Type)                \
    X(PySequence_Check)             \
    X(PySequence_Contains)          \
    X(PySequence_List)              \
    X(PySequence_Tuple)             \
    X(PySet_Add)                    \
    X(PySet_New)                    \
    X(PySys_SetObject)              \
    X(PyThreadState_Clear)          \
    X(PyThreadState_GetInterpreter) \
    X(PyThreadState_New)            \
    X(PyTuple_GetItem)              \
    X(PyTuple_New)                  \
    X(PyTuple_Pack)                 \
    X(PyTuple_SetItem)              \
    X(PyTuple_Size)                 \
    X(PyType_FromSpec)              \
    X(PyType_GenericAlloc)          \
    X(PyType_GetFlags)              \
    X(PyType_GetName)               \
    X(PyType_GetSlot)               \
    X(PyType_IsSubtype)             \
    X(PyUnicode_AsEncodedString)    \
    X(PyUnicode_AsUTF8AndSize)      \
    X(PyUnicode_Compare)            \
    X(PyUnicode_CompareWithASCIIString)\
    X(PyUnicode_DecodeFSDefault)    \
    X(PyUnicode_DecodeUTF8)         \
    X(PyUnicode_FSConverter)        \
    X(PyUnicode_FromFormat)         \
    X(PyUnicode_FromOrdinal)        \
    X(PyUnicode_FromString)         \
    X(PyUnicode_FromStringAndSize)  \
    X(PyUnicode_GetLength)          \
    X(PyUnicode_InternFromString)   \
    X(PyUnicode_Join)               \
    X(PyUnicode_ReadChar)           \
    X(Py_DecRef)                    \
    X(Py_EnterRecursiveCall)        \
    X(Py_FinalizeEx)                \
    X(Py_GetVersion)                \
    X(Py_IncRef)                    \
    X(Py_IsInitialized)             \
    X(Py_LeaveRecursiveCall)

#define PYF__OBJECTS(X)    \
    X(_Py_NoneStruct)      \
    X(_Py_TrueStruct)      \
    X(_Py_FalseStruct)

/* Pointers to exception types. */
#define PYF__EXCEPTIONS(X)      \
    X(PyExc_AttributeError)         \
    X(PyExc_DeprecationWarning)     \
    X(PyExc_ImportError)            \
    X(PyExc_IndexError)             \
    X(PyExc_KeyError)               \
    X(PyExc_MemoryError)            \
    X(PyExc_ModuleNotFoundError)    \
    X(PyExc_OverflowError)          \
    X(PyExc_RecursionError)         \
    X(PyExc_RuntimeError)           \
    X(PyExc_StopIteration)          \
    X(PyExc_SystemError)            \
    X(PyExc_TypeError)              \
    X(PyExc_ValueError)             \
    X(PyExc_Warning)

#define PYF__TYPES(X)      \
    X(PyBaseObject_Type)            \
    X(PyBool_Type)                  \
    X(PyByteArray_Type)             \
    X(PyBytes_Type)                 \
    X(PyCode_Type)                  \
    X(PyComplex_Type)               \
    X(PyFloat_Type)                 \
    X(PyFrozenSet_Type)             \
    X(PyList_Type)                  \
    X(PyLong_Type)                  \
    X(PyModule_Type)                \
    X(PySet_Type)                   \
    X(PyTraceBack_Type)             \
    X(PyTuple_Type)                 \
    X(PyUnicode_Type)

#define PYF__EXPORTED_FUNCTIONS(X)                                          \
    X(PyObject *, PyObject_Vectorcall,                                      \
      (PyObject *, PyObject *const *, size_t, PyObject *))                  \
    X(PyObject *, PyObject_VectorcallMethod,                                \
      (PyObject *, PyObject *const *, size_t, PyObject *))                  \
    X(PyObject *, PyVectorcall_Call, (PyObject *, PyObject *, PyObject *))  \
    X(pyf__vectorcall_function, PyVectorcall_Function, (PyObject *))        \
    X(PyObject *, PyMethod_New, (PyObject *, PyObject *))                   \
    X(PyInterpreterState *, PyInterpreterState_Main, (void))                \
    X(void, PyThreadState_DeleteCurrent, (void))

#define PYF__OPTIONAL_FUNCTIONS(X)                                          \
    X(PyThreadState *, _PyThreadState_UncheckedGet, (void), "3.11")         \
    X(void, PyConfig_InitPythonConfig, (void *), "3.11")                    \
    X(struct pyf__status, PyConfig_SetBytesArgv,                            \
      (void *, Py_ssize_t, char *const *), "3.11")                          \
    X(void, PyConfig_Clear, (void *), "3.11")                               \
    X(struct pyf__status, Py_InitializeFromConfig, (const void *), "3.11")  \
    X(int, PyStatus_Exception, (struct pyf__status), "3.11")                \
    X(PyObject *, PyErr_GetRaisedException, (void), "3.12")                 \
    X(PyThreadState *, PyThreadState_GetUnchecked, (void), "3.13")          \
    X(int, PyObject_GetOptionalAttr,                                        \
      (PyObject *, PyObject *, PyObject **), "3.13")                        \
    X(void, PyCriticalSection_Begin,                                        \
      (struct pyf__critical_section *, PyObject *), "3.13")                 \
    X(void, PyCriticalSection_End, (struct pyf__critical_section *),        \
      "3.13")                                                               \
    X(void *, PyInitConfig_Create, (void), "3.14")                          \
    X(void, PyInitConfig_Free, (void *), "3.14")                            \
    X(int, PyInitConfig_SetInt, (void *, const char *, int64_t), "3.14")    \
    X(int, PyInitConfig_SetStr, (void *, const char *, const char *),       \
      "3.14")                                                               \
    X(int, PyInitConfig_GetError, (void *, const char **), "3.14")          \
    X(int, Py_InitializeFromInitConfig, (void *), "3.14")                   \
    X(void, Py_SetPythonHome, (const wchar_t *), "3.11")                    \
    X(void *, PyInterpreterView_FromMain, (void), "3.15")

#endif
