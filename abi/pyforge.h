/* SPDX-License-Identifier: MIT */
/*
 * pyforge.h - use CPython from any language through integer handles.
 *
 * This header is the whole contract between libpyforge and the programs that
 * use it. It names no CPython type and needs no CPython header: Python objects
 * are 64-bit handles, text is a pointer and a length, failures are statuses.
 * One libpyforge.so serves every CPython from 3.11 up, GIL or free-threaded,
 * which it finds and loads at run time.
 *
 * How to read a comment below
 *
 *   Args:     what each parameter is, for programs that read this, and behind
 *             `->` the result. Fields: the same for a struct.
 *             in, out, inout  a pointer to what is read, written, or both
 *             [n]             to n elements (bytes of text and void)
 *             [n/m]           with room for m, of which n are used
 *             [n bytes]       to one thing, n bytes large
 *             x?              NULL, or a handle 0, is fine
 *             [n?], [n/m?]    NULL is fine when n, or m, is 0
 *             object, signature, call, closure, any: a handle of that kind
 *             token           what a ..._begin function gave
 *             text, cstr      a pyf_text; a C string
 *             callback[data]  a C function, which is called with data
 *             data            any bits, never followed
 *             number, bool    any number; 1 or 0
 *             0, GROUP        must be 0; a constant of that group, or, where
 *                             it is a ..._flag, some of them
 *             new, taken, kept, pinned: who owns it; else it is borrowed
 *             by x            x says what it is
 *             if X Y          the member of a union when that is X or Y
 *             -> status       PYF_OK or negative
 *             -> question     1, 0 or negative
 *             -> code         a status that is the answer, and no failure
 *             unparked        its own failures are returned and not parked
 *   Returns:  what comes back, and what a failure looks like.
 *   Owns:     new      = yours to pyf_close, or closed by the open scope;
 *             borrowed = read during the call, nothing is kept;
 *             pinned   = a pointer that stays valid until the named event.
 *             No function steals a reference or returns a borrowed handle.
 *   Thread:   any      = every thread, attached or not;
 *             attached = between pyf_attach_begin and pyf_attach_end
 *                        (or anywhere with PYF_CONFIG_AUTO_ATTACH);
 *             detached = the thread must not be attached;
 *             same     = the thread that got the token.
 *   Errors:   the statuses the function can fail with, beyond those that every
 *             function of its thread class has. Attached functions can all
 *             fail with PYF_ERR_NOT_INITIALIZED, PYF_ERR_FINALIZED,
 *             PYF_ERR_FORKED and PYF_ERR_NOT_ATTACHED.
 *   Since:    the PYF_API_VERSION that brought it.
 *   Feature:  for those who work on the library: its IDs in docs/coverage.tsv.
 *
 * Failures
 *
 * 0 or a negative status means failure, and nothing else does. A function that
 * makes an object returns its handle, or 0. Every other function returns a
 * status: PYF_OK (0) or a negative PYF_ERR_...; a question answers 1 or 0, or
 * a negative status. Treat an unknown negative number as failure: more of them
 * may come. Results go through out pointers, which are written on every path:
 * on failure with 0.
 *
 * The failure itself (code, message, Python exception) is parked on the thread
 * until the next failure replaces it, or pyf_error_clear, pyf_error_take or
 * pyf_error_fetch removes it; a success leaves it alone. No exception is ever
 * left set inside Python, so you may go on calling after a failure.
 *
 * A 0 handle as an argument makes the call fail and keeps the failure that is
 * already parked. So a chain of calls needs one check, at its end:
 *
 *     pyf_handle math = pyf_import(PYF_TEXT("math"));
 *     if (pyf_call_method_values(math, PYF_TEXT("hypot"), args, 2,
 *                                PYF_VALUE_F64, &result) < 0)
 *         return pyf_error_exit_status(2);    // also reports a failed import
 *
 * 0 with nothing parked is PYF_ERR_HANDLE.
 *
 * Callers of other versions
 *
 * Structs that the caller fills begin with their size, as the caller was
 * compiled, and grow at their end: start from their PYF_..._INIT, or zero them
 * and set the size. A size below that of the version that brought the struct is
 * PYF_ERR_ARGUMENT. Fields that an older caller does not have are 0; those that
 * a newer caller has more must be 0, else the call fails with PYF_ERR_API. In
 * an array of them the entries lie as far apart as the size of the first says,
 * and all have that size. Reserved fields must be 0.
 *
 * pyf_config and pyf_module_def also have the PYF_API_VERSION that the caller
 * was compiled for. Another major is refused with PYF_ERR_API. A newer minor is
 * not: what it uses that this library lacks is refused where it is used. What
 * behaves otherwise in a later version does so for callers of that version.
 *
 * For bindings: `sed -e '/^ *#/d' -e 's/^PYF_API //'` of this file is valid
 * input for LuaJIT's ffi.cdef. pyforge.json holds the same in JSON.
 */
#ifndef PYFORGE_H
#define PYFORGE_H

#include <stddef.h>
#include <stdint.h>

/* Who bundles the sources of libpyforge, and does not want to export its
 * functions, defines PYF_API: empty, or hidden; in C++ as extern "C". */
#ifndef PYF_API
#ifdef __cplusplus
#define PYF_LINKAGE extern "C"
#else
#define PYF_LINKAGE extern
#endif
#if defined(__GNUC__) || defined(__clang__)
#define PYF_API PYF_LINKAGE __attribute__((visibility("default")))
#else
#define PYF_API PYF_LINKAGE
#endif
#endif

/* ======================================================================
 * Types
 * ==================================================================== */

/**
 * Text: UTF-8 that is a pointer and a length, and needs no NUL. As parameters
 * the two are apart.
 *
 * data:   the first byte. NULL is no text; whether that may be is said where
 *         the text is.
 * length: in bytes; PYF_AUTO_LENGTH for a C string, up to its NUL.
 *
 * Fields:  data in?[length].
 */
typedef struct pyf_text {
    const char *data;
    size_t length;
} pyf_text;

/**
 * A handle: {interpreter 8 | kind 4 | generation 24 | slot 28} bits.
 *
 * It owns one reference and is good on every thread until it is closed. Every
 * use compares the generation, so a stale or forged handle is an error, never
 * a crash. 0 is never a live handle. A handle that one thread closes while
 * another uses it stays alive until that use returns.
 */
typedef uint64_t pyf_handle;

/**
 * What a ..._begin function gives and its ..._end takes back, last in first
 * out, on the same thread. 0 is never a token, and a token is never a handle:
 * one in place of the other is PYF_ERR_KIND.
 */
typedef uint64_t pyf_token;

/**
 * A complex number, laid out as C's double _Complex.
 *
 * real, imag: its parts.
 */
typedef struct pyf_complex {
    double real;
    double imag;
} pyf_complex;

/**
 * A scalar, text, or handle that crosses without a handle being made for it.
 *
 * kind:     one of PYF_VALUE_...
 * reserved: 0.
 * as:       i64 for PYF_VALUE_BOOL (0 or 1) and PYF_VALUE_I64, text for
 *           PYF_VALUE_STR and PYF_VALUE_BYTES, and so on.
 * owner:    in a result that is text, a new handle that pins the text: close
 *           it when you have read that. 0 in every other result. Ignored in
 *           arguments. In what a host function returns it is closed when the
 *           result has been read, which happens before any other code of the
 *           host runs on that thread.
 *
 * A result of PYF_VALUE_HANDLE carries a new handle in as.handle.
 *
 * Who asks for a result says which kind is wanted, and gets that or a failure:
 * PYF_ERR_TYPE where the object is of another type, PYF_ERR_OVERFLOW where the
 * number does not fit. Numbers are converted as pyf_to_i64, pyf_to_f64, ... do;
 * PYF_VALUE_HANDLE takes any object.
 *
 * Fields:  kind value_kind; reserved 0; as by kind; as.i64 if PYF_VALUE_BOOL
 *          PYF_VALUE_I64; as.u64 if PYF_VALUE_U64; as.f64 if PYF_VALUE_F64;
 *          as.c128 if PYF_VALUE_COMPLEX; as.text text if PYF_VALUE_STR
 *          PYF_VALUE_BYTES; as.handle object if PYF_VALUE_HANDLE; owner
 *          object?.
 */
typedef struct pyf_value {
    uint32_t kind;
    uint32_t reserved;
    union {
        int64_t i64;
        uint64_t u64;
        double f64;
        pyf_complex c128;
        pyf_text text;
        pyf_handle handle;
    } as;
    pyf_handle owner;
} pyf_value;

/**
 * What to start, and how. Start from PYF_CONFIG_INIT or pyf_config_init, then
 * set what you want. All strings are NUL-terminated UTF-8, borrowed during the
 * call; NULL or 0 means not specified.
 *
 * size:        sizeof(pyf_config) of the caller.
 * api_version: PYF_API_VERSION of the caller.
 * flags:       PYF_CONFIG_... bits.
 * drain_ms:    how long pyf_finalize waits for other threads; 0 = 5000,
 *              PYF_DRAIN_NO_WAIT = not at all.
 * reserved:    0.
 * name:        of this component, for messages when several share a process.
 * python:      interpreter to use: path, or name looked up in PATH.
 * libpython:   shared library to load.
 * home:        prefix that holds lib/python3.X, when it cannot be derived.
 * argv, argc:  sys.argv; default { "" }.
 * paths, path_count: folders put in front of sys.path, in this order.
 *
 * Fields:  api_version number; flags config_flag; drain_ms number; reserved 0;
 *          name, python, libpython, home in? cstr; argv in[argc?] cstr; paths
 *          in[path_count?] cstr.
 */
typedef struct pyf_config {
    size_t size;
    uint32_t api_version;
    uint32_t flags;
    uint32_t drain_ms;
    uint32_t reserved;
    const char *name;
    const char *python;
    const char *libpython;
    const char *home;
    const char *const *argv;
    size_t argc;
    const char *const *paths;
    size_t path_count;
} pyf_config;

/**
 * Counters of the library, for tests and monitoring.
 *
 * size:     sizeof(pyf_stats) of the caller; then of what was written, and
 *           counters that this library does not have are 0.
 * live:     handles not closed yet, reserved ones not counted.
 * pending:  closed on detached threads, their references not dropped yet.
 * threads:  OS threads with a kept Python thread state.
 * users:    pyf_initialize calls not yet matched by pyf_finalize.
 */
typedef struct pyf_stats {
    size_t size;
    uint64_t live;
    uint64_t pending;
    uint64_t threads;
    uint64_t users;
} pyf_stats;

/**
 * Text, bytes or an array in native form: what `str`, `bytes` and `[T]` of a
 * signature are as results, as fields of structs and as elements. (As a
 * parameter each of them is two C arguments, the pointer and the length.)
 *
 * data:   the first element; may be NULL when length is 0. NULL stands for
 *         None where the signature has `?`.
 * length: in bytes for str and bytes, in elements for an array.
 *
 * Fields:  data in?[length].
 */
typedef struct pyf_slice {
    const void *data;
    size_t length;
} pyf_slice;

/** Any C function; cast to its real type, and from it. */
typedef void (*pyf_native_function)(void);

/**
 * A failure that was parked, for pyf_error_fetch, which reads size, flags and
 * payload_owner, and writes the others.
 *
 * size:           sizeof(pyf_failure) of the caller.
 * flags:          0, or PYF_FAILURE_NO_MESSAGE.
 * code:           a negative status; PYF_OK when nothing was parked.
 * message:        as of pyf_error_message; never NULL.
 * message_length: in bytes, without the NUL.
 * exception:      what Python raised, or has to say of a failed conversion; 0
 *                 for a failure that is no exception.
 * payload_owner:  whose payload is wanted; 0: nobody's.
 * payload:        what the exception carries for that owner.
 * has_payload:    1 when it carries something, 0 when it does not.
 * reserved:       0.
 *
 * Fields:  flags failure_flag; code status; message in pinned[message_length];
 *          exception new object?; payload data; has_payload bool; reserved 0.
 */
typedef struct pyf_failure {
    size_t size;
    uint32_t flags;
    int32_t code;
    const char *message;
    size_t message_length;
    pyf_handle exception;
    uintptr_t payload_owner;
    void *payload;
    uint32_t has_payload;
    uint32_t reserved;
} pyf_failure;

/**
 * Called exactly once when the library is done with `data`, on any thread,
 * attached where Python still runs. It must not call Python.
 *
 * Args:    data data.
 */
typedef void (*pyf_drop)(void *data);

/**
 * What a callback is given, all of it borrowed for the call. The library fills
 * it; later versions append fields.
 *
 * size:        of what the library has filled.
 * args, count: the declared parameters in their order, then further positional
 *              ones, then further keyword ones: values or handles, by the form
 *              of the function. Never NULL. An iterator has one: what Python
 *              sent in, which is None, or the argument of its send().
 * names, name_count: the names of the further keyword ones, which are the last
 *              arguments. Never NULL. (The exec of a module has neither.)
 * data:        of the definition.
 * module:      the module that is being filled, or that the function belongs
 *              to (PYF_FUNCTION_MODULE; None's handle for one in no
 *              module); else 0.
 * receiver:    what a method is called on; 0 for a function.
 * interpreter: number of the interpreter that calls; 0 is the main one.
 * flags:       PYF_FRAME_... bits.
 * failed:      with PYF_FRAME_UNCONVERTED, the index of the argument that its
 *              parameter does not take; else 0.
 *
 * An argument that is absent, because its parameter has the default `...`, is
 * of PYF_VALUE_ABSENT, or the handle 0.
 *
 * Fields:  args.values in[count] if PYF_FORM_VALUES; args.handles in[count]
 *          object if PYF_FORM_HANDLES; names in[name_count]; data data;
 *          module, receiver object?; interpreter number; flags frame_flag.
 */
typedef struct pyf_frame {
    size_t size;
    union {
        const pyf_value *values;
        const pyf_handle *handles;
    } args;
    size_t count;
    const pyf_text *names;
    size_t name_count;
    void *data;
    pyf_handle module;
    pyf_handle receiver;
    uint32_t interpreter;
    uint32_t flags;
    size_t failed;
} pyf_frame;

/**
 * A host function in the values form. *result is None on entry, and what it is
 * set to is read when the function returns. PYF_OK, or a negative status: what
 * is parked then becomes a Python exception, which carries the status if it is
 * one of the host's own (PYF_ERR_HOST_FIRST). A positive number is a
 * SystemError.
 *
 * Args:    frame in; result inout -> status.
 */
typedef int (*pyf_values_function)(const pyf_frame *frame, pyf_value *result);

/**
 * A host function in the handles form: as the values form, with handles of the
 * callback's scope. *result is 0 on entry, and has to be set to a handle, which
 * is read and not taken over (but see PYF_FUNCTION_UNSCOPED).
 *
 * Args:    frame in; result inout object -> status.
 */
typedef int (*pyf_handles_function)(const pyf_frame *frame,
                                    pyf_handle *result);

/**
 * The next item of a host iterator: 1 with *item, 0 at the end, a negative
 * status with the failure parked. At the end *item is what the iterator
 * returns (the value of its StopIteration).
 *
 * Args:    frame in; item inout -> question.
 */
typedef int (*pyf_next_function)(const pyf_frame *frame, pyf_value *item);

/**
 * Fill a module that is being imported, frame->module: PYF_OK, or a negative
 * status with the failure parked, which becomes the exception of the import.
 *
 * Args:    frame in -> status.
 */
