/* SPDX-License-Identifier: MIT */
/*
 * The usual call of a C function by Python: positional arguments of the usual
 * types, converted in line, and a C function that has them all in registers or
 * in plain words behind them.
 *
 * One body is instantiated for what the parameters are; the instance is chosen
 * when the function is made. Nothing happens before all arguments are
 * converted, and converting them runs no Python code: whatever is unusual is
 * left to the general way from the start.
 *
 * A function is called with more registers set, and more words pushed, than it
 * looks at: see registers.h.
 */
#include <string.h>

#include "convert/value.h"
#include "function/internal.h"
#include "handle/table.h"
#include "platform/platform.h"

enum { ALL_WORDS = PYF__WORDS + PYF__MORE_WORDS };

/* What the parameters are. One or two are so common that they have shapes of
 * their own, which load no more registers than those. */
enum shape {
    NOTHING,      /* no parameters */
    TWO_NUMBERS,  /* f64 alone, at most two */
    NUMBERS,      /* the same, more of them */
    TWO_INTEGERS, /* i64 alone, in registers; so the next ones */
    INTEGERS,
    TWO_BOOLS,
    BOOLS,
    TEXTS,
    MIXED, /* all that fits in the registers of both sorts */
    MANY,  /* more words than registers */
    SHAPES,
};

/* The ints that a type takes here; others go the general way. */
static const struct {
    int64_t least, most;
} bounds[PYF__TYPE_COUNT] = {
#define ROW(code, text, ffi, sort, carrier, points, least, most, ...)         \
    [PYF__##code] = {least, (uint64_t)(most) > INT64_MAX ? INT64_MAX          \
                                                         : (int64_t)(most)},
    PYF__TYPE_TABLE(ROW)
#undef ROW
};

/* ---------------------------------------------------------- arguments */

static pyf__hot bool
take_number(PyObject *item, double *to)
{
    if (pyf__unlikely(pyf__type_of(item) != cpython.PyFloat_Type))
        return false;
    *to = pyf__float_read(item);
    return true;
}

static pyf__hot bool
take_integer(PyObject *item, uint8_t code, uint64_t *to)
{
    int64_t value;
    int overflow = 0;

    if (pyf__unlikely(pyf__type_of(item) != cpython.PyLong_Type))
        return false;
    if (pyf__unlikely(!pyf__small_int(item, &value)))
        value = cpython.PyLong_AsLongLongAndOverflow(item, &overflow);
    *to = (uint64_t)value;
    return pyf__likely(overflow == 0 &&
                       (code == PYF__I64 || (value >= bounds[code].least &&
                                             value <= bounds[code].most)));
}

static pyf__hot bool
take_text(PyObject *item, uint64_t *data, size_t *length)
{
    Py_ssize_t size;
    const char *text;

    if (pyf__unlikely(pyf__type_of(item) != cpython.PyUnicode_Type))
        return false;
    text = cpython.PyUnicode_AsUTF8AndSize(item, &size);
    *data = (uintptr_t)text;
    *length = (size_t)size;
    if (pyf__likely(text != NULL))
        return true;
    cpython.PyErr_Clear();
    return false;
}

/* Words of an argument that is no number: how many, 0 when it is unusual. */
static pyf__hot unsigned
take_words(PyObject *item, uint8_t code, uint64_t *to)
{
    size_t length;

    switch (code) {
    case PYF__BOOL:
        to[0] = item == cpython._Py_TrueStruct;
        return pyf__likely(pyf__type_of(item) == cpython.PyBool_Type);
    case PYF__STR:
        if (!take_text(item, to, &length))
            return 0;
        to[1] = length;
        return 2;
    case PYF__CSTR:
        return take_text(item, to, &length) &&
               strlen((const char *)(uintptr_t)to[0]) == length;
    default:
        return take_integer(item, code, to);
    }
}

/* The code of all parameters of a shape, and how many it can have. */
static const struct {
    uint8_t code, most;
} shapes[SHAPES] = {
    [TWO_NUMBERS] = {PYF__F64, 2},
    [NUMBERS] = {PYF__F64, PYF__NUMBERS},
    [TWO_INTEGERS] = {PYF__I64, 2},
    [INTEGERS] = {PYF__I64, PYF__WORDS},
    [TWO_BOOLS] = {PYF__BOOL, 2},
    [BOOLS] = {PYF__BOOL, PYF__WORDS},
    [TEXTS] = {PYF__STR, PYF__WORDS / 2},
    [MIXED] = {PYF__VOID, PYF__MOST_QUICK},
    [MANY] = {PYF__VOID, PYF__MOST_QUICK},
};

