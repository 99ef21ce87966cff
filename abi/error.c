/* SPDX-License-Identifier: MIT */
/* error - the parked failure. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "entry.h"
#include "handle/sized.h"

/* A failure can be looked at on every thread: attach for that if need be. */
static int
visit_if_detached(void)
{
    bool needs_python =
        pyf__fault.type != NULL || pyf__fault.exception != NULL;

    return pyf__attached || !needs_python ? 0 : pyf__visit();
}

static void
leave_if_visited(int deed)
{
    if (deed != 0)
        pyf__leave(deed);
}

int
pyf_error_code(void)
{
    return pyf__fault.code;
}

const char *
pyf_error_name(int code)
{
    return pyf__fault_name(code);
}

const char *
pyf_error_message(void)
{
    int deed = visit_if_detached();
    const char *message = pyf__fault_message();

    leave_if_visited(deed);
    return message;
}

static pyf_handle
exception_of_failure(const char *function)
{
    struct entry e = enter(function);
    PyObject *exception;

    if (entry_failed(&e) || pyf__fault.code == PYF_OK)
        return leave_0(&e);
    exception = pyf__fault_as_exception();
    return exception == NULL ? leave_0(&e) : leave_new(&e, exception);
}

pyf_handle
pyf_error_exception(void)
{
    return exception_of_failure(__func__);
}

pyf_handle
pyf_error_take(void)
{
    pyf_handle exception = exception_of_failure(__func__);

    if (exception != 0)
        pyf__fault_clear();
    return exception;
}

/* What was parked is worth more than how the caller asked for it, so the
 * reasons are parked only where nothing is. */
static int
check_failure(const pyf_failure *failure)
{
    int status = pyf__sized_status(&pyf__sized_failure, failure);
    bool keep = pyf__fault.code != PYF_OK;

    if (status < 0)
        return keep ? status
                    : pyf__sized_check(&pyf__sized_failure, failure,
                                       "pyf_error_fetch");
    if ((failure->flags & ~PYF_FAILURE_NO_MESSAGE) == 0)
        return PYF_OK;
    return keep ? PYF_ERR_ARGUMENT
                : pyf__fault_argument(PYF_ERR_ARGUMENT, "pyf_error_fetch",
                                      "failure",
                                      "has flags other than "
                                      "PYF_FAILURE_NO_MESSAGE");
}

/* Handle and payload of the exception that is parked. Python code may run: the
 * failure is kept aside meanwhile. */
static int
fetch_exception(pyf_failure *failure)
{
    struct pyf__fault fault = pyf__fault;

    failure->exception = pyf__table_new_unbound(pyf__keep(fault.exception));
    if (failure->exception == 0)
        return PYF_ERR_MEMORY;
    if (failure->payload_owner == 0)
        return PYF_OK;
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    failure->has_payload =
        pyf__payload_get(fault.exception, failure->payload_owner,
                         &failure->payload) == 1;
    pyf__fault_clear();
    pyf__fault = fault;
    return PYF_OK;
}

static int
fetch(pyf_failure *failure)
{
    bool raised = pyf__fault_is_raised(&pyf__fault);

    if (pyf__fault.exception != NULL && pyf__attached &&
        fetch_exception(failure) < 0)
        return PYF_ERR_MEMORY;
    failure->code = pyf__fault.code;
    if (!raised || (failure->flags & PYF_FAILURE_NO_MESSAGE) == 0)
        failure->message = pyf__fault_take_message();
    failure->message_length = strlen(failure->message);
    pyf__fault_clear();
    return 1;
}

int
pyf_error_fetch(pyf_failure *failure)
{
    int status = check_failure(failure);
    int deed;

    if (status < 0)
        return status;
    failure->code = PYF_OK;
    failure->message = "";
    failure->message_length = 0;
    failure->exception = 0;
    failure->payload = NULL;
    failure->has_payload = failure->reserved = 0;
    if (pyf__fault.code == PYF_OK)
        return 0;
    deed = visit_if_detached();
    status = fetch(failure);
    leave_if_visited(deed);
    return status;
}

/* Whether a host may park a failure with that status. */
static bool
can_be_set(int code)
{
    return pyf__is_host_code(code) ||
           (pyf__is_own_code(code) && code != PYF_OK &&
            code != PYF_ERR_PYTHON);
}