typedef int (*pyf_module_function)(const pyf_frame *frame);

/**
 * A warning that a host function gives whenever it is called.
 *
 * size:     sizeof(pyf_warning) of the caller.
 * category: a warning class; 0: DeprecationWarning.
 * message:  its text.
 *
 * Fields:  category object?; message text.
 */
typedef struct pyf_warning {
    size_t size;
    pyf_handle category;
    pyf_text message;
} pyf_warning;

/**
 * A host function, as Python is to see it. Zero it, then set what you want;
 * all of it is borrowed during the call, but for data and the function.
 *
 * size:      sizeof(pyf_function_def) of the caller.
 * form:      PYF_FORM_...: what the function is; 0 is none.
 * flags:     PYF_FUNCTION_... bits.
 * name:      what Python calls it.
 * signature: parameters, types and defaults; NULL: "(*args, **kwargs)", which
 *            the native form cannot have.
 * doc:       its docstring; NULL: none.
 * call:      the C function, in the field of its form.
 * data:      in its frame; in the native form its last argument, with
 *            PYF_FUNCTION_DATA only. Any bits, never followed.
 * drop:      called with data once, when the function is gone or revoked, and
 *            also when it cannot be made; NULL: nothing to do.
 * owner:     names the component it belongs to, for pyf_owner_revoke: an
 *            address or any other number, compared and never followed; 0:
 *            nobody.
 * warnings, warning_count: given on every call; the entries lie
 *            warnings->size bytes apart.
 * text_signature: what __text_signature__ says, "(a, b=1)", with $self, $cls or
 *            $module in front where that is meant; empty: there is none; NULL:
 *            it follows from the signature. Only shown, by inspect and help():
 *            the arguments are taken as signature says.
 *
 * Fields:  form form; flags function_flag; name text; signature,
 *          text_signature, doc text?; call by form; call.native callback if
 *          PYF_FORM_NATIVE; call.values callback if PYF_FORM_VALUES;
 *          call.handles callback if PYF_FORM_HANDLES; data data kept; drop
 *          callback?[data]; warnings in[warning_count?].
 */
typedef struct pyf_function_def {
    size_t size;
    uint32_t form;
    uint32_t flags;
    pyf_text name;
    pyf_text signature;
    pyf_text doc;
    union {
        pyf_native_function native;
        pyf_values_function values;
        pyf_handles_function handles;
    } call;
    void *data;
    pyf_drop drop;
    uintptr_t owner;
    const pyf_warning *warnings;
    size_t warning_count;
    pyf_text text_signature;
} pyf_function_def;

/**
 * A host iterator, as Python is to see it.
 *
 * size:  sizeof(pyf_iterator_def) of the caller.
 * flags: PYF_FUNCTION_OWN_THREAD, PYF_FUNCTION_UNSCOPED, or 0.
 * next:  gives the items.
 * data, drop, owner: as for a function; data is also dropped when the iterator
 *        ends, fails or is closed.
 *
 * Fields:  flags function_flag; reserved 0; next callback; data data kept;
 *          drop callback?[data].
 */
typedef struct pyf_iterator_def {
    size_t size;
    uint32_t flags;
    uint32_t reserved;
    pyf_next_function next;
    void *data;
    pyf_drop drop;
    uintptr_t owner;
} pyf_iterator_def;

/**
 * A module that Python imports: built in, or a shared library of its own.
 *
 * size:        sizeof(pyf_module_def) of the caller.
 * api_version: PYF_API_VERSION of the caller.
 * flags:       PYF_MODULE_... bits.
 * name:        its full name; for a shared library that of the file.
 * doc:         its docstring; NULL: none.
 * functions, function_count: what it has from the start; the entries lie
 *              functions->size bytes apart. Every import makes them anew with
 *              the same data, so it is kept for the process and their drop is
 *              never called.
 * exec:        fills the rest of it at every import; NULL: nothing to fill.
 * data, drop:  for exec; dropped once, when the definition is refused.
 *
 * Fields:  api_version number; flags module_flag; name text; doc text?;
 *          functions in[function_count?]; exec callback?; data data kept; drop
 *          callback?[data].
 */
typedef struct pyf_module_def {
    size_t size;
    uint32_t api_version;
    uint32_t flags;
    pyf_text name;
    pyf_text doc;
    const pyf_function_def *functions;
    size_t function_count;
    pyf_module_function exec;
    void *data;
    pyf_drop drop;
} pyf_module_def;

/* ======================================================================
 * Constants
 * ==================================================================== */

/** Group: version. Version of this contract, 0xMMmmpp00: what the caller
 * was compiled for. */
#define PYF_API_VERSION UINT32_C(0x01000000)

/** Group: length. Length of a text that ends at its NUL. */
#define PYF_AUTO_LENGTH ((size_t)-1)

/* A literal where a text is asked for: its pointer and its length, as two
 * arguments, or in braces as a pyf_text. */
#define PYF_TEXT(literal) ("" literal), (sizeof(literal) - 1)

/* Group: status. What functions answer. A number below 0 that is not among
 * these is a failure too. */
/** Success. */
#define PYF_OK 0
/** A handle that is 0, closed, or never was one. */
#define PYF_ERR_HANDLE (-1)
/** A live handle or token of another kind than the function takes. */
#define PYF_ERR_KIND (-2)
/** A bad argument: NULL pointer, absurd length, unknown flag or operator. */
#define PYF_ERR_ARGUMENT (-3)
/** Out of memory, or the handle table is full. */
#define PYF_ERR_MEMORY (-4)
/** Python raised; pyf_error_exception has the exception. */
#define PYF_ERR_PYTHON (-5)
/** The object is not of the type that the conversion takes. */
#define PYF_ERR_TYPE (-6)
/** The number does not fit the requested type; nothing was cut. */
#define PYF_ERR_OVERFLOW (-7)
/** Text that is not valid UTF-8, or a str that has none (lone surrogates). */
#define PYF_ERR_ENCODING (-8)
/** The caller's buffer is too small; the needed size was written. */
#define PYF_ERR_BUFFER (-9)
/** The calling thread is not attached. */
#define PYF_ERR_NOT_ATTACHED (-10)
/** pyf_initialize has not been called, or has not succeeded. */
#define PYF_ERR_NOT_INITIALIZED (-11)
/** Python is being, or has been, finalized. */
#define PYF_ERR_FINALIZED (-12)
/** This is a forked child of the process that started Python. (A python that
 * has imported modules of ours goes on in the children of os.fork.) */
#define PYF_ERR_FORKED (-13)
/** The call belongs on another thread. */
#define PYF_ERR_THREAD (-14)
/** A token that is not that of the innermost open span of this thread. */
#define PYF_ERR_TOKEN (-15)
/** Somebody else is in the way: a start in progress, threads still inside. */
#define PYF_ERR_BUSY (-16)
/** A configuration that contradicts the running one, or itself. */
#define PYF_ERR_CONFIG (-17)
/** No usable Python was found. */
#define PYF_ERR_NOT_FOUND (-18)
/** The libpython cannot be loaded or lacks required symbols. */
#define PYF_ERR_LIBRARY (-19)
/** The Python is older than 3.11, or its parts have different versions. */
#define PYF_ERR_VERSION (-20)
/** The standard library is not where this Python would look for it. */
#define PYF_ERR_HOME (-21)
/** A second libpython in a process that has one. */
#define PYF_ERR_CONFLICT (-22)
/** Python refused to start. */
#define PYF_ERR_START (-23)
/** The caller was compiled for another libpyforge, and this one cannot do what
 * it asks for. */
#define PYF_ERR_API (-24)
/** This CPython cannot do that. */
#define PYF_ERR_UNSUPPORTED (-25)
/** Python has started already; this belongs before. */
#define PYF_ERR_TOO_LATE (-26)
/** The system gives no executable memory, so there are no closures. */
#define PYF_ERR_NO_CLOSURES (-27)
/** A mistake in a signature; the message has the column. */
#define PYF_ERR_SIGNATURE (-28)
/** A handle of another interpreter. Kept for later: there is one today. */
#define PYF_ERR_INTERPRETER (-29)
/** What was waited for has been cancelled. Kept for later. */
#define PYF_ERR_CANCELLED (-30)

/* Group: host_status. The range of the statuses that are the hosts' own. */
/**
 * From here down to PYF_ERR_HOST_LAST the statuses are the hosts' own. What
 * fails with one in a callback, or is parked with one by pyf_error_set, reaches
 * Python as an exception that carries it: where that exception comes back to a
 * host, by whatever call, it is the status and pyf_error_code. So it is when
 * Python re-raises it, and not when Python raises another one from it. They
 * belong to no component: where several share a process, a payload tells whose
 * failure it is.
 */
#define PYF_ERR_HOST_FIRST (-1000)
/** The lowest of the hosts' own statuses. */
#define PYF_ERR_HOST_LAST (-1999)

/* Group: pending. What is no failure, and no result yet. */
/** No failure: the result comes later. Kept for later. */
#define PYF_PENDING 2

/* Group: config_flag. Bits of pyf_config.flags. */
/** Install signal handlers as `python` does; default: leave the host's. */
#define PYF_CONFIG_SIGNALS UINT32_C(0x01)
/** Set LC_CTYPE from the environment as `python` does; default: leave it. */
#define PYF_CONFIG_LOCALE UINT32_C(0x02)
/** Heed the PYTHON* environment variables; default: ignore them. */
#define PYF_CONFIG_ENVIRONMENT UINT32_C(0x04)
/** Put the user's site-packages on sys.path; default: leave it out. */
#define PYF_CONFIG_USER_SITE UINT32_C(0x08)
/** Do not import site: no site-packages, no virtual environment. */
#define PYF_CONFIG_NO_SITE UINT32_C(0x10)
/** Calls on a thread that is not attached attach for their duration. As soon as
 * one component asks for it, it holds for all of the process, until its end.
 * Such a call has no scope: what it makes lives until it is closed. */
#define PYF_CONFIG_AUTO_ATTACH UINT32_C(0x20)

/* Group: attach_flag. Bits of what pyf_attach_begin is given. */
/** New handles of the span belong to the caller alone: no scope closes them. */
#define PYF_ATTACH_UNSCOPED UINT32_C(0x01)

/* Group: drain. Of pyf_config.drain_ms, beside any number of milliseconds. */
/** As pyf_config.drain_ms: pyf_finalize does not wait for other threads. */
#define PYF_DRAIN_NO_WAIT UINT32_C(0xffffffff)

/* Group: handle_kind. Kinds of handles: 1 to 15. 5 to 10 are kept for
 * buffers, classes, cursors, loops, promises and interpreters; 11 to 14 are
 * free. */
/** Kind of a handle to a Python object. */
#define PYF_KIND_OBJECT 1
/** Kind of the handle of a signature. */
#define PYF_KIND_SIGNATURE 2
/** Kind of the handle of a closure. */
#define PYF_KIND_CLOSURE 3
/** Kind of the handle of a prepared call. */
#define PYF_KIND_CALL 4
/** Kind of all tokens; they are no handles, and close nothing. */
#define PYF_KIND_TOKEN 15

/* Group: value_kind. Of pyf_value.kind, and what is wanted of a result. */
/** None. */
#define PYF_VALUE_NONE UINT32_C(0x00)
/** bool, in as.i64. */
#define PYF_VALUE_BOOL UINT32_C(0x01)
/** int that fits 64 bits with sign. */
#define PYF_VALUE_I64 UINT32_C(0x02)
/** int that fits 64 bits only without sign. */
#define PYF_VALUE_U64 UINT32_C(0x03)
/** float. */
#define PYF_VALUE_F64 UINT32_C(0x04)
/** complex. */
#define PYF_VALUE_COMPLEX UINT32_C(0x05)
/** str, as UTF-8. */
#define PYF_VALUE_STR UINT32_C(0x06)
/** bytes. */
#define PYF_VALUE_BYTES UINT32_C(0x07)
/** Any other object. */
#define PYF_VALUE_HANDLE UINT32_C(0x08)
/** Only in what a host function is given: an argument that was not passed, of
 * a parameter with the default `...`. */
#define PYF_VALUE_ABSENT UINT32_C(0x09)
/** Only to be asked for: whatever kind the object is of by itself, of the kinds
 * above. Kinds that later versions add come only to those who ask for them. */
#define PYF_VALUE_ANY UINT32_C(0xff)

/* Initializers: pyf_value args[] = { PYF_F64(3.0), PYF_STR(PYF_TEXT("x")) };
 * text is a pointer and a length, as everywhere. */
#ifdef __cplusplus
#include "pyforge-cxx.h"
#else
#define PYF_NIL { PYF_VALUE_NONE, 0, { .i64 = 0 }, 0 }
#define PYF_BOOL(x) { PYF_VALUE_BOOL, 0, { .i64 = (x) != 0 }, 0 }
#define PYF_I64(x) { PYF_VALUE_I64, 0, { .i64 = (x) }, 0 }
#define PYF_U64(x) { PYF_VALUE_U64, 0, { .u64 = (x) }, 0 }
#define PYF_F64(x) { PYF_VALUE_F64, 0, { .f64 = (x) }, 0 }
#define PYF_C128(x, y) { PYF_VALUE_COMPLEX, 0, { .c128 = { (x), (y) } }, 0 }
#define PYF_STR(...) { PYF_VALUE_STR, 0, { .text = { __VA_ARGS__ } }, 0 }
#define PYF_BYTES(...) { PYF_VALUE_BYTES, 0, { .text = { __VA_ARGS__ } }, 0 }
#define PYF_HANDLE(h) { PYF_VALUE_HANDLE, 0, { .handle = (h) }, 0 }

/* Initializers of sized structs: pyf_config config = PYF_CONFIG_INIT; */
#define PYF_VERSIONED .api_version = PYF_API_VERSION
#define PYF_CONFIG_INIT { .size = sizeof(pyf_config), PYF_VERSIONED }
#define PYF_STATS_INIT { .size = sizeof(pyf_stats) }
#define PYF_FAILURE_INIT { .size = sizeof(pyf_failure) }
#define PYF_WARNING_INIT { .size = sizeof(pyf_warning) }
#define PYF_FUNCTION_DEF_INIT { .size = sizeof(pyf_function_def) }
#define PYF_ITERATOR_DEF_INIT { .size = sizeof(pyf_iterator_def) }
#define PYF_MODULE_DEF_INIT { .size = sizeof(pyf_module_def), PYF_VERSIONED }
#endif

/* Group: form. Of pyf_function_def.form: what the function is. */
/** call.native is a C function of the signature's types. */
#define PYF_FORM_NATIVE UINT32_C(0x01)
/** call.values is to be called. */
#define PYF_FORM_VALUES UINT32_C(0x02)
/** call.handles is to be called. */
#define PYF_FORM_HANDLES UINT32_C(0x03)

/* Group: failure_flag. Bits of pyf_failure.flags. */
/** Leave out the message of an exception: no code of Python's runs for it. */
#define PYF_FAILURE_NO_MESSAGE UINT32_C(0x01)

/* Group: function_flag. Bits of the flags of host functions and iterators. */
/** Native form: let other Python threads run during the call. */
#define PYF_FUNCTION_DETACH UINT32_C(0x01)
/** The module comes in the frame; native form: as one more argument, the
 * first. */
