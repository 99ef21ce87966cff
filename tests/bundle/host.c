/* SPDX-License-Identifier: MIT */
/* Load all the shared libraries of the command line, each with a libpyforge of
 * its own, and use every one of them on two threads. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 64 };

typedef int step(void);

static void *copies[MOST];
static int count;

static void
run(const char *name, int first, int last)
{
    for (int i = first; i != last; i += first < last ? 1 : -1) {
        step *function = (step *)(size_t)dlsym(copies[i], name);

        if (function == NULL || !function()) {
            fprintf(stderr, "%s of copy %d failed\n", name, i);
            exit(1);
        }
    }
}

static void *
on_a_thread(void *unused)
{
    run("copy_fails", 0, count);
    return unused;
}

int
main(int argc, char **argv)
{
    pthread_t thread;

    for (count = 0; count < argc - 1 && count < MOST; count++) {
        copies[count] = dlopen(argv[count + 1], RTLD_NOW | RTLD_LOCAL);
        if (copies[count] == NULL) {
            fprintf(stderr, "copy %d: %s\n", count, dlerror());
            return 1;
        }
    }
    run("copy_fails", 0, count);
    if (pthread_create(&thread, NULL, on_a_thread, NULL) != 0 ||
        pthread_join(thread, NULL) != 0)
        return 1;
    run("copy_calls", 0, count);
    run("copy_ends", count - 1, -1);
    printf("%d copies\n", count);
    return 0;
}
