/* SPDX-License-Identifier: MIT */
/*
 * The call of a C function by Python, with C types: through registers where
 * all that it takes fits in them (registers.h), else through libffi.
 */
#include <stdlib.h>
#include <string.h>

#include "convert/value.h"
#include "function/internal.h"
#include "handle/table.h"
#include "platform/platform.h"
#include "runtime/spans.h"

/* Registers that are being filled. */
struct filling {
    struct pyf__registers registers;
    unsigned words, numbers; /* that are filled */
};

bool
pyf__fits_registers(const struct pyf__function *function)
{
    unsigned numbers = 0;
    unsigned words = ((function->flags & PYF_FUNCTION_MODULE) != 0) +
                     ((function->flags & PYF_FUNCTION_DATA) != 0);

    return pyf__count_registers(function->signature, &words, &numbers) &&
           words <= PYF__WORDS && numbers <= PYF__NUMBERS;
}

static struct pyf__place
place_of(const struct pyf__function *function, unsigned parameter)
{
    return (struct pyf__place){function->name,
                               function->signature->parameters[parameter].name,
                               NULL, 0};
}

/* ---------------------------------------------------------- arguments */

static void
add_number(struct filling *to, double number)
{
    to->registers.numbers[to->numbers++] = number;
}

static void
add_word(struct filling *to, uint64_t word)
{
    to->registers.words[to->words++] = word;
}

/* Any argument that fits in registers. false: parked. */
static bool
add_argument(struct filling *to, struct pyf__function *function,
             unsigned parameter, PyObject *item, struct pyf__arena *arena)
{
    const struct pyf__type *type =
        &function->signature->parameters[parameter].type;
    const struct pyf__place place = place_of(function, parameter);
    union pyf__returned memory = {0};

    if (item != NULL &&
        pyf__native_from(type, item, &memory, arena, &place) < 0)
        return false;
    if (type->carrier == PYF__BY_SLICE) {
        add_word(to, (uintptr_t)memory.slice.data);
        add_word(to, memory.slice.length);
    } else if (type->carrier == PYF__BY_NUMBER) {
        if (type->size == sizeof(float))
            memory.word &= UINT32_MAX; /* the low half of its register */
        add_number(to, memory.number);
    } else {
        add_word(to, pyf__word_load(&memory, type->size,
                                    pyf__type_is_signed(type)));
    }
    return true;
}

/* ---------------------------------------------------------- result */

PyObject *
pyf__register_result(struct pyf__function *function, void *memory)
{
    const struct pyf__place place = {function->name, NULL, NULL, 0};
    const struct pyf__type *type = &function->signature->result;

    /* A 0 handle is how a function says that it has failed. */
    if (type->code == PYF__OBJECT && !type->optional &&
        *(pyf_handle *)memory == 0) {
        pyf__fault_text(PYF_ERR_HANDLE,
                        "%s() returned the handle 0 and parked no failure",
                        function->name);
        return NULL;
    }
    return pyf__native_to(type, memory, &place);
}

/* ---------------------------------------------------------- the call */

/* What is not set of the registers is not looked at. */
static void
jump(const struct pyf__function *function, const struct pyf__registers *r,
     union pyf__returned *memory)
{
    if (function->carrier == PYF__BY_NUMBER)
        memory->number = pyf__jump_for_number(function->code, r);
    else
        memory->slice = pyf__jump_for_words(function->code, r);
}

/* The same while other threads run. false: parked. */
static bool
jump_detached(struct pyf__function *function, const struct pyf__registers *r,
              union pyf__returned *memory)
{
    pyf_token token = pyf__detach_begin(function->name);

    if (token == 0)
        return false;
    jump(function, r, memory);
    return pyf__span_end(token, PYF__DETACH, function->name) == PYF_OK;
}

pyf_handle
pyf__module_handle(const struct pyf__function *function)
{
    PyObject *module =
        function->module == NULL ? cpython._Py_NoneStruct : function->module;
    pyf_handle handle = pyf__table_new(pyf__keep(module));

    if (handle == 0)
        pyf__fault_argument(PYF_ERR_MEMORY, NULL, NULL, NULL);
    return handle;
}

/* The module as the first C argument. */
static bool
add_module(struct filling *to, const struct pyf__function *function)
{
    pyf_handle handle = pyf__module_handle(function);

    add_word(to, handle);
    return handle != 0;
}