#define PYF_FUNCTION_MODULE UINT32_C(0x02)
/** Native form: data comes as one more argument, the last. */
#define PYF_FUNCTION_DATA UINT32_C(0x04)
/** Only the thread that made it may call it; RuntimeError elsewhere. */
#define PYF_FUNCTION_OWN_THREAD UINT32_C(0x08)
/** Make a builtin_function_or_method: the fastest to call before Python 3.14,
 * but without annotations, as all of them. */
#define PYF_FUNCTION_BUILTIN UINT32_C(0x10)
/** As PYF_ATTACH_UNSCOPED during the call: new handles are the function's own.
 * Its arguments stay those of the call and are closed at its end; pyf_unbind
 * takes one over. The handles that it returns are taken over: the handle, those
 * in a native result, that of a value; also with a failure. Returning an
 * argument is fine. */
#define PYF_FUNCTION_UNSCOPED UINT32_C(0x20)
/** Values and handles form: where an argument is not what its parameter takes,
 * the function is called all the same, with PYF_FRAME_UNCONVERTED and the
 * failure parked, so that it can fail in words of its own. */
#define PYF_FUNCTION_UNCONVERTED UINT32_C(0x40)

/* Group: frame_flag. Bits of pyf_frame.flags. */
/** The arguments come as Python passed them, for one could not be converted. */
#define PYF_FRAME_UNCONVERTED UINT32_C(0x01)

/* Group: closure_policy. Where the failure of a closure goes. */
/** The failure of a closure is parked on the thread that called it. */
#define PYF_CLOSURE_PARK 1
/** The failure of a closure goes to sys.unraisablehook. */
#define PYF_CLOSURE_UNRAISABLE 2

/* Group: module_flag. Bits of pyf_module_def.flags. */
/** The module is not safe without the GIL; default: it is. */
#define PYF_MODULE_GIL UINT32_C(0x01)

/*
 * Operators and modes, in ranges of their own: one that is given to the wrong
 * function is an error, and so is 0, which is none.
 */

/** Group: comparison. Operators of pyf_compare and pyf_richcompare: in the
 * order of CPython's Py_LT. */
#define PYF_LT 11
#define PYF_LE 12
#define PYF_EQ 13
#define PYF_NE 14
#define PYF_GT 15
#define PYF_GE 16

/** Group: binary. Operators of pyf_binary and pyf_inplace. */
#define PYF_ADD 21
#define PYF_SUB 22
#define PYF_MUL 23
#define PYF_MATMUL 24
#define PYF_TRUEDIV 25
#define PYF_FLOORDIV 26
#define PYF_MOD 27
#define PYF_POW 28
#define PYF_LSHIFT 29
#define PYF_RSHIFT 30
#define PYF_AND 31
#define PYF_OR 32
#define PYF_XOR 33

/** Group: unary. Operators of pyf_unary. */
#define PYF_NEG 41
#define PYF_POS 42
#define PYF_INVERT 43
#define PYF_ABS 44

/** Group: compile_mode. Modes of pyf_compile, as of the built-in compile(). */
#define PYF_COMPILE_EXEC 51
#define PYF_COMPILE_EVAL 52
#define PYF_COMPILE_SINGLE 53

/** Group: builtin. Which built-in type an object is of; answered by
 * pyf_builtin_type. */
#define PYF_BUILTIN_OTHER 0
#define PYF_BUILTIN_NONE 1
#define PYF_BUILTIN_BOOL 2
#define PYF_BUILTIN_INT 3
#define PYF_BUILTIN_FLOAT 4
#define PYF_BUILTIN_COMPLEX 5
#define PYF_BUILTIN_STR 6
#define PYF_BUILTIN_BYTES 7
#define PYF_BUILTIN_BYTEARRAY 8
#define PYF_BUILTIN_TUPLE 9
#define PYF_BUILTIN_LIST 10
#define PYF_BUILTIN_DICT 11
#define PYF_BUILTIN_SET 12
#define PYF_BUILTIN_FROZENSET 13
#define PYF_BUILTIN_TYPE 14
#define PYF_BUILTIN_MODULE 15
#define PYF_BUILTIN_EXCEPTION 16

/** Group: reserved_object. Handles of objects that every Python has.
 * They live as long as Python runs, need no look-up, and closing them does
 * nothing. One that the running Python lacks (PythonFinalizationError before
 * 3.13) is PYF_ERR_HANDLE where it is used. */
#define PYF_NONE                             UINT64_C(0x0010000000000001)
#define PYF_TRUE                             UINT64_C(0x0010000000000002)
#define PYF_FALSE                            UINT64_C(0x0010000000000003)
#define PYF_ELLIPSIS                         UINT64_C(0x0010000000000004)
#define PYF_NOT_IMPLEMENTED                  UINT64_C(0x0010000000000005)

/** Group: reserved_type. Handles of built-in types, reserved as those
 * above. */
#define PYF_TYPE_OBJECT                      UINT64_C(0x0010000000000010)
#define PYF_TYPE_TYPE                        UINT64_C(0x0010000000000011)
#define PYF_TYPE_BOOL                        UINT64_C(0x0010000000000012)
#define PYF_TYPE_INT                         UINT64_C(0x0010000000000013)
#define PYF_TYPE_FLOAT                       UINT64_C(0x0010000000000014)
#define PYF_TYPE_COMPLEX                     UINT64_C(0x0010000000000015)
#define PYF_TYPE_STR                         UINT64_C(0x0010000000000016)
#define PYF_TYPE_BYTES                       UINT64_C(0x0010000000000017)
#define PYF_TYPE_BYTEARRAY                   UINT64_C(0x0010000000000018)
#define PYF_TYPE_MEMORYVIEW                  UINT64_C(0x0010000000000019)
#define PYF_TYPE_LIST                        UINT64_C(0x001000000000001a)
#define PYF_TYPE_TUPLE                       UINT64_C(0x001000000000001b)
#define PYF_TYPE_DICT                        UINT64_C(0x001000000000001c)
#define PYF_TYPE_SET                         UINT64_C(0x001000000000001d)
#define PYF_TYPE_FROZENSET                   UINT64_C(0x001000000000001e)
#define PYF_TYPE_RANGE                       UINT64_C(0x001000000000001f)
#define PYF_TYPE_SLICE                       UINT64_C(0x0010000000000020)
#define PYF_TYPE_ENUMERATE                   UINT64_C(0x0010000000000021)
#define PYF_TYPE_FILTER                      UINT64_C(0x0010000000000022)
#define PYF_TYPE_MAP                         UINT64_C(0x0010000000000023)
#define PYF_TYPE_REVERSED                    UINT64_C(0x0010000000000024)
#define PYF_TYPE_ZIP                         UINT64_C(0x0010000000000025)
#define PYF_TYPE_PROPERTY                    UINT64_C(0x0010000000000026)
#define PYF_TYPE_CLASSMETHOD                 UINT64_C(0x0010000000000027)
#define PYF_TYPE_STATICMETHOD                UINT64_C(0x0010000000000028)
#define PYF_TYPE_SUPER                       UINT64_C(0x0010000000000029)

/** Group: reserved_exception. Handles of exception classes, reserved as those
 * above. */
#define PYF_EXC_BaseException                UINT64_C(0x0010000000000040)
#define PYF_EXC_BaseExceptionGroup           UINT64_C(0x0010000000000041)
#define PYF_EXC_ExceptionGroup               UINT64_C(0x0010000000000042)
#define PYF_EXC_GeneratorExit                UINT64_C(0x0010000000000043)
#define PYF_EXC_KeyboardInterrupt            UINT64_C(0x0010000000000044)
#define PYF_EXC_SystemExit                   UINT64_C(0x0010000000000045)
#define PYF_EXC_Exception                    UINT64_C(0x0010000000000046)
#define PYF_EXC_ArithmeticError              UINT64_C(0x0010000000000047)
#define PYF_EXC_FloatingPointError           UINT64_C(0x0010000000000048)
#define PYF_EXC_OverflowError                UINT64_C(0x0010000000000049)
#define PYF_EXC_ZeroDivisionError            UINT64_C(0x001000000000004a)
#define PYF_EXC_AssertionError               UINT64_C(0x001000000000004b)
#define PYF_EXC_AttributeError               UINT64_C(0x001000000000004c)
#define PYF_EXC_BufferError                  UINT64_C(0x001000000000004d)
#define PYF_EXC_EOFError                     UINT64_C(0x001000000000004e)
#define PYF_EXC_ImportError                  UINT64_C(0x001000000000004f)
#define PYF_EXC_ModuleNotFoundError          UINT64_C(0x0010000000000050)
#define PYF_EXC_LookupError                  UINT64_C(0x0010000000000051)
#define PYF_EXC_IndexError                   UINT64_C(0x0010000000000052)
#define PYF_EXC_KeyError                     UINT64_C(0x0010000000000053)
#define PYF_EXC_MemoryError                  UINT64_C(0x0010000000000054)
#define PYF_EXC_NameError                    UINT64_C(0x0010000000000055)
#define PYF_EXC_UnboundLocalError            UINT64_C(0x0010000000000056)
#define PYF_EXC_OSError                      UINT64_C(0x0010000000000057)
#define PYF_EXC_BlockingIOError              UINT64_C(0x0010000000000058)
#define PYF_EXC_ChildProcessError            UINT64_C(0x0010000000000059)
#define PYF_EXC_ConnectionError              UINT64_C(0x001000000000005a)
#define PYF_EXC_BrokenPipeError              UINT64_C(0x001000000000005b)
#define PYF_EXC_ConnectionAbortedError       UINT64_C(0x001000000000005c)
#define PYF_EXC_ConnectionRefusedError       UINT64_C(0x001000000000005d)
#define PYF_EXC_ConnectionResetError         UINT64_C(0x001000000000005e)
#define PYF_EXC_FileExistsError              UINT64_C(0x001000000000005f)
#define PYF_EXC_FileNotFoundError            UINT64_C(0x0010000000000060)
#define PYF_EXC_InterruptedError             UINT64_C(0x0010000000000061)
#define PYF_EXC_IsADirectoryError            UINT64_C(0x0010000000000062)
#define PYF_EXC_NotADirectoryError           UINT64_C(0x0010000000000063)
#define PYF_EXC_PermissionError              UINT64_C(0x0010000000000064)
#define PYF_EXC_ProcessLookupError           UINT64_C(0x0010000000000065)
#define PYF_EXC_TimeoutError                 UINT64_C(0x0010000000000066)
#define PYF_EXC_ReferenceError               UINT64_C(0x0010000000000067)
#define PYF_EXC_RuntimeError                 UINT64_C(0x0010000000000068)
#define PYF_EXC_NotImplementedError          UINT64_C(0x0010000000000069)
#define PYF_EXC_RecursionError               UINT64_C(0x001000000000006a)
#define PYF_EXC_PythonFinalizationError      UINT64_C(0x001000000000006b)
#define PYF_EXC_StopAsyncIteration           UINT64_C(0x001000000000006c)
#define PYF_EXC_StopIteration                UINT64_C(0x001000000000006d)
#define PYF_EXC_SyntaxError                  UINT64_C(0x001000000000006e)
#define PYF_EXC_IndentationError             UINT64_C(0x001000000000006f)
#define PYF_EXC_TabError                     UINT64_C(0x0010000000000070)
#define PYF_EXC_SystemError                  UINT64_C(0x0010000000000071)
#define PYF_EXC_TypeError                    UINT64_C(0x0010000000000072)
#define PYF_EXC_ValueError                   UINT64_C(0x0010000000000073)
#define PYF_EXC_UnicodeError                 UINT64_C(0x0010000000000074)
#define PYF_EXC_UnicodeDecodeError           UINT64_C(0x0010000000000075)
#define PYF_EXC_UnicodeEncodeError           UINT64_C(0x0010000000000076)
#define PYF_EXC_UnicodeTranslateError        UINT64_C(0x0010000000000077)
#define PYF_EXC_Warning                      UINT64_C(0x0010000000000078)
#define PYF_EXC_BytesWarning                 UINT64_C(0x0010000000000079)
#define PYF_EXC_DeprecationWarning           UINT64_C(0x001000000000007a)
#define PYF_EXC_EncodingWarning              UINT64_C(0x001000000000007b)
#define PYF_EXC_FutureWarning                UINT64_C(0x001000000000007c)
#define PYF_EXC_ImportWarning                UINT64_C(0x001000000000007d)
#define PYF_EXC_PendingDeprecationWarning    UINT64_C(0x001000000000007e)
#define PYF_EXC_ResourceWarning              UINT64_C(0x001000000000007f)
#define PYF_EXC_RuntimeWarning               UINT64_C(0x0010000000000080)
#define PYF_EXC_SyntaxWarning                UINT64_C(0x0010000000000081)
#define PYF_EXC_UnicodeWarning               UINT64_C(0x0010000000000082)
#define PYF_EXC_UserWarning                  UINT64_C(0x0010000000000083)

/* ======================================================================
 * version - what this library and the loaded Python are
 * ==================================================================== */

/**
 * Version of the loaded libpyforge, 0xMMmmpp00.
 *
 * Args:    -> number.
 * Returns: the version; never fails.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: L20
 */
PYF_API uint32_t pyf_version(void);

/**
 * Version of the loaded libpyforge as text, "1.0.0".
 *
 * Args:    -> cstr pinned.
 * Returns: NUL-terminated text; never fails.
 * Owns:    the text is pinned for the life of the process.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: L20
 */
PYF_API const char *pyf_version_string(void);

/**
 * Version of the loaded Python as CPython's PY_VERSION_HEX: 0x030e00f0 is
 * 3.14.0 final.
 *
 * Args:    -> number.
 * Returns: the version; 0 on failure.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  PYF_ERR_NOT_INITIALIZED.
 * Since:   1.0
 * Feature: L20
 */
PYF_API uint32_t pyf_python_version(void);

/**
 * Text of Py_GetVersion() of the loaded Python.
 *
 * Args:    -> cstr pinned.
 * Returns: NUL-terminated text; NULL on failure.
 * Owns:    the text is pinned for the life of the process.
 * Thread:  any.
 * Errors:  PYF_ERR_NOT_INITIALIZED.
 * Since:   1.0
 * Feature: L20
 */
PYF_API const char *pyf_python_version_string(void);

/**
 * Whether the library, with the Python it runs, has a feature.
 *
 * Names: "free-threading" (the build has no GIL by design), "joined" (Python
 * was running before us and will not be finalized by us), "init-config" (PEP
 * 741), "thread-view" (PEP 788), "critical-section" (3.13), or the name of any
 * optional CPython function that the library uses.
 *
 * Args:    feature in[feature_length] -> question.
 * Returns: 1 or 0; a name nobody knows is 0; negative on failure.
 * Owns:    feature is UTF-8, borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_NOT_INITIALIZED.
 * Since:   1.0
 * Feature: L10, L20
 */
PYF_API int pyf_has(const char *feature, size_t feature_length);

/* ======================================================================
 * runtime - find, start and stop Python
 *
 * One process runs at most one CPython, and libraries that know nothing of
 * each other may all want it. So starting is counted: the first
 * pyf_initialize finds and starts Python (or joins one that runs already), the
 * others wait for it and check that they agree, and the last pyf_finalize
 * stops it. Nobody has to finalize: at process exit sys.stdout and sys.stderr
 * are flushed and Python is left alone. A joined Python is never finalized.
 *
 * Which Python, in this order: one that the process has loaded already; the
 * configuration; PYFORGE_LIBPYTHON and PYFORGE_PYTHON; VIRTUAL_ENV; python3 on
 * PATH, which may be a shim; the default chosen when the library was built.
 * The first of these that is given decides; a failure there does not fall
 * through to another Python than the one that was asked for. On PATH alone a
 * refused python3 gives way to the next one, and then to the default.
 *
 * Python starts isolated (PYTHON* variables and the user's site-packages are
 * ignored), in UTF-8 mode, without touching signal handlers or the locale.
 * The flags in the configuration ask for more.
 * ==================================================================== */

