/* SPDX-License-Identifier: MIT */
/*
 * A Python callable as a C function pointer.
 *
 * The record of a closure is what its C function is given. It outlives the
 * closure: C may call a pointer for as long as it likes. What ends is the
 * handle in it, of a capsule that owns the callable and, when it goes, puts
 * the record into a queue. A call pins that handle, so a closure that is
 * closed meanwhile goes when the call has ended; a call that comes later finds
 * the handle closed. A record is taken out of the queue for a new closure only
 * when QUARANTINE others have been put in after it, and no record is freed.
 *
 * The C function is one of a store of our own where all its arguments fit in
 * the registers that those functions hand on (five words, eight doubles) and
 * its result is no struct; else, and when the store is used up, it is
 * libffi's, which costs about 15 ns more a call.
 */
#include <stdlib.h>
#include <string.h>

#include "call/call-native.h"
#include "closure-internal.h"
#include "handle/table.h"
#include "platform/platform.h"

enum {
    QUARANTINE = 1024,
    WORDS = 5,
    NUMBERS = 8,
    WORD_STORE = 256,  /* functions that return a word, or nothing */
    NUMBER_STORE = 64, /* and those that return a double or a float */
};

/* Where the C function of a closure comes from. */
enum source { LIBFFI, WORD, NUMBER, SOURCES };

struct closure {
    const struct pyf__signature *signature;
    _Atomic pyf_handle handle; /* of the capsule; unbound */
    PyObject *callable;        /* while the capsule lives */
    int on_error;
    uint8_t source;
    bool direct;                      /* all types are quick ones */
    uint8_t offsets[WORDS + NUMBERS]; /* of C arguments in the registers */
    void *fallback;                   /* of the result's size */
    pyf_code code;
    ffi_closure *writable; /* of one of libffi's */
    struct closure *next;  /* in the queue */
    struct closure *older; /* of libffi's: the one made before */
    uint64_t number;       /* of closed ones, when this was one of them */
};

/* What messages call the function that fails. */
static const char name[] = "closure";

void *(*pyf__closure_alloc)(size_t size, void **code) = ffi_closure_alloc;

/* ---------------------------------------------------------- a call */

/* How the thread was attached for a call. */
struct passage {
    int deed;        /* for pyf__leave; 0: nothing */
    pyf_token token; /* of the span that resumes a thread; 0: none */
    bool elsewhere;  /* in another interpreter than the main one */
};

/* A thread that this library has attached, and that a foreign call let go of
 * Python, as ctypes.CDLL does. */
static pyf__apart bool
resume(struct passage *passage)
{
    passage->token = pyf__attach_begin(name);
    return passage->token != 0;
}

static void
suspend(const struct passage *passage)
{
    struct pyf__local *local = &pyf__local;

    /* What was made meanwhile is for the caller: it stays, in the scope that
     * is open outside, or in none. */
    local->base = local->top;
    pyf__span_end(passage->token, PYF_KIND_ATTACH, name);
    if (!pyf__scope_is_open())
        local->top = 0;
}

/* The only interpreter that closures call; set when one is made. */
static _Atomic(PyInterpreterState *) main_interpreter;

/* Any other thread. Within a call from Python, where CPython has it attached,
 * it is taken over for the rest of that call. */
static pyf__apart bool
attach(struct passage *passage)
{
    if (pyf__thread.visit->outer != NULL && pyf__in_python() &&
        pyf__attach_late())
        return true;
    passage->deed = pyf__visit();
    /* Until 3.11 all interpreters share a GIL, and a thread is only known as
     * one of the main interpreter. */
    if (passage->deed == 0 || pyf__layout.version < 0x030c0000 ||
        pyf__likely(
            cpython.PyInterpreterState_Get() ==
            atomic_load_explicit(&main_interpreter, memory_order_relaxed)))
        return passage->deed != 0;
    pyf__leave(passage->deed);
    passage->elsewhere = true;
    return false;
}

