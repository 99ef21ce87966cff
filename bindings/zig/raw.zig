// SPDX-License-Identifier: MIT
// Generated from pyforge.json by abi/raw.py and raw.template; do not edit.

/// Text: UTF-8 that is a pointer and a length, and needs no NUL. As parameters
/// the two are apart.
pub const pyf_text = extern struct {
    /// the first byte. NULL is no text; whether that may be is said where the text
    /// is.
    data: [*c]const u8,
    /// in bytes; PYF_AUTO_LENGTH for a C string, up to its NUL.
    length: usize,
};

/// A handle: {interpreter 8 | kind 4 | generation 24 | slot 28} bits.
pub const pyf_handle = u64;

/// What a ..._begin function gives and its ..._end takes back, last in first
/// out, on the same thread. 0 is never a token, and a token is never a handle:
/// one in place of the other is PYF_ERR_KIND.
pub const pyf_token = u64;

/// A complex number, laid out as C's double _Complex.
pub const pyf_complex = extern struct {
    /// its parts.
    real: f64,
    /// its parts.
    imag: f64,
};

/// One of these, in the same bytes.
pub const pyf_value_as = extern union {
    i64: i64,
    u64: u64,
    f64: f64,
    c128: pyf_complex,
    text: pyf_text,
    handle: pyf_handle,
};

/// A scalar, text, or handle that crosses without a handle being made for it.
pub const pyf_value = extern struct {
    /// one of PYF_VALUE_...
    kind: u32,
    /// 0.
    reserved: u32,
    /// i64 for PYF_VALUE_BOOL (0 or 1) and PYF_VALUE_I64, text for PYF_VALUE_STR
    /// and PYF_VALUE_BYTES, and so on.
    as: pyf_value_as,
    /// in a result that is text, a new handle that pins the text: close it when
    /// you have read that. 0 in every other result. Ignored in arguments. In what
    /// a host function returns it is closed when the result has been read, which
    /// happens before any other code of the host runs on that thread.
    owner: pyf_handle,
};

/// What to start, and how. Start from PYF_CONFIG_INIT or pyf_config_init, then
/// set what you want. All strings are NUL-terminated UTF-8, borrowed during
/// the call; NULL or 0 means not specified.
pub const pyf_config = extern struct {
    /// sizeof(pyf_config) of the caller.
    size: usize,
    /// PYF_API_VERSION of the caller.
    api_version: u32,
    /// PYF_CONFIG_... bits.
    flags: u32,
    /// how long pyf_finalize waits for other threads; 0 = 5000, PYF_DRAIN_NO_WAIT
    /// = not at all.
    drain_ms: u32,
    /// 0.
    reserved: u32,
    /// of this component, for messages when several share a process.
    name: ?[*:0]const u8,
    /// interpreter to use: path, or name looked up in PATH.
    python: ?[*:0]const u8,
    /// shared library to load.
    libpython: ?[*:0]const u8,
    /// prefix that holds lib/python3.X, when it cannot be derived.
    home: ?[*:0]const u8,
    /// sys.argv; default { "" }.
    argv: [*c]const ?[*:0]const u8,
    /// sys.argv; default { "" }.
    argc: usize,
    /// folders put in front of sys.path, in this order.
    paths: [*c]const ?[*:0]const u8,
    /// folders put in front of sys.path, in this order.
    path_count: usize,
};

/// Counters of the library, for tests and monitoring.
pub const pyf_stats = extern struct {
    /// sizeof(pyf_stats) of the caller; then of what was written, and counters
    /// that this library does not have are 0.
    size: usize,
    /// handles not closed yet, reserved ones not counted.
    live: u64,
    /// closed on detached threads, their references not dropped yet.
    pending: u64,
    /// OS threads with a kept Python thread state.
    threads: u64,
    /// pyf_initialize calls not yet matched by pyf_finalize.
    users: u64,
};

/// Text, bytes or an array in native form: what `str`, `bytes` and `[T]` of a
/// signature are as results, as fields of structs and as elements. (As a
/// parameter each of them is two C arguments, the pointer and the length.)
pub const pyf_slice = extern struct {
    /// the first element; may be NULL when length is 0. NULL stands for None where
    /// the signature has `?`.
    data: ?*const anyopaque,
    /// in bytes for str and bytes, in elements for an array.
    length: usize,
};

/// Any C function; cast to its real type, and from it.
pub const pyf_native_function = ?*const fn () callconv(.c) void;

/// A failure that was parked, for pyf_error_fetch, which reads size, flags and
/// payload_owner, and writes the others.
pub const pyf_failure = extern struct {
    /// sizeof(pyf_failure) of the caller.
    size: usize,
    /// 0, or PYF_FAILURE_NO_MESSAGE.
    flags: u32,
    /// a negative status; PYF_OK when nothing was parked.
    code: i32,
    /// as of pyf_error_message; never NULL.
    message: [*c]const u8,
    /// in bytes, without the NUL.
    message_length: usize,
    /// what Python raised, or has to say of a failed conversion; 0 for a failure
    /// that is no exception.
    exception: pyf_handle,
    /// whose payload is wanted; 0: nobody's.
    payload_owner: usize,
    /// what the exception carries for that owner.
    payload: ?*anyopaque,
    /// 1 when it carries something, 0 when it does not.
    has_payload: u32,
    /// 0.
    reserved: u32,
};

/// Called exactly once when the library is done with `data`, on any thread,
/// attached where Python still runs. It must not call Python.
pub const pyf_drop = ?*const fn (data: ?*anyopaque) callconv(.c) void;

/// One of these, in the same bytes.
pub const pyf_frame_args = extern union {
    values: [*c]const pyf_value,
    handles: [*c]const pyf_handle,
};

/// What a callback is given, all of it borrowed for the call. The library
/// fills it; later versions append fields.
pub const pyf_frame = extern struct {
    /// of what the library has filled.
    size: usize,
    /// the declared parameters in their order, then further positional ones, then
    /// further keyword ones: values or handles, by the form of the function. Never
    /// NULL. An iterator has one: what Python sent in, which is None, or the
    /// argument of its send().
    args: pyf_frame_args,
    /// the declared parameters in their order, then further positional ones, then
    /// further keyword ones: values or handles, by the form of the function. Never
    /// NULL. An iterator has one: what Python sent in, which is None, or the
    /// argument of its send().
    count: usize,
    /// the names of the further keyword ones, which are the last arguments. Never
    /// NULL. (The exec of a module has neither.)
    names: [*c]const pyf_text,
    /// the names of the further keyword ones, which are the last arguments. Never
    /// NULL. (The exec of a module has neither.)
    name_count: usize,
    /// of the definition.
    data: ?*anyopaque,
    /// the module that is being filled, or that the function belongs to
    /// (PYF_FUNCTION_MODULE; None's handle for one in no module); else 0.
    module: pyf_handle,
    /// what a method is called on; 0 for a function.
    receiver: pyf_handle,
    /// number of the interpreter that calls; 0 is the main one.
    interpreter: u32,
    /// PYF_FRAME_... bits.
    flags: u32,
    /// with PYF_FRAME_UNCONVERTED, the index of the argument that its parameter
    /// does not take; else 0.
    failed: usize,
};

/// A host function in the values form. *result is None on entry, and what it
/// is set to is read when the function returns. PYF_OK, or a negative status:
/// what is parked then becomes a Python exception, which carries the status if
/// it is one of the host's own (PYF_ERR_HOST_FIRST). A positive number is a
/// SystemError.
pub const pyf_values_function = ?*const fn (
    frame: [*c]const pyf_frame,
    result: [*c]pyf_value,
) callconv(.c) c_int;

/// A host function in the handles form: as the values form, with handles of
/// the callback's scope. *result is 0 on entry, and has to be set to a handle,
/// which is read and not taken over (but see PYF_FUNCTION_UNSCOPED).
pub const pyf_handles_function = ?*const fn (
    frame: [*c]const pyf_frame,
    result: [*c]pyf_handle,
) callconv(.c) c_int;

/// The next item of a host iterator: 1 with *item, 0 at the end, a negative
/// status with the failure parked. At the end *item is what the iterator
/// returns (the value of its StopIteration).
pub const pyf_next_function = ?*const fn (
    frame: [*c]const pyf_frame,
    item: [*c]pyf_value,
) callconv(.c) c_int;

/// Fill a module that is being imported, frame->module: PYF_OK, or a negative
/// status with the failure parked, which becomes the exception of the import.
pub const pyf_module_function = ?*const fn (
    frame: [*c]const pyf_frame,
) callconv(.c) c_int;

/// A warning that a host function gives whenever it is called.
pub const pyf_warning = extern struct {
    /// sizeof(pyf_warning) of the caller.
    size: usize,
    /// a warning class; 0: DeprecationWarning.
    category: pyf_handle,
    /// its text.
    message: pyf_text,
};

/// One of these, in the same bytes.
pub const pyf_function_def_call = extern union {
    native: pyf_native_function,
    values: pyf_values_function,
    handles: pyf_handles_function,
};

