/* SPDX-License-Identifier: MIT */
/* iterator: host iterators as Python's, with the methods of a generator. */
#include "host-function.h"

#include <unistd.h>

static int drops, owner, other;

/* What an iterator does: count up to `limit`, then return `last`. */
struct counter {
    int64_t at, limit;
    int fails;          /* at this number */
    pyf_value last;     /* what it returns */
    const char *source; /* evaluated in each step */
};

static void
count_drop(void *data)
{
    (void)data;
    drops++;
}

static int
next(const pyf_frame *frame, pyf_value *item)
{
    struct counter *counter = frame->data;

    if (counter->source != NULL && run(counter->source) < 0)
        return PYF_ERR_PYTHON;
    if (frame->args.values->kind == PYF_VALUE_I64)
        counter->at = frame->args.values->as.i64;
    if (counter->fails != 0 && counter->at == counter->fails)
        return pyf_error_raise(PYF_EXC_KeyError, "fails", 5);
    if (counter->at >= counter->limit) {
        *item = counter->last;
        return 0;
    }
    *item = (pyf_value)PYF_I64(counter->at++);
    return 1;
}

static pyf_handle
show_iterator(struct counter *counter)
{
    pyf_iterator_def def = {.size = sizeof def,
                            .next = next,
                            .data = counter,
                            .drop = count_drop,
                            .owner = (uintptr_t)&owner};
    pyf_handle iterator = pyf_iterator_new(&def);

    if (iterator == 0)
        fail_msg("%s", pyf_error_message());
    assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                 PYF_TEXT("it"), iterator),
                     PYF_OK);
    drops = 0; /* of the one that had that name */
    return iterator;
}

static pyf_handle
up_to(int64_t limit)
{
    static struct counter counter;

    counter = (struct counter){.limit = limit, .last = PYF_NIL};
    return show_iterator(&counter);
}

/* Feature: F15 */
TEST(iterator_gives_its_items)
{
    up_to(4);
    check_python("assert iter(it) is it and list(it) == [0, 1, 2, 3]\n");
    assert_int_equal(drops, 1);
    check_python("assert list(it) == [] and next(it, 7) == 7\n");
    up_to(3);
    check_python("assert list(zip(it, 'abcdef')) == "
                 "[(0, 'a'), (1, 'b'), (2, 'c')]\n");
    up_to(3);
    check_python("a, *b = it\nassert a == 0 and b == [1, 2]\n");
    up_to(4);
    check_python("total = 0\nfor i in it: total += i\nassert total == 6\n");
    up_to(0);
    check_python("assert list(it) == []\n");
    assert_int_equal(drops, 1);
    up_to(3);
    check_python("assert 2 in it and sum(it) == 0\n");
    up_to(3);
    check_python("assert sorted(map(lambda x: -x, it)) == [-2, -1, 0]\n");
}

TEST(iterator_is_a_generator_to_abc)
{
    up_to(4);
    check_python("import collections.abc as abc\n"
                 "assert isinstance(it, abc.Generator)\n"
                 "assert isinstance(it, abc.Iterator)\n"
                 "assert type(it).__name__ == 'iterator'\n"
                 "raises(TypeError, 'cannot create', type(it))\n"
                 "raises(TypeError, '', types.new_class, 'X', (type(it),))\n"
                 "try: type(it).x = 1\n"
                 "except TypeError: pass\n"
                 "else: raise AssertionError\n");
}

/* Feature: F15 */
TEST(iterator_send)
{
    up_to(10);
    check_python("assert it.send(None) == 0 and it.send(5) == 5\n"
                 "assert next(it) == 6 and it.send('text') == 7\n"
                 "assert it.send([1]) == 8\n"
                 "raises(TypeError, '', it.send)\n"
                 "raises(StopIteration, '', it.send, 99)\n");
    assert_int_equal(drops, 1);
}