static pyf__hot bool
arrive(struct passage *passage)
{
    *passage = (struct passage){0, 0, false};
    if (pyf__unlikely(!pyf__attached))
        return attach(passage);
    if (pyf__unlikely(!pyf__in_python()))
        return resume(passage);
    /* Among what detached threads have closed may be this closure. */
    if (pyf__unlikely(atomic_load_explicit(&pyf__table.pending,
                                           memory_order_relaxed) != 0))
        pyf__table_drain();
    return true;
}

static pyf__hot void
depart(const struct passage *passage)
{
    if (pyf__unlikely(passage->token != 0))
        suspend(passage);
    else if (passage->deed != 0)
        pyf__leave(passage->deed);
}

/* A failure is parked: leave it there, or report it. Attached. */
static pyf__cold void
report(const struct closure *closure, PyObject *callable)
{
    if (closure->on_error != PYF_CLOSURE_UNRAISABLE)
        return;
    pyf__raise_parked();
    cpython.PyErr_WriteUnraisable(callable);
}

static pyf__cold void
fall_back(const struct closure *closure, void *result)
{
    size_t size = closure->signature->result.size;

    if (size != 0)
        memcpy(result, closure->fallback, size);
}

/* Park why a thread could not be attached. */
static void
fault_passage(const struct passage *passage)
{
    if (passage->elsewhere)
        pyf__fault_argument(PYF_ERR_UNSUPPORTED, name, NULL,
                            "libpyforge serves the main interpreter alone, "
                            "and this call comes from another");
    else if (pyf__state() == PYF__UP)
        pyf__fault_argument(PYF_ERR_MEMORY, name, NULL, NULL);
    else
        pyf__fault_detached(name);
}

/* There is no Python to call, or no memory to attach with. */
static pyf__cold void
refuse(const struct closure *closure, const struct passage *passage,
       void *result)
{
    if (closure->on_error == PYF_CLOSURE_PARK)
        fault_passage(passage);
    fall_back(closure, result);
}

static pyf__cold void
refuse_closed(const struct closure *closure, void *result)
{
    pyf__fault_argument(PYF_ERR_HANDLE, name, NULL,
                        "it was closed before this call; close the handle of "
                        "a closure when C calls the function no more");
    report(closure, cpython._Py_NoneStruct);
    fall_back(closure, result);
}

/* Attached. */
static pyf__hot void
call_attached(struct closure *closure, void *const *args,
              const struct pyf__stored *stored, void *result)
{
    struct pyf__slot *slot = pyf__slot_pin(
        atomic_load_explicit(&closure->handle, memory_order_acquire));

    if (pyf__unlikely(slot == NULL)) {
        refuse_closed(closure, result);
        return;
    }
    if (pyf__unlikely(pyf__call_natively(
                          &(struct pyf__callee){closure->callable, NULL, NULL},
                          closure->signature, args, stored, result,
                          name) < 0)) {
        report(closure, closure->callable);
        fall_back(closure, result);
    }
    pyf__slot_unpin(slot);
}

/* As above, with what the caller has parked set aside: reporting would lose
 * it. */
static pyf__apart void
call_aside(struct closure *closure, void *const *args,
           const struct pyf__stored *stored, void *result)
{
    struct pyf__fault aside = pyf__fault;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    call_attached(closure, args, stored, result);
    pyf__fault_clear();
    pyf__fault = aside;
}

/* Call Python from C; *result is written as its type lies in memory. */
static pyf__hot void
call(struct closure *closure, void *const *args,
     const struct pyf__stored *stored, void *result)
{
    struct passage passage;

    if (pyf__unlikely(!arrive(&passage))) {
        refuse(closure, &passage, result);
        return;
    }
    if (pyf__unlikely(pyf__fault.code != PYF_OK &&
                      closure->on_error == PYF_CLOSURE_UNRAISABLE))
        call_aside(closure, args, stored, result);
    else
        call_attached(closure, args, stored, result);
    depart(&passage);
}