/// A host function, as Python is to see it. Zero it, then set what you want;
/// all of it is borrowed during the call, but for data and the function.
pub const pyf_function_def = extern struct {
    /// sizeof(pyf_function_def) of the caller.
    size: usize,
    /// PYF_FORM_...: what the function is; 0 is none.
    form: u32,
    /// PYF_FUNCTION_... bits.
    flags: u32,
    /// what Python calls it.
    name: pyf_text,
    /// parameters, types and defaults; NULL: "(*args, **kwargs)", which the native
    /// form cannot have.
    signature: pyf_text,
    /// its docstring; NULL: none.
    doc: pyf_text,
    /// the C function, in the field of its form.
    call: pyf_function_def_call,
    /// in its frame; in the native form its last argument, with PYF_FUNCTION_DATA
    /// only. Any bits, never followed.
    data: ?*anyopaque,
    /// called with data once, when the function is gone or revoked, and also when
    /// it cannot be made; NULL: nothing to do.
    drop: pyf_drop,
    /// names the component it belongs to, for pyf_owner_revoke: an address or any
    /// other number, compared and never followed; 0: nobody.
    owner: usize,
    /// given on every call; the entries lie warnings->size bytes apart.
    warnings: [*c]const pyf_warning,
    /// given on every call; the entries lie warnings->size bytes apart.
    warning_count: usize,
    /// what __text_signature__ says, "(a, b=1)", with $self, $cls or $module in
    /// front where that is meant; empty: there is none; NULL: it follows from the
    /// signature. Only shown, by inspect and help(): the arguments are taken as
    /// signature says.
    text_signature: pyf_text,
};

/// A host iterator, as Python is to see it.
pub const pyf_iterator_def = extern struct {
    /// sizeof(pyf_iterator_def) of the caller.
    size: usize,
    /// PYF_FUNCTION_OWN_THREAD, PYF_FUNCTION_UNSCOPED, or 0.
    flags: u32,

    reserved: u32,
    /// gives the items.
    next: pyf_next_function,
    /// as for a function; data is also dropped when the iterator ends, fails or is
    /// closed.
    data: ?*anyopaque,
    /// as for a function; data is also dropped when the iterator ends, fails or is
    /// closed.
    drop: pyf_drop,
    /// as for a function; data is also dropped when the iterator ends, fails or is
    /// closed.
    owner: usize,
};

/// A module that Python imports: built in, or a shared library of its own.
pub const pyf_module_def = extern struct {
    /// sizeof(pyf_module_def) of the caller.
    size: usize,
    /// PYF_API_VERSION of the caller.
    api_version: u32,
    /// PYF_MODULE_... bits.
    flags: u32,
    /// its full name; for a shared library that of the file.
    name: pyf_text,
    /// its docstring; NULL: none.
    doc: pyf_text,
    /// what it has from the start; the entries lie functions->size bytes apart.
    /// Every import makes them anew with the same data, so it is kept for the
    /// process and their drop is never called.
    functions: [*c]const pyf_function_def,
    /// what it has from the start; the entries lie functions->size bytes apart.
    /// Every import makes them anew with the same data, so it is kept for the
    /// process and their drop is never called.
    function_count: usize,
    /// fills the rest of it at every import; NULL: nothing to fill.
    exec: pyf_module_function,
    /// for exec; dropped once, when the definition is refused.
    data: ?*anyopaque,
    /// for exec; dropped once, when the definition is refused.
    drop: pyf_drop,
};

comptime {
    // The layout of C.
    if (@sizeOf(usize) == 8) {
        same(@sizeOf(pyf_text), 16);
        same(@alignOf(pyf_text), 8);
        same(@offsetOf(pyf_text, "data"), 0);
        same(@offsetOf(pyf_text, "length"), 8);
        same(@sizeOf(pyf_complex), 16);
        same(@alignOf(pyf_complex), 8);
        same(@offsetOf(pyf_complex, "real"), 0);
        same(@offsetOf(pyf_complex, "imag"), 8);
        same(@sizeOf(pyf_value), 32);
        same(@alignOf(pyf_value), 8);
        same(@offsetOf(pyf_value, "kind"), 0);
        same(@offsetOf(pyf_value, "reserved"), 4);
        same(@offsetOf(pyf_value, "as"), 8);
        same(@offsetOf(pyf_value, "owner"), 24);
        same(@sizeOf(pyf_config), 88);
        same(@alignOf(pyf_config), 8);
        same(@offsetOf(pyf_config, "size"), 0);
        same(@offsetOf(pyf_config, "api_version"), 8);
        same(@offsetOf(pyf_config, "flags"), 12);
        same(@offsetOf(pyf_config, "drain_ms"), 16);
        same(@offsetOf(pyf_config, "reserved"), 20);
        same(@offsetOf(pyf_config, "name"), 24);
        same(@offsetOf(pyf_config, "python"), 32);
        same(@offsetOf(pyf_config, "libpython"), 40);
        same(@offsetOf(pyf_config, "home"), 48);
        same(@offsetOf(pyf_config, "argv"), 56);
        same(@offsetOf(pyf_config, "argc"), 64);
        same(@offsetOf(pyf_config, "paths"), 72);
        same(@offsetOf(pyf_config, "path_count"), 80);
        same(@sizeOf(pyf_stats), 40);
        same(@alignOf(pyf_stats), 8);
        same(@offsetOf(pyf_stats, "size"), 0);
        same(@offsetOf(pyf_stats, "live"), 8);
        same(@offsetOf(pyf_stats, "pending"), 16);
        same(@offsetOf(pyf_stats, "threads"), 24);
        same(@offsetOf(pyf_stats, "users"), 32);
        same(@sizeOf(pyf_slice), 16);
        same(@alignOf(pyf_slice), 8);
        same(@offsetOf(pyf_slice, "data"), 0);
        same(@offsetOf(pyf_slice, "length"), 8);
        same(@sizeOf(pyf_failure), 64);
        same(@alignOf(pyf_failure), 8);
        same(@offsetOf(pyf_failure, "size"), 0);
        same(@offsetOf(pyf_failure, "flags"), 8);
        same(@offsetOf(pyf_failure, "code"), 12);
        same(@offsetOf(pyf_failure, "message"), 16);
        same(@offsetOf(pyf_failure, "message_length"), 24);
        same(@offsetOf(pyf_failure, "exception"), 32);
        same(@offsetOf(pyf_failure, "payload_owner"), 40);
        same(@offsetOf(pyf_failure, "payload"), 48);
        same(@offsetOf(pyf_failure, "has_payload"), 56);
        same(@offsetOf(pyf_failure, "reserved"), 60);
        same(@sizeOf(pyf_frame), 80);
        same(@alignOf(pyf_frame), 8);
        same(@offsetOf(pyf_frame, "size"), 0);
        same(@offsetOf(pyf_frame, "args"), 8);
        same(@offsetOf(pyf_frame, "count"), 16);
        same(@offsetOf(pyf_frame, "names"), 24);
        same(@offsetOf(pyf_frame, "name_count"), 32);
        same(@offsetOf(pyf_frame, "data"), 40);
        same(@offsetOf(pyf_frame, "module"), 48);
        same(@offsetOf(pyf_frame, "receiver"), 56);
        same(@offsetOf(pyf_frame, "interpreter"), 64);
        same(@offsetOf(pyf_frame, "flags"), 68);
        same(@offsetOf(pyf_frame, "failed"), 72);
        same(@sizeOf(pyf_warning), 32);
        same(@alignOf(pyf_warning), 8);
        same(@offsetOf(pyf_warning, "size"), 0);
        same(@offsetOf(pyf_warning, "category"), 8);
        same(@offsetOf(pyf_warning, "message"), 16);
        same(@sizeOf(pyf_function_def), 128);
        same(@alignOf(pyf_function_def), 8);
        same(@offsetOf(pyf_function_def, "size"), 0);
        same(@offsetOf(pyf_function_def, "form"), 8);
        same(@offsetOf(pyf_function_def, "flags"), 12);
        same(@offsetOf(pyf_function_def, "name"), 16);
        same(@offsetOf(pyf_function_def, "signature"), 32);
        same(@offsetOf(pyf_function_def, "doc"), 48);
        same(@offsetOf(pyf_function_def, "call"), 64);
        same(@offsetOf(pyf_function_def, "data"), 72);
        same(@offsetOf(pyf_function_def, "drop"), 80);
        same(@offsetOf(pyf_function_def, "owner"), 88);
        same(@offsetOf(pyf_function_def, "warnings"), 96);
        same(@offsetOf(pyf_function_def, "warning_count"), 104);
        same(@offsetOf(pyf_function_def, "text_signature"), 112);
        same(@sizeOf(pyf_iterator_def), 48);
        same(@alignOf(pyf_iterator_def), 8);
        same(@offsetOf(pyf_iterator_def, "size"), 0);
        same(@offsetOf(pyf_iterator_def, "flags"), 8);
        same(@offsetOf(pyf_iterator_def, "reserved"), 12);
        same(@offsetOf(pyf_iterator_def, "next"), 16);
        same(@offsetOf(pyf_iterator_def, "data"), 24);
        same(@offsetOf(pyf_iterator_def, "drop"), 32);
        same(@offsetOf(pyf_iterator_def, "owner"), 40);
        same(@sizeOf(pyf_module_def), 88);
        same(@alignOf(pyf_module_def), 8);
        same(@offsetOf(pyf_module_def, "size"), 0);
        same(@offsetOf(pyf_module_def, "api_version"), 8);
        same(@offsetOf(pyf_module_def, "flags"), 12);
        same(@offsetOf(pyf_module_def, "name"), 16);
        same(@offsetOf(pyf_module_def, "doc"), 32);
        same(@offsetOf(pyf_module_def, "functions"), 48);
        same(@offsetOf(pyf_module_def, "function_count"), 56);
        same(@offsetOf(pyf_module_def, "exec"), 64);
        same(@offsetOf(pyf_module_def, "data"), 72);
        same(@offsetOf(pyf_module_def, "drop"), 80);
    }
}