/* Feature: F15 */
TEST(iterator_returns_a_value)
{
    static struct counter counter;
    static const struct {
        pyf_value last;
        const char *expected;
    } rows[] = {{PYF_STR("done", 4), "'done'"},
                {PYF_I64(5), "5"},
                {PYF_NIL, "None"},
                {PYF_HANDLE(PYF_TYPE_INT), "int"},
                {PYF_HANDLE(PYF_EXC_KeyError), "KeyError"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char source[300];

        counter = (struct counter){.limit = 2, .last = rows[i].last};
        show_iterator(&counter);
        snprintf(source, sizeof source,
                 "def g(): value.append((yield from it))\n"
                 "value = []\n"
                 "assert list(g()) == [0, 1]\n"
                 "assert value == [%s], value\n"
                 "assert raises(StopIteration, '', next, it).value is None\n",
                 rows[i].expected);
        check_python(source);
        assert_int_equal(drops, 1);
    }
}

/* What an iterator returns may be a tuple or an exception: StopIteration must
 * not take it apart. */
TEST(iterator_returns_a_tuple_or_an_exception)
{
    static struct counter counter;
    static const char *const sources[] = {"(1, 2)", "()", "ValueError('x')",
                                          "StopIteration(5)"};

    for (size_t i = 0; i < 4; i++) {
        pyf_handle value = eval(sources[i]);

        counter = (struct counter){.last = PYF_HANDLE(value)};
        show_iterator(&counter);
        assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                     PYF_TEXT("value"), value),
                         PYF_OK);
        check_python("try: next(it)\n"
                     "except StopIteration as e:\n"
                     "    assert e.value is value, (e.value, value)\n"
                     "else: raise AssertionError\n"
                     "def g(value=value):\n"
                     "    return value\n"
                     "    yield\n"
                     "assert type(e_ := raises(StopIteration, '', next, g()))"
                     " is StopIteration and e_.value is value\n");
    }
}

TEST(iterator_throw)
{
    up_to(10);
    check_python("error = KeyError('mine')\n"
                 "assert next(it) == 0\n"
                 "assert raises(KeyError, 'mine', it.throw, error) is error\n"
                 "assert error.__traceback__ is not None and list(it) == []\n"
                 "raises(KeyError, 'again', it.throw, KeyError('again'))\n");
    assert_int_equal(drops, 1);
    up_to(10);
    check_python("raises(LookupError, 'text', it.throw, LookupError, 'text')\n"
                 "raises(KeyError, '', it.throw, KeyError)\n"
                 "raises(KeyError, '', it.throw, KeyError, None, None)\n"
                 "e = KeyError(2)\n"
                 "assert raises(KeyError, '', it.throw, KeyError, e) is e\n");
    assert_int_equal(drops, 1);
    up_to(10);
    check_python("raises(TypeError, '', it.throw)\n"
                 "raises(TypeError, '', it.throw, 1, 2, 3, 4)\n");
    assert_int_equal(drops, 0);
    check_python("raises(TypeError, 'exceptions must be', it.throw, 5)\n"
                 "raises(TypeError, 'exceptions must be', it.throw, int)\n"
                 "raises(TypeError, 'not have a separate value', it.throw,"
                 " KeyError(1), 5)\n"
                 "raises(TypeError, 'third argument must be a traceback',"
                 " it.throw, KeyError, None, 5)\n"
                 "assert next(it) == 0\n");
    assert_int_equal(drops, 0);
}

/* What a generator does with the same arguments. */
TEST(iterator_throws_as_a_generator_does)
{
    check_python(
        "class Own(Exception):\n"
        "    def __init__(self, *args):\n"
        "        super().__init__(*args)\n"
        "        self.count = len(args)\n"
        "def outcome(g, args):\n"
        "    next(g)\n"
        "    try: g.throw(*args)\n"
        "    except Exception as e:\n"
        "        return type(e), str(e), e.args, getattr(e, 'count', None)\n"
        "def generator(): yield 1\n"
        "def cases():\n"
        "    e = Own(1)\n"
        "    return ((Own,), (Own, 1), (Own, (1, 2)), (Own, None), (Own, "
        "Own(3)), (e,),\n"
        "            (e, None), (e, e), (5,), (int,), (Own, 1, 2), (Own, "
        "None, None),\n"
        "            (KeyError, ()), ((KeyError,),), (None,), ('x',))\n"
        "import warnings\n"
        "warnings.simplefilter('ignore')\n");
    for (int i = 0; i < 16; i++) {
        char source[200];

        up_to(3);
        snprintf(source, sizeof source,
                 "a, b = (outcome(g, cases()[%d]) for g in (generator(), it))"
                 "\nassert a == b, (a, b)\n",
                 i);
        check_python(source);
    }
}

TEST(iterator_throw_keeps_a_traceback_that_is_given)
{
    up_to(10);
    check_python(
        "def deep(): raise KeyError('tb')\n"
        "try: deep()\n"
        "except KeyError as e: tb = e.__traceback__\n"
        "e = raises(KeyError, 'x', it.throw, KeyError, KeyError('x'), tb)\n"
        "names = []\n"
        "t = e.__traceback__\n"
        "while t:\n"
        "    names.append(t.tb_frame.f_code.co_name)\n"
        "    t = t.tb_next\n"
        "assert 'deep' in names, names\n"
        "del e, tb, t\n");
}

