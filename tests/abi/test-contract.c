/* SPDX-License-Identifier: MIT */
/* contract: bad arguments to every function of the ABI. Each is refused with
 * the documented status and a message that says which one it was; results are
 * written; nothing leaks. */
#include "contract-table.h"

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* Where an exception, a module or a callable is asked for, None would be
 * refused first. */
static void
give_objects(struct arguments *a, const struct function *f)
{
    pyf_handle signature = pyf_signature("(i64, i64) -> i64", PYF_AUTO_LENGTH);

    for (int p = 0; p < f->count; p++) {
        const char *name = f->parameters[p].name;

        if (strcmp(name, "name") == 0 && f->parameters[p].kind == HANDLE)
            a->words[p] = pyf_from_str(PYF_TEXT("name"));
        if (strcmp(name, "exception") == 0)
            a->words[p] = eval("ValueError()");
        if (strcmp(name, "parent") == 0 ||
            (strcmp(name, "module") == 0 && p == 0))
            a->words[p] = pyf_module_new(PYF_TEXT("contract"), NULL, 0);
        if (strcmp(name, "callable") == 0 || strcmp(name, "target") == 0)
            a->words[p] = PYF_TYPE_INT;
        if (f->parameters[p].kind == CALL)
            a->words[p] = pyf_call_prepare(PYF_TYPE_INT, NULL, 0, signature);
    }
}

/* Call `check` for each parameter of these kinds of each function, in a scope
 * of its own. */
static void
for_each(unsigned kinds,
         void (*check)(struct arguments *, const struct function *, int))
{
    for (int i = 0; i < FUNCTIONS; i++) {
        const struct function *f = &functions[i];

        for (int p = 0; p < f->count && !is_lifecycle(f); p++) {
            struct arguments arguments;
            uint64_t before = live_handle_count();

            if ((kinds >> f->parameters[p].kind & 1) == 0)
                continue;
            pyf_error_clear();
            fill(&arguments, f, groups);
            pyf_token scope = pyf_scope_begin();

            give_objects(&arguments, f);
            check(&arguments, f, p);
            assert_int_equal(pyf_scope_end(scope), PYF_OK);
            if (live_handle_count() != before)
                fail_msg("%s: %s leaked", f->name, f->parameters[p].name);
        }
    }
}

static pyf_handle
closed_handle(void)
{
    pyf_handle handle = pyf_from_i64(1000);

    assert_int_equal(pyf_close(handle), PYF_OK);
    return handle;
}

static void
check_stale(struct arguments *a, const struct function *f, int p)
{
    a->words[p] = closed_handle();
    expect_refusal(a, f, PYF_ERR_HANDLE, f->parameters[p].name, "stale");
}

static const unsigned handles =
    1u << HANDLE | 1u << SIGNATURE | 1u << CALL | 1u << ANY;

TEST(contract_stale_handle_is_refused)
{
    for_each(1u << HANDLE | 1u << CALL | 1u << ANY, check_stale);
}

static void
check_forged(struct arguments *a, const struct function *f, int p)
{
    static const uint64_t forged[] = {
        UINT64_C(1), UINT64_C(0x0010000000000000),
        UINT64_C(0x001fffffffffffff), UINT64_C(0x001000001fffffff),
        UINT64_C(0x0010000000000006)};

    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        a->words[p] = forged[i];
        expect_refusal(a, f, PYF_ERR_HANDLE, f->parameters[p].name, "forged");
    }
}

TEST(contract_forged_handle_is_refused)
{
    for_each(handles, check_forged);
}

/* Handles of kinds that this library knows, of things that it never made. What
 * says that it is a signature's is told from an object's by that. */
static void
check_forged_kinds(struct arguments *a, const struct function *f, int p)
{
    uint64_t known = pyf_signature("(i64, i64) -> i64", PYF_AUTO_LENGTH);
    const uint64_t forged[] = {
        known ^ UINT64_C(0x100000000), known | UINT32_MAX,
        UINT64_C(0x002fffffffffffff),  UINT64_C(0x0030000000000001),
        UINT64_C(0x0040000010000041),  UINT64_C(0x0050000010000041),
        UINT64_C(0x0110000000000001),  UINT64_C(0xfff0000010000041)};

    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        enum kind kind = f->parameters[p].kind;
        int other = i < 3 && kind != SIGNATURE && kind != ANY;

        a->words[p] = forged[i];
        expect_refusal(a, f, other ? PYF_ERR_KIND : PYF_ERR_HANDLE,
                       f->parameters[p].name, "forged, of another kind");
    }
}

