/* SPDX-License-Identifier: MIT */
/* The failure that is parked on each thread; see fault.h. */
#define _GNU_SOURCE
#include "handle/fault.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"

const char pyf__the_result[] = "the result";

pyf__thread_local struct pyf__fault pyf__fault;

/* References that could not be dropped because their thread was detached.
 * There are those of one failure at most: a detached thread parks no new ones.
 */
static pyf__thread_local struct {
    PyObject *type, *exception;
} left_over;

/* The message that was taken out of a failure last. */
static pyf__thread_local char *taken;

/* The texts of a thread that ends are freed with it; its objects need an
 * attached thread, and are the runtime's to let go. */
static pthread_key_t text_key;
static bool has_text_key;

static void
free_text(void *data)
{
    struct pyf__fault *fault = data;

    free(fault->text);
    free(fault->printed);
    fault->text = fault->printed = NULL;
    free(taken);
    taken = NULL;
}

static void
make_text_key(void)
{
    has_text_key = pthread_key_create(&text_key, free_text) == 0;
}

static void
keep_text(char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_text_key);
    if (has_text_key)
        pthread_setspecific(text_key, &pyf__fault);
    pyf__fault.text = text;
}

static const char *
sentence_of(int code)
{
    switch (code) {
    case PYF_ERR_MEMORY:
        return "out of memory";
    case PYF_ERR_NOT_ATTACHED:
        return "this thread is not attached to Python; call "
               "pyf_attach_begin first";
    case PYF_ERR_NOT_INITIALIZED:
        return "Python has not been started; call pyf_initialize first";
    case PYF_ERR_FINALIZED:
        return "Python has been finalized, or is being finalized";
    case PYF_ERR_FORKED:
        return "this process was forked from the one that started Python; "
               "run Python code in the parent, or exec before using it";
    case PYF_ERR_OVERFLOW:
        return "the number does not fit";
    default:
        return "failed";
    }
}

void
pyf__fault_drop_late(void)
{
    PyObject *type = left_over.type, *exception = left_over.exception;

    left_over.type = left_over.exception = NULL;
    pyf__drop(type);
    pyf__drop(exception);
}

void
pyf__fault_clear(void)
{
    struct pyf__fault old = pyf__fault;

    if (old.code == PYF_OK && left_over.type == NULL &&
        left_over.exception == NULL)
        return;
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    free(old.text);
    free(old.printed);
    if (pyf__attached) {
        /* Last: __del__ may run, and park something. */
        pyf__drop(old.type);
        pyf__drop(old.exception);
        pyf__fault_drop_late();
    } else if (old.type != NULL || old.exception != NULL) {
        left_over.type = old.type;
        left_over.exception = old.exception;
    }
}

static int
park(struct pyf__fault fault)
{
    pyf__fault_clear();
    pyf__fault = fault;
    return fault.code;
}

int
pyf__fault_text(int code, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = pyf__format_list(format, arguments);
    va_end(arguments);
    park((struct pyf__fault){.code = code});
    keep_text(text);
    return code;
}

int
pyf__fault_argument(int code, const char *function, const char *argument,
                    const char *detail)
{
    return park((struct pyf__fault){.code = code,
                                    .function = function,
                                    .argument = argument,
                                    .detail = detail});
}

int
pyf__fault_handle(int code, const char *function, const char *argument,
                  uint64_t handle)
{
    /* The first failure of a chain made the 0: it is the one to report. */
    if (handle == 0 && pyf__fault.code != PYF_OK)
        return pyf__fault.code;
    return park((struct pyf__fault){.code = code,
                                    .function = function,
                                    .argument = argument,
                                    .number = handle});
}

int
pyf__fault_type(const char *function, const char *argument,
                const char *expected, PyObject *actual)
{
    PyObject *type = (PyObject *)pyf__type_of(actual);

    return park((struct pyf__fault){.code = PYF_ERR_TYPE,
                                    .function = function,
                                    .argument = argument,
                                    .detail = expected,
                                    .type = pyf__keep(type)});
}

int
pyf__fault_keep(PyObject *exception)
{
    pyf__fault.exception = exception;
    return pyf__fault.code;
}

void
pyf__fault_element(const char *argument, size_t index)
{
    if (pyf__fault.argument == argument && pyf__fault.element == 0)
        pyf__fault.element = index + 1;
}

PyObject *
pyf__raised(void)
{
    PyObject *type, *value, *traceback;

    if (cpython.PyErr_GetRaisedException != NULL)
        return cpython.PyErr_GetRaisedException();
    cpython.PyErr_Fetch(&type, &value, &traceback);
    cpython.PyErr_NormalizeException(&type, &value, &traceback);
    /* What was fetched counts, also when the import system has cut it to
     * nothing. */
    if (value != NULL)
        cpython.PyException_SetTraceback(
            value, traceback == NULL ? cpython._Py_NoneStruct : traceback);
    pyf__drop(type);
    pyf__drop(traceback);
    return value;
}

int
pyf__fault_exception(PyObject *exception)
{
    int code = pyf__host_code_of(exception);

    return park((struct pyf__fault){.code = code, .exception = exception});
}

int
pyf__fault_python(const char *function)
{
    PyObject *exception = pyf__raised();

    if (exception == NULL)
        return pyf__fault_text(PYF_ERR_PYTHON,
                               "%s: Python reported a failure without an "
                               "exception",
                               function);
    return pyf__fault_exception(exception);
}

