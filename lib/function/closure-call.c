/* SPDX-License-Identifier: MIT */
/* A call of a closure: from C to Python, and back; see closure-record.h. */
#include <string.h>

#include "call/call-native.h"
#include "cpython/interpreter.h"
#include "function/closure-record.h"
#include "handle/table.h"
#include "runtime/spans.h"
#include "runtime/visit.h"

/* What messages call the function that fails. */
static const char name[] = "closure";

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
    uint32_t base = pyf__local.base;

    passage->token = pyf__attach_begin(0, name);
    if (passage->token == 0)
        return false;
    /* What is made is for the caller: it goes to the scope that is open
     * outside, or to none. */
    pyf__local.base = base;
    return true;
}

static void
suspend(const struct passage *passage)
{
    pyf__local.base = pyf__local.top; /* there is nothing to close */
    pyf__span_end(passage->token, PYF__ATTACH, name);
}

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
        pyf__likely(cpython.PyInterpreterState_Get() == pyf__main.state))
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
    if (pyf__unlikely(atomic_load_explicit(&pyf__main.table.pending,
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
report(const struct pyf__closure *closure, PyObject *callable)
{
    if (closure->on_error != PYF_CLOSURE_UNRAISABLE)
        return;
    pyf__raise_parked();
    cpython.PyErr_WriteUnraisable(callable);
}

static pyf__cold void
fall_back(const struct pyf__closure *closure, void *result)
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
refuse(const struct pyf__closure *closure, const struct passage *passage,
       void *result)
{
    if (closure->on_error == PYF_CLOSURE_PARK)
        fault_passage(passage);
    fall_back(closure, result);
}

static pyf__cold void
refuse_closed(const struct pyf__closure *closure, void *result)
{
    pyf__fault_argument(PYF_ERR_HANDLE, name, NULL,
                        "it was closed before this call; close the handle of "
                        "a closure when C calls the function no more");
    report(closure, cpython._Py_NoneStruct);
    fall_back(closure, result);
}

/* Attached. */
static pyf__hot void
call_attached(struct pyf__closure *closure, void *const *args,
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

/* The same, where a call more does not matter. */
static pyf__apart void
call_apart(struct pyf__closure *closure, void *const *args,
           const struct pyf__stored *stored, void *result)
{
    call_attached(closure, args, stored, result);
}

/* As above, with what the caller has parked set aside: reporting would lose
 * it. */
static pyf__apart void
call_aside(struct pyf__closure *closure, void *const *args,
           const struct pyf__stored *stored, void *result)
{
    struct pyf__fault aside = pyf__fault;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    call_apart(closure, args, stored, result);
    pyf__fault_clear();
    pyf__fault = aside;
}

/* Call Python from C; *result is written as its type lies in memory. */
static pyf__hot void
call(struct pyf__closure *closure, void *const *args,
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
    else if (stored == NULL)
        call_apart(closure, args, stored, result);
    else
        call_attached(closure, args, stored, result);
    depart(&passage);
}

static pyf__apart void
call_with(struct pyf__closure *closure, void *const *args, void *result)
{
    call(closure, args, NULL, result);
}

static pyf__apart void
call_stored(struct pyf__closure *closure, const struct pyf__stored *stored,
            void *result)
{
    call(closure, NULL, stored, result);
}

/* Integers narrower than a register are returned as a whole one. */
static pyf__hot void
widen(const struct pyf__type *type, void *result)
{
    if (type->carrier == PYF__BY_WORD && type->size < sizeof(ffi_arg) &&
        type->size != 0)
        *(ffi_arg *)result = (ffi_arg)pyf__word_load(
            result, type->size, pyf__type_is_signed(type));
}

void
pyf__enter_from_libffi(ffi_cif *cif, void *result, void **args, void *data)
{
    struct pyf__closure *closure = data;
    const struct pyf__type *type = &closure->signature->result;

    (void)cif;
    call_with(closure, args, result);
    widen(type, result);
}

static void
call_from_registers(struct pyf__closure *closure,
                    const struct pyf__registers *r,
                    union pyf__returned *result)
{
    unsigned count = closure->signature->c_count;
    void *args[PYF__CLOSURE_WORDS + PYF__NUMBERS];

    for (unsigned i = 0; i < count; i++)
        args[i] = (char *)r + closure->offsets[i];
    call_with(closure, args, result);
}

static pyf__hot union pyf__returned
enter_from_registers(struct pyf__closure *closure,
                     const struct pyf__registers *r)
{
    const struct pyf__type *type = &closure->signature->result;
    const struct pyf__stored stored = {(const char *)r, closure->offsets};
    union pyf__returned result = {0};

    if (pyf__likely(closure->direct))
        call_stored(closure, &stored, &result);
    else
        call_from_registers(closure, r, &result);
    widen(type, &result);
    return result;
}

static pyf__hot void
store_words(struct pyf__registers *r, uint64_t a, uint64_t b, uint64_t c,
            uint64_t d, uint64_t e)
{
    r->words[0] = a;
    r->words[1] = b;
    r->words[2] = c;
    r->words[3] = d;
    r->words[4] = e;
}

static pyf__hot void
store_numbers(struct pyf__registers *r, double n0, double n1, double n2,
              double n3, double n4, double n5, double n6, double n7)
{
    r->numbers[0] = n0;
    r->numbers[1] = n1;
    r->numbers[2] = n2;
    r->numbers[3] = n3;
    r->numbers[4] = n4;
    r->numbers[5] = n5;
    r->numbers[6] = n6;
    r->numbers[7] = n7;
}

uint64_t
pyf__enter_for_word(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e,
                    struct pyf__closure *closure, double n0, double n1,
                    double n2, double n3, double n4, double n5, double n6,
                    double n7)
{
    struct pyf__registers r;

    store_words(&r, a, b, c, d, e);
    store_numbers(&r, n0, n1, n2, n3, n4, n5, n6, n7);
    return enter_from_registers(closure, &r).word;
}

double
pyf__enter_for_number(uint64_t a, uint64_t b, uint64_t c, uint64_t d,
                      uint64_t e, struct pyf__closure *closure, double n0,
                      double n1, double n2, double n3, double n4, double n5,
                      double n6, double n7)
{
    struct pyf__registers r;

    store_words(&r, a, b, c, d, e);
    store_numbers(&r, n0, n1, n2, n3, n4, n5, n6, n7);
    return enter_from_registers(closure, &r).number;
}