TEST(contract_forged_handle_of_another_kind_is_refused)
{
    for_each(handles, check_forged_kinds);
}

static void
check_token_as_handle(struct arguments *a, const struct function *f, int p)
{
    pyf_token scope = pyf_scope_begin();

    a->words[p] = scope;
    if (strcmp(f->name, "pyf_handle_kind") != 0)
        expect_refusal(a, f, PYF_ERR_KIND, f->parameters[p].name, "a token");
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(contract_token_for_a_handle_is_of_the_wrong_kind)
{
    for_each(handles, check_token_as_handle);
}

static void
expect_wrong_kind(struct arguments *a, const struct function *f, int p,
                  pyf_handle handle, const char *what)
{
    if (handle == 0)
        fail_msg("%s: %s", what, pyf_error_message());
    a->words[p] = handle;
    expect_refusal(a, f, PYF_ERR_KIND, f->parameters[p].name, what);
}

static void
check_other_kinds(struct arguments *a, const struct function *f, int p)
{
    enum kind kind = f->parameters[p].kind;
    pyf_handle signature = pyf_signature("(i64, i64) -> i64", PYF_AUTO_LENGTH);
    pyf_native_function code;

    if (kind == ANY)
        return;
    if (kind != HANDLE)
        expect_wrong_kind(a, f, p, pyf_from_i64(1000), "an object");
    if (kind != SIGNATURE)
        expect_wrong_kind(a, f, p, signature, "a signature");
    if (kind != CALL)
        expect_wrong_kind(a, f, p,
                          pyf_call_prepare(PYF_TYPE_INT, NULL, 0, signature),
                          "a prepared call");
    expect_wrong_kind(a, f, p,
                      pyf_closure_new(PYF_TYPE_INT, signature,
                                      PYF_CLOSURE_PARK, NULL, &code),
                      "a closure");
}

TEST(contract_handle_of_another_kind_is_refused)
{
    for_each(handles, check_other_kinds);
}

static void
check_0(struct arguments *a, const struct function *f, int p)
{
    a->words[p] = 0;
    if (strcmp(f->name, "pyf_close") == 0)
        return;
    expect_refusal(a, f, PYF_ERR_HANDLE, f->parameters[p].name, "0");
}

TEST(contract_handle_0_is_refused)
{
    for_each(handles, check_0);
}

static void
check_0_in_a_chain(struct arguments *a, const struct function *f, int p)
{
    a->words[p] = 0;
    if (strcmp(f->name, "pyf_close") == 0)
        return;
    assert_int_equal(pyf_error_raise(PYF_EXC_KeyError, "first", 5),
                     PYF_ERR_PYTHON);
    uint64_t result = f->call(a->words);

    if (!has_failed(f, result))
        fail_msg("%s took 0 for %s", f->name, f->parameters[p].name);
    if (strcmp(pyf_error_message(), "KeyError: 'first'") != 0)
        fail_msg("%s: %s = 0 lost the first failure for %s", f->name,
                 f->parameters[p].name, pyf_error_message());
    expect_results_cleared(a, f);
    pyf_error_clear();
}

TEST(contract_handle_0_keeps_the_first_failure)
{
    for_each(handles, check_0_in_a_chain);
}

static void
check_bad_token(struct arguments *a, const struct function *f, int p)
{
    a->words[p] = 0;
    expect_refusal(a, f, PYF_ERR_TOKEN, NULL, "token 0");
    a->words[p] = PYF_NONE;
    expect_refusal(a, f, PYF_ERR_KIND, NULL, "an object's handle");
    a->words[p] = pyf_from_i64(1000);
    expect_refusal(a, f, PYF_ERR_KIND, NULL, "an object's handle");
}

TEST(contract_bad_token_is_refused)
{
    for_each(1u << TOKEN, check_bad_token);
}

/* Pointers. */

static const unsigned pointers =
    1u << TEXT | 1u << DATA | 1u << HANDLES | 1u << VALUES | 1u << NAMES |
    1u << NUMBERS | 1u << POINTERS | 1u << CONFIG | 1u << STATS |
    1u << FAILURE | 1u << FUNCTION_DEF | 1u << ITERATOR_DEF |
    1u << MODULE_DEF | 1u << DROP | 1u << RESULT | 1u << ROOM | 1u << MEMORY;

/* The call may fail, but for another reason than this argument. */
static void
expect_fine(struct arguments *a, const struct function *f, int p)
{
    char quoted[64];

    f->call(a->words);
    snprintf(quoted, sizeof quoted, "'%s'", f->parameters[p].name);
    if (pyf_error_code() == PYF_ERR_ARGUMENT &&
        strstr(pyf_error_message(), quoted) != NULL)
        fail_msg("%s: refused: %s", f->name, pyf_error_message());
    pyf_error_clear();
}

static void
check_null(struct arguments *a, const struct function *f, int p)
{
    const struct parameter *parameter = &f->parameters[p];

    a->words[p] = 0;
    if (parameter->null == NULL_ALLOWED)
        expect_fine(a, f, p);
    else
        expect_refusal(a, f, PYF_ERR_ARGUMENT, parameter->name, "NULL");
    if (parameter->size < 0)
        return;
    a->words[parameter->size] = 0;
    if (parameter->null == NULL_REFUSED)
        expect_refusal(a, f, PYF_ERR_ARGUMENT, parameter->name, "NULL, 0");
    else
        expect_fine(a, f, p);
}

TEST(contract_null_pointer_is_refused)
{
    for_each(pointers, check_null);
}

/* Lengths and counts of what is read. A pointer goes with it. */
static const unsigned read_by_count = 1u << TEXT | 1u << DATA | 1u << HANDLES |
                                      1u << VALUES | 1u << NAMES |
                                      1u << NUMBERS | 1u << POINTERS;

static void
check_absurd_size(struct arguments *a, const struct function *f, int p)
{
    static const uint64_t absurd[] = {
        UINT64_MAX - 1, (UINT64_C(1) << 63) + COUNT, UINT64_C(1) << 63};

    const char *name = f->parameters[p].name;
    int counted = f->parameters[p].counts;
    enum kind kind;

    if (counted < 0)
        return;
    kind = f->parameters[counted].kind;
    if ((read_by_count >> kind & 1) == 0)
        return;
    /* Its text has a greatest length, far below. */
    if (strcmp(f->name, "pyf_signature") == 0)
        return;
    if (kind == TEXT || kind == DATA) /* of which it is the length */
        name = f->parameters[counted].name;
    for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
        a->words[p] = absurd[i];
        expect_refusal(a, f, PYF_ERR_ARGUMENT, name, "an absurd size");
    }
}