char *
pyf__fault_escaped(const char *data, size_t length)
{
    static const char escape[] = {'\\', 'x', '0', '0'};
    size_t size = 1;
    char *text, *to;

    for (size_t i = 0; i < length; i++)
        size += data[i] == '\0' ? sizeof(escape) : 1;
    to = text = malloc(size);
    if (text == NULL)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (data[i] != '\0') {
            *to++ = data[i];
            continue;
        }
        memcpy(to, escape, sizeof(escape));
        to += sizeof(escape);
    }
    *to = '\0';
    return text;
}

char *
pyf__fault_text_of(PyObject *string)
{
    PyObject *bytes = NULL;
    Py_ssize_t length;
    char *data, *copy = NULL;

    if (string != NULL)
        bytes = cpython.PyUnicode_AsEncodedString(string, "utf-8",
                                                  "backslashreplace");
    if (bytes != NULL &&
        cpython.PyBytes_AsStringAndSize(bytes, &data, &length) == 0)
        copy = pyf__fault_escaped(data, (size_t)length);
    pyf__drop(bytes);
    pyf__drop(string);
    cpython.PyErr_Clear();
    return copy;
}

static char *
name_of_type(PyTypeObject *type)
{
    char *name = pyf__fault_text_of(cpython.PyType_GetName(type));

    return name == NULL ? strdup("?") : name;
}

static char *
exception_text(PyObject *exception)
{
    char *name = name_of_type(pyf__type_of(exception));
    char *value = pyf__fault_text_of(cpython.PyObject_Str(exception));
    char *text;

    if (value == NULL)
        text = pyf__format("%s: <its text cannot be shown>", name);
    else if (value[0] == '\0')
        text = strdup(name);
    else
        text = pyf__format("%s: %s", name, value);
    free(name);
    free(value);
    return text;
}

/* "function: argument 'name', element 2" */
static char *
place_text(const struct pyf__fault *fault)
{
    if (fault->argument == pyf__the_result)
        return pyf__format("%s: %s", fault->function, fault->argument);
    if (fault->element == 0)
        return pyf__format("%s: argument '%s'", fault->function,
                           fault->argument);
    return pyf__format("%s: argument '%s', element %zu", fault->function,
                       fault->argument, fault->element - 1);
}

static char *
type_text(const struct pyf__fault *fault, const char *place)
{
    char *name = name_of_type((PyTypeObject *)fault->type);
    char *text =
        pyf__format("%s: expected %s, got '%s'", place, fault->detail, name);

    free(name);
    return text;
}

static char *
handle_text(const struct pyf__fault *fault, const char *place)
{
    if (fault->number == 0)
        return pyf__format("%s: the handle is 0, and no earlier failure is "
                           "parked",
                           place);
    return pyf__format("%s: 0x%016" PRIx64 " is %s", place, fault->number,
                       fault->code == PYF_ERR_HANDLE
                           ? "closed, or never was a handle (a scope closes "
                             "what it made; pyf_unbind keeps it)"
                           : "a handle of another kind");
}

static char *
plain_text(const struct pyf__fault *fault, const char *place)
{
    const char *detail =
        fault->detail == NULL ? sentence_of(fault->code) : fault->detail;

    if (fault->function == NULL)
        return strdup(detail);
    if (fault->argument == NULL)
        return pyf__format("%s: %s", fault->function, detail);
    return pyf__format("%s: %s", place, detail);
}

static char *
argument_text(const struct pyf__fault *fault)
{
    char *place = place_text(fault);
    char *text;

    if (fault->code == PYF_ERR_TYPE && fault->type != NULL)
        text = type_text(fault, place);
    else if ((fault->code == PYF_ERR_HANDLE || fault->code == PYF_ERR_KIND) &&
             fault->detail == NULL)
        text = handle_text(fault, place);
    else
        text = plain_text(fault, place);
    free(place);
    return text;
}

static char *
make_text(const struct pyf__fault *fault)
{
    bool raised = pyf__fault_is_raised(fault);

    if ((raised || fault->type != NULL) && !pyf__attached)
        return NULL;
    if (raised)
        return exception_text(fault->exception);
    return fault->code == PYF_ERR_PYTHON ? NULL : argument_text(fault);
}

const char *
pyf__fault_message(void)
{
    if (pyf__fault.code == PYF_OK)
        return "";
    if (pyf__fault.text == NULL) {
        /* Making the text runs Python code, which may park another failure
         * through a callback: keep this one aside meanwhile. */
        struct pyf__fault fault = pyf__fault;

        pyf__fault = (struct pyf__fault){.code = PYF_OK};
        fault.text = make_text(&fault);
        pyf__fault_clear();
        pyf__fault = fault;
        keep_text(fault.text);
    }
    if (pyf__fault.text != NULL)
        return pyf__fault.text;
    return pyf__fault.exception != NULL && !pyf__attached
               ? "a Python exception; and its interpreter is not there to ask"
               : "out of memory while making the message";
}

const char *
pyf__fault_take_message(void)
{
    const char *message = pyf__fault_message();

    free(taken);
    taken = pyf__fault.text;
    pyf__fault.text = NULL;
    return message;
}
