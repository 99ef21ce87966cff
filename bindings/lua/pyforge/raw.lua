-- SPDX-License-Identifier: MIT
-- Generated from pyforge.h by abi/extract.py; do not edit.
-- The declarations of libpyforge, its constants, and the
-- library: PYFORGE_LIBRARY names another file to load.
local ffi = require "ffi"

ffi.cdef[[
typedef struct pyf_text {
    const char *data;
    size_t length;
} pyf_text;
typedef uint64_t pyf_handle;
typedef uint64_t pyf_token;
typedef struct pyf_complex {
    double real;
    double imag;
} pyf_complex;
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
typedef struct pyf_stats {
    size_t size;
    uint64_t live;
    uint64_t pending;
    uint64_t threads;
    uint64_t users;
} pyf_stats;
typedef struct pyf_slice {
    const void *data;
    size_t length;
} pyf_slice;
typedef void (*pyf_native_function)(void);
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
typedef void (*pyf_drop)(void *data);
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
typedef int (*pyf_values_function)(const pyf_frame *frame, pyf_value *result);
typedef int (*pyf_handles_function)(const pyf_frame *frame,
                                    pyf_handle *result);
typedef int (*pyf_next_function)(const pyf_frame *frame, pyf_value *item);
typedef int (*pyf_module_function)(const pyf_frame *frame);
typedef struct pyf_warning {
    size_t size;
    pyf_handle category;
    pyf_text message;
} pyf_warning;
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
typedef struct pyf_iterator_def {
    size_t size;
    uint32_t flags;
    uint32_t reserved;
    pyf_next_function next;
    void *data;
    pyf_drop drop;
    uintptr_t owner;
} pyf_iterator_def;
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
uint32_t pyf_version(void);
const char *pyf_version_string(void);
uint32_t pyf_python_version(void);
const char *pyf_python_version_string(void);
int pyf_has(const char *feature, size_t feature_length);
int pyf_config_init(pyf_config *config, size_t size,
                            uint32_t api_version);
int pyf_initialize(const pyf_config *config);
int pyf_finalize(void);
int pyf_is_initialized(void);
int pyf_discover(const pyf_config *config, char *buffer, size_t size,
                         size_t *length);
pyf_token pyf_attach_begin(uint32_t flags);
int pyf_try_attach_begin(uint32_t flags, pyf_token *token);
int pyf_attach_end(pyf_token token);
pyf_token pyf_detach_begin(void);
int pyf_detach_end(pyf_token token);
int pyf_is_attached(void);
pyf_handle pyf_dup(pyf_handle handle);
int pyf_close(pyf_handle handle);
int pyf_close_all(const pyf_handle *handles, size_t count);
int pyf_is(pyf_handle a, pyf_handle b);
int pyf_handle_kind(pyf_handle handle);
pyf_token pyf_scope_begin(void);
int pyf_scope_end(pyf_token scope);
int pyf_bind(pyf_handle handle);
pyf_handle pyf_unbind(pyf_handle handle);
int pyf_stats_get(pyf_stats *stats);
int pyf_error_code(void);
const char *pyf_error_name(int code);
const char *pyf_error_message(void);
pyf_handle pyf_error_exception(void);
pyf_handle pyf_error_take(void);
int pyf_error_fetch(pyf_failure *failure);
int pyf_error_set(int code, const char *message, size_t length);
int pyf_error_raise(pyf_handle exception, const char *message,
                            size_t length);
int pyf_error_raise_payload(pyf_handle exception, const char *message,
                                    size_t length, uintptr_t owner,
                                    void *data, pyf_drop drop);
int pyf_error_matches(pyf_handle type);
int pyf_error_format(char *buffer, size_t size, size_t *length);
int pyf_error_print(int fd);
int pyf_error_exit_status(int fd);
int pyf_error_set_last(void);
int pyf_error_clear(void);
pyf_handle pyf_error_text(pyf_handle exception);
pyf_handle pyf_error_traceback(pyf_handle exception);
pyf_handle pyf_error_cause(pyf_handle exception);
int pyf_error_set_cause(pyf_handle exception, pyf_handle cause);
pyf_handle pyf_error_context(pyf_handle exception);
int pyf_error_set_context(pyf_handle exception, pyf_handle context);
int pyf_error_set_payload(pyf_handle exception, uintptr_t owner,
                                  void *data, pyf_drop drop);
int pyf_error_payload(pyf_handle exception, uintptr_t owner,
                              void **data);
pyf_handle pyf_getattr(pyf_handle obj, const char *name,
                               size_t name_length);
int pyf_getattr_opt(pyf_handle obj, const char *name,
                            size_t name_length, pyf_handle *result);
int pyf_getattr_value(pyf_handle obj, const char *name,
                              size_t name_length, uint32_t wanted,
                              pyf_value *result);
int pyf_setattr(pyf_handle obj, const char *name, size_t name_length,
                        pyf_handle value);
int pyf_setattr_value(pyf_handle obj, const char *name,
                              size_t name_length, const pyf_value *value);
int pyf_delattr(pyf_handle obj, const char *name, size_t name_length);
int pyf_hasattr(pyf_handle obj, const char *name, size_t name_length);
pyf_handle pyf_getattr_handle(pyf_handle obj, pyf_handle name);
int pyf_setattr_handle(pyf_handle obj, pyf_handle name,
                               pyf_handle value);
int pyf_delattr_handle(pyf_handle obj, pyf_handle name);
int pyf_hasattr_handle(pyf_handle obj, pyf_handle name);
pyf_handle pyf_getitem(pyf_handle obj, pyf_handle key);
pyf_handle pyf_getitem_str(pyf_handle obj, const char *key,
                                   size_t key_length);
pyf_handle pyf_getitem_i64(pyf_handle obj, int64_t index);
int pyf_getitem_value(pyf_handle obj, const pyf_value *key,
                              uint32_t wanted, pyf_value *result);
int pyf_setitem(pyf_handle obj, pyf_handle key, pyf_handle value);
int pyf_setitem_str(pyf_handle obj, const char *key, size_t key_length,
                            pyf_handle value);
int pyf_setitem_i64(pyf_handle obj, int64_t index, pyf_handle value);
int pyf_setitem_value(pyf_handle obj, const pyf_value *key,
                              const pyf_value *value);
int pyf_delitem(pyf_handle obj, pyf_handle key);
int pyf_delitem_str(pyf_handle obj, const char *key,
                            size_t key_length);
int pyf_delitem_i64(pyf_handle obj, int64_t index);
int pyf_hasitem(pyf_handle obj, pyf_handle key);
int pyf_is_true(pyf_handle obj);
int pyf_len(pyf_handle obj, int64_t *length);
int pyf_hash(pyf_handle obj, int64_t *hash);
pyf_handle pyf_repr(pyf_handle obj);
pyf_handle pyf_str(pyf_handle obj);
pyf_handle pyf_dir(pyf_handle obj);
int pyf_contains(pyf_handle obj, pyf_handle item);
int pyf_compare(pyf_handle a, pyf_handle b, int op);
pyf_handle pyf_richcompare(pyf_handle a, pyf_handle b, int op);
pyf_handle pyf_binary(pyf_handle a, pyf_handle b, int op);
pyf_handle pyf_inplace(pyf_handle a, pyf_handle b, int op);
pyf_handle pyf_unary(pyf_handle obj, int op);
pyf_handle pyf_iter(pyf_handle obj);
int pyf_next(pyf_handle iterator, pyf_handle *item);
int pyf_next_value(pyf_handle iterator, uint32_t wanted,
                           pyf_value *item);
pyf_handle pyf_type(pyf_handle obj);
int pyf_builtin_type(pyf_handle obj);
int pyf_isinstance(pyf_handle obj, pyf_handle type);
int pyf_issubclass(pyf_handle derived, pyf_handle type);
int pyf_is_callable(pyf_handle obj);
pyf_handle pyf_import(const char *name, size_t name_length);
pyf_handle pyf_eval(const char *source, size_t length,
                            pyf_handle globals, pyf_handle locals);
int pyf_run(const char *source, size_t length, pyf_handle globals,
                    pyf_handle locals);
pyf_handle pyf_compile(const char *source, size_t length,
                               const char *filename, size_t filename_length,
                               int mode);
pyf_handle pyf_run_code(pyf_handle code, pyf_handle globals,
                                pyf_handle locals);
pyf_handle pyf_module_from_source(const char *source, size_t length,
                                          const char *filename,
                                          size_t filename_length,
                                          const char *name,
                                          size_t name_length);
pyf_handle pyf_call(pyf_handle callable, const pyf_handle *args,
                            size_t count);
pyf_handle pyf_call_kw(pyf_handle callable, const pyf_handle *args,
                               size_t count, const pyf_text *names,
                               size_t name_count);
pyf_handle pyf_call_dict(pyf_handle callable, pyf_handle args,
                                 pyf_handle kwargs);
pyf_handle pyf_call_method(pyf_handle obj, const char *name,
                                   size_t name_length, const pyf_handle *args,
                                   size_t count);
pyf_handle pyf_call_method_handle(pyf_handle obj, pyf_handle name,
                                          const pyf_handle *args,
                                          size_t count);
pyf_handle pyf_call_method_kw(pyf_handle obj, const char *name,
                                      size_t name_length,
                                      const pyf_handle *args, size_t count,
                                      const pyf_text *names,
                                      size_t name_count);
int pyf_call_values(pyf_handle callable, const pyf_value *args,
                            size_t count, uint32_t wanted, pyf_value *result);
int pyf_call_values_kw(pyf_handle callable, const pyf_value *args,
                               size_t count, const pyf_text *names,
                               size_t name_count, uint32_t wanted,
                               pyf_value *result);
int pyf_call_method_values(pyf_handle obj, const char *name,
                                   size_t name_length, const pyf_value *args,
                                   size_t count, uint32_t wanted,
                                   pyf_value *result);
int pyf_call_method_values_kw(pyf_handle obj, const char *name,
                                      size_t name_length,
                                      const pyf_value *args, size_t count,
                                      const pyf_text *names, size_t name_count,
                                      uint32_t wanted, pyf_value *result);
pyf_handle pyf_from_bool(int value);
pyf_handle pyf_from_i64(int64_t value);
pyf_handle pyf_from_u64(uint64_t value);
pyf_handle pyf_from_f64(double value);
pyf_handle pyf_from_str(const char *text, size_t length);
pyf_handle pyf_from_bytes(const void *data, size_t length);
pyf_handle pyf_from_value(const pyf_value *value);
int pyf_to_bool(pyf_handle obj, int *value);
int pyf_to_i64(pyf_handle obj, int64_t *value);
int pyf_to_u64(pyf_handle obj, uint64_t *value);
int pyf_to_f64(pyf_handle obj, double *value);
int pyf_to_str(pyf_handle obj, const char **text, size_t *length);
int pyf_to_bytes(pyf_handle obj, const void **data, size_t *length);
int pyf_copy_str(pyf_handle obj, char *buffer, size_t size,
                         size_t *length);
int pyf_copy_bytes(pyf_handle obj, void *buffer, size_t size,
                           size_t *length);
int pyf_to_value(pyf_handle obj, uint32_t wanted, pyf_value *value);
pyf_handle pyf_list_from_handles(const pyf_handle *items,
                                         size_t count);
pyf_handle pyf_tuple_from_handles(const pyf_handle *items,
                                          size_t count);
pyf_handle pyf_set_from_handles(const pyf_handle *items, size_t count);
pyf_handle pyf_frozenset_from_handles(const pyf_handle *items,
                                              size_t count);
pyf_handle pyf_dict_from_handles(const pyf_handle *keys,
                                         const pyf_handle *values,
                                         size_t count);
pyf_handle pyf_list_from_values(const pyf_value *items, size_t count);
pyf_handle pyf_tuple_from_values(const pyf_value *items, size_t count);
pyf_handle pyf_set_from_values(const pyf_value *items, size_t count);
pyf_handle pyf_frozenset_from_values(const pyf_value *items,
                                             size_t count);
pyf_handle pyf_dict_from_values(const pyf_value *keys,
                                        const pyf_value *values, size_t count);
pyf_handle pyf_list_from_i64(const int64_t *items, size_t count);
pyf_handle pyf_list_from_f64(const double *items, size_t count);
int pyf_items_to_handles(pyf_handle obj, pyf_handle *items,
                                 size_t capacity, size_t *count);
int pyf_items_to_values(pyf_handle obj, uint32_t wanted,
                                pyf_value *items, size_t capacity,
                                size_t *count);
int pyf_dict_to_handles(pyf_handle obj, pyf_handle *keys,
                                pyf_handle *values, size_t capacity,
                                size_t *count);
int pyf_dict_to_values(pyf_handle obj, uint32_t wanted_key,
                               pyf_value *keys, uint32_t wanted_value,
                               pyf_value *values, size_t capacity,
                               size_t *count);
int pyf_items_to_i64(pyf_handle obj, int64_t *items, size_t capacity,
                             size_t *count);
int pyf_items_to_f64(pyf_handle obj, double *items, size_t capacity,
                             size_t *count);
pyf_handle pyf_signature(const char *text, size_t length);
int pyf_call_native(pyf_handle callable, pyf_handle signature,
                            void *const *args, size_t count, void *result);
int pyf_call_method_native(pyf_handle obj, const char *name,
                                   size_t name_length, pyf_handle signature,
                                   void *const *args, size_t count,
                                   void *result);
pyf_handle pyf_call_prepare(pyf_handle target, const char *name,
                                    size_t name_length, pyf_handle signature);
int pyf_call_prepared(pyf_handle call, void *const *args, size_t count,
                              void *result);
pyf_handle pyf_closure_new(pyf_handle callable, pyf_handle signature,
                                   int on_error, const void *fallback,
                                   pyf_native_function *function);
pyf_handle pyf_function_new(const pyf_function_def *def);
int pyf_owner_revoke(uintptr_t owner);
pyf_handle pyf_iterator_new(const pyf_iterator_def *def);
pyf_handle pyf_module_new(const char *name, size_t name_length,
                                  const char *doc, size_t doc_length);
int pyf_module_add(pyf_handle module, const char *name,
                           size_t name_length, pyf_handle value);
int pyf_module_add_value(pyf_handle module, const char *name,
                                 size_t name_length, const pyf_value *value);
int pyf_module_add_function(pyf_handle module,
                                    const pyf_function_def *def);
pyf_handle pyf_module_add_submodule(pyf_handle parent,
                                            const char *name,
                                            size_t name_length,
                                            const char *doc,
                                            size_t doc_length);
int pyf_inittab_append(const pyf_module_def *def);
void *pyf_extension_init(const pyf_module_def *def);
int pyf_sys_path_insert(const char *path, size_t path_length,
                                int64_t position);
int pyf_sys_modules_set(const char *name, size_t name_length,
                                pyf_handle module);
int pyf_sys_flush(void);
int pyf_signals_check(void);
]]