fn same(actual: usize, expected: usize) void {
    if (actual != expected) @compileError("the layout is not that of C");
}

/// Version of this contract, 0xMMmmpp00: what the caller was compiled for.
pub const PYF_API_VERSION = 16777216;

/// Length of a text that ends at its NUL.
pub const PYF_AUTO_LENGTH = ~@as(usize, 0);

/// Success.
pub const PYF_OK = 0;

/// A handle that is 0, closed, or never was one.
pub const PYF_ERR_HANDLE = -1;

/// A live handle or token of another kind than the function takes.
pub const PYF_ERR_KIND = -2;

/// A bad argument: NULL pointer, absurd length, unknown flag or operator.
pub const PYF_ERR_ARGUMENT = -3;

/// Out of memory, or the handle table is full.
pub const PYF_ERR_MEMORY = -4;

/// Python raised; pyf_error_exception has the exception.
pub const PYF_ERR_PYTHON = -5;

/// The object is not of the type that the conversion takes.
pub const PYF_ERR_TYPE = -6;

/// The number does not fit the requested type; nothing was cut.
pub const PYF_ERR_OVERFLOW = -7;

/// Text that is not valid UTF-8, or a str that has none (lone surrogates).
pub const PYF_ERR_ENCODING = -8;

/// The caller's buffer is too small; the needed size was written.
pub const PYF_ERR_BUFFER = -9;

/// The calling thread is not attached.
pub const PYF_ERR_NOT_ATTACHED = -10;

/// pyf_initialize has not been called, or has not succeeded.
pub const PYF_ERR_NOT_INITIALIZED = -11;

/// Python is being, or has been, finalized.
pub const PYF_ERR_FINALIZED = -12;

/// This is a forked child of the process that started Python. (A python that
/// has imported modules of ours goes on in the children of os.fork.)
pub const PYF_ERR_FORKED = -13;

/// The call belongs on another thread.
pub const PYF_ERR_THREAD = -14;

/// A token that is not that of the innermost open span of this thread.
pub const PYF_ERR_TOKEN = -15;

/// Somebody else is in the way: a start in progress, threads still inside.
pub const PYF_ERR_BUSY = -16;

/// A configuration that contradicts the running one, or itself.
pub const PYF_ERR_CONFIG = -17;

/// No usable Python was found.
pub const PYF_ERR_NOT_FOUND = -18;

/// The libpython cannot be loaded or lacks required symbols.
pub const PYF_ERR_LIBRARY = -19;

/// The Python is older than 3.11, or its parts have different versions.
pub const PYF_ERR_VERSION = -20;

/// The standard library is not where this Python would look for it.
pub const PYF_ERR_HOME = -21;

/// A second libpython in a process that has one.
pub const PYF_ERR_CONFLICT = -22;

/// Python refused to start.
pub const PYF_ERR_START = -23;

/// The caller was compiled for another libpyforge, and this one cannot do what
/// it asks for.
pub const PYF_ERR_API = -24;

/// This CPython cannot do that.
pub const PYF_ERR_UNSUPPORTED = -25;

/// Python has started already; this belongs before.
pub const PYF_ERR_TOO_LATE = -26;

/// The system gives no executable memory, so there are no closures.
pub const PYF_ERR_NO_CLOSURES = -27;

/// A mistake in a signature; the message has the column.
pub const PYF_ERR_SIGNATURE = -28;

/// A handle of another interpreter. Kept for later: there is one today.
pub const PYF_ERR_INTERPRETER = -29;

/// What was waited for has been cancelled. Kept for later.
pub const PYF_ERR_CANCELLED = -30;

/// From here down to PYF_ERR_HOST_LAST the statuses are the hosts' own. What
/// fails with one in a callback, or is parked with one by pyf_error_set,
/// reaches Python as an exception that carries it: where that exception comes
/// back to a host, by whatever call, it is the status and pyf_error_code. So
/// it is when Python re-raises it, and not when Python raises another one from
/// it. They belong to no component: where several share a process, a payload
/// tells whose failure it is.
pub const PYF_ERR_HOST_FIRST = -1000;

/// The lowest of the hosts' own statuses.
pub const PYF_ERR_HOST_LAST = -1999;

/// No failure: the result comes later. Kept for later.
pub const PYF_PENDING = 2;

/// Install signal handlers as `python` does; default: leave the host's.
pub const PYF_CONFIG_SIGNALS = 1;

/// Set LC_CTYPE from the environment as `python` does; default: leave it.
pub const PYF_CONFIG_LOCALE = 2;

/// Heed the PYTHON* environment variables; default: ignore them.
pub const PYF_CONFIG_ENVIRONMENT = 4;

/// Put the user's site-packages on sys.path; default: leave it out.
pub const PYF_CONFIG_USER_SITE = 8;

/// Do not import site: no site-packages, no virtual environment.
pub const PYF_CONFIG_NO_SITE = 16;

/// Calls on a thread that is not attached attach for their duration. As soon
/// as one component asks for it, it holds for all of the process, until its
/// end. Such a call has no scope: what it makes lives until it is closed.
pub const PYF_CONFIG_AUTO_ATTACH = 32;

/// New handles of the span belong to the caller alone: no scope closes them.
pub const PYF_ATTACH_UNSCOPED = 1;

/// As pyf_config.drain_ms: pyf_finalize does not wait for other threads.
pub const PYF_DRAIN_NO_WAIT = 4294967295;

/// Kind of a handle to a Python object.
pub const PYF_KIND_OBJECT = 1;

/// Kind of the handle of a signature.
pub const PYF_KIND_SIGNATURE = 2;

/// Kind of the handle of a closure.
pub const PYF_KIND_CLOSURE = 3;

/// Kind of the handle of a prepared call.
pub const PYF_KIND_CALL = 4;

/// Kind of all tokens; they are no handles, and close nothing.
pub const PYF_KIND_TOKEN = 15;

/// None.
pub const PYF_VALUE_NONE = 0;

/// bool, in as.i64.
pub const PYF_VALUE_BOOL = 1;

/// int that fits 64 bits with sign.
pub const PYF_VALUE_I64 = 2;

/// int that fits 64 bits only without sign.
pub const PYF_VALUE_U64 = 3;

/// float.
pub const PYF_VALUE_F64 = 4;

/// complex.
pub const PYF_VALUE_COMPLEX = 5;

/// str, as UTF-8.
pub const PYF_VALUE_STR = 6;

/// bytes.
pub const PYF_VALUE_BYTES = 7;

/// Any other object.
pub const PYF_VALUE_HANDLE = 8;

/// Only in what a host function is given: an argument that was not passed, of
/// a parameter with the default `...`.
pub const PYF_VALUE_ABSENT = 9;

/// Only to be asked for: whatever kind the object is of by itself, of the
/// kinds above. Kinds that later versions add come only to those who ask for
/// them.
pub const PYF_VALUE_ANY = 255;

/// call.native is a C function of the signature's types.
pub const PYF_FORM_NATIVE = 1;

/// call.values is to be called.
pub const PYF_FORM_VALUES = 2;

/// call.handles is to be called.
pub const PYF_FORM_HANDLES = 3;

/// Leave out the message of an exception: no code of Python's runs for it.
pub const PYF_FAILURE_NO_MESSAGE = 1;

/// Native form: let other Python threads run during the call.
pub const PYF_FUNCTION_DETACH = 1;

/// The module comes in the frame; native form: as one more argument, the
/// first.
pub const PYF_FUNCTION_MODULE = 2;

/// Native form: data comes as one more argument, the last.
pub const PYF_FUNCTION_DATA = 4;

/// Only the thread that made it may call it; RuntimeError elsewhere.
pub const PYF_FUNCTION_OWN_THREAD = 8;

/// Make a builtin_function_or_method: the fastest to call before Python 3.14,
/// but without annotations, as all of them.
pub const PYF_FUNCTION_BUILTIN = 16;

/// As PYF_ATTACH_UNSCOPED during the call: new handles are the function's own.
/// Its arguments stay those of the call and are closed at its end; pyf_unbind
/// takes one over. The handles that it returns are taken over: the handle,
/// those in a native result, that of a value; also with a failure. Returning
/// an argument is fine.
pub const PYF_FUNCTION_UNSCOPED = 32;

/// Values and handles form: where an argument is not what its parameter takes,
/// the function is called all the same, with PYF_FRAME_UNCONVERTED and the
/// failure parked, so that it can fail in words of its own.
pub const PYF_FUNCTION_UNCONVERTED = 64;