/* What is not used of the arguments stays unset, and the compiler is not to
 * care. */
static pyf__hot void
leave_unset(struct pyf__registers *registers)
{
    __asm__("" : "=m"(*registers));
}

/* All of them; false: one is unusual. */
static pyf__hot bool
take_all(const struct pyf__function *function, PyObject *const *args,
         struct pyf__registers *to, const enum shape shape)
{
    unsigned count = function->quick_count, words = 0, numbers = 0;

    /* Unrolled, as the end of a loop that goes round a few times is often
     * mispredicted, and for each place to have branches of its own. */
#pragma GCC unroll 16
    for (unsigned i = 0; i < shapes[shape].most; i++) {
        uint8_t code = function->kinds[i];
        unsigned taken;

        if (i == count)
            break;
        if (shape < MIXED) {
            code = shapes[shape].code;
            words = shape == TEXTS ? i * 2 : i;
            numbers = i;
        }
        if (code == PYF__F64) {
            if (!take_number(args[i], &to->numbers[numbers++]))
                return false;
            continue;
        }
        taken = take_words(args[i], code, &to->words[words]);
        if (pyf__unlikely(taken == 0))
            return false;
        words += taken;
    }
    if (shape >= MIXED &&
        pyf__unlikely((function->flags & PYF_FUNCTION_DATA) != 0))
        to->words[words] = (uintptr_t)function->data;
    return true;
}

/* ---------------------------------------------------------- the call */

/* The call by shape, for what is returned in a number, or in words. */
pyf__by_registers static pyf__hot double
number_from(pyf_native_function code, const struct pyf__registers *r,
            const enum shape shape)
{
    const uint64_t *w = r->words;
    const double *n = r->numbers;

    switch (shape) {
    case NOTHING:
        return ((double (*)(void))code)();
    case TWO_NUMBERS:
        return ((double (*)(double, double))code)(n[0], n[1]);
    case NUMBERS:
        return ((double (*)(double, double, double, double, double, double,
                            double, double))code)(n[0], n[1], n[2], n[3], n[4],
                                                  n[5], n[6], n[7]);
    case TWO_INTEGERS:
    case TWO_BOOLS:
        return ((double (*)(uint64_t, uint64_t))code)(w[0], w[1]);
    case INTEGERS:
    case BOOLS:
    case TEXTS:
        return ((double (*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                            uint64_t))code)(w[0], w[1], w[2], w[3], w[4],
                                            w[5]);
    case MIXED:
        return pyf__jump_for_number(code, r);
    default:
        return ((double (*)(
            uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, double,
            double, double, double, double, double, double, double, uint64_t,
            uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
            uint64_t))code)(w[0], w[1], w[2], w[3], w[4], w[5], n[0], n[1],
                            n[2], n[3], n[4], n[5], n[6], n[7], w[6], w[7],
                            w[8], w[9], w[10], w[11], w[12], w[13]);
    }
}

pyf__by_registers static pyf__hot pyf_slice
words_from(pyf_native_function code, const struct pyf__registers *r,
           const enum shape shape)
{
    const uint64_t *w = r->words;
    const double *n = r->numbers;

    switch (shape) {
    case NOTHING:
        return ((pyf_slice(*)(void))code)();
    case TWO_NUMBERS:
        return ((pyf_slice(*)(double, double))code)(n[0], n[1]);
    case NUMBERS:
        return ((pyf_slice(*)(double, double, double, double, double, double,
                              double, double))code)(n[0], n[1], n[2], n[3],
                                                    n[4], n[5], n[6], n[7]);
    case TWO_INTEGERS:
    case TWO_BOOLS:
        return ((pyf_slice(*)(uint64_t, uint64_t))code)(w[0], w[1]);
    case INTEGERS:
    case BOOLS:
    case TEXTS:
        return ((pyf_slice(*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                              uint64_t))code)(w[0], w[1], w[2], w[3], w[4],
                                              w[5]);
    case MIXED:
        return pyf__jump_for_words(code, r);
    default:
        return ((pyf_slice(*)(
            uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, double,
            double, double, double, double, double, double, double, uint64_t,
            uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
            uint64_t))code)(w[0], w[1], w[2], w[3], w[4], w[5], n[0], n[1],
                            n[2], n[3], n[4], n[5], n[6], n[7], w[6], w[7],
                            w[8], w[9], w[10], w[11], w[12], w[13]);
    }
}

