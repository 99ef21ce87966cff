/* SPDX-License-Identifier: MIT */
/* convert: interned names, scalars, and values, with a Python. */
#include "python.h"

#include "convert/name.h"
#include "convert/value.h"
#include "handle/table.h"

#include <stdio.h>

/* Names. */

static struct pyf__name
name_at(const char *text)
{
    return pyf__name_get((pyf_text){text, PYF_AUTO_LENGTH}, "pyf_x", "name");
}

static void
check_name(void)
{
    struct pyf__name first = name_at("some_name");
    struct pyf__name again = name_at("some_name");

    assert_non_null(first.object);
    assert_ptr_equal(first.object, again.object);
    pyf__name_release(&first);
    pyf__name_release(&again);
}

TEST(name_is_the_same_object_each_time)
{
    with_python(check_name);
}

static void
expect_name(const struct pyf__name *name, const char *expected)
{
    const char *text;
    size_t length;

    assert_int_equal(
        pyf__to_utf8(name->object, &text, &length, "f", "name"), PYF_OK);
    assert_string_equal(text, expected);
}

static void
check_buffer(void)
{
    char buffer[16] = "first";
    struct pyf__name name = name_at(buffer);

    pyf__name_release(&name);
    strcpy(buffer, "second");
    name = name_at(buffer);
    expect_name(&name, "second");
    pyf__name_release(&name);
}

TEST(name_in_a_buffer_that_changes_is_read_again)
{
    with_python(check_buffer);
}

static void
check_pinned(void)
{
    enum { MANY = 5000 };
    static char texts[MANY][16];
    struct pyf__name held = name_at("held");
    struct pyf__name others[600];

    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "name%d", i);
        struct pyf__name name = name_at(texts[i]);

        expect_name(&name, texts[i]);
        if (i < 600)
            others[i] = name;
        else
            pyf__name_release(&name);
    }
    expect_name(&held, "held");
    for (int i = 0; i < 600; i++) {
        expect_name(&others[i], texts[i]);
        pyf__name_release(&others[i]);
    }
    pyf__name_release(&held);
}

TEST(name_in_use_survives_thousands_of_others)
{
    with_python(check_pinned);
}

static void
check_long(void)
{
    char text[200];

    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    struct pyf__name name = name_at(text);

    expect_name(&name, text);
    pyf__name_release(&name);
    text[PYF__NAME_SIZE + 1] = '\0';
    name = name_at(text);
    expect_name(&name, text);
    pyf__name_release(&name);
    text[PYF__NAME_SIZE] = '\0';
    name = name_at(text);
    expect_name(&name, text);
    pyf__name_release(&name);
}

TEST(name_of_any_length_works)
{
    with_python(check_long);
}

/* As strings of other languages are: parts of one text, without a NUL. */
static void
check_parts(void)
{
    static const char text[] = "some_name_and_more";

    for (int turn = 0; turn < 3; turn++) {
        for (size_t length = 1; length < sizeof text; length++) {
            struct pyf__name name =
                pyf__name_get((pyf_text){text, length}, "f", "name");
            char expected[sizeof text];

            snprintf(expected, sizeof expected, "%.*s", (int)length, text);
            expect_name(&name, expected);
            pyf__name_release(&name);
        }
    }
}

TEST(name_and_its_parts_at_one_address_are_told_apart)
{
    with_python(check_parts);
}

static void
check_bad_name(void)
{
    assert_null(name_at(NULL).object);
    assert_int_equal(pyf__fault.code, PYF_ERR_ARGUMENT);
    assert_null(name_at("caf\xe9").object);
    assert_int_equal(pyf__fault.code, PYF_ERR_ENCODING);
    assert_non_null(strstr(pyf__fault_message(), "pyf_x: argument 'name'"));
}

TEST(name_that_is_null_or_no_utf8_is_refused)
{
    with_python(check_bad_name);
}

/* Scalars: an expression, and what its conversion to i64 and u64 gives. */

static void
check_integers(void)
{
    static const struct {
        const char *expression;
        int i64_status, u64_status;
    } cases[] = {
        {"0", PYF_OK, PYF_OK},
        {"-1", PYF_OK, PYF_ERR_OVERFLOW},
        {"2**63 - 1", PYF_OK, PYF_OK},
        {"-2**63", PYF_OK, PYF_ERR_OVERFLOW},
        {"2**63", PYF_ERR_OVERFLOW, PYF_OK},
        {"-2**63 - 1", PYF_ERR_OVERFLOW, PYF_ERR_OVERFLOW},
        {"2**64 - 1", PYF_ERR_OVERFLOW, PYF_OK},
        {"2**64", PYF_ERR_OVERFLOW, PYF_ERR_OVERFLOW},
        {"10**5000", PYF_ERR_OVERFLOW, PYF_ERR_OVERFLOW},
        {"True", PYF_OK, PYF_OK},
        {"1.5", PYF_ERR_TYPE, PYF_ERR_TYPE},
        {"'1'", PYF_ERR_TYPE, PYF_ERR_TYPE},
        {"None", PYF_ERR_TYPE, PYF_ERR_TYPE},
        {"type('I', (), {'__index__': lambda s: 7})()", PYF_OK, PYF_OK},
        {"type('I', (), {'__index__': lambda s: 1/0})()", PYF_ERR_PYTHON,
         PYF_ERR_PYTHON},
        {"type('I', (), {'__index__': lambda s: 2**70})()", PYF_ERR_OVERFLOW,
         PYF_ERR_OVERFLOW},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PyObject *object = value_of(cases[i].expression);
        int64_t signed_value = 99;
        uint64_t unsigned_value = 99;

        assert_int_equal(pyf__to_i64(object, &signed_value, "f", "obj"),
                         cases[i].i64_status);
        assert_int_equal(pyf__to_u64(object, &unsigned_value, "f", "obj"),
                         cases[i].u64_status);
        if (cases[i].i64_status < 0)
            assert_int_equal(signed_value, 0);
        if (cases[i].u64_status < 0)
            assert_int_equal(unsigned_value, 0);
        pyf__drop(object);
    }
}