/**
 * Fill a configuration with the defaults, as PYF_CONFIG_INIT does: `size` is
 * sizeof(pyf_config) of the caller, `api_version` its PYF_API_VERSION.
 *
 * Args:    config out[size bytes]; api_version number -> status.
 * Returns: PYF_OK.
 * Owns:    config borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT (NULL, or a size that is none), PYF_ERR_API.
 * Since:   1.0
 * Feature: L21, SE20
 */
PYF_API int pyf_config_init(pyf_config *config, size_t size,
                            uint32_t api_version);

/**
 * Find and start Python, or join the one that runs; NULL takes the defaults,
 * as a caller of version 1.0.
 *
 * Safe on racing threads: the others wait until a start in progress has
 * finished. The calling thread is as detached afterwards as it was before. Each
 * success is to be matched by one pyf_finalize. After a failure that came
 * before Python itself was started another configuration may be tried. A Python
 * that is joined stays as it is: argv has no effect on it, and of the flags
 * only PYF_CONFIG_AUTO_ATTACH has one.
 *
 * Args:    config in? -> status.
 * Returns: PYF_OK.
 * Owns:    config and all it points to borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_API, PYF_ERR_CONFIG, PYF_ERR_NOT_FOUND,
 *          PYF_ERR_LIBRARY, PYF_ERR_VERSION, PYF_ERR_HOME, PYF_ERR_CONFLICT,
 *          PYF_ERR_START, PYF_ERR_FINALIZED, PYF_ERR_FORKED, PYF_ERR_BUSY
 *          (called from inside the start), PYF_ERR_MEMORY; where it joins a
 *          running Python also what a module of pyf_inittab_append fails with.
 * Since:   1.0
 * Feature: L01, L02, L21
 */
PYF_API int pyf_initialize(const pyf_config *config);

/**
 * Give one pyf_initialize back; the last one finalizes Python.
 *
 * The last one lets nobody else in, waits up to drain_ms for attached threads,
 * then runs Py_FinalizeEx. If they do not leave in time, Python stays up,
 * nothing is lost, and the call may be repeated. Afterwards handles are dead,
 * pyf_close still works, and Python cannot be started again in this process
 * (extension modules such as numpy do not survive that).
 *
 * Args:    -> status.
 * Returns: PYF_OK.
 * Owns:    nothing.
 * Thread:  detached; the last one on the main thread.
 * Errors:  PYF_ERR_NOT_INITIALIZED, PYF_ERR_FINALIZED, PYF_ERR_FORKED,
 *          PYF_ERR_THREAD, PYF_ERR_TOKEN (this thread is still attached),
 *          PYF_ERR_BUSY.
 * Since:   1.0
 * Feature: L13, L14
 */
PYF_API int pyf_finalize(void);

/**
 * Whether Python runs and may be attached to.
 *
 * Args:    -> bool.
 * Returns: 1 or 0; never fails.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: L01
 */
PYF_API int pyf_is_initialized(void);

/**
 * Say which Python pyf_initialize would use, without loading or starting it.
 *
 * The report has one line a fact, "key: value": the choice (python, libpython,
 * prefix, home, stdlib, version, free-threaded, source; those that a Python
 * which runs already does not tell are left out), or "error: ..."; then every
 * candidate, "candidate: PATH: used" or "candidate: PATH: refused:
 * REASON". It is written also when nothing usable was found.
 *
 * Args:    config in?; buffer out[length/size?]; length out -> status.
 * Returns: PYF_OK when a usable Python was found.
 * Owns:    config borrowed, NULL for the defaults; buffer takes NUL-terminated
 *          UTF-8 of at most size bytes, NULL when size is 0; length takes the
 *          length of the whole report in bytes, without the NUL.
 * Thread:  any.
 * Errors:  PYF_ERR_BUFFER (nothing written but length); and those of
 *          pyf_initialize that can come before Python is loaded.
 * Since:   1.0
 * Feature: U01
 */
PYF_API int pyf_discover(const pyf_config *config, char *buffer, size_t size,
                         size_t *length);

/* ======================================================================
 * attach - which threads may call Python
 *
 * A thread must be attached to use handles. Attaching takes the GIL on builds
 * that have one and registers the thread on those that do not. Spans nest, and
 * a nested one costs a few nanoseconds. Attaching opens a scope: the handles
 * that this thread makes inside are closed when the span ends.
 *
 * With PYF_ATTACH_UNSCOPED it does not, for languages with destructors: until
 * the span ends, or a scope or another span is opened inside, new handles
 * belong to nobody but the caller, who closes each one. Whatever scopes are
 * open outside, of other components too, keep what they have and get nothing
 * new; when the span ends, their rule is back.
 *
 * A thread keeps its Python thread state until it exits, so attaching again is
 * cheap. Detach (or stay detached) before you block on anything that another
 * thread may need Python to finish: a lock, a join, a read.
 *
 * A function that Python code calls ends the spans it began before it returns:
 * one called through ctypes.CDLL that stays attached is never got back from.
 * ==================================================================== */

/**
 * Attach the calling thread, waiting for the GIL where there is one. flags: 0,
 * or PYF_ATTACH_UNSCOPED.
 *
 * Waits for a start in progress; starts nothing itself.
 *
 * Args:    flags attach_flag -> new token.
 * Returns: a token; 0 on failure.
 * Owns:    give the token back to pyf_attach_end.
 * Thread:  any.
 * Errors:  PYF_ERR_NOT_INITIALIZED, PYF_ERR_FINALIZED, PYF_ERR_FORKED,
 *          PYF_ERR_ARGUMENT (flags), PYF_ERR_MEMORY,
 *          PYF_ERR_TOKEN (nested too deep).
 * Since:   1.0
 * Feature: L03, L04
 */
PYF_API pyf_token pyf_attach_begin(uint32_t flags);

/**
 * Attach if that is possible now: 1 and a token, or 0 when Python is not
 * running (not yet, not any more, or not in this forked child).
 *
 * It does not wait for a start in progress and parks no failure for the 0.
 * Where there is a GIL it waits for that, as CPython has no way to ask. flags
 * as for pyf_attach_begin.
 *
 * Args:    flags attach_flag; token out new token -> question.
 * Returns: 1 attached, 0 not now; negative on failure.
 * Owns:    give the token back to pyf_attach_end; 0 is written with a 0.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_MEMORY, PYF_ERR_TOKEN.
 * Since:   1.0
 * Feature: L05
 */
PYF_API int pyf_try_attach_begin(uint32_t flags, pyf_token *token);

/**
 * End an attach span: close the handles made in it, unless it was unscoped, and
 * detach if it was the outermost. Spans and scopes that were opened inside have
 * to be ended before.
 *
 * Args:    token token taken -> status.
 * Returns: PYF_OK.
 * Owns:    takes the token back.
 * Thread:  same.
 * Errors:  PYF_ERR_TOKEN, PYF_ERR_KIND, PYF_ERR_THREAD; then nothing changed.
 * Since:   1.0
 * Feature: L03, L04
 */
PYF_API int pyf_attach_end(pyf_token token);

/**
 * Let go of Python for a while, with all open spans of this thread kept, so
 * that other threads can run. Python's Py_BEGIN_ALLOW_THREADS.
 *
 * Args:    -> new token.
 * Returns: a token; 0 on failure.
 * Owns:    give the token back to pyf_detach_end.
 * Thread:  attached.
 * Errors:  PYF_ERR_TOKEN (nested too deep).
 * Since:   1.0
 * Feature: L07
 */
PYF_API pyf_token pyf_detach_begin(void);

/**
 * Attach again after pyf_detach_begin.
 *
 * When Python was finalized in between, the thread stays detached: the spans
 * around this one are void, their ends return PYF_OK.
 *
 * Args:    token token taken -> status.
 * Returns: PYF_OK.
 * Owns:    takes the token back.
 * Thread:  same.
 * Errors:  PYF_ERR_TOKEN, PYF_ERR_KIND, PYF_ERR_THREAD, PYF_ERR_FINALIZED,
 *          PYF_ERR_FORKED.
 * Since:   1.0
 * Feature: L07
 */
PYF_API int pyf_detach_end(pyf_token token);

/**
 * Whether the calling thread is attached through this library.
 *
 * Args:    -> bool.
 * Returns: 1 or 0; never fails.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: L08
 */
PYF_API int pyf_is_attached(void);

/* ======================================================================
 * handle - lifetimes
 *
 * Every handle that you get is new: it owns a reference until you close it or
 * the scope it belongs to ends. Attaching opens a scope, and pyf_scope_begin
 * opens one inside, for loops. pyf_unbind takes a handle out of its scope, so
 * that it lives until it is closed; pyf_bind puts one into the innermost. In a
 * span of PYF_ATTACH_UNSCOPED and in a function of PYF_FUNCTION_UNSCOPED there
 * is no scope until pyf_scope_begin opens one. Outside all spans, where calls
 * attach by themselves, there is none and none can be opened.
 * ==================================================================== */

/**
 * One more handle to the same thing, of the same kind. A signature, which
 * lives for ever, has one handle: that is returned.
 *
 * Args:    handle any -> new any.
 * Returns: new handle; 0 on failure.
 * Owns:    handle borrowed, of any kind.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: O05, O06
 */
PYF_API pyf_handle pyf_dup(pyf_handle handle);

/**
 * Give a handle of any kind back. 0, reserved handles and signatures are fine
 * and do nothing.
 *
 * Never blocks and never fails for reasons of state: on a detached thread, in
 * a garbage collector's thread, the handle is dead at once and its reference
 * is dropped by the next thread that attaches; after finalizing there is
 * nothing to drop. On an attached thread __del__ may run.
 *
 * Args:    handle any taken -> status.
 * Returns: PYF_OK.
 * Owns:    takes handle back.
 * Thread:  any.
 * Errors:  PYF_ERR_HANDLE (closed already, or never was one), PYF_ERR_KIND.
 * Since:   1.0
 * Feature: L17, O01, O07, O16
 */
PYF_API int pyf_close(pyf_handle handle);

/**
 * Close many handles; as pyf_close on each, going on after a failure.
 *
 * Args:    handles in[count?] any taken -> status.
 * Returns: PYF_OK, or the first failure.
 * Owns:    takes the handles back.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_HANDLE, PYF_ERR_KIND.
 * Since:   1.0
 * Feature: O07
 */
PYF_API int pyf_close_all(const pyf_handle *handles, size_t count);

/**
 * Whether two handles refer to the same object: Python's `a is b`.
 *
 * Args:    a, b object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    a, b borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND.
 * Since:   1.0
 * Feature: O12, P03
 */
PYF_API int pyf_is(pyf_handle a, pyf_handle b);

/**
 * What a live handle is a handle of: one of PYF_KIND_...; PYF_KIND_TOKEN for
 * the token of a span that is open on the calling thread.
 *
 * Args:    handle any -> handle_kind.
 * Returns: the kind, positive; negative on failure.
 * Owns:    handle borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_HANDLE.
 * Since:   1.0
 * Feature: O12
 */
PYF_API int pyf_handle_kind(pyf_handle handle);

/**
 * Open a scope: the handles this thread makes from now on are closed by
 * pyf_scope_end.
 *
 * Args:    -> new token.
 * Returns: a token; 0 on failure.
 * Owns:    give the token back to pyf_scope_end.
 * Thread:  attached.
 * Errors:  PYF_ERR_TOKEN (nested too deep).
 * Since:   1.0
 * Feature: O02
 */
PYF_API pyf_token pyf_scope_begin(void);

/**
 * End a scope: close the handles made in it and not unbound.
 *
 * Args:    scope token taken -> status.
 * Returns: PYF_OK.
 * Owns:    takes the token back.
 * Thread:  attached; the one that got the token.
 * Errors:  PYF_ERR_TOKEN, PYF_ERR_KIND, PYF_ERR_THREAD; then nothing changed.
 * Since:   1.0
 * Feature: O02
 */
PYF_API int pyf_scope_end(pyf_token scope);

/**
 * Put a handle of any kind into the innermost scope of this thread.
 *
 * Args:    handle any -> status.
 * Returns: PYF_OK; the handle keeps its value.
 * Owns:    the scope closes handle when it ends.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY,
 *          PYF_ERR_TOKEN (no scope is open, or the innermost span has none).
 * Since:   1.0
 * Feature: O05
 */
PYF_API int pyf_bind(pyf_handle handle);

/**
 * Take a handle of any kind out of whatever scope it is in; being in none is
 * fine.
 *
 * The reference moves to the handle returned, which is good until closed; the
 * handle passed in is dead from then on. So an argument of a host function is
 * taken over.
 *
 * Args:    handle any taken -> new any.
 * Returns: new handle; 0 on failure, and then handle is as it was.
 * Owns:    takes handle back. A reserved handle, or that of a signature, is
 *          returned as it is.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: O01, O05
 */
PYF_API pyf_handle pyf_unbind(pyf_handle handle);

/**
 * Read the library's counters.
 *
 * Args:    stats inout -> status.
 * Returns: PYF_OK.
 * Owns:    stats borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT.
 * Since:   1.0
 * Feature: L17
 */
PYF_API int pyf_stats_get(pyf_stats *stats);

/* ======================================================================
 * error - the parked failure, and exceptions
 *
 * One failure at a time is parked on each thread. Where it came from Python it
 * holds the exception object, with traceback, cause, context and notes. The
 * message is made when somebody asks for it.
 * ==================================================================== */

/**
 * Code of the parked failure.
 *
 * Args:    -> code.
 * Returns: a negative PYF_ERR_..., or one of a host's own; PYF_OK when nothing
 *          is parked.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: E04
 */
PYF_API int pyf_error_code(void);

/**
 * Name of a status, "PYF_ERR_HANDLE", or of a positive result, "PYF_PENDING".
 *
 * Args:    code status -> cstr pinned.
 * Returns: NUL-terminated text; "PYF_ERR_HOST" for one of a host's own,
 *          "PYF_ERR_?" for a number that is no status.
 * Owns:    the text is pinned for the life of the process.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: E01
 */
PYF_API const char *pyf_error_name(int code);

/**
 * What went wrong, in a sentence: function, argument, what was wrong with it;
 * for what Python raised "ValueError: the text". Cannot fail. A NUL in it is
 * shown as an escape.
 *
 * Args:    -> cstr pinned.
 * Returns: NUL-terminated UTF-8; "" when nothing is parked.
 * Owns:    the text is pinned until this thread's parked failure changes.
 * Thread:  any; a detached thread is attached while the text of an exception
 *          is made, for which it may have to wait.
 * Errors:  none.
 * Since:   1.0
 * Feature: E11
 */
PYF_API const char *pyf_error_message(void);

/**
 * The parked failure as a Python exception object. One that did not come from
 * Python becomes a MemoryError, TypeError, OverflowError, ValueError or
 * RuntimeError with the message; a failed conversion of a number, or of text
 * that has no UTF-8, is the exception that CPython has for it, in its words
 * ("'str' object cannot be interpreted as an integer"). It stays parked.
 *
 * Args:    -> new object?.
 * Returns: new handle; 0 when nothing is parked or on failure.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E01, E03
 */
