/* SPDX-License-Identifier: MIT */
/*
 * The row of starting: how long a process lives that starts Python and leaves
 * at once, without finalizing. Both import threading, as pyf_initialize does,
 * so that the difference is what libpyforge costs.
 *
 * Usage: start OURS [RAW PYTHON]
 *
 * The programs take turns; the medians are printed. This is time by the clock.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { ROUNDS = 15 };

extern char **environ;

static double
now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double
run(char *program, char *argument)
{
    char *arguments[] = {program, argument, NULL};
    double start = now_ns();
    int status = 1;
    pid_t pid;

    if (posix_spawn(&pid, program, NULL, NULL, arguments, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || status != 0) {
        fprintf(stderr, "start: %s: status %d\n", program, status);
        exit(1);
    }
    return now_ns() - start;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
    static const char title[] = "start Python, a whole process";
    double ours[ROUNDS], raw[ROUNDS];

    if (argc < 2)
        return 2;
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = run(argv[1], NULL);
        raw[i] = argc > 3 ? run(argv[2], argv[3]) : 0;
    }
    qsort(ours, ROUNDS, sizeof *ours, compare);
    qsort(raw, ROUNDS, sizeof *raw, compare);
    if (argc > 3)
        printf("%s\t%.1f\t%.1f\t%.2f\t-\n", title, ours[ROUNDS / 2],
               raw[ROUNDS / 2], ours[ROUNDS / 2] / raw[ROUNDS / 2]);
    else
        printf("%s\t%.1f\t-\t-\t-\n", title, ours[ROUNDS / 2]);
    return 0;
}
