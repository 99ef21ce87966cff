/* SPDX-License-Identifier: MIT */
/* Host functions called from Python, a Python function called from C, and
 * errors both ways.
 * Build: cc callback.c $(pkg-config --cflags --libs pyforge) */
#include <pyforge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The Python side: what it does with the functions of the host. */
static const char program[] =
    "kept = []\n"
    "keep = kept.append\n"
    "let_go = kept.clear\n"
    "def attempt(source):\n"
    "    try:\n"
    "        return str(eval(source))\n"
    "    except Exception as error:\n"
    "        return f'{type(error).__name__}: {error}'\n"
    "def later(step):\n"
    "    return kept[0](step)\n"
    "def fail(error):\n"
    "    raise error\n"
    "def relay(function, *args):\n"
    "    return function(*args)\n";

/* An error of the host's own, as it travels through Python, and the address
 * that names this component. */
struct trouble {
    int code;
};
static const char component;

/* The namespace of the program. */
static pyf_handle names;

static int
raise(pyf_handle type, const char *message)
{
    return pyf_error_raise(type, message, PYF_AUTO_LENGTH);
}

static pyf_value
handle_value(pyf_handle handle)
{
    pyf_value value = PYF_HANDLE(handle);

    return value;
}

/* ------------------------------------------------------ host functions */

/* greet(name, greeting="hello", *, times=1): the arguments come in the order
 * of the signature, with defaults in place, each as a value of its type. */
static int
greet(const pyf_frame *frame, pyf_value *result)
{
    pyf_text name = frame->args.values[0].as.text;
    pyf_text greeting = frame->args.values[1].as.text;
    int64_t times = frame->args.values[2].as.i64;
    char text[200];
    int length = 0;

    if (times < 1 || times > 3)
        return raise(PYF_EXC_ValueError, "times must be from 1 to 3");
    if (greeting.length > 40 || name.length > 40)
        return raise(PYF_EXC_ValueError, "that is too long");
    for (int64_t i = 0; i < times; i++)
        length += sprintf(text + length, "%.*s ", (int)greeting.length,
                          greeting.data);
    sprintf(text + length, "%.*s", (int)name.length, name.data);
    *result = handle_value(pyf_from_str(text, PYF_AUTO_LENGTH));
    return result->as.handle ? PYF_OK : pyf_error_code();
}

/* What cannot go on raises; nothing may leave a callback in another way. */
static int
give_up(const pyf_frame *frame, pyf_value *result)
{
    (void)frame;
    (void)result;
    return raise(PYF_EXC_RuntimeError, "the host gave up");
}

/* Fail with an error of the host's own as the payload of an exception. */
static int
fail_own(const pyf_frame *frame, pyf_value *result)
{
    struct trouble *trouble = malloc(sizeof(*trouble));

    (void)result;
    if (trouble == NULL)
        return raise(PYF_EXC_MemoryError, "no memory");
    trouble->code = (int)frame->args.values[0].as.i64;
    return pyf_error_raise_payload(
        PYF_EXC_RuntimeError, PYF_TEXT("trouble in the host"),
        (uintptr_t)&component, trouble, free);
}

/* Call Python from a callback, give what it gives, of whatever kind, and let
 * its failure pass. */
static int
relay(const pyf_frame *frame, pyf_value *result)
{
    return pyf_call_values(frame->args.values[0].as.handle,
                           frame->args.values + 1, frame->count - 1,
                           PYF_VALUE_ANY, result);
}

struct counter {
    int64_t total;
};

static int
add(const pyf_frame *frame, pyf_value *result)
{
    struct counter *counter = frame->data;

    counter->total += frame->args.values[0].as.i64;
    *result = (pyf_value)PYF_I64(counter->total);
    return PYF_OK;
}

static void
drop_counter(void *data)
{
    struct counter *counter = data;

    printf("dropped at %d\n", (int)counter->total);
    free(counter);
}

/* --------------------------------------------------------------- steps */

static pyf_handle
function(const char *name, const char *signature, pyf_values_function code)
{
    pyf_function_def def = {
        .size = sizeof(def),
        .form = PYF_FORM_VALUES,
        .name = {name, PYF_AUTO_LENGTH},
        .signature = {signature, PYF_AUTO_LENGTH},
        .call.values = code,
    };

    return pyf_function_new(&def);
}

static int
define(const char *name, const char *signature, pyf_values_function code)
{
    return pyf_setattr(names, name, PYF_AUTO_LENGTH,
                       function(name, signature, code));
}

/* Python calls the host; what the host raises is caught there. */
static int
python_calls(void)
{
    static const char *const sources[] = {
        "greet('Ada')",
        "greet('Ada', 'good day')",
        "greet('Ada', times=2)",
        "greet(greeting='hi', name='Ada')",
        "greet()",
        "greet('Ada', times=9)",
        "give_up()",
    };

    for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
        pyf_value source = PYF_STR(sources[i], strlen(sources[i])), text;

        if (pyf_call_method_values(names, PYF_TEXT("attempt"), &source, 1,
                                   PYF_VALUE_STR, &text) < 0)
            return -1;
        printf("%s -> %.*s\n", sources[i], (int)text.as.text.length,
               text.as.text.data);
        pyf_close(text.owner);
    }
    return 0;
}

/* Python -> host -> Python -> host: an exception comes back as the object that
 * was raised at the far end. */