PYF_API pyf_handle pyf_error_exception(void);

/**
 * As pyf_error_exception, and nothing is parked afterwards.
 *
 * Args:    -> new object?.
 * Returns: new handle; 0 when nothing is parked or on failure.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E01, E04, R10, SE18
 */
PYF_API pyf_handle pyf_error_take(void);

/**
 * Take the parked failure in one call: code, message, exception and payload.
 * Nothing is parked afterwards. The exception is as pyf_error_exception gives
 * it, but 0 where the failure is none: nothing is made.
 *
 * Args:    failure inout -> question.
 * Returns: 1 when there was one, 0 when nothing was parked; negative on
 *          failure, and then what was parked stays, and the failure of this
 *          call is parked only where nothing was.
 * Owns:    failure->exception is the caller's own, in no scope; the message is
 *          pinned until this thread's next pyf_error_fetch, or its end; the
 *          payload belongs to the exception, pinned while that lives.
 * Thread:  any; a detached thread is attached for an exception, for which it
 *          may have to wait.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_API (fields that are not known here),
 *          PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E04, E18
 */
PYF_API int pyf_error_fetch(pyf_failure *failure);

/**
 * Park a failure of the host's, or one that was fetched, again: a status of
 * the host's own, or any but PYF_OK and PYF_ERR_PYTHON of the library's, which
 * becomes the exception that pyf_error_exception says.
 *
 * Args:    code status; message in[length?] -> status.
 * Returns: code; another negative status when that failed.
 * Owns:    message UTF-8 of length bytes, borrowed, NULL for none.
 * Thread:  any.
 * Errors:  PYF_ERR_ARGUMENT (a number that is no such status),
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E01, E04
 */
PYF_API int pyf_error_set(int code, const char *message, size_t length);

/**
 * Park a Python exception, as `raise` would: exception is an exception object,
 * or an exception class that is called with the message. With an exception
 * object the message must be NULL.
 *
 * Args:    exception object; message in[length?] -> status.
 * Returns: PYF_ERR_PYTHON with the exception parked, or the host's own status
 *          that it carries; another negative status when that failed.
 * Owns:    exception borrowed; message UTF-8 of length bytes, borrowed, NULL
 *          for none.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_ARGUMENT,
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E02, E04, E21
 */
PYF_API int pyf_error_raise(pyf_handle exception, const char *message,
                            size_t length);

/**
 * As pyf_error_raise, with a payload as of pyf_error_set_payload.
 *
 * Args:    exception object; message in[length?]; data data kept; drop
 *          callback?[data] -> status.
 * Returns: as pyf_error_raise.
 * Owns:    exception borrowed; message UTF-8 of length bytes, borrowed, NULL
 *          for none; data is kept until the exception is gone, then drop (NULL:
 *          nothing to do) is called with it, also on failure.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_ARGUMENT,
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY; PYF_ERR_PYTHON (an exception that
 *          takes no attribute).
 * Since:   1.0
 * Feature: E02, E18
 */
PYF_API int pyf_error_raise_payload(pyf_handle exception, const char *message,
                                    size_t length, uintptr_t owner,
                                    void *data, pyf_drop drop);

/**
 * Whether the parked failure matches an exception class, or one of a tuple of
 * classes, as `except` would. A failure that did not come from Python matches
 * by the exception it would become. A failure of this call itself is returned
 * and not parked.
 *
 * Args:    type object -> question unparked.
 * Returns: 1 or 0 (0 also when nothing is parked); negative on failure, and
 *          then the failure that was parked stays.
 * Owns:    type borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE.
 * Since:   1.0
 * Feature: E05, E12
 */
PYF_API int pyf_error_matches(pyf_handle type);

/**
 * The parked failure as text, with the traceback and the chain of causes where
 * it came from Python, and a newline at the end.
 *
 * Args:    buffer out[length/size?]; length out -> status unparked.
 * Returns: PYF_OK; also when nothing is parked, with the empty text.
 * Owns:    buffer takes NUL-terminated UTF-8 of at most size bytes, NULL when
 *          size is 0; length takes the whole length in bytes, without the NUL.
 * Thread:  any; a detached thread is attached while the traceback is made, for
 *          which it may have to wait.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_BUFFER (nothing written but length); they
 *          are returned, not parked.
 * Since:   1.0
 * Feature: E08
 */
PYF_API int pyf_error_format(char *buffer, size_t size, size_t *length);

/**
 * Write what pyf_error_format gives to a file descriptor. It stays parked.
 *
 * Args:    fd number -> code.
 * Returns: the code of the parked failure; PYF_OK when nothing is parked and
 *          nothing was written.
 * Owns:    nothing.
 * Thread:  any; a detached thread is attached while the traceback is made, for
 *          which it may have to wait.
 * Errors:  none; what cannot be written is dropped.
 * Since:   1.0
 * Feature: E08, SE11
 */
PYF_API int pyf_error_print(int fd);

/**
 * What the parked failure makes of a program, as `python` would have it: the
 * number for main to return. It flushes Python's standard streams on an
 * attached thread, writes what pyf_error_format gives to the file descriptor,
 * and forgets the failure. SystemExit writes its message alone, or nothing. A
 * failure that was parked when Python was finalized counts as before.
 * sys.excepthook is not asked.
 *
 * Args:    fd number -> number.
 * Returns: 0 when nothing is parked; the code of a SystemExit, its low 8 bits;
 *          130 for KeyboardInterrupt; 120 when the streams cannot be flushed; 1
 *          for everything else.
 * Owns:    nothing.
 * Thread:  any; a detached thread is attached for an exception, for which it
 *          may have to wait.
 * Errors:  none; what cannot be written is dropped.
 * Since:   1.0
 * Feature: E08, SE11
 */
PYF_API int pyf_error_exit_status(int fd);

/**
 * Set sys.last_type, sys.last_value, sys.last_traceback (and sys.last_exc
 * where Python has it) from the parked failure, as the interactive
 * interpreter does, for pdb.pm(). It stays parked.
 *
 * Args:    -> status.
 * Returns: PYF_OK; also when nothing is parked, and then nothing is set.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY; PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: E08, SE11
 */
PYF_API int pyf_error_set_last(void);

/**
 * Forget the parked failure.
 *
 * Args:    -> status.
 * Returns: PYF_OK.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: E04
 */
PYF_API int pyf_error_clear(void);

/**
 * What Python would print of an exception object, raised or not: traceback,
 * cause, context, notes, groups, and a newline at the end. What has no UTF-8 is
 * escaped.
 *
 * Args:    exception object -> new object.
 * Returns: new handle, a str; 0 on failure.
 * Owns:    exception borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (what the module traceback raises).
 * Since:   1.0
 * Feature: E03, E08
 */
PYF_API pyf_handle pyf_error_text(pyf_handle exception);

/**
 * Traceback of an exception object: its __traceback__.
 *
 * Args:    exception object -> new object.
 * Returns: new handle, PYF_NONE where there is none; 0 on failure.
 * Owns:    exception borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E03, R10, SE18
 */
PYF_API pyf_handle pyf_error_traceback(pyf_handle exception);

/**
 * What an exception was raised from: its __cause__.
 *
 * Args:    exception object -> new object.
 * Returns: new handle, PYF_NONE where there is none; 0 on failure.
 * Owns:    exception borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E06
 */
PYF_API pyf_handle pyf_error_cause(pyf_handle exception);

/**
 * Set __cause__, as `raise exception from cause` does; PYF_NONE removes it.
 *
 * Args:    exception, cause object -> status.
 * Returns: PYF_OK.
 * Owns:    exception, cause borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE.
 * Since:   1.0
 * Feature: E06
 */
PYF_API int pyf_error_set_cause(pyf_handle exception, pyf_handle cause);

/**
 * The exception that was being handled when this one was raised: its
 * __context__.
 *
 * Args:    exception object -> new object.
 * Returns: new handle, PYF_NONE where there is none; 0 on failure.
 * Owns:    exception borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E06
 */
PYF_API pyf_handle pyf_error_context(pyf_handle exception);

/**
 * Set __context__; PYF_NONE removes it.
 *
 * Args:    exception, context object -> status.
 * Returns: PYF_OK.
 * Owns:    exception, context borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE.
 * Since:   1.0
 * Feature: E06
 */
PYF_API int pyf_error_set_context(pyf_handle exception, pyf_handle context);

/**
 * Let an exception carry an error of the host's own: data, any bits, under the
 * `owner` that names the host's component: an address or any other number but
 * 0, compared and never followed. It travels with the exception
 * object through Python, so the host that catches it gets back its own error
 * and not a text about it. An earlier one of that owner is dropped.
 *
 * Args:    exception object; data data kept; drop callback?[data] -> status.
 * Returns: PYF_OK.
 * Owns:    exception borrowed; data is kept until the exception is gone, then
 *          drop (NULL: nothing to do) is called with it, also on failure.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_ARGUMENT (owner
 *          0), PYF_ERR_MEMORY; PYF_ERR_PYTHON (an exception that takes no
 *          attribute).
 * Since:   1.0
 * Feature: E18
 */
PYF_API int pyf_error_set_payload(pyf_handle exception, uintptr_t owner,
                                  void *data, pyf_drop drop);

/**
 * What an exception carries for `owner`, in *data.
 *
 * Args:    exception object; data out data -> question.
 * Returns: 1 with *data, 0 when it carries nothing of that owner; negative on
 *          failure.
 * Owns:    exception borrowed; *data pinned while the exception lives.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE, PYF_ERR_ARGUMENT.
 * Since:   1.0
 * Feature: E18
 */
PYF_API int pyf_error_payload(pyf_handle exception, uintptr_t owner,
                              void **data);

/* ======================================================================
 * object - what Python can do with any object
 *
 * Attributes go by names, which the library keeps interned, so a name costs no
 * look-up after its first use on a thread. Items go by handle, by text, or by
 * index. The _value forms take and give scalars and text without a handle for
 * them; dynamic languages want those.
 * ==================================================================== */

/**
 * Get attribute `name` of `obj`: Python's getattr(obj, name).
 *
 * Args:    obj object; name in[name_length] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError).
 * Since:   1.0
 * Feature: C09, P01
 */
PYF_API pyf_handle pyf_getattr(pyf_handle obj, const char *name,
                               size_t name_length);

/**
 * Get an attribute that may be missing: no exception is made for that.
 *
 * Args:    obj object; name in[name_length]; result out new object ->
 *          question.
 * Returns: 1 and a new handle; 0 and 0 when there is no such attribute;
 *          negative on failure.
 * Owns:    obj borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (what a property raises).
 * Since:   1.0
 * Feature: P02
 */
PYF_API int pyf_getattr_opt(pyf_handle obj, const char *name,
                            size_t name_length, pyf_handle *result);

/**
 * Get an attribute as a value.
 *
 * Args:    obj object; name in[name_length]; wanted value_kind; result out ->
 *          status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; name UTF-8, borrowed; the result as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (AttributeError).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_getattr_value(pyf_handle obj, const char *name,
                              size_t name_length, uint32_t wanted,
                              pyf_value *result);

/**
 * Set an attribute: obj.name = value.
 *
 * Args:    obj object; name in[name_length]; value object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, value borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError, TypeError).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_setattr(pyf_handle obj, const char *name, size_t name_length,
                        pyf_handle value);

/**
 * Set an attribute to a value.
 *
 * Args:    obj object; name in[name_length]; value in -> status.
 * Returns: PYF_OK.
 * Owns:    obj, value borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError, TypeError).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_setattr_value(pyf_handle obj, const char *name,
                              size_t name_length, const pyf_value *value);

/**
 * Delete an attribute: del obj.name.
 *
 * Args:    obj object; name in[name_length] -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_delattr(pyf_handle obj, const char *name, size_t name_length);

/**
 * Whether obj has an attribute. Hides AttributeError and nothing else.
 *
 * Args:    obj object; name in[name_length] -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (what a property raises).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_hasattr(pyf_handle obj, const char *name, size_t name_length);

/**
 * getattr(obj, name), by a str: for a name that is known once, and asked for
 * many times.
 *
 * Args:    obj, name object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj, name borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (name is no str),
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError, ...).
 * Since:   1.0
 * Feature: P01
 */
PYF_API pyf_handle pyf_getattr_handle(pyf_handle obj, pyf_handle name);

/**
 * setattr(obj, name, value), by a str.
 *
 * Args:    obj, name, value object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, name, value borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (name is no str);
 *          PYF_ERR_PYTHON (AttributeError, ...).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_setattr_handle(pyf_handle obj, pyf_handle name,
                               pyf_handle value);

/**
 * delattr(obj, name), by a str.
 *
 * Args:    obj, name object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, name borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (name is no str);
 *          PYF_ERR_PYTHON (AttributeError, ...).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_delattr_handle(pyf_handle obj, pyf_handle name);

/**
 * hasattr(obj, name), by a str.
 *
 * Args:    obj, name object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj, name borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (name is no str);
 *          PYF_ERR_PYTHON (what is no AttributeError).
 * Since:   1.0
 * Feature: P01
 */
PYF_API int pyf_hasattr_handle(pyf_handle obj, pyf_handle name);

/**
 * Get an item: obj[key].
 *
 * Args:    obj, key object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj, key borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (KeyError, IndexError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API pyf_handle pyf_getitem(pyf_handle obj, pyf_handle key);

/**
 * Get an item by a text key: obj['key'].
 *
 * Args:    obj object; key in[key_length] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed; key UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (KeyError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API pyf_handle pyf_getitem_str(pyf_handle obj, const char *key,
                                   size_t key_length);

/**
 * Get an item by number: obj[index]; negative counts from the end of a
 * sequence.
 *
 * Args:    obj object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (IndexError, KeyError, TypeError).
 * Since:   1.0
 * Feature: P12, T01
 */
PYF_API pyf_handle pyf_getitem_i64(pyf_handle obj, int64_t index);

/**
 * Get an item, key and result as values.
 *
 * Args:    obj object; key in; wanted value_kind; result out -> status.
 * Returns: PYF_OK.
 * Owns:    obj, key borrowed; the result as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (KeyError, IndexError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_getitem_value(pyf_handle obj, const pyf_value *key,
                              uint32_t wanted, pyf_value *result);

/**
 * Set an item: obj[key] = value.
 *
 * Args:    obj, key, value object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, key, value borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (KeyError, IndexError,
 *          TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_setitem(pyf_handle obj, pyf_handle key, pyf_handle value);

/**
 * Set an item by a text key: obj['key'] = value.
 *
 * Args:    obj object; key in[key_length]; value object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, value borrowed; key UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (KeyError, TypeError).
 * Since:   1.0
 * Feature: P12, R04, SE09
 */
PYF_API int pyf_setitem_str(pyf_handle obj, const char *key, size_t key_length,
                            pyf_handle value);