/* What is parked outside stays parked, whatever comes out of the iterator. */
TEST(iterator_leaves_what_was_parked_before)
{
    up_to(3);
    pyf_error_raise(PYF_EXC_LookupError, "before", 6);
    assert_int_equal(run("next(it)\n"
                         "try: it.throw(ValueError)\n"
                         "except ValueError: pass\n"
                         "try: it.throw(5)\n"
                         "except TypeError: pass\n"
                         "try: next(it)\n"
                         "except StopIteration: pass\n"
                         "it.close()\n"),
                     PYF_OK);
    assert_string_equal(pyf_error_message(), "LookupError: before");
    pyf_error_clear();
}

TEST(iterator_close)
{
    up_to(10);
    check_python("assert next(it) == 0 and it.close() is None\n");
    assert_int_equal(drops, 1);
    check_python("assert list(it) == [] and it.close() is None\n"
                 "raises(StopIteration, '', it.send, 1)\n"
                 "raises(TypeError, '', it.close, 1)\n");
    assert_int_equal(drops, 1);
    up_to(10);
    check_python("import contextlib\n"
                 "with contextlib.closing(it): assert next(it) == 0\n");
    assert_int_equal(drops, 1);
}

/* Feature: F15 */
TEST(iterator_in_yield_from)
{
    up_to(10);
    check_python("def g(): return (yield from it)\n"
                 "x = g()\n"
                 "assert next(x) == 0 and x.send(7) == 7\n"
                 "raises(KeyError, 'in', x.throw, KeyError('in'))\n"
                 "assert list(it) == []\n");
    assert_int_equal(drops, 1);
    up_to(10);
    check_python("x = g()\nassert next(x) == 0\nx.close()\n");
    assert_int_equal(drops, 1);
}

TEST(iterator_that_fails_ends)
{
    static struct counter counter;

    counter = (struct counter){.limit = 10, .fails = 3};
    show_iterator(&counter);
    check_python("assert next(it) == 0 and it.send(2) == 2\n"
                 "raises(KeyError, 'fails', next, it)\n"
                 "assert list(it) == []\n");
    assert_int_equal(drops, 1);
    counter = (struct counter){.limit = 10, .source = "1 / 0"};
    show_iterator(&counter);
    check_python("raises(ZeroDivisionError, '', next, it)\n"
                 "assert list(it) == []\n");
    assert_int_equal(drops, 1);
}

static int
bad_next(const pyf_frame *frame, pyf_value *item)
{
    *item = (pyf_value)PYF_STR("a\xff", 2);
    return *(int *)frame->data;
}

TEST(iterator_with_a_bad_item_fails)
{
    static int status;
    static const struct {
        int status;
        const char *source;
    } rows[] = {
        {1, "raises(ValueError, '', next, it)\n"},
        {0, "raises(ValueError, '', next, it)\n"},
        {-1, "raises(RuntimeError, 'PYF_ERR_HANDLE', next, it)\n"},
        {PYF_ERR_TYPE, "raises(TypeError, 'PYF_ERR_TYPE', next, it)\n"}};

    for (size_t i = 0; i < 4; i++) {
        pyf_iterator_def def = {.size = sizeof def,
                                .next = bad_next,
                                .data = &status,
                                .drop = count_drop};

        status = rows[i].status;
        drops = 0;
        assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                     PYF_TEXT("it"), pyf_iterator_new(&def)),
                         PYF_OK);
        check_python(rows[i].source);
        assert_int_equal(drops, 1);
        check_python("assert list(it) == []\n");
        expect_no_failure();
    }
}

TEST(iterator_is_not_entered_twice)
{
    static struct counter counter;

    counter = (struct counter){
        .limit = 1,
        .source = "for f, a in ((next, (it,)), (it.send, (1,)), (it.close,"
                  " ()), (it.throw, (KeyError,))):\n"
                  "    raises(ValueError, 'already executing', f, *a)\n"};
    show_iterator(&counter);
    check_python("assert list(it) == [0]\n");
    assert_int_equal(drops, 1);
}