/// The arguments come as Python passed them, for one could not be converted.
pub const PYF_FRAME_UNCONVERTED = 1;

/// The failure of a closure is parked on the thread that called it.
pub const PYF_CLOSURE_PARK = 1;

/// The failure of a closure goes to sys.unraisablehook.
pub const PYF_CLOSURE_UNRAISABLE = 2;

/// The module is not safe without the GIL; default: it is.
pub const PYF_MODULE_GIL = 1;

/// Operators of pyf_compare and pyf_richcompare: in the order of CPython's
/// Py_LT.
pub const PYF_LT = 11;
pub const PYF_LE = 12;
pub const PYF_EQ = 13;
pub const PYF_NE = 14;
pub const PYF_GT = 15;
pub const PYF_GE = 16;

/// Operators of pyf_binary and pyf_inplace.
pub const PYF_ADD = 21;
pub const PYF_SUB = 22;
pub const PYF_MUL = 23;
pub const PYF_MATMUL = 24;
pub const PYF_TRUEDIV = 25;
pub const PYF_FLOORDIV = 26;
pub const PYF_MOD = 27;
pub const PYF_POW = 28;
pub const PYF_LSHIFT = 29;
pub const PYF_RSHIFT = 30;
pub const PYF_AND = 31;
pub const PYF_OR = 32;
pub const PYF_XOR = 33;

/// Operators of pyf_unary.
pub const PYF_NEG = 41;
pub const PYF_POS = 42;
pub const PYF_INVERT = 43;
pub const PYF_ABS = 44;

/// Modes of pyf_compile, as of the built-in compile().
pub const PYF_COMPILE_EXEC = 51;
pub const PYF_COMPILE_EVAL = 52;
pub const PYF_COMPILE_SINGLE = 53;

/// Which built-in type an object is of; answered by pyf_builtin_type.
pub const PYF_BUILTIN_OTHER = 0;
pub const PYF_BUILTIN_NONE = 1;
pub const PYF_BUILTIN_BOOL = 2;
pub const PYF_BUILTIN_INT = 3;
pub const PYF_BUILTIN_FLOAT = 4;
pub const PYF_BUILTIN_COMPLEX = 5;
pub const PYF_BUILTIN_STR = 6;
pub const PYF_BUILTIN_BYTES = 7;
pub const PYF_BUILTIN_BYTEARRAY = 8;
pub const PYF_BUILTIN_TUPLE = 9;
pub const PYF_BUILTIN_LIST = 10;
pub const PYF_BUILTIN_DICT = 11;
pub const PYF_BUILTIN_SET = 12;
pub const PYF_BUILTIN_FROZENSET = 13;
pub const PYF_BUILTIN_TYPE = 14;
pub const PYF_BUILTIN_MODULE = 15;
pub const PYF_BUILTIN_EXCEPTION = 16;

/// Handles of objects that every Python has. They live as long as Python runs,
/// need no look-up, and closing them does nothing. One that the running Python
/// lacks (PythonFinalizationError before 3.13) is PYF_ERR_HANDLE where it is
/// used.
pub const PYF_NONE: u64 = 0x0010000000000001;
pub const PYF_TRUE: u64 = 0x0010000000000002;
pub const PYF_FALSE: u64 = 0x0010000000000003;
pub const PYF_ELLIPSIS: u64 = 0x0010000000000004;
pub const PYF_NOT_IMPLEMENTED: u64 = 0x0010000000000005;

/// Handles of built-in types, reserved as those above.
pub const PYF_TYPE_OBJECT: u64 = 0x0010000000000010;
pub const PYF_TYPE_TYPE: u64 = 0x0010000000000011;
pub const PYF_TYPE_BOOL: u64 = 0x0010000000000012;
pub const PYF_TYPE_INT: u64 = 0x0010000000000013;
pub const PYF_TYPE_FLOAT: u64 = 0x0010000000000014;
pub const PYF_TYPE_COMPLEX: u64 = 0x0010000000000015;
pub const PYF_TYPE_STR: u64 = 0x0010000000000016;
pub const PYF_TYPE_BYTES: u64 = 0x0010000000000017;
pub const PYF_TYPE_BYTEARRAY: u64 = 0x0010000000000018;
pub const PYF_TYPE_MEMORYVIEW: u64 = 0x0010000000000019;
pub const PYF_TYPE_LIST: u64 = 0x001000000000001a;
pub const PYF_TYPE_TUPLE: u64 = 0x001000000000001b;
pub const PYF_TYPE_DICT: u64 = 0x001000000000001c;
pub const PYF_TYPE_SET: u64 = 0x001000000000001d;
pub const PYF_TYPE_FROZENSET: u64 = 0x001000000000001e;
pub const PYF_TYPE_RANGE: u64 = 0x001000000000001f;
pub const PYF_TYPE_SLICE: u64 = 0x0010000000000020;
pub const PYF_TYPE_ENUMERATE: u64 = 0x0010000000000021;
pub const PYF_TYPE_FILTER: u64 = 0x0010000000000022;
pub const PYF_TYPE_MAP: u64 = 0x0010000000000023;
pub const PYF_TYPE_REVERSED: u64 = 0x0010000000000024;
pub const PYF_TYPE_ZIP: u64 = 0x0010000000000025;
pub const PYF_TYPE_PROPERTY: u64 = 0x0010000000000026;
pub const PYF_TYPE_CLASSMETHOD: u64 = 0x0010000000000027;
pub const PYF_TYPE_STATICMETHOD: u64 = 0x0010000000000028;
pub const PYF_TYPE_SUPER: u64 = 0x0010000000000029;

/// Handles of exception classes, reserved as those above.
pub const PYF_EXC_BaseException: u64 = 0x0010000000000040;
pub const PYF_EXC_BaseExceptionGroup: u64 = 0x0010000000000041;
pub const PYF_EXC_ExceptionGroup: u64 = 0x0010000000000042;
pub const PYF_EXC_GeneratorExit: u64 = 0x0010000000000043;
pub const PYF_EXC_KeyboardInterrupt: u64 = 0x0010000000000044;
pub const PYF_EXC_SystemExit: u64 = 0x0010000000000045;
pub const PYF_EXC_Exception: u64 = 0x0010000000000046;
pub const PYF_EXC_ArithmeticError: u64 = 0x0010000000000047;
pub const PYF_EXC_FloatingPointError: u64 = 0x0010000000000048;
pub const PYF_EXC_OverflowError: u64 = 0x0010000000000049;
pub const PYF_EXC_ZeroDivisionError: u64 = 0x001000000000004a;
pub const PYF_EXC_AssertionError: u64 = 0x001000000000004b;
pub const PYF_EXC_AttributeError: u64 = 0x001000000000004c;
pub const PYF_EXC_BufferError: u64 = 0x001000000000004d;
pub const PYF_EXC_EOFError: u64 = 0x001000000000004e;
pub const PYF_EXC_ImportError: u64 = 0x001000000000004f;
pub const PYF_EXC_ModuleNotFoundError: u64 = 0x0010000000000050;
pub const PYF_EXC_LookupError: u64 = 0x0010000000000051;
pub const PYF_EXC_IndexError: u64 = 0x0010000000000052;
pub const PYF_EXC_KeyError: u64 = 0x0010000000000053;
pub const PYF_EXC_MemoryError: u64 = 0x0010000000000054;
pub const PYF_EXC_NameError: u64 = 0x0010000000000055;
pub const PYF_EXC_UnboundLocalError: u64 = 0x0010000000000056;
pub const PYF_EXC_OSError: u64 = 0x0010000000000057;
pub const PYF_EXC_BlockingIOError: u64 = 0x0010000000000058;
pub const PYF_EXC_ChildProcessError: u64 = 0x0010000000000059;
pub const PYF_EXC_ConnectionError: u64 = 0x001000000000005a;
pub const PYF_EXC_BrokenPipeError: u64 = 0x001000000000005b;
pub const PYF_EXC_ConnectionAbortedError: u64 = 0x001000000000005c;
pub const PYF_EXC_ConnectionRefusedError: u64 = 0x001000000000005d;
pub const PYF_EXC_ConnectionResetError: u64 = 0x001000000000005e;
pub const PYF_EXC_FileExistsError: u64 = 0x001000000000005f;
pub const PYF_EXC_FileNotFoundError: u64 = 0x0010000000000060;
pub const PYF_EXC_InterruptedError: u64 = 0x0010000000000061;
pub const PYF_EXC_IsADirectoryError: u64 = 0x0010000000000062;
pub const PYF_EXC_NotADirectoryError: u64 = 0x0010000000000063;
pub const PYF_EXC_PermissionError: u64 = 0x0010000000000064;
pub const PYF_EXC_ProcessLookupError: u64 = 0x0010000000000065;
pub const PYF_EXC_TimeoutError: u64 = 0x0010000000000066;
pub const PYF_EXC_ReferenceError: u64 = 0x0010000000000067;
pub const PYF_EXC_RuntimeError: u64 = 0x0010000000000068;
pub const PYF_EXC_NotImplementedError: u64 = 0x0010000000000069;
pub const PYF_EXC_RecursionError: u64 = 0x001000000000006a;
pub const PYF_EXC_PythonFinalizationError: u64 = 0x001000000000006b;
pub const PYF_EXC_StopAsyncIteration: u64 = 0x001000000000006c;
pub const PYF_EXC_StopIteration: u64 = 0x001000000000006d;
pub const PYF_EXC_SyntaxError: u64 = 0x001000000000006e;
pub const PYF_EXC_IndentationError: u64 = 0x001000000000006f;
pub const PYF_EXC_TabError: u64 = 0x0010000000000070;
pub const PYF_EXC_SystemError: u64 = 0x0010000000000071;
pub const PYF_EXC_TypeError: u64 = 0x0010000000000072;
pub const PYF_EXC_ValueError: u64 = 0x0010000000000073;
pub const PYF_EXC_UnicodeError: u64 = 0x0010000000000074;
pub const PYF_EXC_UnicodeDecodeError: u64 = 0x0010000000000075;
pub const PYF_EXC_UnicodeEncodeError: u64 = 0x0010000000000076;
pub const PYF_EXC_UnicodeTranslateError: u64 = 0x0010000000000077;
pub const PYF_EXC_Warning: u64 = 0x0010000000000078;
pub const PYF_EXC_BytesWarning: u64 = 0x0010000000000079;
pub const PYF_EXC_DeprecationWarning: u64 = 0x001000000000007a;
pub const PYF_EXC_EncodingWarning: u64 = 0x001000000000007b;
pub const PYF_EXC_FutureWarning: u64 = 0x001000000000007c;
pub const PYF_EXC_ImportWarning: u64 = 0x001000000000007d;
pub const PYF_EXC_PendingDeprecationWarning: u64 = 0x001000000000007e;
pub const PYF_EXC_ResourceWarning: u64 = 0x001000000000007f;
pub const PYF_EXC_RuntimeWarning: u64 = 0x0010000000000080;
pub const PYF_EXC_SyntaxWarning: u64 = 0x0010000000000081;
pub const PYF_EXC_UnicodeWarning: u64 = 0x0010000000000082;
pub const PYF_EXC_UserWarning: u64 = 0x0010000000000083;