/**
 * Set an item by number: obj[index] = value.
 *
 * Args:    obj, value object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, value borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (IndexError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_setitem_i64(pyf_handle obj, int64_t index, pyf_handle value);

/**
 * Set an item, key and new item as values.
 *
 * Args:    obj object; key, value in -> status.
 * Returns: PYF_OK.
 * Owns:    obj, key, value borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (KeyError, IndexError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_setitem_value(pyf_handle obj, const pyf_value *key,
                              const pyf_value *value);

/**
 * Delete an item: del obj[key].
 *
 * Args:    obj, key object -> status.
 * Returns: PYF_OK.
 * Owns:    obj, key borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (KeyError, IndexError,
 *          TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_delitem(pyf_handle obj, pyf_handle key);

/**
 * Delete an item by a text key: del obj['key'].
 *
 * Args:    obj object; key in[key_length] -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; key UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (KeyError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_delitem_str(pyf_handle obj, const char *key,
                            size_t key_length);

/**
 * Delete an item by number: del obj[index].
 *
 * Args:    obj object -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (IndexError, TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_delitem_i64(pyf_handle obj, int64_t index);

/**
 * Whether obj[key] exists. Hides KeyError and IndexError and nothing else.
 *
 * Args:    obj, key object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj, key borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P12
 */
PYF_API int pyf_hasitem(pyf_handle obj, pyf_handle key);

/**
 * Truth of an object: bool(obj).
 *
 * Args:    obj object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (what __bool__
 *          raises).
 * Since:   1.0
 * Feature: P11
 */
PYF_API int pyf_is_true(pyf_handle obj);

/**
 * Length of an object: len(obj).
 *
 * Args:    obj object; length out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT; PYF_ERR_PYTHON
 *          (TypeError).
 * Since:   1.0
 * Feature: P11
 */
PYF_API int pyf_len(pyf_handle obj, int64_t *length);

/**
 * Hash of an object: hash(obj).
 *
 * Args:    obj object; hash out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT; PYF_ERR_PYTHON
 *          (TypeError).
 * Since:   1.0
 * Feature: P14
 */
PYF_API int pyf_hash(pyf_handle obj, int64_t *hash);

/**
 * repr(obj).
 *
 * Args:    obj object -> new object.
 * Returns: new handle to a str; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON (what
 *          __repr__ raises).
 * Since:   1.0
 * Feature: O12, P14
 */
PYF_API pyf_handle pyf_repr(pyf_handle obj);

/**
 * str(obj).
 *
 * Args:    obj object -> new object.
 * Returns: new handle to a str; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON (what
 *          __str__ raises).
 * Since:   1.0
 * Feature: O12, P14
 */
PYF_API pyf_handle pyf_str(pyf_handle obj);

/**
 * dir(obj).
 *
 * Args:    obj object -> new object.
 * Returns: new handle to a list of str; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON (what
 *          __dir__ raises).
 * Since:   1.0
 * Feature: P14
 */
PYF_API pyf_handle pyf_dir(pyf_handle obj);

/**
 * Whether item in obj.
 *
 * Args:    obj, item object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj, item borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P11
 */
PYF_API int pyf_contains(pyf_handle obj, pyf_handle item);

/**
 * Truth of a comparison, op one of PYF_LT, PYF_LE, PYF_EQ, PYF_NE, PYF_GT,
 * PYF_GE. As in Python, identity does not imply equality (NaN).
 *
 * Args:    a, b object; op comparison -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    a, b borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT; PYF_ERR_PYTHON
 *          (TypeError).
 * Since:   1.0
 * Feature: P03
 */
PYF_API int pyf_compare(pyf_handle a, pyf_handle b, int op);

/**
 * A comparison with the object that it gives, which need not be a bool
 * (numpy).
 *
 * Args:    a, b object; op comparison -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    a, b borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P03
 */
PYF_API pyf_handle pyf_richcompare(pyf_handle a, pyf_handle b, int op);

/**
 * A binary operator, op one of PYF_ADD to PYF_XOR; PYF_POW is a ** b.
 *
 * Args:    a, b object; op binary -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    a, b borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError, ZeroDivisionError).
 * Since:   1.0
 * Feature: P06, P07
 */
PYF_API pyf_handle pyf_binary(pyf_handle a, pyf_handle b, int op);

/**
 * An augmented assignment: what a is after `a op= b`, which is a itself where
 * its type works in place.
 *
 * Args:    a, b object; op binary -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    a, b borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError, ZeroDivisionError).
 * Since:   1.0
 * Feature: P09
 */
PYF_API pyf_handle pyf_inplace(pyf_handle a, pyf_handle b, int op);

/**
 * A unary operator, op one of PYF_NEG, PYF_POS, PYF_INVERT, PYF_ABS.
 *
 * Args:    obj object; op unary -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P07
 */
PYF_API pyf_handle pyf_unary(pyf_handle obj, int op);

/**
 * An iterator over an object: iter(obj).
 *
 * Args:    obj object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (TypeError).
 * Since:   1.0
 * Feature: P11
 */
PYF_API pyf_handle pyf_iter(pyf_handle obj);

/**
 * The next item of an iterator.
 *
 * Args:    iterator object; item out new object -> question.
 * Returns: 1 and a new handle; 0 and 0 at the end; negative on failure.
 * Owns:    iterator borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (what __next__ raises; TypeError when obj is no
 *          iterator).
 * Since:   1.0
 * Feature: P11
 */
PYF_API int pyf_next(pyf_handle iterator, pyf_handle *item);

/**
 * The next item of an iterator, as a value.
 *
 * Args:    iterator object; wanted value_kind; item out -> question.
 * Returns: 1 and the item; 0 and None at the end; negative on failure.
 * Owns:    iterator borrowed; the item as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (what __next__ raises; TypeError when obj is no iterator).
 * Since:   1.0
 * Feature: P11
 */
PYF_API int pyf_next_value(pyf_handle iterator, uint32_t wanted,
                           pyf_value *item);

/**
 * The type of an object: type(obj).
 *
 * Args:    obj object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: P15
 */
PYF_API pyf_handle pyf_type(pyf_handle obj);

/**
 * Which built-in type it is of: PYF_BUILTIN_NONE, PYF_BUILTIN_INT, ...
 * Instances of subclasses count as their base; True is PYF_BUILTIN_BOOL.
 *
 * Args:    obj object -> builtin.
 * Returns: a PYF_BUILTIN_..., not negative; negative on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND.
 * Since:   1.0
 * Feature: O10, P15
 */
PYF_API int pyf_builtin_type(pyf_handle obj);

/**
 * isinstance(obj, type); type is a class or a tuple of classes.
 *
 * Args:    obj, type object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj, type borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P16
 */
PYF_API int pyf_isinstance(pyf_handle obj, pyf_handle type);

/**
 * issubclass(derived, type); type is a class or a tuple of classes.
 *
 * Args:    derived, type object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    derived, type borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND; PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: P16
 */
PYF_API int pyf_issubclass(pyf_handle derived, pyf_handle type);

/**
 * Whether an object can be called: callable(obj).
 *
 * Args:    obj object -> question.
 * Returns: 1 or 0; negative on failure.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND.
 * Since:   1.0
 * Feature: C01
 */
PYF_API int pyf_is_callable(pyf_handle obj);

/* ======================================================================
 * code - import, evaluate, run
 *
 * Where a dict of names is asked for, PYF_NONE as globals means that of
 * __main__, and PYF_NONE as locals means the globals: one dict for both, as at
 * the top of a module, so that functions see what the code defines.
 *
 * Source is UTF-8 whatever coding cookie it has; a NUL in it is
 * PYF_ERR_ARGUMENT.
 *
 * Never run code that you do not trust: it can do all that your process can.
 * ==================================================================== */

/**
 * Import a module by its dotted name; gives the last module of the name, as
 * importlib.import_module does.
 *
 * Args:    name in[name_length] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (ModuleNotFoundError, ImportError, what the module raises).
 * Since:   1.0
 * Feature: R01, SE01
 */
PYF_API pyf_handle pyf_import(const char *name, size_t name_length);

/**
 * Evaluate an expression.
 *
 * Args:    source in[length]; globals, locals object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    source UTF-8 of length bytes (PYF_AUTO_LENGTH: up to its NUL),
 *          borrowed; globals (a dict), locals (a mapping) borrowed, PYF_NONE
 *          for the defaults.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (SyntaxError, what the expression
 *          raises).
 * Since:   1.0
 * Feature: R02, SE01, SE11
 */
PYF_API pyf_handle pyf_eval(const char *source, size_t length,
                            pyf_handle globals, pyf_handle locals);

/**
 * Run statements.
 *
 * Args:    source in[length]; globals, locals object -> status.
 * Returns: PYF_OK.
 * Owns:    source UTF-8 of length bytes (PYF_AUTO_LENGTH: up to its NUL),
 *          borrowed; globals (a dict), locals (a mapping) borrowed, PYF_NONE
 *          for the defaults.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (SyntaxError, what the code raises).
 * Since:   1.0
 * Feature: R03, R04
 */
PYF_API int pyf_run(const char *source, size_t length, pyf_handle globals,
                    pyf_handle locals);

/**
 * Compile to a code object; mode is PYF_COMPILE_EXEC, PYF_COMPILE_EVAL or
 * PYF_COMPILE_SINGLE.
 *
 * Args:    source in[length]; filename in?[filename_length]; mode compile_mode
 *          -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    source UTF-8 of length bytes (PYF_AUTO_LENGTH: up to its NUL),
 *          borrowed; filename UTF-8 for tracebacks, borrowed, NULL for
 *          <string>.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (SyntaxError).
 * Since:   1.0
 * Feature: R06
 */
PYF_API pyf_handle pyf_compile(const char *source, size_t length,
                               const char *filename, size_t filename_length,
                               int mode);

/**
 * Run a code object; gives the value of an expression, else None.
 *
 * Args:    code, globals, locals object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    code borrowed; globals (a dict), locals (a mapping) borrowed,
 *          PYF_NONE for the defaults.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_TYPE (not a code object); PYF_ERR_PYTHON (what the code
 *          raises).
 * Since:   1.0
 * Feature: R06
 */
PYF_API pyf_handle pyf_run_code(pyf_handle code, pyf_handle globals,
                                pyf_handle locals);

/**
 * Run source as a module of its own and register it in sys.modules under name,
 * in the place of one that has it. For a dotted name the parents are imported,
 * or made as empty packages where they cannot be, and the module becomes an
 * attribute of its parent. An empty name, or NULL, gets a unique one.
 *
 * If the source raises, sys.modules is as it was.
 *
 * Args:    source in[length]; filename in?[filename_length]; name
 *          in?[name_length] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    source UTF-8 of length bytes (PYF_AUTO_LENGTH: up to its NUL),
 *          borrowed; filename as in pyf_compile; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (SyntaxError, what the code raises).
 * Since:   1.0
 * Feature: R05, R07, SE04, SE13, SE16, SE17
 */
PYF_API pyf_handle pyf_module_from_source(const char *source, size_t length,
                                          const char *filename,
                                          size_t filename_length,
                                          const char *name,
                                          size_t name_length);

/* ======================================================================
 * call - call Python
 *
 * Two forms. Handles: arguments and result are handles. Values: arguments and
 * result are pyf_value, so numbers and text cross without a handle each, in one
 * crossing.
 *
 * In the _kw functions the last name_count arguments are passed by keyword,
 * under the given names; the ones before them by position. A name given twice
 * is PYF_ERR_ARGUMENT.
 * ==================================================================== */

/**
 * callable(*args).
 *
 * Args:    callable object; args in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    callable and args borrowed; args may be NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (what the callable raises).
 * Since:   1.0
 * Feature: C01, C03
 */
PYF_API pyf_handle pyf_call(pyf_handle callable, const pyf_handle *args,
                            size_t count);

/**
 * Call with keyword arguments; count is the number of all arguments.
 *
 * Args:    callable object; args in[count?] object; names in[name_count?] ->
 *          new object.
 * Returns: new handle; 0 on failure.
 * Owns:    callable and args borrowed; args may be NULL when count is 0; names
 *          UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (what the callable raises).
 * Since:   1.0
 * Feature: C01, C04
 */
PYF_API pyf_handle pyf_call_kw(pyf_handle callable, const pyf_handle *args,
                               size_t count, const pyf_text *names,
                               size_t name_count);

/**
 * callable(*args, **kwargs), from a tuple and a dict; PYF_NONE for none.
 *
 * Args:    callable, args, kwargs object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    callable, args, kwargs borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_MEMORY; PYF_ERR_TYPE (args is
 *          no tuple, kwargs no dict); PYF_ERR_PYTHON (what the callable
 *          raises).
 * Since:   1.0
 * Feature: C03, C04, SE05, SE07, SE09
 */
PYF_API pyf_handle pyf_call_dict(pyf_handle callable, pyf_handle args,
                                 pyf_handle kwargs);

/**
 * obj.name(*args), without making the bound method.
 *
 * Args:    obj object; name in[name_length]; args in[count?] object -> new
 *          object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj and args borrowed; args may be NULL when count is 0; name
 *          UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError, what the method
 *          raises).
 * Since:   1.0
 * Feature: C02, R10, SE10, SE18, SE19
 */
PYF_API pyf_handle pyf_call_method(pyf_handle obj, const char *name,
                                   size_t name_length, const pyf_handle *args,
                                   size_t count);

/**
 * Call a method by a str that is its name, with handles.
 *
 * Args:    obj, name object; args in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj, name, args borrowed; args may be NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT,
 *          PYF_ERR_TYPE (name is no str), PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (AttributeError, what the call raises).
 * Since:   1.0
 * Feature: C02, R10, SE10, SE18, SE19
 */
PYF_API pyf_handle pyf_call_method_handle(pyf_handle obj, pyf_handle name,
                                          const pyf_handle *args,
                                          size_t count);

/**
 * Call a method with keyword arguments.
 *
 * Args:    obj object; name in[name_length]; args in[count?] object; names
 *          in[name_count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    obj and args borrowed; args may be NULL when count is 0; name
 *          UTF-8, borrowed; names UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (AttributeError, what the method
 *          raises).
 * Since:   1.0
 * Feature: C02
 */
PYF_API pyf_handle pyf_call_method_kw(pyf_handle obj, const char *name,
                                      size_t name_length,
                                      const pyf_handle *args, size_t count,
                                      const pyf_text *names,
                                      size_t name_count);

/**
 * callable(*args), as values. result may be NULL: the result is dropped.
 *
 * Args:    callable object; args in[count?]; wanted value_kind; result out? ->
 *          status.
 * Returns: PYF_OK.
 * Owns:    callable and args borrowed; args may be NULL when count is 0; the
 *          result as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (what the callable raises).
 * Since:   1.0
 * Feature: C01, SE04, SE06
 */
PYF_API int pyf_call_values(pyf_handle callable, const pyf_value *args,
                            size_t count, uint32_t wanted, pyf_value *result);

/**
 * Call with keyword arguments, as values. result may be NULL.
 *
 * Args:    callable object; args in[count?]; names in[name_count?]; wanted
 *          value_kind; result out? -> status.
 * Returns: PYF_OK.
 * Owns:    callable and args borrowed; args may be NULL when count is 0; the
 *          result as pyf_value says; names UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (what the callable raises).
 * Since:   1.0
 * Feature: C01, SE08
 */
PYF_API int pyf_call_values_kw(pyf_handle callable, const pyf_value *args,
                               size_t count, const pyf_text *names,
                               size_t name_count, uint32_t wanted,
                               pyf_value *result);

/**
 * obj.name(*args), as values. result may be NULL.
 *
 * Args:    obj object; name in[name_length]; args in[count?]; wanted
 *          value_kind; result out? -> status.
 * Returns: PYF_OK.
 * Owns:    obj and args borrowed; args may be NULL when count is 0; name
 *          UTF-8, borrowed; the result as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (AttributeError, what the method raises).
 * Since:   1.0
 * Feature: C02, SE13
 */
