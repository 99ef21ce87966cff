/* SPDX-License-Identifier: MIT */
/* Opening and closing closures, and what becomes of their records; see
 * closure-record.h. */
#include "function/closure-record.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "call/call-native.h"
#include "function/internal.h"
#include "handle/table.h"
#include "platform/platform.h"

enum { QUARANTINE = 1024 };

void *(*pyf__closure_alloc)(size_t size, void **code) = ffi_closure_alloc;

/* The records of one source. A leaf lock for all of them. */
struct store {
    struct pyf__closure *first,
        *last;                /* the queue of closed ones, oldest first */
    struct pyf__closure *all; /* of libffi's */
    unsigned used;            /* of the others */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct store stores[PYF__CARRIERS];
static uint64_t closed_count;

/* A closed record whose time has come. Locked. */
static struct pyf__closure *
take_old(struct store *store)
{
    struct pyf__closure *closure = store->first;

    if (closure == NULL || closed_count - closure->number < QUARANTINE)
        return NULL;
    store->first = closure->next;
    if (store->first == NULL)
        store->last = NULL;
    return closure;
}

/* One that was never used. Locked. */
static struct pyf__closure *
take_fresh(struct store *store, enum pyf__carrier carrier)
{
    struct pyf__closure *closure = pyf__closure_in_store(carrier, store->used);

    if (closure == NULL)
        return NULL;
    store->used++;
    closure->carrier = (uint8_t)carrier;
    return closure;
}

static struct pyf__closure *
take(enum pyf__carrier carrier)
{
    struct store *store = &stores[carrier];
    struct pyf__closure *closure;

    pthread_mutex_lock(&lock);
    closure = take_fresh(store, carrier);
    if (closure == NULL)
        closure = take_old(store);
    pthread_mutex_unlock(&lock);
    return closure;
}

static void
put_back(struct pyf__closure *closure)
{
    struct store *store = &stores[closure->carrier];

    closure->next = NULL;
    pthread_mutex_lock(&lock);
    closure->number = ++closed_count;
    if (store->last != NULL)
        store->last->next = closure;
    else
        store->first = closure;
    store->last = closure;
    pthread_mutex_unlock(&lock);
}

static const char no_memory_to_execute[] =
    "the system gives no memory for code made at run time, which a C function "
    "of this signature needs (SELinux, PaX or a seccomp filter may forbid "
    "it); allow it, or set LIBFFI_TMPDIR to a folder from which files can be "
    "executed";

ffi_closure *
pyf__closure_memory(pyf_native_function *code, const char *function)
{
    void *address = NULL;
    ffi_closure *writable = pyf__closure_alloc(sizeof(*writable), &address);

    if (writable == NULL)
        pyf__fault_argument(PYF_ERR_NO_CLOSURES, function, NULL,
                            no_memory_to_execute);
    memcpy(code, &address, sizeof(address));
    return writable;
}

/* A new record with a function of libffi's. */
static struct pyf__closure *
make_record(const char *function)
{
    struct pyf__closure *closure = calloc(1, sizeof(*closure));

    if (closure == NULL) {
        pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
        return NULL;
    }
    closure->writable = pyf__closure_memory(&closure->code, function);
    if (closure->writable == NULL) {
        free(closure);
        return NULL;
    }
    pthread_mutex_lock(&lock);
    closure->older = stores[PYF__BY_MEMORY].all;
    stores[PYF__BY_MEMORY].all = closure;
    pthread_mutex_unlock(&lock);
    return closure;
}

/* The sort of function that a signature needs. */
static enum pyf__carrier
carrier_for(const struct pyf__signature *signature)
{
    unsigned words = 0, numbers = 0;

    return pyf__count_registers(signature, &words, &numbers) &&
                   words <= PYF__CLOSURE_WORDS && numbers <= PYF__NUMBERS
               ? (enum pyf__carrier)signature->result.carrier
               : PYF__BY_MEMORY;
}

/* Where in the registers the C arguments are. */
static void
note_offsets(const struct pyf__signature *signature, uint8_t *offsets)
{
    size_t number = offsetof(struct pyf__registers, numbers);
    size_t word = offsetof(struct pyf__registers, words);

    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__type *type = &signature->parameters[i].type;
        size_t *next = type->carrier == PYF__BY_NUMBER ? &number : &word;

        for (unsigned j = 0; j < pyf__type_arguments(type); j++) {
            *offsets++ = (uint8_t)*next;
            *next += sizeof(uint64_t);
        }
    }
}

/* Whether Python can be called with what was stored of the registers. */
static bool
is_direct(const struct pyf__signature *signature)
{
    if (signature->count > PYF__FEW ||
        signature->positional != signature->count ||
        !pyf__is_quick_result(&signature->result))
        return false;
    for (unsigned i = 0; i < signature->count; i++) {
        if (pyf__makers[signature->parameters[i].type.code] == NULL)
            return false;
    }
    return true;
}

/* A record for a signature; NULL with the failure parked. */
static struct pyf__closure *
find_record(const struct pyf__signature *signature, const char *function)
{
    enum pyf__carrier carrier = carrier_for(signature);
    struct pyf__closure *closure = take(carrier);

    if (closure == NULL && carrier != PYF__BY_MEMORY)
        closure = take(PYF__BY_MEMORY);
    if (closure == NULL)
        closure = make_record(function);
    if (closure != NULL && closure->carrier != PYF__BY_MEMORY)
        note_offsets(signature, closure->offsets);
    return closure;
}