TEST(contract_absurd_size_is_refused)
{
    for_each(1u << SIZE, check_absurd_size);
}

static void
check_more_names(struct arguments *a, const struct function *f, int p)
{
    int counted = f->parameters[p].counts;

    if (counted < 0 || f->parameters[counted].kind != NAMES)
        return;
    a->words[p] = COUNT + 1;
    expect_refusal(a, f, PYF_ERR_ARGUMENT, f->parameters[p].name,
                   "more names than arguments");
}

TEST(contract_more_names_than_arguments_is_refused)
{
    for_each(1u << SIZE, check_more_names);
}

static int
is_known(const struct group *group, int64_t number)
{
    for (int i = 0; i < group->count; i++)
        if (group->values[i] == number)
            return 1;
    return group->bits && number == 0;
}

/* Operators, modes, kinds, flags: numbers that are none of their group. */
static void
check_constant(struct arguments *a, const struct function *f, int p)
{
    static const int64_t wrong[] = {-1,         0,         3,         99,
                                    0x40000000, INT32_MIN, INT32_MAX, 0x80};
    const struct parameter *parameter = &f->parameters[p];

    if (parameter->group < 0 || !f->fails)
        return;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (is_known(&groups[parameter->group], wrong[i]))
            continue;
        a->words[p] = (uint64_t)wrong[i];
        expect_refusal(a, f, PYF_ERR_ARGUMENT, parameter->name,
                       "an unknown constant");
    }
}

/* Of the statuses two are no failures that a host may park; what opens a span
 * has to be ended. */
static void
check_constants(struct arguments *a, const struct function *f, int p)
{
    const struct parameter *parameter = &f->parameters[p];
    const struct group *group;

    if (parameter->group < 0 || strcmp(f->name, "pyf_error_set") == 0 ||
        strstr(f->name, "_begin") != NULL)
        return;
    group = &groups[parameter->group];
    for (int i = 0; i < group->count; i++) {
        a->words[p] = (uint64_t)group->values[i];
        if (strcmp(group->name, "value_kind") != 0 ||
            a->words[p] != PYF_VALUE_ABSENT) /* which nobody asks for */
            expect_fine(a, f, p);
    }
}