TEST(integers_fit_or_are_refused)
{
    with_python(check_integers);
}

static void
check_floats(void)
{
    static const struct {
        const char *expression;
        int status;
        double value;
    } cases[] = {
        {"1.5", PYF_OK, 1.5},
        {"-1.0", PYF_OK, -1.0},
        {"-1", PYF_OK, -1.0},
        {"True", PYF_OK, 1.0},
        {"10**400", PYF_ERR_OVERFLOW, 0.0},
        {"'1.5'", PYF_ERR_TYPE, 0.0},
        {"None", PYF_ERR_TYPE, 0.0},
        {"1j", PYF_ERR_TYPE, 0.0},
        {"type('F', (), {'__float__': lambda s: 2.5})()", PYF_OK, 2.5},
        {"type('F', (), {'__float__': lambda s: 1/0})()", PYF_ERR_PYTHON, 0.0},
        {"type('F', (float,), {})(3.5)", PYF_OK, 3.5},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PyObject *object = value_of(cases[i].expression);
        double value = 99.0;

        assert_int_equal(pyf__to_f64(object, &value, "f", "obj"),
                         cases[i].status);
        assert_true(value == cases[i].value);
        pyf__drop(object);
    }
}

TEST(floats_convert_or_are_refused)
{
    with_python(check_floats);
}

/* Values: what an object becomes, and that it comes back equal. */

static bool
equal(PyObject *a, PyObject *b)
{
    PyObject *answer = cpython.PyObject_RichCompare(a, b, Py_EQ);

    pyf__drop(answer);
    return answer == cpython._Py_TrueStruct;
}

static void
check_values(void)
{
    static const struct {
        const char *expression;
        uint32_t kind;
    } cases[] = {
        {"None", PYF_VALUE_NONE},      {"True", PYF_VALUE_BOOL},
        {"False", PYF_VALUE_BOOL},     {"0", PYF_VALUE_I64},
        {"-2**63", PYF_VALUE_I64},     {"2**63 - 1", PYF_VALUE_I64},
        {"2**63", PYF_VALUE_U64},      {"2**64 - 1", PYF_VALUE_U64},
        {"2**64", PYF_VALUE_HANDLE},   {"-2**63 - 1", PYF_VALUE_HANDLE},
        {"1.5", PYF_VALUE_F64},        {"float('inf')", PYF_VALUE_F64},
        {"'text'", PYF_VALUE_STR},     {"''", PYF_VALUE_STR},
        {"'a\\0b'", PYF_VALUE_STR},    {"b'bytes'", PYF_VALUE_BYTES},
        {"b'a\\0b'", PYF_VALUE_BYTES}, {"[1]", PYF_VALUE_HANDLE},
        {"1j", PYF_VALUE_COMPLEX},     {"(1, 2)", PYF_VALUE_HANDLE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PyObject *object = value_of(cases[i].expression);
        pyf_value value;

        assert_int_equal(
            pyf__value_from(pyf__keep(object), PYF_VALUE_ANY, &value, "f"),
            PYF_OK);
        assert_int_equal(value.kind, cases[i].kind);
        PyObject *back = pyf__object_from(&value, "f", "value");

        assert_non_null(back);
        assert_true(equal(object, back));
        pyf__drop(back);
        pyf__value_release(&value);
        pyf__drop(object);
    }
}

TEST(values_come_back_equal)
{
    with_python(check_values);
}

static void
check_surrogate(void)
{
    pyf_value value;

    memset(&value, 0xa5, sizeof value);
    assert_int_equal(pyf__value_from(value_of("'ab\\udc80'"), PYF_VALUE_ANY,
                                     &value, "pyf_x"),
                     PYF_ERR_ENCODING);
    assert_int_equal(value.kind, PYF_VALUE_NONE);
    assert_int_equal(value.owner, 0);
    assert_non_null(strstr(pyf__fault_message(), "2"));
}

TEST(value_of_a_str_without_utf8_is_refused)
{
    with_python(check_surrogate);
}

static void
check_reference_counts(void)
{
    PyObject *text = value_of("'never seen ' + 'before'");
    PyObject *count = value_of("__import__('sys').getrefcount");
    PyObject *before, *after;
    uint64_t live = pyf__table_live();

    before = cpython.PyObject_Vectorcall(count, &text, 1, NULL);
    for (int i = 0; i < 100; i++) {
        pyf_value value;

        assert_int_equal(
            pyf__value_from(pyf__keep(text), PYF_VALUE_ANY, &value, "f"),
            PYF_OK);
        pyf__value_release(&value);
    }
    after = cpython.PyObject_Vectorcall(count, &text, 1, NULL);
    assert_true(equal(before, after));
    assert_int_equal(pyf__table_live(), live);
    pyf__drop(before);
    pyf__drop(after);
    pyf__drop(count);
    pyf__drop(text);
}

TEST(values_released_leave_no_reference)
{
    with_python(check_reference_counts);
}