return {
  C = ffi.load(os.getenv "PYFORGE_LIBRARY" or "libpyforge.so.1"),
  PYF_API_VERSION = 16777216,
  PYF_AUTO_LENGTH = 0xffffffffffffffffULL,
  PYF_OK = 0,
  PYF_ERR_HANDLE = -1,
  PYF_ERR_KIND = -2,
  PYF_ERR_ARGUMENT = -3,
  PYF_ERR_MEMORY = -4,
  PYF_ERR_PYTHON = -5,
  PYF_ERR_TYPE = -6,
  PYF_ERR_OVERFLOW = -7,
  PYF_ERR_ENCODING = -8,
  PYF_ERR_BUFFER = -9,
  PYF_ERR_NOT_ATTACHED = -10,
  PYF_ERR_NOT_INITIALIZED = -11,
  PYF_ERR_FINALIZED = -12,
  PYF_ERR_FORKED = -13,
  PYF_ERR_THREAD = -14,
  PYF_ERR_TOKEN = -15,
  PYF_ERR_BUSY = -16,
  PYF_ERR_CONFIG = -17,
  PYF_ERR_NOT_FOUND = -18,
  PYF_ERR_LIBRARY = -19,
  PYF_ERR_VERSION = -20,
  PYF_ERR_HOME = -21,
  PYF_ERR_CONFLICT = -22,
  PYF_ERR_START = -23,
  PYF_ERR_API = -24,
  PYF_ERR_UNSUPPORTED = -25,
  PYF_ERR_TOO_LATE = -26,
  PYF_ERR_NO_CLOSURES = -27,
  PYF_ERR_SIGNATURE = -28,
  PYF_ERR_INTERPRETER = -29,
  PYF_ERR_CANCELLED = -30,
  PYF_ERR_HOST_FIRST = -1000,
  PYF_ERR_HOST_LAST = -1999,
  PYF_PENDING = 2,
  PYF_CONFIG_SIGNALS = 1,
  PYF_CONFIG_LOCALE = 2,
  PYF_CONFIG_ENVIRONMENT = 4,
  PYF_CONFIG_USER_SITE = 8,
  PYF_CONFIG_NO_SITE = 16,
  PYF_CONFIG_AUTO_ATTACH = 32,
  PYF_ATTACH_UNSCOPED = 1,
  PYF_DRAIN_NO_WAIT = 4294967295,
  PYF_KIND_OBJECT = 1,
  PYF_KIND_SIGNATURE = 2,
  PYF_KIND_CLOSURE = 3,
  PYF_KIND_CALL = 4,
  PYF_KIND_TOKEN = 15,
  PYF_VALUE_NONE = 0,
  PYF_VALUE_BOOL = 1,
  PYF_VALUE_I64 = 2,
  PYF_VALUE_U64 = 3,
  PYF_VALUE_F64 = 4,
  PYF_VALUE_COMPLEX = 5,
  PYF_VALUE_STR = 6,
  PYF_VALUE_BYTES = 7,
  PYF_VALUE_HANDLE = 8,
  PYF_VALUE_ABSENT = 9,
  PYF_VALUE_ANY = 255,
  PYF_FORM_NATIVE = 1,
  PYF_FORM_VALUES = 2,
  PYF_FORM_HANDLES = 3,
  PYF_FAILURE_NO_MESSAGE = 1,
  PYF_FUNCTION_DETACH = 1,
  PYF_FUNCTION_MODULE = 2,
  PYF_FUNCTION_DATA = 4,
  PYF_FUNCTION_OWN_THREAD = 8,
  PYF_FUNCTION_BUILTIN = 16,
  PYF_FUNCTION_UNSCOPED = 32,
  PYF_FUNCTION_UNCONVERTED = 64,
  PYF_FRAME_UNCONVERTED = 1,
  PYF_CLOSURE_PARK = 1,
  PYF_CLOSURE_UNRAISABLE = 2,
  PYF_MODULE_GIL = 1,
  PYF_LT = 11,
  PYF_LE = 12,
  PYF_EQ = 13,
  PYF_NE = 14,
  PYF_GT = 15,
  PYF_GE = 16,
  PYF_ADD = 21,
  PYF_SUB = 22,
  PYF_MUL = 23,
  PYF_MATMUL = 24,
  PYF_TRUEDIV = 25,
  PYF_FLOORDIV = 26,
  PYF_MOD = 27,
  PYF_POW = 28,
  PYF_LSHIFT = 29,
  PYF_RSHIFT = 30,
  PYF_AND = 31,
  PYF_OR = 32,
  PYF_XOR = 33,
  PYF_NEG = 41,
  PYF_POS = 42,
  PYF_INVERT = 43,
  PYF_ABS = 44,
  PYF_COMPILE_EXEC = 51,
  PYF_COMPILE_EVAL = 52,
  PYF_COMPILE_SINGLE = 53,
  PYF_BUILTIN_OTHER = 0,
  PYF_BUILTIN_NONE = 1,
  PYF_BUILTIN_BOOL = 2,
  PYF_BUILTIN_INT = 3,
  PYF_BUILTIN_FLOAT = 4,
  PYF_BUILTIN_COMPLEX = 5,
  PYF_BUILTIN_STR = 6,
  PYF_BUILTIN_BYTES = 7,
  PYF_BUILTIN_BYTEARRAY = 8,
  PYF_BUILTIN_TUPLE = 9,
  PYF_BUILTIN_LIST = 10,
  PYF_BUILTIN_DICT = 11,
  PYF_BUILTIN_SET = 12,
  PYF_BUILTIN_FROZENSET = 13,
  PYF_BUILTIN_TYPE = 14,
  PYF_BUILTIN_MODULE = 15,
  PYF_BUILTIN_EXCEPTION = 16,
  PYF_NONE = 0x0010000000000001ULL,
  PYF_TRUE = 0x0010000000000002ULL,
  PYF_FALSE = 0x0010000000000003ULL,
  PYF_ELLIPSIS = 0x0010000000000004ULL,
  PYF_NOT_IMPLEMENTED = 0x0010000000000005ULL,
  PYF_TYPE_OBJECT = 0x0010000000000010ULL,
  PYF_TYPE_TYPE = 0x0010000000000011ULL,
  PYF_TYPE_BOOL = 0x0010000000000012ULL,
  PYF_TYPE_INT = 0x0010000000000013ULL,
  PYF_TYPE_FLOAT = 0x0010000000000014ULL,
  PYF_TYPE_COMPLEX = 0x0010000000000015ULL,
  PYF_TYPE_STR = 0x0010000000000016ULL,
  PYF_TYPE_BYTES = 0x0010000000000017ULL,
  PYF_TYPE_BYTEARRAY = 0x0010000000000018ULL,
  PYF_TYPE_MEMORYVIEW = 0x0010000000000019ULL,
  PYF_TYPE_LIST = 0x001000000000001aULL,
  PYF_TYPE_TUPLE = 0x001000000000001bULL,
  PYF_TYPE_DICT = 0x001000000000001cULL,
  PYF_TYPE_SET = 0x001000000000001dULL,
  PYF_TYPE_FROZENSET = 0x001000000000001eULL,
  PYF_TYPE_RANGE = 0x001000000000001fULL,
  PYF_TYPE_SLICE = 0x0010000000000020ULL,
  PYF_TYPE_ENUMERATE = 0x0010000000000021ULL,
  PYF_TYPE_FILTER = 0x0010000000000022ULL,
  PYF_TYPE_MAP = 0x0010000000000023ULL,
  PYF_TYPE_REVERSED = 0x0010000000000024ULL,
  PYF_TYPE_ZIP = 0x0010000000000025ULL,
  PYF_TYPE_PROPERTY = 0x0010000000000026ULL,
  PYF_TYPE_CLASSMETHOD = 0x0010000000000027ULL,
  PYF_TYPE_STATICMETHOD = 0x0010000000000028ULL,
  PYF_TYPE_SUPER = 0x0010000000000029ULL,
  PYF_EXC_BaseException = 0x0010000000000040ULL,
  PYF_EXC_BaseExceptionGroup = 0x0010000000000041ULL,
  PYF_EXC_ExceptionGroup = 0x0010000000000042ULL,
  PYF_EXC_GeneratorExit = 0x0010000000000043ULL,
  PYF_EXC_KeyboardInterrupt = 0x0010000000000044ULL,
  PYF_EXC_SystemExit = 0x0010000000000045ULL,
  PYF_EXC_Exception = 0x0010000000000046ULL,
  PYF_EXC_ArithmeticError = 0x0010000000000047ULL,
  PYF_EXC_FloatingPointError = 0x0010000000000048ULL,
  PYF_EXC_OverflowError = 0x0010000000000049ULL,
  PYF_EXC_ZeroDivisionError = 0x001000000000004aULL,
  PYF_EXC_AssertionError = 0x001000000000004bULL,
  PYF_EXC_AttributeError = 0x001000000000004cULL,
  PYF_EXC_BufferError = 0x001000000000004dULL,
  PYF_EXC_EOFError = 0x001000000000004eULL,
  PYF_EXC_ImportError = 0x001000000000004fULL,
  PYF_EXC_ModuleNotFoundError = 0x0010000000000050ULL,
  PYF_EXC_LookupError = 0x0010000000000051ULL,
  PYF_EXC_IndexError = 0x0010000000000052ULL,
  PYF_EXC_KeyError = 0x0010000000000053ULL,
  PYF_EXC_MemoryError = 0x0010000000000054ULL,
  PYF_EXC_NameError = 0x0010000000000055ULL,
  PYF_EXC_UnboundLocalError = 0x0010000000000056ULL,
  PYF_EXC_OSError = 0x0010000000000057ULL,
  PYF_EXC_BlockingIOError = 0x0010000000000058ULL,
  PYF_EXC_ChildProcessError = 0x0010000000000059ULL,
  PYF_EXC_ConnectionError = 0x001000000000005aULL,
  PYF_EXC_BrokenPipeError = 0x001000000000005bULL,
  PYF_EXC_ConnectionAbortedError = 0x001000000000005cULL,
  PYF_EXC_ConnectionRefusedError = 0x001000000000005dULL,
  PYF_EXC_ConnectionResetError = 0x001000000000005eULL,
  PYF_EXC_FileExistsError = 0x001000000000005fULL,
  PYF_EXC_FileNotFoundError = 0x0010000000000060ULL,
  PYF_EXC_InterruptedError = 0x0010000000000061ULL,
  PYF_EXC_IsADirectoryError = 0x0010000000000062ULL,
  PYF_EXC_NotADirectoryError = 0x0010000000000063ULL,
  PYF_EXC_PermissionError = 0x0010000000000064ULL,
  PYF_EXC_ProcessLookupError = 0x0010000000000065ULL,
  PYF_EXC_TimeoutError = 0x0010000000000066ULL,
  PYF_EXC_ReferenceError = 0x0010000000000067ULL,
  PYF_EXC_RuntimeError = 0x0010000000000068ULL,
  PYF_EXC_NotImplementedError = 0x0010000000000069ULL,
  PYF_EXC_RecursionError = 0x001000000000006aULL,
  PYF_EXC_PythonFinalizationError = 0x001000000000006bULL,
  PYF_EXC_StopAsyncIteration = 0x001000000000006cULL,
  PYF_EXC_StopIteration = 0x001000000000006dULL,
  PYF_EXC_SyntaxError = 0x001000000000006eULL,
  PYF_EXC_IndentationError = 0x001000000000006fULL,
  PYF_EXC_TabError = 0x0010000000000070ULL,
  PYF_EXC_SystemError = 0x0010000000000071ULL,
  PYF_EXC_TypeError = 0x0010000000000072ULL,
  PYF_EXC_ValueError = 0x0010000000000073ULL,
  PYF_EXC_UnicodeError = 0x0010000000000074ULL,
  PYF_EXC_UnicodeDecodeError = 0x0010000000000075ULL,
  PYF_EXC_UnicodeEncodeError = 0x0010000000000076ULL,
  PYF_EXC_UnicodeTranslateError = 0x0010000000000077ULL,
  PYF_EXC_Warning = 0x0010000000000078ULL,
  PYF_EXC_BytesWarning = 0x0010000000000079ULL,
  PYF_EXC_DeprecationWarning = 0x001000000000007aULL,
  PYF_EXC_EncodingWarning = 0x001000000000007bULL,
  PYF_EXC_FutureWarning = 0x001000000000007cULL,
  PYF_EXC_ImportWarning = 0x001000000000007dULL,
  PYF_EXC_PendingDeprecationWarning = 0x001000000000007eULL,
  PYF_EXC_ResourceWarning = 0x001000000000007fULL,
  PYF_EXC_RuntimeWarning = 0x0010000000000080ULL,
  PYF_EXC_SyntaxWarning = 0x0010000000000081ULL,
  PYF_EXC_UnicodeWarning = 0x0010000000000082ULL,
  PYF_EXC_UserWarning = 0x0010000000000083ULL,
}
