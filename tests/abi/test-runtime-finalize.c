/* SPDX-License-Identifier: MIT */
/* runtime: finalizing - who may, who is in the way, and what works after. */
/* Feature: L13, L14 */
#include "process.h"

#include <stdatomic.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

TEST_NO_START;

static void *
finalize_here(void *argument)
{
    *(int *)argument = pyf_finalize();
    return NULL;
}

TEST_CHILD(finalize_on_another_thread_is_refused)
{
    int status = -99;

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    on_thread(finalize_here, &status);
    assert_int_equal(status, PYF_ERR_THREAD);
    assert_int_equal(pyf_is_initialized(), 1);
    assert_int_equal(counters().users, 1);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(finalize_while_attached_is_refused)
{
    pyf_token here = start();

    assert_int_equal(pyf_finalize(), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_finalize");
    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(finalize_inside_a_detach_span_is_refused)
{
    pyf_token here = start();
    pyf_token away = pyf_detach_begin();

    assert_int_equal(pyf_finalize(), PYF_ERR_TOKEN);
    expect_failure(PYF_ERR_TOKEN, "pyf_finalize");
    assert_int_equal(pyf_detach_end(away), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(finalize_runs_atexit_handlers)
{
    pyf_token here = start();
    int ends[2];
    char source[200], byte = 0;

    assert_int_equal(pipe(ends), 0);
    snprintf(source, sizeof source,
             "import atexit, os\natexit.register(os.write, %d, b'x')\n",
             ends[1]);
    assert_int_equal(run(source), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'x');
}

/* The thread ends when it has seen Python wait for it. */
TEST_CHILD(finalize_waits_for_python_threads)
{
    pyf_token here = start();
    int ends[2];
    char source[400], byte = 0;

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    snprintf(source, sizeof source,
             "import os, threading, time\n"
             "def last():\n"
             "    while threading.main_thread().is_alive():\n"
             "        time.sleep(0.001)\n"
             "    os.write(%d, b'x')\n"
             "threading.Thread(target=last).start()\n",
             ends[1]);
    assert_int_equal(run(source), PYF_OK);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'x');
}

/* Some come and go all the time, others come back when Python is gone: when
 * they have read a byte, CPython stops them. */
enum { DAEMONS = 4 };

static const char daemons[] =
    "import os, threading, time\n"
    "def spin():\n"
    "    while True: time.sleep(0.001)\n"
    "def come_back():\n"
    "    ids.append(threading.get_native_id())\n"
    "    os.read(%d, 1)\n"
    "ids = []\n"
    "for i in range(%d):\n"
    "    threading.Thread(target=spin, daemon=True).start()\n"
    "    threading.Thread(target=come_back, daemon=True).start()\n"
    "while len(ids) < %d: time.sleep(0.001)\n";

static int
unread(int file)
{
    int count = -1;

    return ioctl(file, FIONREAD, &count) < 0 ? -1 : count;
}

static int
number(const char *expression)
{
    int64_t value = -1;

    assert_int_equal(pyf_to_i64(eval(expression), &value), PYF_OK);
    return (int)value;
}

TEST_CHILD(finalize_survives_daemon_threads)
{
    pyf_token here = start();
    int ends[2], ids[DAEMONS];
    char text[500];

    assert_int_equal(pipe(ends), 0);
    snprintf(text, sizeof text, daemons, ends[0], DAEMONS, DAEMONS);
    assert_int_equal(run(text), PYF_OK);
    for (int i = 0; i < DAEMONS; i++) {
        snprintf(text, sizeof text, "ids[%d]", i);
        ids[i] = number(text);
    }
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(write(ends[1], "wake", DAEMONS), DAEMONS);
    wait_until(unread(ends[0]) == 0);
    for (int i = 0; i < DAEMONS; i++)
        wait_until(is_at_rest(ids[i]));
}

/* A thread that stays inside until it is told to leave. */
struct guest {
    atomic_int inside, leave;
    int status, last;
};

static void *
visit(void *argument)
{
    struct guest *guest = argument;
    pyf_token here = pyf_attach_begin(0);

    guest->status = run("import json");
    atomic_store(&guest->inside, 1);
    wait_until(atomic_load(&guest->leave));
    guest->last = run("json.dumps([1])");
    pyf_attach_end(here);
    return NULL;
}

TEST_CHILD(finalize_with_a_thread_inside_is_busy_and_loses_nothing)
{
    struct guest guest = {0};
    pyf_config config = defaults();

    config.drain_ms = 100;
    assert_int_equal(pyf_initialize(&config), PYF_OK);
    pthread_t thread = start_thread(visit, &guest);

    wait_until(atomic_load(&guest.inside));
    assert_int_equal(pyf_finalize(), PYF_ERR_BUSY);
    expect_failure2(PYF_ERR_BUSY, "pyf_finalize", "after 100 ms");
    assert_int_equal(pyf_is_initialized(), 1);
    assert_int_equal(counters().users, 1);
    atomic_store(&guest.leave, 1);
    join_thread(thread);
    assert_int_equal(guest.status, PYF_OK);
    assert_int_equal(guest.last, PYF_OK);
    pyf_token here = pyf_attach_begin(0);

    expect_so("1 + 1 == 2");
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(finalize_that_does_not_wait_is_busy_at_once)
{
    struct guest guest = {0};
    pyf_config config = defaults();

    config.drain_ms = PYF_DRAIN_NO_WAIT;
    assert_int_equal(pyf_initialize(&config), PYF_OK);
    pthread_t thread = start_thread(visit, &guest);

    wait_until(atomic_load(&guest.inside));
    assert_int_equal(pyf_finalize(), PYF_ERR_BUSY);
    expect_failure2(PYF_ERR_BUSY, "pyf_finalize", "after 0 ms");
    atomic_store(&guest.leave, 1);
    join_thread(thread);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

static void *
leave_when_waited_for(void *argument)
{
    wait_until(pyf_is_initialized() == 0);
    atomic_store(&((struct guest *)argument)->leave, 1);
    return NULL;
}

TEST_CHILD(finalize_waits_for_a_thread_that_leaves_in_time)
{
    struct guest guest = {0};

    assert_int_equal(initialize_patiently(), PYF_OK);
    pthread_t thread = start_thread(visit, &guest);

    wait_until(atomic_load(&guest.inside));
    pthread_t other = start_thread(leave_when_waited_for, &guest);

    assert_int_equal(pyf_finalize(), PYF_OK);
    join_thread(thread);
    join_thread(other);
    assert_int_equal(guest.last, PYF_OK);
}

/* While finalizing waits, nobody new gets in. */
struct late {
    struct guest guest;
    int attach_code, try_answer, state;
};

static void *
knock(void *argument)
{
    struct late *late = argument;
    pyf_token token = 99;

    wait_until(pyf_is_initialized() == 0);
    pyf_token here = pyf_attach_begin(0);

    late->attach_code = here == 0 ? pyf_error_code() : PYF_OK;
    pyf_error_clear();
    late->try_answer = pyf_try_attach_begin(0, &token);
    late->state = token == 0 && pyf_error_code() == PYF_OK;
    atomic_store(&late->guest.leave, 1);
    return NULL;
}

TEST_CHILD(finalize_in_progress_keeps_newcomers_out)
{
    struct late late = {0};

    assert_int_equal(initialize_patiently(), PYF_OK);
    pthread_t inside = start_thread(visit, &late.guest);

    wait_until(atomic_load(&late.guest.inside));
    pthread_t outside = start_thread(knock, &late);

    assert_int_equal(pyf_finalize(), PYF_OK);
    join_thread(inside);
    join_thread(outside);
    assert_int_equal(late.attach_code, PYF_ERR_FINALIZED);
    assert_int_equal(late.try_answer, 0);
    assert_int_equal(late.state, 1);
}

static void *
sleep_detached(void *argument)
{
    struct guest *guest = argument;
    pyf_token here = pyf_attach_begin(0);

    pyf_from_i64(1000);
    pyf_token away = pyf_detach_begin();

    atomic_store(&guest->inside, 1);
    wait_until(atomic_load(&guest->leave));
    guest->status = pyf_detach_end(away);
    guest->last = pyf_attach_end(here);
    return NULL;
}

TEST_CHILD(finalize_does_not_wait_for_a_detached_span)
{
    struct guest guest = {0};
    pyf_config config = defaults();

    config.drain_ms = 100;
    assert_int_equal(pyf_initialize(&config), PYF_OK);
    pthread_t thread = start_thread(sleep_detached, &guest);

    wait_until(atomic_load(&guest.inside));
    assert_int_equal(pyf_finalize(), PYF_OK);
    atomic_store(&guest.leave, 1);
    join_thread(thread);
    assert_int_equal(guest.status, PYF_ERR_FINALIZED);
    assert_int_equal(guest.last, PYF_OK);
}

TEST_CHILD(finalize_with_handles_still_open_is_fine)
{
    pyf_token here = start();
    pyf_handle kept = pyf_unbind(eval("object()"));

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_close(kept), PYF_OK);
}

TEST_CHILD(finalize_with_closes_pending_is_fine)
{
    pyf_token here = start();
    pyf_handle kept = pyf_unbind(eval("object()"));

    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_close(kept), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(counters().pending, 0);
}

/* After. */

static void
finalize_with(pyf_handle *kept)
{
    pyf_token here = start();

    *kept = pyf_unbind(eval("object()"));
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
}

TEST_CHILD(after_finalize_calls_say_so)
{
    pyf_handle kept;
    int64_t value = 7;

    finalize_with(&kept);
    assert_int_equal(pyf_is_initialized(), 0);
    assert_int_equal(pyf_is_attached(), 0);
    assert_int_equal(pyf_attach_begin(0), 0);
    expect_failure(PYF_ERR_FINALIZED, "pyf_attach_begin");
    assert_int_equal(pyf_to_i64(kept, &value), PYF_ERR_FINALIZED);
    expect_failure(PYF_ERR_FINALIZED, "pyf_to_i64");
    assert_int_equal(value, 0);
    assert_int_equal(pyf_import(PYF_TEXT("sys")), 0);
    expect_failure(PYF_ERR_FINALIZED, "pyf_import");
    assert_int_equal(pyf_finalize(), PYF_ERR_FINALIZED);
    expect_failure(PYF_ERR_FINALIZED, "pyf_finalize");
}

TEST_CHILD(after_finalize_try_attach_answers_0)
{
    pyf_handle kept;
    pyf_token token = 99;

    finalize_with(&kept);
    assert_int_equal(pyf_try_attach_begin(0, &token), 0);
    assert_int_equal(token, 0);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

TEST_CHILD(after_finalize_close_works_once)
{
    pyf_handle kept;

    finalize_with(&kept);
    assert_int_equal(pyf_close(kept), PYF_OK);
    assert_int_equal(pyf_close(0), PYF_OK);
    assert_int_equal(pyf_close(PYF_NONE), PYF_OK);
    assert_int_equal(pyf_close(UINT64_C(0x01abcdef01234567)),
                     PYF_ERR_HANDLE);
    expect_failure(PYF_ERR_HANDLE, "pyf_close");
}

TEST_CHILD(after_finalize_a_second_start_is_refused_with_the_reason)
{
    pyf_handle kept;

    finalize_with(&kept);
    assert_int_equal(pyf_initialize(NULL), PYF_ERR_FINALIZED);
    expect_failure2(PYF_ERR_FINALIZED, "pyf_initialize", "again");
}

TEST_CHILD(after_finalize_the_version_is_still_known)
{
    pyf_handle kept;

    finalize_with(&kept);
    assert_true(pyf_python_version() >= 0x030b0000);
    assert_non_null(pyf_python_version_string());
    assert_int_equal(pyf_has(PYF_TEXT("joined")), 0);
}

TEST_CHILD(after_finalize_a_parked_exception_is_harmless)
{
    pyf_token here = start();
    char text[4000];
    size_t length;

    assert_int_equal(run("raise ValueError('boom')"), PYF_ERR_PYTHON);
    assert_int_equal(pyf_attach_end(here), PYF_OK);
    assert_int_equal(pyf_finalize(), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_ERR_PYTHON);
    assert_true(strlen(pyf_error_message()) > 0);
    assert_int_equal(pyf_error_format(text, sizeof text, &length), PYF_OK);
    assert_int_equal(pyf_error_print(1), PYF_ERR_PYTHON);
    assert_int_equal(pyf_error_clear(), PYF_OK);
    assert_int_equal(pyf_error_code(), PYF_OK);
}

static void *
attach_later(void *argument)
{
    struct guest *guest = argument;
    pyf_token here = pyf_attach_begin(0);

    guest->status = run("pass");
    pyf_attach_end(here);
    atomic_store(&guest->inside, 1);
    wait_until(atomic_load(&guest->leave));
    here = pyf_attach_begin(0);
    guest->last = here == 0 ? pyf_error_code() : PYF_OK;
    return NULL;
}

TEST_CHILD(after_finalize_a_thread_that_was_attached_before_cannot_any_more)
{
    struct guest guest = {0};

    assert_int_equal(pyf_initialize(NULL), PYF_OK);
    pthread_t thread = start_thread(attach_later, &guest);

    wait_until(atomic_load(&guest.inside));
    assert_int_equal(pyf_finalize(), PYF_OK);
    atomic_store(&guest.leave, 1);
    join_thread(thread);
    assert_int_equal(guest.status, PYF_OK);
    assert_int_equal(guest.last, PYF_ERR_FINALIZED);
}

/* Storms. Each thread ends with PYF_ERR_FINALIZED, and none is lost. */

enum { STORM = 1000, WAVE = 50, LOOPERS = 16 };

static atomic_int refused, attached, wrong;

static void *
attach_once(void *argument)
{
    pyf_token here = pyf_attach_begin(0);

    (void)argument;
    if (here == 0)
        atomic_fetch_add(pyf_error_code() == PYF_ERR_FINALIZED ? &refused
                                                               : &wrong, 1);
    else if (pyf_from_i64(1000) == 0 || pyf_attach_end(here) != PYF_OK)
        atomic_fetch_add(&wrong, 1);
    else
        atomic_fetch_add(&attached, 1);
    pyf_error_clear();
    return NULL;
}

/* 1000 threads, and more until one has come late. */
static void *
launch_storm(void *argument)
{
    pthread_t threads[WAVE];

    (void)argument;
    for (int made = 0; made < STORM || atomic_load(&refused) == 0;
         made += WAVE) {
        for (int i = 0; i < WAVE; i++)
            if (pthread_create(&threads[i], NULL, attach_once, NULL) != 0)
                abort();
        for (int i = 0; i < WAVE; i++)
            pthread_join(threads[i], NULL);
    }
    return NULL;
}

TEST_CHILD(finalize_in_a_storm_of_1000_threads)
{
    assert_int_equal(initialize_patiently(), PYF_OK);
    pthread_t storm = start_thread(launch_storm, NULL);

    wait_until(atomic_load(&attached) + atomic_load(&wrong) > 0);
    int status = pyf_finalize();

    join_thread(storm);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_int_equal(status, PYF_OK);
}

struct looper {
    int code;
    atomic_int rounds;
};

static void *
attach_until_refused(void *argument)
{
    struct looper *looper = argument;

    while (looper->code == PYF_OK) {
        pyf_token here = pyf_attach_begin(0);

        if (here == 0)
            looper->code = pyf_error_code();
        else if (run("sum(range(50))") != PYF_OK ||
                 pyf_attach_end(here) != PYF_OK)
            looper->code = -99;
        atomic_fetch_add(&looper->rounds, 1);
    }
    return NULL;
}

TEST_CHILD(finalize_while_threads_come_and_go)
{
    static struct looper loopers[LOOPERS];
    pthread_t threads[LOOPERS];

    assert_int_equal(initialize_patiently(), PYF_OK);
    for (int i = 0; i < LOOPERS; i++)
        threads[i] = start_thread(attach_until_refused, &loopers[i]);
    for (int i = 0; i < LOOPERS; i++)
        wait_until(atomic_load(&loopers[i].rounds) > 0);
    assert_int_equal(pyf_finalize(), PYF_OK);
    for (int i = 0; i < LOOPERS; i++)
        join_thread(threads[i]);
    for (int i = 0; i < LOOPERS; i++)
        assert_int_equal(loopers[i].code, PYF_ERR_FINALIZED);
}