TEST(contract_known_constant_is_taken)
{
    for_each(1u << NUMBER, check_constants);
}

TEST(contract_unknown_constant_is_refused)
{
    for_each(1u << NUMBER, check_constant);
}

/* Text. */

static void
check_encoding(struct arguments *a, const struct function *f, int p)
{
    static const char *const wrong[] = {"ab\xff", "\xed\xa0\x80", "a\xc3",
                                        "\xc0\xaf"};

    if (!f->is_encoded)
        return;
    /* A message goes with a class. */
    if (strcmp(f->name, "pyf_error_raise") == 0)
        a->words[0] = PYF_EXC_ValueError;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        a->words[p] = word_of(wrong[i]);
        a->words[f->parameters[p].size] = strlen(wrong[i]);
        expect_refusal(a, f, PYF_ERR_ENCODING, f->parameters[p].name,
                       "text that is not UTF-8");
    }
}

TEST(contract_text_that_is_not_utf8_is_refused)
{
    for_each(1u << TEXT, check_encoding);
}

static void
check_names(struct arguments *a, const struct function *f, int p)
{
    a->names[0] = (pyf_text){NULL, 0};
    expect_refusal(a, f, PYF_ERR_ARGUMENT, f->parameters[p].name,
                   "a NULL name");
    a->names[0] = (pyf_text){PYF_TEXT("ab\xff")};
    expect_refusal(a, f, PYF_ERR_ENCODING, f->parameters[p].name,
                   "a name that is not UTF-8");
}

TEST(contract_bad_keyword_name_is_refused)
{
    for_each(1u << NAMES, check_names);
}

/* Definitions. */

static void
expect_bad_def(struct arguments *a, const struct function *f, int p,
               const char *what)
{
    expect_refusal(a, f, PYF_ERR_ARGUMENT, f->parameters[p].name, what);
    fill_definitions(a);
}

static const unsigned sized = 1u << CONFIG | 1u << STATS | 1u << FAILURE |
                              1u << FUNCTION_DEF | 1u << ITERATOR_DEF |
                              1u << MODULE_DEF;

/* The size stands first in each of them; this one is written, not read. */
static size_t *
size_in(struct arguments *a, const struct function *f, int p)
{
    if (strcmp(f->name, "pyf_config_init") == 0)
        return NULL;
    return (size_t *)(uintptr_t)a->words[p];
}

static void
check_size(struct arguments *a, const struct function *f, int p)
{
    const char *name = f->parameters[p].name;
    size_t *size = size_in(a, f, p);
    size_t full = size == NULL ? 0 : *size;

    for (size_t wrong = 0; wrong < full; wrong++) {
        *size = wrong;
        expect_refusal(a, f, PYF_ERR_ARGUMENT, name, "too small a struct");
    }
    for (size_t wrong = 1; size != NULL && wrong < sizeof(size_t); wrong++) {
        *size = full + wrong;
        expect_refusal(a, f, PYF_ERR_ARGUMENT, name, "a broken size");
    }
    for (size_t wrong = MOST_SIZE + 8; size != NULL && wrong != 0;
         wrong <<= 1) {
        *size = wrong & ~(size_t)7;
        expect_refusal(a, f, PYF_ERR_ARGUMENT, name, "an absurd size");
    }
}

TEST(contract_struct_of_unknown_size_is_refused)
{
    for_each(sized, check_size);
}

/* A newer caller's struct, one field longer, which says something. */
static void
check_newer(struct arguments *a, const struct function *f, int p)
{
    size_t *size = size_in(a, f, p);
    uint64_t longer[64] = {0};
    size_t words;

    /* A struct that is only written has no field that says something. */
    if (size == NULL || f->parameters[p].kind == STATS)
        return;
    words = *size / sizeof *longer;
    memcpy(longer, size, *size);
    memcpy(longer, &(size_t){*size + sizeof *longer}, sizeof(size_t));
    a->words[p] = word_of(longer);
    for (int bit = 0; bit < 64; bit += 21) {
        longer[words] = UINT64_C(1) << bit;
        expect_refusal(a, f, PYF_ERR_API, f->parameters[p].name,
                       "a field of a later version");
    }
}

TEST(contract_field_of_a_later_version_in_use_is_refused)
{
    for_each(sized, check_newer);
}