/// Version of the loaded libpyforge, 0xMMmmpp00.
///
/// Returns: the version; never fails.
pub extern fn pyf_version() u32;

/// Version of the loaded libpyforge as text, "1.0.0".
///
/// Returns: NUL-terminated text; never fails.
pub extern fn pyf_version_string() ?[*:0]const u8;

/// Version of the loaded Python as CPython's PY_VERSION_HEX: 0x030e00f0 is
/// 3.14.0 final.
///
/// Returns: the version; 0 on failure.
pub extern fn pyf_python_version() u32;

/// Text of Py_GetVersion() of the loaded Python.
///
/// Returns: NUL-terminated text; NULL on failure.
pub extern fn pyf_python_version_string() ?[*:0]const u8;

/// Whether the library, with the Python it runs, has a feature.
///
/// Returns: 1 or 0; a name nobody knows is 0; negative on failure.
pub extern fn pyf_has(feature: [*c]const u8, feature_length: usize) c_int;

/// Fill a configuration with the defaults, as PYF_CONFIG_INIT does: `size` is
/// sizeof(pyf_config) of the caller, `api_version` its PYF_API_VERSION.
///
/// Returns: PYF_OK.
pub extern fn pyf_config_init(
    config: [*c]pyf_config,
    size: usize,
    api_version: u32,
) c_int;

/// Find and start Python, or join the one that runs; NULL takes the defaults,
/// as a caller of version 1.0.
///
/// Returns: PYF_OK.
pub extern fn pyf_initialize(config: [*c]const pyf_config) c_int;

/// Give one pyf_initialize back; the last one finalizes Python.
///
/// Returns: PYF_OK.
pub extern fn pyf_finalize() c_int;

/// Whether Python runs and may be attached to.
///
/// Returns: 1 or 0; never fails.
pub extern fn pyf_is_initialized() c_int;

/// Say which Python pyf_initialize would use, without loading or starting it.
///
/// Returns: PYF_OK when a usable Python was found.
pub extern fn pyf_discover(
    config: [*c]const pyf_config,
    buffer: [*c]u8,
    size: usize,
    length: [*c]usize,
) c_int;

/// Attach the calling thread, waiting for the GIL where there is one. flags:
/// 0, or PYF_ATTACH_UNSCOPED.
///
/// Returns: a token; 0 on failure.
pub extern fn pyf_attach_begin(flags: u32) pyf_token;

/// Attach if that is possible now: 1 and a token, or 0 when Python is not
/// running (not yet, not any more, or not in this forked child).
///
/// Returns: 1 attached, 0 not now; negative on failure.
pub extern fn pyf_try_attach_begin(flags: u32, token: [*c]pyf_token) c_int;

/// End an attach span: close the handles made in it, unless it was unscoped,
/// and detach if it was the outermost. Spans and scopes that were opened
/// inside have to be ended before.
///
/// Returns: PYF_OK.
pub extern fn pyf_attach_end(token: pyf_token) c_int;

/// Let go of Python for a while, with all open spans of this thread kept, so
/// that other threads can run. Python's Py_BEGIN_ALLOW_THREADS.
///
/// Returns: a token; 0 on failure.
pub extern fn pyf_detach_begin() pyf_token;

/// Attach again after pyf_detach_begin.
///
/// Returns: PYF_OK.
pub extern fn pyf_detach_end(token: pyf_token) c_int;

/// Whether the calling thread is attached through this library.
///
/// Returns: 1 or 0; never fails.
pub extern fn pyf_is_attached() c_int;

/// One more handle to the same thing, of the same kind. A signature, which
/// lives for ever, has one handle: that is returned.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_dup(handle: pyf_handle) pyf_handle;

/// Give a handle of any kind back. 0, reserved handles and signatures are fine
/// and do nothing.
///
/// Returns: PYF_OK.
pub extern fn pyf_close(handle: pyf_handle) c_int;

/// Close many handles; as pyf_close on each, going on after a failure.
///
/// Returns: PYF_OK, or the first failure.
pub extern fn pyf_close_all(handles: [*c]const pyf_handle, count: usize) c_int;

/// Whether two handles refer to the same object: Python's `a is b`.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_is(a: pyf_handle, b: pyf_handle) c_int;

/// What a live handle is a handle of: one of PYF_KIND_...; PYF_KIND_TOKEN for
/// the token of a span that is open on the calling thread.
///
/// Returns: the kind, positive; negative on failure.
pub extern fn pyf_handle_kind(handle: pyf_handle) c_int;

/// Open a scope: the handles this thread makes from now on are closed by
/// pyf_scope_end.
///
/// Returns: a token; 0 on failure.
pub extern fn pyf_scope_begin() pyf_token;

/// End a scope: close the handles made in it and not unbound.
///
/// Returns: PYF_OK.
pub extern fn pyf_scope_end(scope: pyf_token) c_int;

/// Put a handle of any kind into the innermost scope of this thread.
///
/// Returns: PYF_OK; the handle keeps its value.
pub extern fn pyf_bind(handle: pyf_handle) c_int;

/// Take a handle of any kind out of whatever scope it is in; being in none is
/// fine.
///
/// Returns: new handle; 0 on failure, and then handle is as it was.
pub extern fn pyf_unbind(handle: pyf_handle) pyf_handle;

/// Read the library's counters.
///
/// Returns: PYF_OK.
pub extern fn pyf_stats_get(stats: [*c]pyf_stats) c_int;

/// Code of the parked failure.
///
/// Returns: a negative PYF_ERR_..., or one of a host's own; PYF_OK when
/// nothing is parked.
pub extern fn pyf_error_code() c_int;

/// Name of a status, "PYF_ERR_HANDLE", or of a positive result, "PYF_PENDING".
///
/// Returns: NUL-terminated text; "PYF_ERR_HOST" for one of a host's own,
/// "PYF_ERR_?" for a number that is no status.
pub extern fn pyf_error_name(code: c_int) ?[*:0]const u8;

/// What went wrong, in a sentence: function, argument, what was wrong with it;
/// for what Python raised "ValueError: the text". Cannot fail. A NUL in it is
/// shown as an escape.
///
/// Returns: NUL-terminated UTF-8; "" when nothing is parked.
pub extern fn pyf_error_message() ?[*:0]const u8;

/// The parked failure as a Python exception object. One that did not come from
/// Python becomes a MemoryError, TypeError, OverflowError, ValueError or
/// RuntimeError with the message; a failed conversion of a number, or of text
/// that has no UTF-8, is the exception that CPython has for it, in its words
/// ("'str' object cannot be interpreted as an integer"). It stays parked.
///
/// Returns: new handle; 0 when nothing is parked or on failure.
pub extern fn pyf_error_exception() pyf_handle;

/// As pyf_error_exception, and nothing is parked afterwards.
///
/// Returns: new handle; 0 when nothing is parked or on failure.
pub extern fn pyf_error_take() pyf_handle;