/* ---------------------------------------------------------- opening */

static const char open_name[] = "pyforge.closure.open";
static const char closure_name[] = "pyforge.closure";

/* Nothing calls the closure any more. */
static void
end_open(PyObject *capsule)
{
    struct pyf__closure *closure =
        cpython.PyCapsule_GetPointer(capsule, open_name);
    PyObject *callable = closure->callable;

    closure->callable = NULL;
    put_back(closure);
    cpython.Py_DecRef(callable);
}

static void
close_closure(void *closure)
{
    pyf__table_close(atomic_load(&((struct pyf__closure *)closure)->handle));
}

static void
end_closure(PyObject *capsule)
{
    close_closure(cpython.PyCapsule_GetPointer(capsule, closure_name));
}

static int
set_fallback(struct pyf__closure *closure, const void *fallback,
             const char *function)
{
    size_t size = closure->signature->result.size;
    void *copy = calloc(1, size == 0 ? 1 : size);

    if (copy == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    if (fallback != NULL)
        memcpy(copy, fallback, size);
    free(closure->fallback);
    closure->fallback = copy;
    return PYF_OK;
}

/* Make the record the closure that it is to be. */
static int
fill(struct pyf__closure *closure, const struct pyf__signature *signature,
     int on_error, const void *fallback, const char *function)
{
    closure->signature = signature;
    closure->direct = is_direct(signature);
    closure->on_error = on_error;
    if (closure->carrier == PYF__BY_MEMORY &&
        ffi_prep_closure_loc(closure->writable, (ffi_cif *)&signature->cif,
                             pyf__enter_from_libffi, closure,
                             (void *)closure->code) != FFI_OK)
        return pyf__fault_argument(PYF_ERR_NO_CLOSURES, function, NULL,
                                   "libffi makes no closure of this "
                                   "signature here");
    return set_fallback(closure, fallback, function);
}

/* Let calls in: the record's handle. On failure the record is put back. */
static int
let_in(struct pyf__closure *closure, PyObject *callable, const char *function)
{
    PyObject *capsule = pyf__made(
        cpython.PyCapsule_New(closure, open_name, end_open), function);
    pyf_handle handle;

    if (capsule == NULL) {
        put_back(closure);
        return pyf__fault.code;
    }
    closure->callable = pyf__keep(callable);
    handle = pyf__table_new_unbound(capsule);
    if (handle == 0)
        return pyf__fault_argument(PYF_ERR_MEMORY, function, NULL, NULL);
    atomic_store(&closure->handle, handle);
    return PYF_OK;
}

/* An open closure; NULL with the failure parked. */
static struct pyf__closure *
open_closure(PyObject *callable, const struct pyf__signature *signature,
             int on_error, const void *fallback, const char *function)
{
    struct pyf__closure *closure;

    if (pyf__type_points(&signature->result)) {
        pyf__fault_argument(
            PYF_ERR_ARGUMENT, function, "signature",
            "has a result that points to memory, which C could not own; "
            "return an object, or have C pass a buffer (a ptr) to fill");
        return NULL;
    }
    pyf__lock_over_fork(&lock);
    closure = find_record(signature, function);
    if (closure == NULL)
        return NULL;
    if (fill(closure, signature, on_error, fallback, function) < 0) {
        put_back(closure);
        return NULL;
    }
    return let_in(closure, callable, function) == PYF_OK ? closure : NULL;
}

PyObject *
pyf__closure_new(PyObject *callable, const struct pyf__signature *signature,
                 int on_error, const void *fallback, pyf_native_function *code,
                 const char *function)
{
    struct pyf__closure *closure;
    PyObject *capsule;

    if (!cpython.PyCallable_Check(callable)) {
        pyf__fault_type(function, "callable", "a callable", callable);
        return NULL;
    }
    if (on_error != PYF_CLOSURE_PARK && on_error != PYF_CLOSURE_UNRAISABLE) {
        pyf__fault_argument(PYF_ERR_ARGUMENT, function, "on_error",
                            "is no PYF_CLOSURE_...");
        return NULL;
    }
    closure = open_closure(callable, signature, on_error, fallback, function);
    if (closure == NULL)
        return NULL;
    capsule = pyf__made(
        cpython.PyCapsule_New(closure, closure_name, end_closure), function);
    if (capsule == NULL)
        close_closure(closure);
    else
        *code = closure->code;
    return capsule;
}

/* A closure that lives as long as the arena. */
static pyf_native_function
code_of(PyObject *callable, const struct pyf__signature *signature,
        struct pyf__arena *arena, const char *function)
{
    struct pyf__closure *closure =
        open_closure(callable, signature, PYF_CLOSURE_PARK, NULL, function);

    if (closure == NULL || !pyf__arena_defer(arena, close_closure, closure))
        return NULL;
    return closure->code;
}

void
pyf__functions_prepare(void)
{
    static const struct pyf__fn makers = {code_of, pyf__function_of_code};

    atomic_store(&pyf__fn, &makers);
}