static void
check_function_def(struct arguments *a, const struct function *f, int p)
{
    pyf_function_def *def = &a->function_def;

    def->form = PYF_FORM_HANDLES + 1;
    expect_bad_def(a, f, p, "an unknown form");
    def->form = UINT32_MAX;
    expect_bad_def(a, f, p, "an unknown form");
    def->flags = UINT32_C(0x80);
    expect_bad_def(a, f, p, "an unknown flag");
    def->flags = UINT32_C(0x80000000);
    expect_bad_def(a, f, p, "an unknown flag");
    def->flags = PYF_FUNCTION_DATA;
    expect_bad_def(a, f, p, "a flag of another form");
    def->flags = PYF_FUNCTION_DETACH;
    expect_bad_def(a, f, p, "a flag of another form");
    def->name = (pyf_text){NULL, 0};
    expect_bad_def(a, f, p, "no name");
    def->name = (pyf_text){PYF_TEXT("")};
    expect_bad_def(a, f, p, "an empty name");
    def->call.native = NULL;
    expect_bad_def(a, f, p, "no code");
    def->form = PYF_FORM_NATIVE;
    expect_bad_def(a, f, p, "no signature");
    def->warning_count = 1;
    expect_bad_def(a, f, p, "warnings that are NULL");
}

TEST(contract_bad_function_definition_is_refused)
{
    for_each(1u << FUNCTION_DEF, check_function_def);
}

static void
refuse_warning(struct arguments *a, const struct function *f, int p,
               pyf_handle category, pyf_text message, int code)
{
    const pyf_warning warnings[] = {
        {sizeof *warnings, 0, {PYF_TEXT("fine")}},
        {sizeof *warnings, category, message},
    };

    a->function_def.warnings = warnings;
    a->function_def.warning_count = 2;
    expect_refusal(a, f, code, f->parameters[p].name, "a bad warning");
    fill_definitions(a);
}