/// Take the parked failure in one call: code, message, exception and payload.
/// Nothing is parked afterwards. The exception is as pyf_error_exception gives
/// it, but 0 where the failure is none: nothing is made.
///
/// Returns: 1 when there was one, 0 when nothing was parked; negative on
/// failure, and then what was parked stays, and the failure of this call is
/// parked only where nothing was.
pub extern fn pyf_error_fetch(failure: [*c]pyf_failure) c_int;

/// Park a failure of the host's, or one that was fetched, again: a status of
/// the host's own, or any but PYF_OK and PYF_ERR_PYTHON of the library's,
/// which becomes the exception that pyf_error_exception says.
///
/// Returns: code; another negative status when that failed.
pub extern fn pyf_error_set(
    code: c_int,
    message: [*c]const u8,
    length: usize,
) c_int;

/// Park a Python exception, as `raise` would: exception is an exception
/// object, or an exception class that is called with the message. With an
/// exception object the message must be NULL.
///
/// Returns: PYF_ERR_PYTHON with the exception parked, or the host's own status
/// that it carries; another negative status when that failed.
pub extern fn pyf_error_raise(
    exception: pyf_handle,
    message: [*c]const u8,
    length: usize,
) c_int;

/// As pyf_error_raise, with a payload as of pyf_error_set_payload.
///
/// Returns: as pyf_error_raise.
pub extern fn pyf_error_raise_payload(
    exception: pyf_handle,
    message: [*c]const u8,
    length: usize,
    owner: usize,
    data: ?*anyopaque,
    drop: pyf_drop,
) c_int;

/// Whether the parked failure matches an exception class, or one of a tuple of
/// classes, as `except` would. A failure that did not come from Python matches
/// by the exception it would become. A failure of this call itself is returned
/// and not parked.
///
/// Returns: 1 or 0 (0 also when nothing is parked); negative on failure, and
/// then the failure that was parked stays.
pub extern fn pyf_error_matches(@"type": pyf_handle) c_int;

/// The parked failure as text, with the traceback and the chain of causes
/// where it came from Python, and a newline at the end.
///
/// Returns: PYF_OK; also when nothing is parked, with the empty text.
pub extern fn pyf_error_format(
    buffer: [*c]u8,
    size: usize,
    length: [*c]usize,
) c_int;

/// Write what pyf_error_format gives to a file descriptor. It stays parked.
///
/// Returns: the code of the parked failure; PYF_OK when nothing is parked and
/// nothing was written.
pub extern fn pyf_error_print(fd: c_int) c_int;

/// What the parked failure makes of a program, as `python` would have it: the
/// number for main to return. It flushes Python's standard streams on an
/// attached thread, writes what pyf_error_format gives to the file descriptor,
/// and forgets the failure. SystemExit writes its message alone, or nothing. A
/// failure that was parked when Python was finalized counts as before.
/// sys.excepthook is not asked.
///
/// Returns: 0 when nothing is parked; the code of a SystemExit, its low 8
/// bits; 130 for KeyboardInterrupt; 120 when the streams cannot be flushed; 1
/// for everything else.
pub extern fn pyf_error_exit_status(fd: c_int) c_int;

/// Set sys.last_type, sys.last_value, sys.last_traceback (and sys.last_exc
/// where Python has it) from the parked failure, as the interactive
/// interpreter does, for pdb.pm(). It stays parked.
///
/// Returns: PYF_OK; also when nothing is parked, and then nothing is set.
pub extern fn pyf_error_set_last() c_int;

/// Forget the parked failure.
///
/// Returns: PYF_OK.
pub extern fn pyf_error_clear() c_int;

/// What Python would print of an exception object, raised or not: traceback,
/// cause, context, notes, groups, and a newline at the end. What has no UTF-8
/// is escaped.
///
/// Returns: new handle, a str; 0 on failure.
pub extern fn pyf_error_text(exception: pyf_handle) pyf_handle;

/// Traceback of an exception object: its __traceback__.
///
/// Returns: new handle, PYF_NONE where there is none; 0 on failure.
pub extern fn pyf_error_traceback(exception: pyf_handle) pyf_handle;

/// What an exception was raised from: its __cause__.
///
/// Returns: new handle, PYF_NONE where there is none; 0 on failure.
pub extern fn pyf_error_cause(exception: pyf_handle) pyf_handle;

/// Set __cause__, as `raise exception from cause` does; PYF_NONE removes it.
///
/// Returns: PYF_OK.
pub extern fn pyf_error_set_cause(
    exception: pyf_handle,
    cause: pyf_handle,
) c_int;

/// The exception that was being handled when this one was raised: its
/// __context__.
///
/// Returns: new handle, PYF_NONE where there is none; 0 on failure.
pub extern fn pyf_error_context(exception: pyf_handle) pyf_handle;

/// Set __context__; PYF_NONE removes it.
///
/// Returns: PYF_OK.
pub extern fn pyf_error_set_context(
    exception: pyf_handle,
    context: pyf_handle,
) c_int;

/// Let an exception carry an error of the host's own: data, any bits, under
/// the `owner` that names the host's component: an address or any other number
/// but 0, compared and never followed. It travels with the exception object
/// through Python, so the host that catches it gets back its own error and not
/// a text about it. An earlier one of that owner is dropped.
///
/// Returns: PYF_OK.
pub extern fn pyf_error_set_payload(
    exception: pyf_handle,
    owner: usize,
    data: ?*anyopaque,
    drop: pyf_drop,
) c_int;

/// What an exception carries for `owner`, in *data.
///
/// Returns: 1 with *data, 0 when it carries nothing of that owner; negative on
/// failure.
pub extern fn pyf_error_payload(
    exception: pyf_handle,
    owner: usize,
    data: [*c]?*anyopaque,
) c_int;

/// Get attribute `name` of `obj`: Python's getattr(obj, name).
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_getattr(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
) pyf_handle;

/// Get an attribute that may be missing: no exception is made for that.
///
/// Returns: 1 and a new handle; 0 and 0 when there is no such attribute;
/// negative on failure.
pub extern fn pyf_getattr_opt(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    result: [*c]pyf_handle,
) c_int;

/// Get an attribute as a value.
///
/// Returns: PYF_OK.
pub extern fn pyf_getattr_value(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// Set an attribute: obj.name = value.
///
/// Returns: PYF_OK.
pub extern fn pyf_setattr(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    value: pyf_handle,
) c_int;

/// Set an attribute to a value.
///
/// Returns: PYF_OK.
pub extern fn pyf_setattr_value(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    value: [*c]const pyf_value,
) c_int;

/// Delete an attribute: del obj.name.
///
/// Returns: PYF_OK.
pub extern fn pyf_delattr(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
) c_int;

/// Whether obj has an attribute. Hides AttributeError and nothing else.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_hasattr(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
) c_int;

/// getattr(obj, name), by a str: for a name that is known once, and asked for
/// many times.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_getattr_handle(obj: pyf_handle, name: pyf_handle) pyf_handle;

/// setattr(obj, name, value), by a str.
///
/// Returns: PYF_OK.
pub extern fn pyf_setattr_handle(
    obj: pyf_handle,
    name: pyf_handle,
    value: pyf_handle,
) c_int;

/// delattr(obj, name), by a str.
///
/// Returns: PYF_OK.
pub extern fn pyf_delattr_handle(obj: pyf_handle, name: pyf_handle) c_int;

/// hasattr(obj, name), by a str.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_hasattr_handle(obj: pyf_handle, name: pyf_handle) c_int;

/// Get an item: obj[key].
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_getitem(obj: pyf_handle, key: pyf_handle) pyf_handle;

/// Get an item by a text key: obj['key'].
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_getitem_str(
    obj: pyf_handle,
    key: [*c]const u8,
    key_length: usize,
) pyf_handle;

/// Get an item by number: obj[index]; negative counts from the end of a
/// sequence.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_getitem_i64(obj: pyf_handle, index: i64) pyf_handle;