TEST(iterator_revoke)
{
    up_to(10);
    check_python("assert next(it) == 0\n");
    assert_int_equal(pyf_owner_revoke((uintptr_t)&other), PYF_OK);
    check_python("assert next(it) == 1\n");
    assert_int_equal(drops, 0);
    assert_int_equal(pyf_owner_revoke((uintptr_t)&owner), PYF_OK);
    assert_int_equal(drops, 1);
    check_python("raises(RuntimeError, 'let go of Python', next, it)\n"
                 "raises(RuntimeError, '', it.send, 1)\n"
                 "assert it.close() is None\n");
    assert_int_equal(pyf_owner_revoke((uintptr_t)&owner), PYF_OK);
    check_python("del it\ngc.collect()\n");
    assert_int_equal(drops, 1);
}

static int
revoke_next(const pyf_frame *frame, pyf_value *item)
{
    pyf_owner_revoke((uintptr_t)&owner);
    *item = (pyf_value)PYF_I64(drops);
    return *(int *)frame->data;
}

TEST(iterator_revoke_while_it_runs)
{
    static int answer;

    for (answer = 0; answer < 2; answer++) {
        pyf_iterator_def def = {.size = sizeof def,
                                .next = revoke_next,
                                .data = &answer,
                                .drop = count_drop,
                                .owner = (uintptr_t)&owner};

        drops = 0;
        assert_int_equal(pyf_setattr(pyf_import(PYF_TEXT("__main__")),
                                     PYF_TEXT("it"), pyf_iterator_new(&def)),
                         PYF_OK);
        check_python("assert next(it, 'end') in (0, 'end')\n");
        assert_int_equal(drops, 1);
        check_python("raises(RuntimeError, '', next, it)\ndel it\n");
        assert_int_equal(drops, 1);
    }
}

TEST(iterator_drop_when_it_is_gone)
{
    pyf_handle iterator = up_to(10);

    check_python("assert next(it) == 0\ndel it\n");
    assert_int_equal(drops, 0);
    pyf_close(iterator);
    assert_int_equal(drops, 1);
}

TEST(iterator_deletes_itself_while_it_runs)
{
    static struct counter counter;

    counter = (struct counter){.limit = 1,
                               .source = "if 'it' in globals(): del it\n"};
    pyf_close(show_iterator(&counter));
    check_python("for i in it: assert i == 0\n");
    assert_int_equal(drops, 1);
}

TEST(iterator_drop_when_it_cannot_be_made)
{
    pyf_iterator_def def = {
        .size = sizeof def, .next = NULL, .drop = count_drop};

    drops = 0;
    assert_int_equal(pyf_iterator_new(&def), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_iterator_new", "next");
    assert_int_equal(drops, 1);
    def.next = next;
    def.flags = PYF_FUNCTION_BUILTIN;
    assert_int_equal(pyf_iterator_new(&def), 0);
    expect_failure2(PYF_ERR_ARGUMENT, "pyf_iterator_new", "flags");
    assert_int_equal(drops, 2);
}

TEST_DETACHED(iterator_drop_on_a_detached_thread)
{
    pyf_iterator_def def = {
        .size = sizeof def, .next = next, .drop = count_drop};

    drops = 0;
    assert_int_equal(pyf_iterator_new(&def), 0);
    expect_failure(PYF_ERR_NOT_ATTACHED, "pyf_iterator_new");
    assert_int_equal(drops, 1);
}

TEST(iterator_closes_the_handles_of_its_steps)
{
    static struct counter counter;
    uint64_t before;

    counter = (struct counter){.limit = 1000, .source = "x = [1]"};
    show_iterator(&counter);
    before = live_handle_count();
    check_python("assert sum(it.send([]) for i in range(500)) == 124750\n");
    assert_int_equal(live_handle_count(), before);
}

TEST(iterator_send_of_text_that_has_no_utf8)
{
    up_to(3);
    check_python("assert it.send('\\ud800') == 0 and list(it) == [1, 2]\n");
}

/* An iterator whose step takes a step of a new one, and so on: no frame of
 * Python among them. */
static int
next_of_another(const pyf_frame *frame, pyf_value *item)
{
    (void)frame;
    pyf_iterator_def def = {.size = sizeof def, .next = next_of_another};
    pyf_handle another = pyf_iterator_new(&def);
    int status = pyf_next_value(another, PYF_VALUE_ANY, item);

    pyf_close(another);
    return status;
}

TEST(iterator_endless_recursion_is_pythons_error)
{
    pyf_value item;

    assert_true(next_of_another(&(pyf_frame){0}, &item) < 0);
    assert_int_equal(pyf_error_matches(PYF_EXC_RecursionError), 1);
    pyf_error_clear();
}