static pyf__apart void
call_with(struct closure *closure, void *const *args, void *result)
{
    call(closure, args, NULL, result);
}

static pyf__apart void
call_stored(struct closure *closure, const struct pyf__stored *stored,
            void *result)
{
    call(closure, NULL, stored, result);
}

/* Integers narrower than a register are returned as a whole one. */
static pyf__hot void
widen(const struct pyf__type *type, void *result)
{
    switch (type->code) {
    case PYF__I8:
        *(ffi_sarg *)result = *(int8_t *)result;
        break;
    case PYF__I16:
        *(ffi_sarg *)result = *(int16_t *)result;
        break;
    case PYF__I32:
        *(ffi_sarg *)result = *(int32_t *)result;
        break;
    case PYF__BOOL:
    case PYF__U8:
        *(ffi_arg *)result = *(uint8_t *)result;
        break;
    case PYF__U16:
        *(ffi_arg *)result = *(uint16_t *)result;
        break;
    case PYF__U32:
        *(ffi_arg *)result = *(uint32_t *)result;
        break;
    default:
        break;
    }
}

/* ---------------------------------------------------------- C functions */

static void
enter_from_libffi(ffi_cif *cif, void *result, void **args, void *data)
{
    struct closure *closure = data;
    const struct pyf__type *type = &closure->signature->result;

    (void)cif;
    call_with(closure, args, result);
    widen(type, result);
}

struct registers {
    uint64_t words[WORDS];
    double numbers[NUMBERS];
};

union result {
    uint64_t word;
    double number;
};

static void
call_from_registers(struct closure *closure, const struct registers *r,
                    union result *result)
{
    unsigned count = closure->signature->c_count;
    void *args[WORDS + NUMBERS];

    for (unsigned i = 0; i < count; i++)
        args[i] = (char *)r + closure->offsets[i];
    call_with(closure, args, result);
}

static pyf__hot union result
enter_from_registers(struct closure *closure, const struct registers *r)
{
    const struct pyf__type *type = &closure->signature->result;
    const struct pyf__stored stored = {(const char *)r, closure->offsets};
    union result result = {0};

    if (pyf__likely(closure->direct))
        call_stored(closure, &stored, &result);
    else
        call_from_registers(closure, r, &result);
    widen(type, &result);
    return result;
}

/* The functions of the store below jump here: they only add which closure they
 * are, in the first register that is free. */
static pyf__apart uint64_t
enter_for_word(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e,
               struct closure *closure, double n0, double n1, double n2,
               double n3, double n4, double n5, double n6, double n7)
{
    const struct registers r = {{a, b, c, d, e},
                                {n0, n1, n2, n3, n4, n5, n6, n7}};

    return enter_from_registers(closure, &r).word;
}

static pyf__apart double
enter_for_number(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e,
                 struct closure *closure, double n0, double n1, double n2,
                 double n3, double n4, double n5, double n6, double n7)
{
    const struct registers r = {{a, b, c, d, e},
                                {n0, n1, n2, n3, n4, n5, n6, n7}};

    return enter_from_registers(closure, &r).number;
}

