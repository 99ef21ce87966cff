/* SPDX-License-Identifier: MIT */
/* function: calls that are under way while Python ends, and kills the threads
 * that make them. */
#include "host-function.h"

#include <stdatomic.h>

TEST_NO_START;

enum { CALLERS = 3 };

static atomic_int calls[CALLERS];

static int64_t
add(int64_t caller, int64_t b)
{
    atomic_fetch_add(&calls[caller], 1);
    return caller + b;
}

static int
call_it(const pyf_frame *frame, pyf_handle *result)
{
    return give_handle(result,
                       pyf_call(frame->args.handles[0],
                                frame->args.handles + 1, frame->count - 1));
}

TEST_CHILD(function_on_daemon_threads_while_python_ends)
{
    assert_int_equal(initialize_patiently(), PYF_OK);
    pyf_token here = pyf_attach_begin(0);

    show_native("add", "(a: i64, b: i64) -> i64", (pyf_native_function)add);
    show_handles("call_it", NULL, call_it, NULL);

    check_python("import threading\n"
                 "def body(caller):\n"
                 "    i = 0\n"
                 "    while True:\n"
                 "        i += 1\n"
                 "        try:\n"
                 "            add(caller, i), call_it(abs, i)\n"
                 "        except RuntimeError:\n"
                 "            pass\n"
                 "for i in range(3):\n"
                 "    threading.Thread(target=body, args=(i,), "
                 "daemon=True).start()\n");
    for (int i = 0; i < CALLERS; i++)
        wait_detached_until(atomic_load(&calls[i]) > 100);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}