/* Whether a call has done nothing unusual. */
static pyf__hot bool
is_clean(const struct pyf__visit *visit)
{
    return pyf__likely(pyf__fault.code == PYF_OK &&
                       !pyf__visit_is_special(visit));
}

/* The object of a word that is a scalar, or nothing; NULL for other results.
 */
static pyf__hot PyObject *
object_of_word(uint64_t word, uint8_t kind)
{
    switch (kind) {
    case PYF__I64:
        return cpython.PyLong_FromLongLong((int64_t)word);
    case PYF__VOID:
        return pyf__keep_singleton(cpython._Py_NoneStruct);
    case PYF__BOOL:
        return pyf__keep_singleton((uint8_t)word != 0
                                       ? cpython._Py_TrueStruct
                                       : cpython._Py_FalseStruct);
    default:
        return pyf__makers[kind] == NULL ? NULL : pyf__makers[kind](&word);
    }
}

static pyf__hot PyObject *
object_of_text(pyf_slice text)
{
    return text.data == NULL ? NULL
                             : cpython.PyUnicode_FromStringAndSize(
                                   text.data, (Py_ssize_t)text.length);
}

/* Call, and make the object of a common result; NULL, perhaps with an
 * exception, after anything unusual: there is the result then. */
static pyf__hot PyObject *
jump(const struct pyf__function *function, const struct pyf__registers *in,
     const struct pyf__visit *visit, union pyf__returned *result,
     const enum shape shape)
{
    PyObject *object = NULL;
    pyf_slice words;
    double number;

    if (function->carrier == PYF__BY_NUMBER) {
        number = number_from(function->code, in, shape);
        if (is_clean(visit))
            object = cpython.PyFloat_FromDouble(number);
        if (pyf__unlikely(object == NULL))
            result->number = number;
        return object;
    }
    words = words_from(function->code, in, shape);
    if (is_clean(visit))
        object =
            function->carrier == PYF__BY_WORD
                ? object_of_word((uintptr_t)words.data, function->result_kind)
                : object_of_text(words);
    if (pyf__unlikely(object == NULL))
        result->slice = words;
    return object;
}

/* After a call that has done something unusual, or has an unusual result. */
static pyf__apart PyObject *
finish(struct pyf__visit *visit, struct pyf__function *function,
       union pyf__returned *result)
{
    PyObject *object = NULL;

    /* Of an object that could not be made: it is tried again. */
    if (!pyf__visit_is_special(visit) && pyf__fault.code == PYF_OK)
        cpython.PyErr_Clear();
    pyf__visit_back(visit);
    if (pyf__fault.code == PYF_OK)
        object = pyf__register_result(function, result);
    if (object != NULL)
        pyf__visit_close(visit);
    else
        pyf__visit_end(visit, pyf__fault.code, function->name);
    return object;
}

/* The general way, for a call without keywords. */
static pyf__cold PyObject *
call_generally(struct pyf__function *function, PyObject *const *args)
{
    return pyf__vectorcall_any(pyf__function_object(function), args,
                               function->quick_count, NULL);
}

static pyf__hot PyObject *
call_quickly(PyObject *callable, PyObject *const *args, size_t count_and_flag,
             PyObject *keywords, const enum shape shape)
{
    struct pyf__function *function = pyf__function_data(callable);
    struct pyf__registers registers;
    struct pyf__visit visit;
    union pyf__returned result;
    PyObject *object;

    /* The flag is the highest bit: PY_VECTORCALL_ARGUMENTS_OFFSET. */
    if (pyf__unlikely(count_and_flag << 1 >> 1 != function->quick_count ||
                      keywords != NULL))
        return pyf__vectorcall_any(callable, args, count_and_flag, keywords);
    leave_unset(&registers);
    if (pyf__unlikely(pyf__fault.code != PYF_OK ||
                      !take_all(function, args, &registers, shape)))
        return call_generally(function, args);
    if (pyf__unlikely(!pyf__visit_open_clear(&visit, function->scope)))
        return pyf__raise_gone(function->name);
    object = jump(function, &registers, &visit, &result, shape);
    if (pyf__unlikely(object == NULL))
        return finish(&visit, function, &result);
    pyf__visit_leave(&visit);
    return object;
}

/* ---------------------------------------------------------- instances */

static PyObject *
call_nothing(PyObject *callable, PyObject *const *args, size_t count,
             PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, NOTHING);
}