/* X of all numbers below 64 (in octal) that begin with these digits. */
#define EIGHT(X, digits)                                                      \
    X(digits##0)                                                              \
    X(digits##1)                                                              \
    X(digits##2)                                                              \
    X(digits##3)                                                              \
    X(digits##4)                                                              \
    X(digits##5)                                                              \
    X(digits##6)                                                              \
    X(digits##7)
#define SIXTY_FOUR(X, digits)                                                 \
    EIGHT(X, digits##0)                                                       \
    EIGHT(X, digits##1)                                                       \
    EIGHT(X, digits##2)                                                       \
    EIGHT(X, digits##3)                                                       \
    EIGHT(X, digits##4)                                                       \
    EIGHT(X, digits##5)                                                       \
    EIGHT(X, digits##6)                                                       \
    EIGHT(X, digits##7)
#define ALL_WORDS(X)                                                          \
    SIXTY_FOUR(X, 00)                                                         \
    SIXTY_FOUR(X, 01)                                                         \
    SIXTY_FOUR(X, 02)                                                         \
    SIXTY_FOUR(X, 03)
#define ALL_NUMBERS(X) SIXTY_FOUR(X, 00)

static struct closure words[WORD_STORE], numbers[NUMBER_STORE];

#define DEFINE(index)                                                         \
    static uint64_t word_##index(uint64_t a, uint64_t b, uint64_t c,          \
                                 uint64_t d, uint64_t e, double n0,           \
                                 double n1, double n2, double n3, double n4,  \
                                 double n5, double n6, double n7)             \
    {                                                                         \
        return enter_for_word(a, b, c, d, e, &words[index], n0, n1, n2, n3,   \
                              n4, n5, n6, n7);                                \
    }
ALL_WORDS(DEFINE)
#undef DEFINE

#define DEFINE(index)                                                         \
    static double number_##index(uint64_t a, uint64_t b, uint64_t c,          \
                                 uint64_t d, uint64_t e, double n0,           \
                                 double n1, double n2, double n3, double n4,  \
                                 double n5, double n6, double n7)             \
    {                                                                         \
        return enter_for_number(a, b, c, d, e, &numbers[index], n0, n1, n2,   \
                                n3, n4, n5, n6, n7);                          \
    }
ALL_NUMBERS(DEFINE)
#undef DEFINE

#define ROW(index) (pyf_code) word_##index,
static const pyf_code word_codes[WORD_STORE] = {ALL_WORDS(ROW)};
#undef ROW
#define ROW(index) (pyf_code) number_##index,
static const pyf_code number_codes[NUMBER_STORE] = {ALL_NUMBERS(ROW)};
#undef ROW

/* ---------------------------------------------------------- records */

/* The records of one source. A leaf lock for all of them. */
struct store {
    struct closure *first, *last; /* the queue of closed ones, oldest first */
    struct closure *all;          /* of libffi's */
    unsigned used;                /* of the others */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct store stores[SOURCES];
static uint64_t closed_count;

/* A closed record whose time has come. Locked. */
static struct closure *
take_old(struct store *store)
{
    struct closure *closure = store->first;

    if (closure == NULL || closed_count - closure->number < QUARANTINE)
        return NULL;
    store->first = closure->next;
    if (store->first == NULL)
        store->last = NULL;
    return closure;
}

/* One that was never used. Locked. */
static struct closure *
take_fresh(struct store *store, enum source source)
{
    unsigned index = store->used;
    struct closure *closure;

    if (source == LIBFFI ||
        index == (source == WORD ? WORD_STORE : NUMBER_STORE))
        return NULL;
    store->used++;
    closure = source == WORD ? &words[index] : &numbers[index];
    closure->code = source == WORD ? word_codes[index] : number_codes[index];
    closure->source = (uint8_t)source;
    return closure;
}

static struct closure *
take(enum source source)
{
    struct store *store = &stores[source];
    struct closure *closure;

    pthread_mutex_lock(&lock);
    closure = take_fresh(store, source);
    if (closure == NULL)
        closure = take_old(store);
    pthread_mutex_unlock(&lock);
    return closure;
}

static void
put_back(struct closure *closure)
{
    struct store *store = &stores[closure->source];

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
pyf__closure_memory(pyf_code *code, const char *function)
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
static struct closure *
make_record(const char *function)
{
    struct closure *closure = calloc(1, sizeof(*closure));

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
    closure->older = stores[LIBFFI].all;
    stores[LIBFFI].all = closure;
    pthread_mutex_unlock(&lock);
    return closure;
}

/* The sort of function that a signature needs, and where in the registers its
 * C arguments are. */
static enum source
source_of(const struct pyf__signature *signature, uint8_t *offsets)
{
    unsigned word_count = 0, number_count = 0;

    if (!PYF__SPLIT_REGISTERS || pyf__type_needs_memory(&signature->result))
        return LIBFFI;
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__type *type = &signature->parameters[i].type;
        unsigned wanted = type->paired ? 2 : 1;

        if (pyf__type_needs_memory(type) ||
            (pyf__type_is_number(type) ? number_count == NUMBERS
                                       : word_count + wanted > WORDS))
            return LIBFFI;
        if (pyf__type_is_number(type)) {
            *offsets++ = (uint8_t)(offsetof(struct registers, numbers) +
                                   number_count++ * sizeof(double));
            continue;
        }
        for (; wanted > 0; wanted--)
            *offsets++ = (uint8_t)(word_count++ * sizeof(uint64_t));
    }
    return pyf__type_is_number(&signature->result) ? NUMBER : WORD;
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
static struct closure *
find_record(const struct pyf__signature *signature, const char *function)
{
    uint8_t offsets[WORDS + NUMBERS] = {0};
    enum source source = source_of(signature, offsets);
    struct closure *closure = take(source);

    if (closure == NULL && source != LIBFFI)
        closure = take(LIBFFI);
    if (closure == NULL)
        closure = make_record(function);
    if (closure != NULL)
        memcpy(closure->offsets, offsets, sizeof(offsets));
    return closure;
}

/* ---------------------------------------------------------- opening */

static const char open_name[] = "pyforge.closure.open";
static const char closure_name[] = "pyforge.closure";

/* Nothing calls the closure any more. */
static void
end_open(PyObject *capsule)
{
    struct closure *closure = cpython.PyCapsule_GetPointer(capsule, open_name);
    PyObject *callable = closure->callable;

    closure->callable = NULL;
    put_back(closure);
    cpython.Py_DecRef(callable);
}

static void
close_closure(void *closure)
{
    pyf__table_close(atomic_load(&((struct closure *)closure)->handle));
}

static void
end_closure(PyObject *capsule)
{
    close_closure(cpython.PyCapsule_GetPointer(capsule, closure_name));
}

static int
set_fallback(struct closure *closure, const void *fallback,
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
fill(struct closure *closure, const struct pyf__signature *signature,
     int on_error, const void *fallback, const char *function)
{
    closure->signature = signature;
    closure->direct = is_direct(signature);
    closure->on_error = on_error;
    if (closure->source == LIBFFI &&
        ffi_prep_closure_loc(closure->writable, (ffi_cif *)&signature->cif,
                             enter_from_libffi, closure,
                             (void *)closure->code) != FFI_OK)
        return pyf__fault_argument(PYF_ERR_NO_CLOSURES, function, NULL,
                                   "libffi makes no closure of this "
                                   "signature here");
    return set_fallback(closure, fallback, function);
}

/* Let calls in: the record's handle. On failure the record is put back. */
static int
let_in(struct closure *closure, PyObject *callable, const char *function)
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
static struct closure *
open_closure(PyObject *callable, const struct pyf__signature *signature,
             int on_error, const void *fallback, const char *function)
{
    struct closure *closure;

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
    atomic_store(&main_interpreter, cpython.PyInterpreterState_Main());
    if (fill(closure, signature, on_error, fallback, function) < 0) {
        put_back(closure);
        return NULL;
    }
    return let_in(closure, callable, function) == PYF_OK ? closure : NULL;
}

PyObject *
pyf__closure_new(PyObject *callable, const struct pyf__signature *signature,
                 int on_error, const void *fallback, pyf_code *code,
                 const char *function)
{
    struct closure *closure;
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
static pyf_code
code_of(PyObject *callable, const struct pyf__signature *signature,
        struct pyf__arena *arena, const char *function)
{
    struct closure *closure =
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