PYF_API int pyf_call_method_values(pyf_handle obj, const char *name,
                                   size_t name_length, const pyf_value *args,
                                   size_t count, uint32_t wanted,
                                   pyf_value *result);

/**
 * Call a method with keyword arguments, as values. result may be NULL.
 *
 * Args:    obj object; name in[name_length]; args in[count?]; names
 *          in[name_count?]; wanted value_kind; result out? -> status.
 * Returns: PYF_OK.
 * Owns:    obj and args borrowed; args may be NULL when count is 0; name
 *          UTF-8, borrowed; names UTF-8, borrowed; the result as pyf_value
 *          says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY; PYF_ERR_PYTHON
 *          (AttributeError, what the method raises).
 * Since:   1.0
 * Feature: C02, SE13
 */
PYF_API int pyf_call_method_values_kw(pyf_handle obj, const char *name,
                                      size_t name_length,
                                      const pyf_value *args, size_t count,
                                      const pyf_text *names, size_t name_count,
                                      uint32_t wanted, pyf_value *result);

/* ======================================================================
 * convert - between C and Python
 *
 * No conversion guesses and none cuts: an int that does not fit is
 * PYF_ERR_OVERFLOW, a float is not an int, text is UTF-8 of a given length and
 * may hold NUL. pyf_to_i64, pyf_to_u64 and pyf_to_f64 accept what has __index__
 * or __float__, as Python's own functions do.
 *
 * Text comes out as a pinned view, which costs nothing, or as a copy. A copy
 * function that is given too small a buffer writes only the needed length.
 * ==================================================================== */

/**
 * True or False; anything but 0 is True.
 *
 * Args:    value bool -> object.
 * Returns: PYF_TRUE or PYF_FALSE, reserved handles.
 * Owns:    nothing.
 * Thread:  any.
 * Errors:  none.
 * Since:   1.0
 * Feature: O16, V01
 */
PYF_API pyf_handle pyf_from_bool(int value);

/**
 * An int.
 *
 * Args:    -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V02
 */
PYF_API pyf_handle pyf_from_i64(int64_t value);

/**
 * An int.
 *
 * Args:    -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V02
 */
PYF_API pyf_handle pyf_from_u64(uint64_t value);

/**
 * A float.
 *
 * Args:    -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V06
 */
PYF_API pyf_handle pyf_from_f64(double value);

/**
 * A str from UTF-8.
 *
 * Args:    text in[length?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    text UTF-8 of length bytes (PYF_AUTO_LENGTH: up to its NUL),
 *          borrowed; NULL when length is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V08
 */
PYF_API pyf_handle pyf_from_str(const char *text, size_t length);

/**
 * A bytes object.
 *
 * Args:    data in[length?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    data of length bytes, borrowed; NULL when length is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V09
 */
PYF_API pyf_handle pyf_from_bytes(const void *data, size_t length);

/**
 * The object that a value stands for; one more handle for PYF_VALUE_HANDLE.
 *
 * Args:    value in -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    value borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V16
 */
PYF_API pyf_handle pyf_from_value(const pyf_value *value);

/**
 * A bool as 1 or 0. Only True and False: for truth there is pyf_is_true.
 *
 * Args:    obj object; value out bool -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE.
 * Since:   1.0
 * Feature: V01
 */
PYF_API int pyf_to_bool(pyf_handle obj, int *value);

/**
 * An int, or what has __index__.
 *
 * Args:    obj object; value out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_OVERFLOW; PYF_ERR_PYTHON (what __index__ raises).
 * Since:   1.0
 * Feature: O10, SE10, V02
 */
PYF_API int pyf_to_i64(pyf_handle obj, int64_t *value);

/**
 * An int that is not negative, or what has __index__.
 *
 * Args:    obj object; value out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_OVERFLOW; PYF_ERR_PYTHON (what __index__ raises).
 * Since:   1.0
 * Feature: V02
 */
PYF_API int pyf_to_u64(pyf_handle obj, uint64_t *value);

/**
 * A float, an int, or what has __float__ or __index__.
 *
 * Args:    obj object; value out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_OVERFLOW; PYF_ERR_PYTHON (what __float__ raises).
 * Since:   1.0
 * Feature: V06
 */
PYF_API int pyf_to_f64(pyf_handle obj, double *value);

/**
 * The UTF-8 of a str, without a copy. A NUL follows the text, and more may
 * stand inside it.
 *
 * Args:    obj object; text out pinned[length]; length out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; text pinned until the object dies: until obj, and
 *          every other reference to it, is closed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_ENCODING (lone surrogates; the message gives the position),
 *          PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: O14, SE01, V08
 */
PYF_API int pyf_to_str(pyf_handle obj, const char **text, size_t *length);

/**
 * The content of a bytes object, without a copy.
 *
 * Args:    obj object; data out pinned[length]; length out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; data pinned until the object dies.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE.
 * Since:   1.0
 * Feature: O14, V09
 */
PYF_API int pyf_to_bytes(pyf_handle obj, const void **data, size_t *length);

/**
 * Copy the UTF-8 of a str, with a NUL behind it.
 *
 * Args:    obj object; buffer out[length/size?]; length out? -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; buffer takes at most size bytes, NULL when size is 0;
 *          length takes the length in bytes without the NUL, and may be NULL.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_ENCODING, PYF_ERR_BUFFER, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V08
 */
PYF_API int pyf_copy_str(pyf_handle obj, char *buffer, size_t size,
                         size_t *length);

/**
 * Copy the content of a bytes or bytearray object.
 *
 * Args:    obj object; buffer out[length/size?]; length out? -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; buffer takes at most size bytes, NULL when size is 0;
 *          length takes the length in bytes, and may be NULL.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_BUFFER.
 * Since:   1.0
 * Feature: V09
 */
PYF_API int pyf_copy_bytes(pyf_handle obj, void *buffer, size_t size,
                           size_t *length);

/**
 * An object as a value. As PYF_VALUE_ANY: None, bool, int, float, complex, str
 * and bytes (exactly these types, as an instance of a subclass is more than its
 * value) as such, an int beyond 64 bits and all else as one more handle.
 *
 * Args:    obj object; wanted value_kind; value out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; the value as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_TYPE, PYF_ERR_OVERFLOW, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: V15, V16
 */
PYF_API int pyf_to_value(pyf_handle obj, uint32_t wanted, pyf_value *value);

/**
 * A list of the given items.
 *
 * Args:    items in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T01
 */
PYF_API pyf_handle pyf_list_from_handles(const pyf_handle *items,
                                         size_t count);

/**
 * A tuple of the given items.
 *
 * Args:    items in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T02
 */
PYF_API pyf_handle pyf_tuple_from_handles(const pyf_handle *items,
                                          size_t count);

/**
 * A set of the given items.
 *
 * Args:    items in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError: unhashable).
 * Since:   1.0
 * Feature: T06, V14
 */
PYF_API pyf_handle pyf_set_from_handles(const pyf_handle *items, size_t count);

/**
 * A frozenset of the given items.
 *
 * Args:    items in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError: unhashable).
 * Since:   1.0
 * Feature: T06
 */
PYF_API pyf_handle pyf_frozenset_from_handles(const pyf_handle *items,
                                              size_t count);

/**
 * A dict of the given pairs; a later one with an equal key wins.
 *
 * Args:    keys, values in[count?] object -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    keys, values borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (TypeError: unhashable).
 * Since:   1.0
 * Feature: C05, T03
 */
PYF_API pyf_handle pyf_dict_from_handles(const pyf_handle *keys,
                                         const pyf_handle *values,
                                         size_t count);

/**
 * A list of the given values.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T01
 */
PYF_API pyf_handle pyf_list_from_values(const pyf_value *items, size_t count);

/**
 * A tuple of the given values.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: SE05, T02
 */
PYF_API pyf_handle pyf_tuple_from_values(const pyf_value *items, size_t count);

/**
 * A set of the given values.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY, PYF_ERR_PYTHON (TypeError for unhashable items).
 * Since:   1.0
 * Feature: T06, V14
 */
PYF_API pyf_handle pyf_set_from_values(const pyf_value *items, size_t count);

/**
 * A frozenset of the given values.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY, PYF_ERR_PYTHON (TypeError for unhashable items).
 * Since:   1.0
 * Feature: T06, V14
 */
PYF_API pyf_handle pyf_frozenset_from_values(const pyf_value *items,
                                             size_t count);

/**
 * A dict of the given pairs of values.
 *
 * Args:    keys, values in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    keys, values borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (TypeError: unhashable).
 * Since:   1.0
 * Feature: C05, SE07, V13
 */
PYF_API pyf_handle pyf_dict_from_values(const pyf_value *keys,
                                        const pyf_value *values, size_t count);

/**
 * A list of ints.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: SE10, T01, V11
 */
PYF_API pyf_handle pyf_list_from_i64(const int64_t *items, size_t count);

/**
 * A list of floats.
 *
 * Args:    items in[count?] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    items borrowed; NULL when count is 0.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T01, V11
 */
PYF_API pyf_handle pyf_list_from_f64(const double *items, size_t count);

/**
 * Read a list, tuple, set, frozenset, or the keys of a dict into handles. Give
 * capacity 0 to ask for the count alone: that is PYF_ERR_BUFFER unless it is
 * 0.
 *
 * Args:    obj object; items out[count/capacity?] new object; count out ->
 *          status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; items takes at most capacity elements, NULL when
 *          capacity is 0; count takes the number of all elements; each element
 *          a new handle.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_BUFFER (nothing written but count), PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON (what the __iter__ of a subclass raises).
 * Since:   1.0
 * Feature: T01, V14
 */
PYF_API int pyf_items_to_handles(pyf_handle obj, pyf_handle *items,
                                 size_t capacity, size_t *count);

/**
 * Read a list, tuple, set, frozenset, or the keys of a dict into values.
 *
 * Args:    obj object; wanted value_kind; items out[count/capacity?]; count
 *          out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; items takes at most capacity elements, NULL when
 *          capacity is 0; count takes the number of all elements; each element
 *          as pyf_value says.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_OVERFLOW, PYF_ERR_TYPE, PYF_ERR_BUFFER (nothing written but
 *          count), PYF_ERR_MEMORY; PYF_ERR_PYTHON (what the __iter__ of a
 *          subclass raises).
 * Since:   1.0
 * Feature: V11
 */
PYF_API int pyf_items_to_values(pyf_handle obj, uint32_t wanted,
                                pyf_value *items, size_t capacity,
                                size_t *count);

/**
 * Read a dict into handles.
 *
 * Args:    obj object; keys, values out[count/capacity?] new object; count out
 *          -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; keys and values each take at most capacity elements,
 *          new handles, NULL when capacity is 0; count takes the number of all
 *          pairs.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_BUFFER (nothing written but count), PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T03
 */
PYF_API int pyf_dict_to_handles(pyf_handle obj, pyf_handle *keys,
                                pyf_handle *values, size_t capacity,
                                size_t *count);

/**
 * Read a dict into values.
 *
 * Args:    obj object; wanted_key value_kind; keys out[count/capacity?];
 *          wanted_value value_kind; values out[count/capacity?]; count out ->
 *          status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; keys and values each take at most capacity elements,
 *          as pyf_value says, NULL when capacity is 0; count takes the number
 *          of all pairs.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_OVERFLOW, PYF_ERR_TYPE, PYF_ERR_BUFFER (nothing written but
 *          count), PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: T03, V13
 */
PYF_API int pyf_dict_to_values(pyf_handle obj, uint32_t wanted_key,
                               pyf_value *keys, uint32_t wanted_value,
                               pyf_value *values, size_t capacity,
                               size_t *count);

/**
 * Read a list or tuple of ints; each element as pyf_to_i64.
 *
 * Args:    obj object; items out[count/capacity?]; count out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; items takes at most capacity elements, NULL when
 *          capacity is 0; count takes the number of all elements.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_OVERFLOW (the message names the element), PYF_ERR_BUFFER
 *          (nothing written but count); PYF_ERR_PYTHON (what __index__
 *          raises).
 * Since:   1.0
 * Feature: SE11, V11
 */
PYF_API int pyf_items_to_i64(pyf_handle obj, int64_t *items, size_t capacity,
                             size_t *count);

/**
 * Read a list or tuple of floats; each element as pyf_to_f64.
 *
 * Args:    obj object; items out[count/capacity?]; count out -> status.
 * Returns: PYF_OK.
 * Owns:    obj borrowed; items takes at most capacity elements, NULL when
 *          capacity is 0; count takes the number of all elements.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_TYPE,
 *          PYF_ERR_OVERFLOW (the message names the element), PYF_ERR_BUFFER
 *          (nothing written but count); PYF_ERR_PYTHON (what __float__
 *          raises).
 * Since:   1.0
 * Feature: V11
 */
PYF_API int pyf_items_to_f64(pyf_handle obj, double *items, size_t capacity,
                             size_t *count);

/* ======================================================================
 * signature - one line that describes a C function
 *
 * Native calls, closures and host functions are described by the same text:
 *
 *     (a: i64, b: f64 = 2.5, /, *rest: object, key: str? = None) -> f64
 *
 *     signature := "(" [ parameter { "," parameter } ] ")" [ "->" result ]
 *     parameter := [ name ":" ] type [ "=" default ]
 *                | "/"  |  "*"  |  "*" name [ ":" type ]
 *                | "**" name [ ":" "object" [ "?" ] ]
 *     type      := basic [ "?" ]
 *     basic     := scalar | "[" item "]" | "{" item { "," item } "}"
 *                | "fn" signature | "(" type ")"
 *     item      := type | "[" integer "]" item
 *     result    := "void" | type
 *     default   := "None" | "True" | "False" | integer | float | string
 *                | "..."
 *
 * Names, "/", "*", defaults and their order are Python's (PEP 457, PEP 570); a
 * parameter without a name is positional-only. What the types are:
 *
 *     type             in C                     in Python
 *     bool             uint8_t, 0 or 1          bool
 *     i8 i16 i32 i64   int8_t ... int64_t       int, or __index__; never cut
 *     u8 u16 u32 u64   uint8_t ... uint64_t     int, or __index__; never cut
 *     isize usize      ptrdiff_t, size_t        int, or __index__; never cut
 *     f32 f64          float, double            float, or __float__
 *     char             uint32_t                 str of one character (a code
 *                                               point, no surrogate)
 *     complex          struct { double re, im } complex, or __complex__
 *     str              const char *, size_t     str, as UTF-8
 *     cstr             const char *             str without NUL, as UTF-8
 *     bytes            const void *, size_t     bytes, or a buffer of bytes
 *     path             const char *             str, bytes or os.PathLike in,
 *                                               pathlib.Path out
 *     object           pyf_handle               any object
 *     ptr              void *                   int, the address
 *     [T]              const T *, size_t        sequence, or a buffer of T
 *                                               (then without a copy); list
 *                                               out, bytes for [u8]
 *     {T, U}           struct { T t; U u; }     tuple
 *     [3]T             T t[3], as an item       sequence of so many items;
 *                                               list out, bytes for [3]u8
 *     fn(T) -> U       U (*)(T)                 callable
 *     void             void                     None
 *
 * With `?` a type also takes None, which is NULL for the types that are
 * pointers (the pointer of str, bytes and [T] too), 0 for object, and for
 * numbers, bool, char, complex and structs makes them a pointer to the value,
 * NULL for None. So `i64?` is a `const int64_t *`: also what qsort gives to its
 * comparison.
 *
 * As parameters str, bytes and [T] are two C arguments; as a result, a field
 * or an element each is a pyf_slice. `*rest: T` is two arguments as `[T]` is;
 * `**key: object` is the handle of a dict, `**key: object?` is 0 when there are
 * no such arguments.
 * ==================================================================== */