static PyObject *
call_two_numbers(PyObject *callable, PyObject *const *args, size_t count,
                 PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, TWO_NUMBERS);
}

static PyObject *
call_numbers(PyObject *callable, PyObject *const *args, size_t count,
             PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, NUMBERS);
}

static PyObject *
call_two_integers(PyObject *callable, PyObject *const *args, size_t count,
                  PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, TWO_INTEGERS);
}

static PyObject *
call_integers(PyObject *callable, PyObject *const *args, size_t count,
              PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, INTEGERS);
}

static PyObject *
call_two_bools(PyObject *callable, PyObject *const *args, size_t count,
               PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, TWO_BOOLS);
}

static PyObject *
call_bools(PyObject *callable, PyObject *const *args, size_t count,
           PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, BOOLS);
}

static PyObject *
call_texts(PyObject *callable, PyObject *const *args, size_t count,
           PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, TEXTS);
}

static PyObject *
call_mixed(PyObject *callable, PyObject *const *args, size_t count,
           PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, MIXED);
}

static PyObject *
call_many(PyObject *callable, PyObject *const *args, size_t count,
          PyObject *keywords)
{
    return call_quickly(callable, args, count, keywords, MANY);
}

static const vectorcallfunc instances[SHAPES] = {
    [NOTHING] = call_nothing,   [TWO_NUMBERS] = call_two_numbers,
    [NUMBERS] = call_numbers,   [TWO_INTEGERS] = call_two_integers,
    [INTEGERS] = call_integers, [TWO_BOOLS] = call_two_bools,
    [BOOLS] = call_bools,       [TEXTS] = call_texts,
    [MIXED] = call_mixed,       [MANY] = call_many,
};

/* Whether arguments and results of a type are converted here. */
static bool
is_quick_type(const struct pyf__type *type)
{
    switch ((enum pyf__type_code)type->code) {
    case PYF__BOOL:
    case PYF__I8:
    case PYF__I16:
    case PYF__I32:
    case PYF__I64:
    case PYF__U8:
    case PYF__U16:
    case PYF__U32:
    case PYF__U64:
    case PYF__F64:
    case PYF__STR:
    case PYF__CSTR:
    case PYF__PTR:
        return !type->optional;
    case PYF__VOID:
    case PYF__F32:
    case PYF__CHAR:
    case PYF__COMPLEX:
    case PYF__BYTES:
    case PYF__PATH:
    case PYF__OBJECT:
    case PYF__ARRAY:
    case PYF__FIXED:
    case PYF__STRUCT:
    case PYF__FUNCTION:
    case PYF__TYPE_COUNT:
        break;
    }
    return false;
}

/* Note the codes of the parameters; false: some type is converted elsewhere.
 */
static bool
note_parameters(struct pyf__function *function)
{
    const struct pyf__signature *signature = function->signature;

    if (signature->count > PYF__MOST_QUICK)
        return false;
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__type *type = &signature->parameters[i].type;

        if (!is_quick_type(type) ||
            (type->code == PYF__F64 && pyf__layout.float_offset == 0))
            return false;
        function->kinds[i] = type->code;
    }
    return true;
}

static enum shape
shape_of(const struct pyf__function *function, unsigned words)
{
    unsigned count = function->quick_count;

    if (words > PYF__WORDS)
        return MANY;
    if (words == 0 && count == 0)
        return NOTHING;
    for (enum shape shape = TWO_NUMBERS;
         shape < MIXED && (function->flags & PYF_FUNCTION_DATA) == 0;
         shape++) {
        unsigned i = 0;

        while (i < count && function->kinds[i] == shapes[shape].code)
            i++;
        if (i == count && count <= shapes[shape].most)
            return shape;
    }
    return MIXED;
}

vectorcallfunc
pyf__vectorcall_quick(struct pyf__function *function)
{
    const struct pyf__signature *signature = function->signature;
    const struct pyf__type *result = &signature->result;
    unsigned words = (function->flags & PYF_FUNCTION_DATA) != 0;
    unsigned numbers = 0;

    if (signature->positional != signature->count ||
        !pyf__count_registers(signature, &words, &numbers) ||
        words > ALL_WORDS || numbers > PYF__NUMBERS ||
        (result->code != PYF__VOID && !is_quick_type(result)) ||
        !note_parameters(function))
        return NULL;
    function->result_kind = result->code;
    function->quick_count = signature->count;
    return instances[shape_of(function, words)];
}