/* Handles need a scope, which is there once the thread is attached. */
static bool
prepare_handles(struct filling *to, const struct pyf__function *function)
{
    if (!pyf__attach_late())
        return false;
    return (function->flags & PYF_FUNCTION_MODULE) == 0 ||
           add_module(to, function);
}

/* Raise what is parked, from inside a visit. */
static pyf__cold PyObject *
fail(struct pyf__visit *visit, struct pyf__function *function)
{
    pyf__visit_end(
        visit, pyf__fault.code == PYF_OK ? PYF_ERR_MEMORY : pyf__fault.code,
        function->name);
    return NULL;
}

PyObject *
pyf__call_registers(struct pyf__function *function, PyObject *const *items,
                    struct pyf__arena *arena)
{
    struct filling filling;
    union pyf__returned memory = {.slice = {NULL, 0}};
    PyObject *object = NULL;
    struct pyf__visit visit;
    bool good = true;

    filling.words = filling.numbers = 0;
    if (!pyf__visit_open(&visit, 0))
        return pyf__raise_gone(function->name);
    if (function->makes_handles)
        good = prepare_handles(&filling, function);
    for (unsigned i = 0; i < function->signature->count && good; i++)
        good = add_argument(&filling, function, i, items[i], arena);
    if (!good)
        return fail(&visit, function);
    if ((function->flags & PYF_FUNCTION_DATA) != 0)
        add_word(&filling, (uintptr_t)function->data);
    if (function->scope != 0)
        pyf__visit_unscope(&visit);
    if ((function->flags & PYF_FUNCTION_DETACH) != 0)
        good = jump_detached(function, &filling.registers, &memory);
    else
        jump(function, &filling.registers, &memory);
    pyf__visit_back(&visit);
    if (good && pyf__fault.code == PYF_OK)
        object = pyf__register_result(function, &memory);
    if (function->gives_handles)
        pyf__native_close(&function->signature->result, &memory);
    if (object == NULL)
        return fail(&visit, function);
    pyf__visit_close(&visit);
    return object;
}

/* ---------------------------------------------------------- libffi */

/* What a C argument or result needs in memory: at least an ffi_arg. */
static size_t
room_of(const struct pyf__type *type)
{
    return type->size < sizeof(ffi_arg) ? sizeof(ffi_arg) : type->size;
}

/* Convert the arguments into memory of the arena: `pointers` is what ffi_call
 * takes. false: parked. */
static bool
collect(struct pyf__function *function, PyObject *const *items,
        void **pointers, struct pyf__arena *arena)
{
    const struct pyf__signature *signature = function->signature;

    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__parameter *parameter = &signature->parameters[i];
        const struct pyf__place place = place_of(function, i);
        void *memory = pyf__arena_take(arena, room_of(&parameter->type));

        if (memory == NULL)
            return false;
        if (items[i] == NULL)
            memset(memory, 0, room_of(&parameter->type));
        else if (pyf__native_from(&parameter->type, items[i], memory, arena,
                                  &place) < 0)
            return false;
        *pointers++ = memory;
        if (parameter->type.carrier == PYF__BY_SLICE)
            *pointers++ = &((pyf_slice *)memory)->length;
    }
    return true;
}

static bool
is_narrow(const struct pyf__type *type)
{
    return type->plain && type->carrier == PYF__BY_WORD && type->size != 0 &&
           type->size < sizeof(ffi_arg);
}

static bool
call_cif(struct pyf__function *function, void **pointers, void *memory)
{
    const struct pyf__type *type = &function->signature->result;
    bool more =
        (function->flags & (PYF_FUNCTION_MODULE | PYF_FUNCTION_DATA)) != 0;
    ffi_cif *cif =
        more ? &function->cif : (ffi_cif *)&function->signature->cif;
    pyf_token token = 0;
    int ended = PYF_OK;

    /* Large structs are copied onto the stack, by some versions of libffi once
     * more before that. */
    if (pyf__unlikely(pyf__stack_lacks((size_t)cif->bytes * 2))) {
        pyf__raise_recursion(function->name);
        pyf__fault_python(function->name);
        return false;
    }
    if ((function->flags & PYF_FUNCTION_DETACH) != 0) {
        token = pyf__detach_begin(function->name);
        if (token == 0)
            return false;
    }
    ffi_call(cif, function->code, memory, pointers);
    /* libffi gives what is narrower than a register as an ffi_arg. */
    if (is_narrow(type))
        pyf__integer_store(memory, *(ffi_arg *)memory, type->size);
    if (token != 0)
        ended = pyf__span_end(token, PYF__DETACH, function->name);
    pyf__visit_back(pyf__thread.visit);
    return ended == PYF_OK;
}