/// Get an item, key and result as values.
///
/// Returns: PYF_OK.
pub extern fn pyf_getitem_value(
    obj: pyf_handle,
    key: [*c]const pyf_value,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// Set an item: obj[key] = value.
///
/// Returns: PYF_OK.
pub extern fn pyf_setitem(
    obj: pyf_handle,
    key: pyf_handle,
    value: pyf_handle,
) c_int;

/// Set an item by a text key: obj['key'] = value.
///
/// Returns: PYF_OK.
pub extern fn pyf_setitem_str(
    obj: pyf_handle,
    key: [*c]const u8,
    key_length: usize,
    value: pyf_handle,
) c_int;

/// Set an item by number: obj[index] = value.
///
/// Returns: PYF_OK.
pub extern fn pyf_setitem_i64(
    obj: pyf_handle,
    index: i64,
    value: pyf_handle,
) c_int;

/// Set an item, key and new item as values.
///
/// Returns: PYF_OK.
pub extern fn pyf_setitem_value(
    obj: pyf_handle,
    key: [*c]const pyf_value,
    value: [*c]const pyf_value,
) c_int;

/// Delete an item: del obj[key].
///
/// Returns: PYF_OK.
pub extern fn pyf_delitem(obj: pyf_handle, key: pyf_handle) c_int;

/// Delete an item by a text key: del obj['key'].
///
/// Returns: PYF_OK.
pub extern fn pyf_delitem_str(
    obj: pyf_handle,
    key: [*c]const u8,
    key_length: usize,
) c_int;

/// Delete an item by number: del obj[index].
///
/// Returns: PYF_OK.
pub extern fn pyf_delitem_i64(obj: pyf_handle, index: i64) c_int;

/// Whether obj[key] exists. Hides KeyError and IndexError and nothing else.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_hasitem(obj: pyf_handle, key: pyf_handle) c_int;

/// Truth of an object: bool(obj).
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_is_true(obj: pyf_handle) c_int;

/// Length of an object: len(obj).
///
/// Returns: PYF_OK.
pub extern fn pyf_len(obj: pyf_handle, length: [*c]i64) c_int;

/// Hash of an object: hash(obj).
///
/// Returns: PYF_OK.
pub extern fn pyf_hash(obj: pyf_handle, hash: [*c]i64) c_int;

/// repr(obj).
///
/// Returns: new handle to a str; 0 on failure.
pub extern fn pyf_repr(obj: pyf_handle) pyf_handle;

/// str(obj).
///
/// Returns: new handle to a str; 0 on failure.
pub extern fn pyf_str(obj: pyf_handle) pyf_handle;

/// dir(obj).
///
/// Returns: new handle to a list of str; 0 on failure.
pub extern fn pyf_dir(obj: pyf_handle) pyf_handle;

/// Whether item in obj.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_contains(obj: pyf_handle, item: pyf_handle) c_int;

/// Truth of a comparison, op one of PYF_LT, PYF_LE, PYF_EQ, PYF_NE, PYF_GT,
/// PYF_GE. As in Python, identity does not imply equality (NaN).
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_compare(a: pyf_handle, b: pyf_handle, op: c_int) c_int;

/// A comparison with the object that it gives, which need not be a bool
/// (numpy).
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_richcompare(
    a: pyf_handle,
    b: pyf_handle,
    op: c_int,
) pyf_handle;

/// A binary operator, op one of PYF_ADD to PYF_XOR; PYF_POW is a ** b.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_binary(a: pyf_handle, b: pyf_handle, op: c_int) pyf_handle;

/// An augmented assignment: what a is after `a op= b`, which is a itself where
/// its type works in place.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_inplace(a: pyf_handle, b: pyf_handle, op: c_int) pyf_handle;

/// A unary operator, op one of PYF_NEG, PYF_POS, PYF_INVERT, PYF_ABS.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_unary(obj: pyf_handle, op: c_int) pyf_handle;

/// An iterator over an object: iter(obj).
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_iter(obj: pyf_handle) pyf_handle;

/// The next item of an iterator.
///
/// Returns: 1 and a new handle; 0 and 0 at the end; negative on failure.
pub extern fn pyf_next(iterator: pyf_handle, item: [*c]pyf_handle) c_int;

/// The next item of an iterator, as a value.
///
/// Returns: 1 and the item; 0 and None at the end; negative on failure.
pub extern fn pyf_next_value(
    iterator: pyf_handle,
    wanted: u32,
    item: [*c]pyf_value,
) c_int;

/// The type of an object: type(obj).
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_type(obj: pyf_handle) pyf_handle;

/// Which built-in type it is of: PYF_BUILTIN_NONE, PYF_BUILTIN_INT, ...
/// Instances of subclasses count as their base; True is PYF_BUILTIN_BOOL.
///
/// Returns: a PYF_BUILTIN_..., not negative; negative on failure.
pub extern fn pyf_builtin_type(obj: pyf_handle) c_int;

/// isinstance(obj, type); type is a class or a tuple of classes.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_isinstance(obj: pyf_handle, @"type": pyf_handle) c_int;

/// issubclass(derived, type); type is a class or a tuple of classes.
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_issubclass(derived: pyf_handle, @"type": pyf_handle) c_int;

/// Whether an object can be called: callable(obj).
///
/// Returns: 1 or 0; negative on failure.
pub extern fn pyf_is_callable(obj: pyf_handle) c_int;

/// Import a module by its dotted name; gives the last module of the name, as
/// importlib.import_module does.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_import(name: [*c]const u8, name_length: usize) pyf_handle;

/// Evaluate an expression.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_eval(
    source: [*c]const u8,
    length: usize,
    globals: pyf_handle,
    locals: pyf_handle,
) pyf_handle;

/// Run statements.
///
/// Returns: PYF_OK.
pub extern fn pyf_run(
    source: [*c]const u8,
    length: usize,
    globals: pyf_handle,
    locals: pyf_handle,
) c_int;

/// Compile to a code object; mode is PYF_COMPILE_EXEC, PYF_COMPILE_EVAL or
/// PYF_COMPILE_SINGLE.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_compile(
    source: [*c]const u8,
    length: usize,
    filename: [*c]const u8,
    filename_length: usize,
    mode: c_int,
) pyf_handle;

/// Run a code object; gives the value of an expression, else None.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_run_code(
    code: pyf_handle,
    globals: pyf_handle,
    locals: pyf_handle,
) pyf_handle;

/// Run source as a module of its own and register it in sys.modules under
/// name, in the place of one that has it. For a dotted name the parents are
/// imported, or made as empty packages where they cannot be, and the module
/// becomes an attribute of its parent. An empty name, or NULL, gets a unique
/// one.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_module_from_source(
    source: [*c]const u8,
    length: usize,
    filename: [*c]const u8,
    filename_length: usize,
    name: [*c]const u8,
    name_length: usize,
) pyf_handle;

/// callable(*args).
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call(
    callable: pyf_handle,
    args: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// Call with keyword arguments; count is the number of all arguments.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call_kw(
    callable: pyf_handle,
    args: [*c]const pyf_handle,
    count: usize,
    names: [*c]const pyf_text,
    name_count: usize,
) pyf_handle;

/// callable(*args, **kwargs), from a tuple and a dict; PYF_NONE for none.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call_dict(
    callable: pyf_handle,
    args: pyf_handle,
    kwargs: pyf_handle,
) pyf_handle;

/// obj.name(*args), without making the bound method.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call_method(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    args: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// Call a method by a str that is its name, with handles.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call_method_handle(
    obj: pyf_handle,
    name: pyf_handle,
    args: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// Call a method with keyword arguments.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_call_method_kw(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    args: [*c]const pyf_handle,
    count: usize,
    names: [*c]const pyf_text,
    name_count: usize,
) pyf_handle;

/// callable(*args), as values. result may be NULL: the result is dropped.
///
/// Returns: PYF_OK.
pub extern fn pyf_call_values(
    callable: pyf_handle,
    args: [*c]const pyf_value,
    count: usize,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// Call with keyword arguments, as values. result may be NULL.
///
/// Returns: PYF_OK.
pub extern fn pyf_call_values_kw(
    callable: pyf_handle,
    args: [*c]const pyf_value,
    count: usize,
    names: [*c]const pyf_text,
    name_count: usize,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// obj.name(*args), as values. result may be NULL.
///
/// Returns: PYF_OK.
pub extern fn pyf_call_method_values(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    args: [*c]const pyf_value,
    count: usize,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// Call a method with keyword arguments, as values. result may be NULL.
///
/// Returns: PYF_OK.
pub extern fn pyf_call_method_values_kw(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    args: [*c]const pyf_value,
    count: usize,
    names: [*c]const pyf_text,
    name_count: usize,
    wanted: u32,
    result: [*c]pyf_value,
) c_int;

/// True or False; anything but 0 is True.
///
/// Returns: PYF_TRUE or PYF_FALSE, reserved handles.
pub extern fn pyf_from_bool(value: c_int) pyf_handle;

/// An int.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_i64(value: i64) pyf_handle;

/// An int.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_u64(value: u64) pyf_handle;

/// A float.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_f64(value: f64) pyf_handle;

/// A str from UTF-8.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_str(text: [*c]const u8, length: usize) pyf_handle;

/// A bytes object.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_bytes(data: ?*const anyopaque, length: usize) pyf_handle;

/// The object that a value stands for; one more handle for PYF_VALUE_HANDLE.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_from_value(value: [*c]const pyf_value) pyf_handle;

/// A bool as 1 or 0. Only True and False: for truth there is pyf_is_true.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_bool(obj: pyf_handle, value: [*c]c_int) c_int;

/// An int, or what has __index__.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_i64(obj: pyf_handle, value: [*c]i64) c_int;

/// An int that is not negative, or what has __index__.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_u64(obj: pyf_handle, value: [*c]u64) c_int;

/// A float, an int, or what has __float__ or __index__.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_f64(obj: pyf_handle, value: [*c]f64) c_int;

/// The UTF-8 of a str, without a copy. A NUL follows the text, and more may
/// stand inside it.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_str(
    obj: pyf_handle,
    text: [*c][*c]const u8,
    length: [*c]usize,
) c_int;

/// The content of a bytes object, without a copy.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_bytes(
    obj: pyf_handle,
    data: [*c]?*const anyopaque,
    length: [*c]usize,
) c_int;

/// Copy the UTF-8 of a str, with a NUL behind it.
///
/// Returns: PYF_OK.
pub extern fn pyf_copy_str(
    obj: pyf_handle,
    buffer: [*c]u8,
    size: usize,
    length: [*c]usize,
) c_int;

/// Copy the content of a bytes or bytearray object.
///
/// Returns: PYF_OK.
pub extern fn pyf_copy_bytes(
    obj: pyf_handle,
    buffer: ?*anyopaque,
    size: usize,
    length: [*c]usize,
) c_int;

/// An object as a value. As PYF_VALUE_ANY: None, bool, int, float, complex,
/// str and bytes (exactly these types, as an instance of a subclass is more
/// than its value) as such, an int beyond 64 bits and all else as one more
/// handle.
///
/// Returns: PYF_OK.
pub extern fn pyf_to_value(
    obj: pyf_handle,
    wanted: u32,
    value: [*c]pyf_value,
) c_int;

/// A list of the given items.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_list_from_handles(
    items: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// A tuple of the given items.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_tuple_from_handles(
    items: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// A set of the given items.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_set_from_handles(
    items: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// A frozenset of the given items.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_frozenset_from_handles(
    items: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// A dict of the given pairs; a later one with an equal key wins.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_dict_from_handles(
    keys: [*c]const pyf_handle,
    values: [*c]const pyf_handle,
    count: usize,
) pyf_handle;