static void
check_warnings(struct arguments *a, const struct function *f, int p)
{
    pyf_token scope = pyf_scope_begin();
    pyf_text text = {PYF_TEXT("x")}, none = {NULL, 0};
    pyf_text bad = {PYF_TEXT("\xff")};

    refuse_warning(a, f, p, 0, none, PYF_ERR_ARGUMENT);
    refuse_warning(a, f, p, 0, bad, PYF_ERR_ENCODING);
    refuse_warning(a, f, p, closed_handle(), text, PYF_ERR_HANDLE);
    refuse_warning(a, f, p, scope, text, PYF_ERR_KIND);
    refuse_warning(a, f, p, PYF_TYPE_INT, text, PYF_ERR_TYPE);
    refuse_warning(a, f, p, PYF_NONE, text, PYF_ERR_TYPE);
    refuse_warning(a, f, p, PYF_EXC_ValueError, text, PYF_ERR_TYPE);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(contract_bad_warning_is_refused)
{
    for_each(1u << FUNCTION_DEF, check_warnings);
}

/* The entries of an array lie as far apart as the first one is long. */
static void
check_warning_sizes(struct arguments *a, const struct function *f, int p)
{
    struct longer {
        pyf_warning warning;
        uint64_t more;
    } warnings[2] = {{{sizeof *warnings, 0, {PYF_TEXT("fine")}}, 0},
                     {{sizeof *warnings, 0, {PYF_TEXT("fine")}}, 1}};
    size_t *sizes[] = {&warnings[0].warning.size, &warnings[1].warning.size};

    (void)p;
    a->function_def.warnings = &warnings[0].warning;
    a->function_def.warning_count = 2;
    expect_refusal(a, f, PYF_ERR_API, NULL, "a later version's warning");
    warnings[1].more = 0;
    for (int i = 0; i < 2; i++) {
        *sizes[i] = 0;
        expect_refusal(a, f, PYF_ERR_ARGUMENT, NULL, "no size");
        *sizes[i] = sizeof(pyf_warning) - 8;
        expect_refusal(a, f, PYF_ERR_ARGUMENT, NULL, "a small size");
        *sizes[i] = sizeof *warnings;
    }
    *sizes[1] = sizeof(pyf_warning);
    expect_refusal(a, f, PYF_ERR_ARGUMENT, NULL, "another size");
}

TEST(contract_warning_of_unknown_size_is_refused)
{
    for_each(1u << FUNCTION_DEF, check_warning_sizes);
}

static void
check_def_text(struct arguments *a, const struct function *f, int p)
{
    const char *argument = f->parameters[p].name;

    a->function_def.name = (pyf_text){PYF_TEXT("ab\xff")};
    expect_refusal(a, f, PYF_ERR_ENCODING, argument, "a name not UTF-8");
    fill_definitions(a);
    a->function_def.doc = (pyf_text){PYF_TEXT("ab\xff")};
    expect_refusal(a, f, PYF_ERR_ENCODING, argument, "a doc not UTF-8");
    fill_definitions(a);
    a->function_def.signature = (pyf_text){PYF_TEXT("(a: i65)")};
    dropped = 0;
    assert_true(has_failed(f, f->call(a->words)));
    assert_int_equal(dropped, 1);
    expect_failure2(PYF_ERR_SIGNATURE, "column 5", "i65");
}

TEST(contract_bad_text_in_a_function_definition_is_refused)
{
    for_each(1u << FUNCTION_DEF, check_def_text);
}

static void
check_iterator_def(struct arguments *a, const struct function *f, int p)
{
    a->iterator_def.next = NULL;
    expect_bad_def(a, f, p, "no next");
    a->iterator_def.flags = PYF_FUNCTION_DATA;
    expect_bad_def(a, f, p, "a flag that iterators do not have");
    a->iterator_def.flags = UINT32_C(0x40000000);
    expect_bad_def(a, f, p, "an unknown flag");
    a->iterator_def.reserved = 1;
    expect_bad_def(a, f, p, "a reserved field that is set");
}

TEST(contract_bad_iterator_definition_is_refused)
{
    for_each(1u << ITERATOR_DEF, check_iterator_def);
}

/* Arrays. */

static void
check_handles(struct arguments *a, const struct function *f, int p)
{
    const char *name = f->parameters[p].name;

    a->handles[p][1] = closed_handle();
    expect_refusal(a, f, PYF_ERR_HANDLE, name, "a stale handle inside");
    a->handles[p][1] = pyf_scope_begin();
    expect_refusal(a, f, PYF_ERR_KIND, name, "a token inside");
    assert_int_equal(pyf_scope_end(a->handles[p][1]), PYF_OK);
    a->handles[p][1] = 0;
    if (strcmp(f->name, "pyf_close_all") != 0)
        expect_refusal(a, f, PYF_ERR_HANDLE, name, "0 inside");
}

TEST(contract_bad_handle_in_an_array_is_refused)
{
    for_each(1u << HANDLES, check_handles);
}

static void
expect_bad_value(struct arguments *a, const struct function *f, int p,
                 pyf_value value, int code)
{
    a->values[p][0] = value;
    expect_refusal(a, f, code, f->parameters[p].name, "a bad value");
}

static void
check_values(struct arguments *a, const struct function *f, int p)
{
    pyf_token scope = pyf_scope_begin();

    expect_bad_value(a, f, p, (pyf_value){.kind = 99}, PYF_ERR_ARGUMENT);
    expect_bad_value(a, f, p, (pyf_value){.kind = UINT32_MAX},
                     PYF_ERR_ARGUMENT);
    expect_bad_value(a, f, p, (pyf_value)PYF_STR(NULL, 3), PYF_ERR_ARGUMENT);
    expect_bad_value(a, f, p, (pyf_value)PYF_BYTES(NULL, 3), PYF_ERR_ARGUMENT);
    expect_bad_value(a, f, p, (pyf_value)PYF_STR("ab\xff", 3),
                     PYF_ERR_ENCODING);
    expect_bad_value(a, f, p, (pyf_value)PYF_HANDLE(closed_handle()),
                     PYF_ERR_HANDLE);
    expect_bad_value(a, f, p, (pyf_value)PYF_HANDLE(0), PYF_ERR_HANDLE);
    expect_bad_value(a, f, p, (pyf_value)PYF_HANDLE(scope), PYF_ERR_KIND);
    assert_int_equal(pyf_scope_end(scope), PYF_OK);
}

TEST(contract_bad_value_is_refused)
{
    for_each(1u << VALUES, check_values);
}

TEST_DETACHED(contract_call_on_a_detached_thread_is_refused)
{
    for (int i = 0; i < FUNCTIONS; i++) {
        struct arguments arguments;

        if (!functions[i].attached)
            continue;
        fill(&arguments, &functions[i], groups);
        expect_refusal(&arguments, &functions[i], PYF_ERR_NOT_ATTACHED, NULL,
                       "a detached thread");
    }
}

TEST(contract_calls_leave_python_as_it_was)
{
    expect_so("__import__('sys').exc_info() == (None, None, None)");
    expect_so("sum(range(10)) == 45");
}