/* Everything between begin and end of the visit. NULL: parked. */
static PyObject *
call_ffi(struct pyf__function *function, PyObject *const *items,
         struct pyf__arena *arena)
{
    const struct pyf__signature *signature = function->signature;
    void **pointers = pyf__arena_take(arena, ((size_t)signature->c_count + 2) *
                                                 sizeof(*pointers));
    void *memory = pyf__arena_take(arena, room_of(&signature->result));
    struct filling module = {.words = 0};
    PyObject *object = NULL;
    unsigned leading = 0;

    if (pointers == NULL || memory == NULL)
        return NULL;
    if ((function->flags & PYF_FUNCTION_MODULE) != 0) {
        if (!add_module(&module, function))
            return NULL;
        pointers[leading++] = &module.registers.words[0];
    }
    if (!collect(function, items, pointers + leading, arena))
        return NULL;
    pointers[leading + signature->c_count] = &function->data;
    memset(memory, 0, room_of(&signature->result));
    if (function->scope != 0)
        pyf__visit_unscope(pyf__thread.visit);
    if (call_cif(function, pointers, memory) && pyf__fault.code == PYF_OK)
        object = pyf__register_result(function, memory);
    if (function->gives_handles)
        pyf__native_close(&signature->result, memory);
    return object;
}

PyObject *
pyf__call_ffi(struct pyf__function *function, PyObject *const *items,
              struct pyf__arena *arena)
{
    struct pyf__visit visit;
    PyObject *object;

    if (!pyf__visit_begin(&visit, function->name))
        return NULL;
    object = call_ffi(function, items, arena);
    if (object == NULL)
        return fail(&visit, function);
    pyf__visit_close(&visit);
    return object;
}

/* ---------------------------------------------------------- bound */

/* The tuple for *name. */
static PyObject *
rest_of(const struct pyf__bound *bound, struct pyf__arena *arena)
{
    PyObject *tuple = cpython.PyTuple_New((Py_ssize_t)bound->rest_count);

    if (tuple == NULL || !pyf__arena_drop(arena, tuple))
        return NULL;
    for (size_t i = 0; i < bound->rest_count; i++)
        cpython.PyTuple_SetItem(tuple, (Py_ssize_t)i,
                                pyf__keep(bound->rest[i]));
    return tuple;
}

/* The dict for **name. */
static PyObject *
extra_of(const struct pyf__bound *bound, struct pyf__arena *arena)
{
    PyObject *dict = cpython.PyDict_New();

    if (dict == NULL || !pyf__arena_drop(arena, dict))
        return NULL;
    for (size_t i = 0; i < bound->extra_count; i++) {
        uint32_t at = bound->extra[i];
        PyObject *name =
            cpython.PyTuple_GetItem(bound->keywords, (Py_ssize_t)at);

        if (cpython.PyDict_SetItem(dict, name, bound->values[at]) < 0)
            return NULL;
    }
    return dict;
}

PyObject *
pyf__act_native(struct pyf__function *function, struct pyf__bound *bound,
                struct pyf__arena *arena)
{
    const struct pyf__signature *signature = function->signature;

    if (signature->rest >= 0) {
        bound->items[signature->rest] = rest_of(bound, arena);
        if (bound->items[signature->rest] == NULL)
            return cpython.PyErr_NoMemory();
    }
    if (signature->keywords >= 0) {
        bool absent = bound->extra_count == 0 &&
                      signature->parameters[signature->keywords].type.optional;

        bound->items[signature->keywords] =
            absent ? cpython._Py_NoneStruct : extra_of(bound, arena);
        if (bound->items[signature->keywords] == NULL)
            return cpython.PyErr_NoMemory();
    }
    return function->in_registers
               ? pyf__call_registers(function, bound->items, arena)
               : pyf__call_ffi(function, bound->items, arena);
}