/// A list of the given values.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_list_from_values(
    items: [*c]const pyf_value,
    count: usize,
) pyf_handle;

/// A tuple of the given values.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_tuple_from_values(
    items: [*c]const pyf_value,
    count: usize,
) pyf_handle;

/// A set of the given values.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_set_from_values(
    items: [*c]const pyf_value,
    count: usize,
) pyf_handle;

/// A frozenset of the given values.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_frozenset_from_values(
    items: [*c]const pyf_value,
    count: usize,
) pyf_handle;

/// A dict of the given pairs of values.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_dict_from_values(
    keys: [*c]const pyf_value,
    values: [*c]const pyf_value,
    count: usize,
) pyf_handle;

/// A list of ints.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_list_from_i64(items: [*c]const i64, count: usize) pyf_handle;

/// A list of floats.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_list_from_f64(items: [*c]const f64, count: usize) pyf_handle;

/// Read a list, tuple, set, frozenset, or the keys of a dict into handles.
/// Give capacity 0 to ask for the count alone: that is PYF_ERR_BUFFER unless
/// it is 0.
///
/// Returns: PYF_OK.
pub extern fn pyf_items_to_handles(
    obj: pyf_handle,
    items: [*c]pyf_handle,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// Read a list, tuple, set, frozenset, or the keys of a dict into values.
///
/// Returns: PYF_OK.
pub extern fn pyf_items_to_values(
    obj: pyf_handle,
    wanted: u32,
    items: [*c]pyf_value,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// Read a dict into handles.
///
/// Returns: PYF_OK.
pub extern fn pyf_dict_to_handles(
    obj: pyf_handle,
    keys: [*c]pyf_handle,
    values: [*c]pyf_handle,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// Read a dict into values.
///
/// Returns: PYF_OK.
pub extern fn pyf_dict_to_values(
    obj: pyf_handle,
    wanted_key: u32,
    keys: [*c]pyf_value,
    wanted_value: u32,
    values: [*c]pyf_value,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// Read a list or tuple of ints; each element as pyf_to_i64.
///
/// Returns: PYF_OK.
pub extern fn pyf_items_to_i64(
    obj: pyf_handle,
    items: [*c]i64,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// Read a list or tuple of floats; each element as pyf_to_f64.
///
/// Returns: PYF_OK.
pub extern fn pyf_items_to_f64(
    obj: pyf_handle,
    items: [*c]f64,
    capacity: usize,
    count: [*c]usize,
) c_int;

/// The signature that a text describes. It is parsed once: the same text gives
/// the same handle, which lives as long as the process and needs no closing.
///
/// Returns: the signature's handle; 0 on failure.
pub extern fn pyf_signature(text: [*c]const u8, length: usize) pyf_handle;

/// Call `callable` with C arguments.
///
/// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
/// large it is).
pub extern fn pyf_call_native(
    callable: pyf_handle,
    signature: pyf_handle,
    args: [*c]const ?*anyopaque,
    count: usize,
    result: ?*anyopaque,
) c_int;

/// Call the method `name` of `obj` with C arguments.
///
/// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
/// large it is).
pub extern fn pyf_call_method_native(
    obj: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    signature: pyf_handle,
    args: [*c]const ?*anyopaque,
    count: usize,
    result: ?*anyopaque,
) c_int;

/// Prepare a call: everything that is the same each time is looked up once.
/// With a name it calls that method of target.
///
/// Returns: new handle of kind PYF_KIND_CALL; 0 on failure.
pub extern fn pyf_call_prepare(
    target: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    signature: pyf_handle,
) pyf_handle;

/// Make a prepared call.
///
/// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
/// large it is).
pub extern fn pyf_call_prepared(
    call: pyf_handle,
    args: [*c]const ?*anyopaque,
    count: usize,
    result: ?*anyopaque,
) c_int;

/// Make a C function of the given signature that calls `callable`. It goes to
/// *function, to be cast to its real type, and is good until the handle is
/// closed, also when that happens during a call.
///
/// Returns: new handle of kind PYF_KIND_CLOSURE; 0 on failure.
pub extern fn pyf_closure_new(
    callable: pyf_handle,
    signature: pyf_handle,
    on_error: c_int,
    fallback: ?*const anyopaque,
    function: [*c]pyf_native_function,
) pyf_handle;

/// A host function as a Python callable. It has __name__, __qualname__,
/// __module__, __doc__, __text_signature__, __signature__ and __annotations__;
/// as a builtin it has no annotations, and its __qualname__ is not its name.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_function_new(def: [*c]const pyf_function_def) pyf_handle;

/// Take back every function and iterator of an owner: Python that calls one
/// afterwards gets a RuntimeError, and its data is dropped. For hosts that end
/// before Python does: a plugin that is unloaded, a Lua state that is closed.
/// A call that another thread is in at this moment still runs to its end.
///
/// Returns: PYF_OK, also when there is nothing of that owner.
pub extern fn pyf_owner_revoke(owner: usize) c_int;

/// A host iterator as a Python iterator, with the methods of a generator: it
/// has send(), throw() and close() too.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_iterator_new(def: [*c]const pyf_iterator_def) pyf_handle;

/// A new, empty module with a name and a docstring. It has a __spec__, but is
/// in no sys.modules yet.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_module_new(
    name: [*c]const u8,
    name_length: usize,
    doc: [*c]const u8,
    doc_length: usize,
) pyf_handle;

/// Add an object to a module: a constant, a class, a function.
///
/// Returns: PYF_OK.
pub extern fn pyf_module_add(
    module: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    value: pyf_handle,
) c_int;

/// Add a constant to a module.
///
/// Returns: PYF_OK.
pub extern fn pyf_module_add_value(
    module: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    value: [*c]const pyf_value,
) c_int;

/// Make a host function and add it to a module under its name; its __module__
/// is that module.
///
/// Returns: PYF_OK.
pub extern fn pyf_module_add_function(
    module: pyf_handle,
    def: [*c]const pyf_function_def,
) c_int;

/// Make a module inside another: an attribute of it, and in sys.modules under
/// its full name, so that `import parent.name` works; the parent becomes a
/// package.
///
/// Returns: new handle; 0 on failure.
pub extern fn pyf_module_add_submodule(
    parent: pyf_handle,
    name: [*c]const u8,
    name_length: usize,
    doc: [*c]const u8,
    doc_length: usize,
) pyf_handle;

/// Have a module built in: before Python starts, and whoever starts it. Where
/// this library joins a Python that runs already, it is put into sys.modules.
///
/// Returns: PYF_OK.
pub extern fn pyf_inittab_append(def: [*c]const pyf_module_def) c_int;

/// What PyInit_NAME of a shared library returns. It joins the Python that is
/// importing, so the library needs no pyf_initialize.
///
/// Returns: the module definition that CPython expects; NULL with a Python
/// exception set, for the import to raise.
pub extern fn pyf_extension_init(def: [*c]const pyf_module_def) ?*anyopaque;

/// Insert a folder into sys.path: 0 puts it first, -1 or anything past the end
/// last.
///
/// Returns: PYF_OK.
pub extern fn pyf_sys_path_insert(
    path: [*c]const u8,
    path_length: usize,
    position: i64,
) c_int;

/// Register an object in sys.modules, so that `import name` gives it.
///
/// Returns: PYF_OK.
pub extern fn pyf_sys_modules_set(
    name: [*c]const u8,
    name_length: usize,
    module: pyf_handle,
) c_int;

/// Flush sys.stdout and sys.stderr, so that what Python printed stands before
/// what the host prints next.
///
/// Returns: PYF_OK.
pub extern fn pyf_sys_flush() c_int;

/// Run the Python handlers of signals that have arrived. With
/// PYF_CONFIG_SIGNALS a Ctrl-C becomes a KeyboardInterrupt here. Call it in
/// long loops of your own. On other threads than the main one it does nothing.
///
/// Returns: PYF_OK.
pub extern fn pyf_signals_check() c_int;