/**
 * The signature that a text describes. It is parsed once: the same text gives
 * the same handle, which lives as long as the process and needs no closing.
 *
 * Args:    text in[length] -> signature.
 * Returns: the signature's handle; 0 on failure.
 * Owns:    text of length bytes (PYF_AUTO_LENGTH: up to its NUL), borrowed.
 * Thread:  any.
 * Errors:  PYF_ERR_SIGNATURE (the message has the column and what was
 *          expected there), PYF_ERR_ARGUMENT, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: C07, F02, F03
 */
PYF_API pyf_handle pyf_signature(const char *text, size_t length);

/* ======================================================================
 * native - call Python with C types
 *
 * args points to the C arguments, one entry each, as ffi_call has it: two
 * entries for str, bytes and [T]. count says how many, and is checked. *result
 * receives the C result in its own type: an int8_t for i8. What it points to
 * (str, bytes, path, arrays, ...) is pinned by the innermost open scope;
 * object and fn are a new handle and a function good as long as that scope.
 *
 *     int64_t a = 2, b = 3, sum;
 *     void *args[] = { &a, &b };
 *     pyf_handle sig = pyf_signature(PYF_TEXT("(i64, i64) -> i64"));
 *     pyf_call_native(add, sig, args, 2, &sum);
 *
 * Keyword-only parameters of the signature are passed by their names, those of
 * `*rest` and `**key` one by one. Defaults play no part here: C passes all.
 * ==================================================================== */

/**
 * Call `callable` with C arguments.
 *
 * Args:    callable object; signature signature; args in[count?] by signature;
 *          result out? by signature -> status.
 * Returns: PYF_OK; on failure *result is zeroed (where the handle says how
 *          large it is).
 * Owns:    callable, signature, args borrowed; result as above, may be NULL.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_TYPE, PYF_ERR_OVERFLOW (the result is not
 *          what the signature says); PYF_ERR_TOKEN (no scope to pin the result
 *          in), PYF_ERR_NO_CLOSURES; PYF_ERR_PYTHON (what the call raises).
 * Since:   1.0
 * Feature: C07, V07, V12, V19
 */
PYF_API int pyf_call_native(pyf_handle callable, pyf_handle signature,
                            void *const *args, size_t count, void *result);

/**
 * Call the method `name` of `obj` with C arguments.
 *
 * Args:    obj object; name in[name_length]; signature signature; args
 *          in[count?] by signature; result out? by signature -> status.
 * Returns: PYF_OK; on failure *result is zeroed (where the handle says how
 *          large it is).
 * Owns:    obj, signature, args borrowed; name UTF-8, borrowed; result as
 *          above, may be NULL.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT,
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY, PYF_ERR_TYPE, PYF_ERR_OVERFLOW,
 *          PYF_ERR_TOKEN, PYF_ERR_NO_CLOSURES; PYF_ERR_PYTHON
 *          (AttributeError, what the call raises).
 * Since:   1.0
 * Feature: C07
 */
PYF_API int pyf_call_method_native(pyf_handle obj, const char *name,
                                   size_t name_length, pyf_handle signature,
                                   void *const *args, size_t count,
                                   void *result);

/**
 * Prepare a call: everything that is the same each time is looked up once.
 * With a name it calls that method of target.
 *
 * Args:    target object; name in?[name_length]; signature signature -> new
 *          call.
 * Returns: new handle of kind PYF_KIND_CALL; 0 on failure.
 * Owns:    target, signature borrowed (the call keeps its own reference); name
 *          UTF-8, borrowed, NULL for none.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ENCODING, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: C10
 */
PYF_API pyf_handle pyf_call_prepare(pyf_handle target, const char *name,
                                    size_t name_length, pyf_handle signature);

/**
 * Make a prepared call.
 *
 * Args:    call call; args in[count?] by call; result out? by call -> status.
 * Returns: PYF_OK; on failure *result is zeroed (where the handle says how
 *          large it is).
 * Owns:    call, args borrowed; result as above, may be NULL.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT,
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY, PYF_ERR_TYPE, PYF_ERR_OVERFLOW,
 *          PYF_ERR_TOKEN, PYF_ERR_NO_CLOSURES; PYF_ERR_PYTHON (what the call
 *          raises).
 * Since:   1.0
 * Feature: C10
 */
PYF_API int pyf_call_prepared(pyf_handle call, void *const *args, size_t count,
                              void *result);

/* ======================================================================
 * closure - a Python callable as a C function pointer
 *
 * For C code that wants a callback: qsort, an event loop, a database. Any
 * thread may call the function: one that is not attached attaches for the
 * call. User data that C hands through is a `ptr`, or an `object` where it is
 * a pyf_handle in disguise.
 *
 * C cannot receive an exception. What it gets on failure is `fallback`, and
 * the failure is parked on the calling thread (PYF_CLOSURE_PARK), where you
 * find it when C returns to you, or it goes to sys.unraisablehook
 * (PYF_CLOSURE_UNRAISABLE). A call that comes too late, after the handle was
 * closed or Python finalized, gives fallback as well, and nothing worse: the
 * memory of closed closures is used again only after many others.
 * ==================================================================== */

/**
 * Make a C function of the given signature that calls `callable`. It
 * goes to *function, to be cast to its real type, and is good until the handle
 * is closed, also when that happens during a call.
 *
 * Args:    callable object; signature signature; on_error closure_policy;
 *          fallback in? by signature; function out callback -> new closure.
 * Returns: new handle of kind PYF_KIND_CLOSURE; 0 on failure.
 * Owns:    callable, signature borrowed (the closure keeps its own reference);
 *          fallback: a value of the result's type, copied; NULL for zeros.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (not callable),
 *          PYF_ERR_ARGUMENT (function NULL, on_error unknown; a result that C
 *          could not own, such as str), PYF_ERR_NO_CLOSURES, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: C07, E09
 */
PYF_API pyf_handle pyf_closure_new(pyf_handle callable, pyf_handle signature,
                                   int on_error, const void *fallback,
                                   pyf_native_function *function);

/* ======================================================================
 * function - show host functions to Python
 *
 * A host function has one of three forms. Native: any C function, described by
 * its signature and called as such; for functions that exist already and for
 * static languages. Values: one function type for all, scalars and text come
 * without handles; for dynamic languages. Handles: full control. In every form
 * the signature decides which arguments Python may pass and how, and argument
 * errors read as CPython's own.
 *
 * Handles made during the callback are closed when it ends. A native function
 * fails by parking a failure (pyf_error_raise): if one is parked that was not
 * there before, the call raises it. A host error, a longjmp or an unwinding of
 * the host's own must never cross the callback.
 * ==================================================================== */

/**
 * A host function as a Python callable. It has __name__, __qualname__,
 * __module__, __doc__, __text_signature__, __signature__ and __annotations__;
 * as a builtin it has no annotations, and its __qualname__ is not its name.
 *
 * Args:    def in -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    def borrowed; data is kept until drop is called with it, which
 *          happens exactly once, on failure too.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_API, PYF_ERR_SIGNATURE, PYF_ERR_HANDLE,
 *          PYF_ERR_KIND, PYF_ERR_TYPE (a category that is no class of
 *          warnings), PYF_ERR_ENCODING, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: E21, F01, F02, F03, F04, F05, F06, F08, F12, F13, V07, V12, V19
 */
PYF_API pyf_handle pyf_function_new(const pyf_function_def *def);

/**
 * Take back every function and iterator of an owner: Python that calls one
 * afterwards gets a RuntimeError, and its data is dropped. For hosts that end
 * before Python does: a plugin that is unloaded, a Lua state that is closed. A
 * call that another thread is in at this moment still runs to its end.
 *
 * Args:    -> status.
 * Returns: PYF_OK, also when there is nothing of that owner.
 * Owns:    owner is compared, never followed.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT (owner 0).
 * Since:   1.0
 * Feature: F12
 */
PYF_API int pyf_owner_revoke(uintptr_t owner);

/**
 * A host iterator as a Python iterator, with the methods of a generator: it
 * has send(), throw() and close() too.
 *
 * Args:    def in -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    def borrowed; data is kept until drop is called with it, which
 *          happens exactly once, on failure too.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_API, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: F15
 */
PYF_API pyf_handle pyf_iterator_new(const pyf_iterator_def *def);

/* ======================================================================
 * module - modules made by the host
 *
 * Three ways to import one. At run time: pyf_module_new, fill it, put it into
 * sys.modules with pyf_sys_modules_set. Built in: pyf_inittab_append before the
 * start. As a shared library NAME.so that plain `python3` imports: link it to
 * libpyforge and let its one function call ours,
 *
 *     void *PyInit_NAME(void) { return pyf_extension_init(&def); }
 *
 * and the same file serves every CPython from 3.11 up, free-threaded ones too.
 *
 * Whatever is added to a module is listed in its __all__.
 * ==================================================================== */

/**
 * A new, empty module with a name and a docstring. It has a __spec__, but is
 * in no sys.modules yet.
 *
 * Args:    name in[name_length]; doc in?[doc_length] -> new object.
 * Returns: new handle; 0 on failure.
 * Owns:    name, doc UTF-8, borrowed; doc NULL for none.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT (name NULL or empty), PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: M03, SE15
 */
PYF_API pyf_handle pyf_module_new(const char *name, size_t name_length,
                                  const char *doc, size_t doc_length);

/**
 * Add an object to a module: a constant, a class, a function.
 *
 * Args:    module object; name in[name_length]; value object -> status.
 * Returns: PYF_OK.
 * Owns:    module, value borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (no module),
 *          PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: M04
 */
PYF_API int pyf_module_add(pyf_handle module, const char *name,
                           size_t name_length, pyf_handle value);

/**
 * Add a constant to a module.
 *
 * Args:    module object; name in[name_length]; value in -> status.
 * Returns: PYF_OK.
 * Owns:    module, value borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (no module),
 *          PYF_ERR_ARGUMENT, PYF_ERR_ENCODING, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: M04
 */
PYF_API int pyf_module_add_value(pyf_handle module, const char *name,
                                 size_t name_length, const pyf_value *value);

/**
 * Make a host function and add it to a module under its name; its __module__
 * is that module.
 *
 * Args:    module object; def in -> status.
 * Returns: PYF_OK.
 * Owns:    module, def borrowed; data of def as with pyf_function_new.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (no module, a category
 *          that is no class of warnings), PYF_ERR_ARGUMENT, PYF_ERR_API,
 *          PYF_ERR_SIGNATURE, PYF_ERR_ENCODING, PYF_ERR_MEMORY;
 *          PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: F01, F08, M04
 */
PYF_API int pyf_module_add_function(pyf_handle module,
                                    const pyf_function_def *def);

/**
 * Make a module inside another: an attribute of it, and in sys.modules under
 * its full name, so that `import parent.name` works; the parent becomes a
 * package.
 *
 * Args:    parent object; name in[name_length]; doc in?[doc_length] -> new
 *          object.
 * Returns: new handle; 0 on failure.
 * Owns:    parent borrowed; name (its last part alone) and doc UTF-8,
 *          borrowed; doc NULL for none.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_TYPE (no module),
 *          PYF_ERR_ARGUMENT (name NULL, empty or with a dot),
 *          PYF_ERR_ENCODING, PYF_ERR_MEMORY; PYF_ERR_PYTHON.
 * Since:   1.0
 * Feature: M05, X07
 */
PYF_API pyf_handle pyf_module_add_submodule(pyf_handle parent,
                                            const char *name,
                                            size_t name_length,
                                            const char *doc,
                                            size_t doc_length);

/**
 * Have a module built in: before Python starts, and whoever starts it. Where
 * this library joins a Python that runs already, it is put into sys.modules.
 *
 * Args:    def in kept -> status.
 * Returns: PYF_OK.
 * Owns:    def, its texts and its functions are kept for the process.
 * Thread:  any.
 * Errors:  PYF_ERR_TOO_LATE (Python runs), PYF_ERR_ARGUMENT, PYF_ERR_API,
 *          PYF_ERR_SIGNATURE, PYF_ERR_NO_CLOSURES, PYF_ERR_MEMORY.
 * Since:   1.0
 * Feature: M02, M07, M08, M09, SE14
 */
PYF_API int pyf_inittab_append(const pyf_module_def *def);

/**
 * What PyInit_NAME of a shared library returns. It joins the Python that is
 * importing, so the library needs no pyf_initialize.
 *
 * Args:    def in kept -> pointer.
 * Returns: the module definition that CPython expects; NULL with a Python
 *          exception set, for the import to raise.
 * Owns:    def, its texts and its functions are kept for the process.
 * Thread:  any; CPython calls it attached.
 * Errors:  none; they become the exception of the import.
 * Since:   1.0
 * Feature: M01, M07, M08, M09, SE02
 */
PYF_API void *pyf_extension_init(const pyf_module_def *def);

/* ======================================================================
 * sys - the running interpreter
 *
 * What belongs to the interpreter as a whole: its module search path, its
 * modules, its output, its signals.
 * ==================================================================== */

/**
 * Insert a folder into sys.path: 0 puts it first, -1 or anything past the end
 * last.
 *
 * Args:    path in[path_length] -> status.
 * Returns: PYF_OK.
 * Owns:    path a file name in the encoding of the file system, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_ARGUMENT, PYF_ERR_MEMORY; PYF_ERR_PYTHON (what a replaced
 *          sys.path raises).
 * Since:   1.0
 * Feature: R08, SE17, V19, V20
 */
PYF_API int pyf_sys_path_insert(const char *path, size_t path_length,
                                int64_t position);

/**
 * Register an object in sys.modules, so that `import name` gives it.
 *
 * Args:    name in[name_length]; module object -> status.
 * Returns: PYF_OK.
 * Owns:    module borrowed; name UTF-8, borrowed.
 * Thread:  attached.
 * Errors:  PYF_ERR_HANDLE, PYF_ERR_KIND, PYF_ERR_ARGUMENT, PYF_ERR_ENCODING,
 *          PYF_ERR_MEMORY; PYF_ERR_PYTHON (TypeError).
 * Since:   1.0
 * Feature: M03, R09, SE15
 */
PYF_API int pyf_sys_modules_set(const char *name, size_t name_length,
                                pyf_handle module);

/**
 * Flush sys.stdout and sys.stderr, so that what Python printed stands before
 * what the host prints next.
 *
 * Args:    -> status.
 * Returns: PYF_OK.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_PYTHON (what flush raises; the other stream is flushed all
 *          the same).
 * Since:   1.0
 * Feature: L14
 */
PYF_API int pyf_sys_flush(void);

/**
 * Run the Python handlers of signals that have arrived. With
 * PYF_CONFIG_SIGNALS a Ctrl-C becomes a KeyboardInterrupt here. Call it in
 * long loops of your own. On other threads than the main one it does nothing.
 *
 * Args:    -> status.
 * Returns: PYF_OK.
 * Owns:    nothing.
 * Thread:  attached.
 * Errors:  PYF_ERR_PYTHON (KeyboardInterrupt, what a handler raises).
 * Since:   1.0
 * Feature: SE20
 */
PYF_API int pyf_signals_check(void);

#endif