static int
exception_comes_back(void)
{
    pyf_value message = PYF_STR(PYF_TEXT("nobody here"));
    pyf_value args[4], made;
    pyf_handle error;

    if (pyf_call_values(PYF_EXC_LookupError, &message, 1, PYF_VALUE_HANDLE,
                        &made) < 0)
        return -1;
    error = made.as.handle;
    args[0] = handle_value(pyf_getattr(names, PYF_TEXT("host_relay")));
    args[1] = handle_value(pyf_getattr(names, PYF_TEXT("relay")));
    args[2] = handle_value(pyf_getattr(names, PYF_TEXT("fail")));
    args[3] = made;
    if (pyf_call_method_values(names, PYF_TEXT("relay"), args, 4,
                               PYF_VALUE_NONE, NULL) == PYF_OK)
        return raise(PYF_EXC_AssertionError, "it did not fail");
    printf("%s, the same object: %s\n", pyf_error_message(),
           pyf_is(pyf_error_exception(), error) == 1 ? "yes" : "no");
    return pyf_error_clear();
}

/* The same way for an error of the host's own. */
static int
trouble_comes_back(void)
{
    pyf_value args[4] = {
        handle_value(pyf_getattr(names, PYF_TEXT("host_relay"))),
        handle_value(pyf_getattr(names, PYF_TEXT("relay"))),
        handle_value(pyf_getattr(names, PYF_TEXT("fail_own"))),
        PYF_I64(42),
    };
    pyf_failure failure = {.size = sizeof(failure),
                           .payload_owner = (uintptr_t)&component};

    if (pyf_call_method_values(names, PYF_TEXT("relay"), args, 4,
                               PYF_VALUE_NONE, NULL) == PYF_OK)
        return raise(PYF_EXC_AssertionError, "it did not fail");
    if (pyf_error_fetch(&failure) != 1 || !failure.has_payload)
        return raise(PYF_EXC_AssertionError, "it has no payload");
    printf("%s, with code %d\n", failure.message,
           ((struct trouble *)failure.payload)->code);
    return pyf_close(failure.exception); /* and with it the trouble */
}

/* A function with a state, kept by Python, called later, let go. */
static int
kept_by_python(void)
{
    struct counter *counter = calloc(1, sizeof(*counter));
    pyf_function_def def = {
        .size = sizeof(def),
        .form = PYF_FORM_VALUES,
        .name = {PYF_TEXT("add")},
        .signature = {PYF_TEXT("(step: i64) -> i64")},
        .call.values = add,
        .data = counter,
        .drop = drop_counter,
    };
    pyf_handle made = counter ? pyf_function_new(&def) : 0;
    pyf_value kept = handle_value(made), step = PYF_I64(0), total;

    if (pyf_call_method_values(names, PYF_TEXT("keep"), &kept, 1,
                               PYF_VALUE_NONE, NULL) < 0)
        return -1;
    pyf_close(made); /* Python's reference is the last one */
    for (step.as.i64 = 1; step.as.i64 <= 3; step.as.i64++) {
        if (pyf_call_method_values(names, PYF_TEXT("later"), &step, 1,
                                   PYF_VALUE_I64, &total) < 0)
            return -1;
        printf("added %d: %d\n", (int)step.as.i64, (int)total.as.i64);
    }
    return pyf_call_method_values(names, PYF_TEXT("let_go"), NULL, 0,
                                  PYF_VALUE_NONE, NULL);
}

/* A Python function as the comparison of qsort. */
static int
python_compares(void)
{
    typedef int (*comparison)(const void *, const void *);
    int64_t numbers[] = {31, 4, 15, 9, 26, 5};
    size_t count = sizeof(numbers) / sizeof(*numbers);
    pyf_handle compare = pyf_eval(PYF_TEXT("lambda a, b: (a > b) - (a < b)"),
                                  PYF_NONE, PYF_NONE);
    pyf_handle signature = pyf_signature(PYF_TEXT("(a: i64?, b: i64?) -> i32"));
    pyf_native_function code;
    pyf_handle closure =
        pyf_closure_new(compare, signature, PYF_CLOSURE_PARK, NULL, &code);

    if (closure == 0)
        return -1;
    qsort(numbers, count, sizeof(*numbers), (comparison)code);
    printf("sorted:");
    for (size_t i = 0; i < count; i++)
        printf(" %d", (int)numbers[i]);
    printf("\n");
    return pyf_close(closure);
}

static int
run(void)
{
    names = pyf_import(PYF_TEXT("__main__"));
    if (pyf_run(program, PYF_AUTO_LENGTH, PYF_NONE, PYF_NONE) < 0 ||
        define(
            "greet",
            "(name: str, greeting: str = 'hello', *, times: i64 = 1) -> str",
            greet) < 0 ||
        define("give_up", "()", give_up) < 0 ||
        define("fail_own", "(code: i64)", fail_own) < 0 ||
        define("host_relay", "(function: object, *args: object) -> object",
               relay) < 0)
        return -1;
    if (python_calls() < 0 || exception_comes_back() < 0 ||
        trouble_comes_back() < 0 || kept_by_python() < 0)
        return -1;
    return python_compares();
}

int
main(void)
{
    if (pyf_initialize(NULL) < 0)
        return pyf_error_exit_status(2);

    pyf_token here = pyf_attach_begin(0);
    int failed = run() < 0;
    int status = pyf_error_exit_status(2); /* 0 if nothing is parked */
    pyf_attach_end(here);
    if (pyf_finalize() < 0)
        return pyf_error_exit_status(2);
    return failed && status == 0 ? 1 : status;
}