int
pyf_error_set(int code, const char *message, size_t length)
{
    char *text;

    if (message != NULL && length == PYF_AUTO_LENGTH)
        length = strlen(message);
    if (!can_be_set(code))
        return pyf__fault_argument(
            PYF_ERR_ARGUMENT, __func__, "code",
            code == PYF_ERR_PYTHON
                ? "is PYF_ERR_PYTHON, which is for exceptions; park one with "
                  "pyf_error_raise"
                : "is no status to fail with; take one from "
                  "PYF_ERR_HOST_FIRST to PYF_ERR_HOST_LAST");
    if (message == NULL)
        return length == 0
                   ? pyf__fault_argument(code, NULL, NULL, NULL)
                   : pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "message",
                                         "is NULL, with a length that is not "
                                         "0");
    if (length > PTRDIFF_MAX)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "message",
                                   "has a length beyond any memory");
    if (!pyf__is_utf8(message, length))
        return pyf__fault_argument(PYF_ERR_ENCODING, __func__, "message",
                                   "the text is not valid UTF-8");
    text = pyf__fault_escaped(message, length);
    if (text == NULL)
        return pyf__fault_argument(PYF_ERR_MEMORY, __func__, NULL, NULL);
    pyf__fault_text(code, "%s", text);
    free(text);
    return code;
}

/* A failure of this very call is returned and not parked: the one that was
 * asked about stays. */
int
pyf_error_matches(pyf_handle type)
{
    struct pyf__fault kept = pyf__fault;
    struct entry e;
    PyObject *t;
    int answer;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    e = enter(__func__);
    t = entry_get(&e, type, "type");
    pyf__fault_clear();
    pyf__fault = kept;
    answer = entry_failed(&e) ? e.status : pyf__fault_matches(t);
    leave(&e);
    return answer;
}

int
pyf_error_format(char *buffer, size_t size, size_t *length)
{
    int deed;
    char *text;

    if (length != NULL)
        *length = 0;
    if (length == NULL || (buffer == NULL && size != 0))
        return PYF_ERR_ARGUMENT;
    deed = visit_if_detached();
    text = pyf__fault_format();
    leave_if_visited(deed);
    if (text == NULL)
        return PYF_ERR_MEMORY;
    *length = strlen(text);
    if (size > *length)
        memcpy(buffer, text, *length + 1);
    free(text);
    return size > *length ? PYF_OK : PYF_ERR_BUFFER;
}

static void
write_text(int fd, const char *text)
{
    size_t left = text == NULL ? 0 : strlen(text);

    for (const char *at = text; left > 0;) {
        ssize_t written = write(fd, at, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        at += written;
        left -= (size_t)written;
    }
}

int
pyf_error_print(int fd)
{
    int deed = visit_if_detached();
    char *text = pyf__fault_format();

    leave_if_visited(deed);
    write_text(fd, text);
    free(text);
    return pyf__fault.code;
}

/* Flush what Python has buffered; what keeps it from that is written, and what
 * was parked stays. */
static bool
flush_or_tell(int fd)
{
    struct pyf__fault fault = pyf__fault;
    bool flushed;
    char *text;

    pyf__fault = (struct pyf__fault){.code = PYF_OK};
    flushed = pyf__flush() == PYF_OK;
    if (!flushed) {
        text = pyf__fault_format();
        write_text(fd, text);
        free(text);
    }
    pyf__fault_clear();
    pyf__fault = fault;
    return flushed;
}

int
pyf_error_exit_status(int fd)
{
    enum { NOT_FLUSHED = 120 }; /* as python has it */
    int deed = visit_if_detached();
    bool flushed = !pyf__attached || flush_or_tell(fd);
    char *text;
    int status = pyf__fault_exit(&text);

    pyf__fault_clear();
    leave_if_visited(deed);
    write_text(fd, text);
    free(text);
    return flushed ? status : NOT_FLUSHED;
}

int
pyf_error_set_last(void)
{
    struct entry e = enter(__func__);

    if (!entry_failed(&e) && pyf__fault.code != PYF_OK)
        entry_status(&e, pyf__fault_set_last(__func__));
    return leave(&e);
}

int
pyf_error_clear(void)
{
    pyf__fault_clear();
    return PYF_OK;
}
