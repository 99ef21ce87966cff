/* SPDX-License-Identifier: MIT */
/* function: calls that are under way while Python ends, and kills the threads
 * that make them. */
#include "host-function.h"

#include <unistd.h>

TEST_NO_START;

static int64_t
add(int64_t a, int64_t b)
{
    return a + b;
}

static pyf_handle
call_it(const pyf_handle *args, size_t count, const char *const *names,
        size_t name_count, void *data)
{
    (void)names, (void)name_count, (void)data;
    return pyf_call(args[0], args + 1, count - 1);
}

TEST_CHILD(function_on_daemon_threads_while_python_ends)
{
    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    pyf_token here = pyf_attach_begin();

    show_native("add", "(a: i64, b: i64) -> i64", (pyf_code)add);
    show_handles("call_it", NULL, call_it, NULL);

    check_python("import threading\n"
                 "def body():\n"
                 "    i = 0\n"
                 "    while True:\n"
                 "        i += 1\n"
                 "        try:\n"
                 "            add(1, i), call_it(abs, i)\n"
                 "        except RuntimeError:\n"
                 "            pass\n"
                 "for i in range(3):\n"
                 "    threading.Thread(target=body, daemon=True).start()\n");
    pyf_token away = pyf_detach_begin();

    usleep(50000);
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    if (pyf_finalize() == PYF_ERR_BUSY)
        assert_int_equal(pyf_finalize(), PYF_OK);
}
