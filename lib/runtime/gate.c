/* SPDX-License-Identifier: MIT */
/* Attaching for one call, and late; see gate.h. */
#include "runtime/gate.h"

#include "handle/fault.h"

int
pyf__visit(void)
{
    struct pyf__thread *thread = &pyf__thread;
    enum pyf__deed deed;

    if (!pyf__gate_pass(thread))
        return PYF__NOTHING;
    deed = pyf__attach(thread);
    if (deed == PYF__NOTHING)
        pyf__gate_leave(thread);
    return (int)deed;
}

void
pyf__leave(int deed)
{
    pyf__detach(&pyf__thread, (enum pyf__deed)deed);
}

static void
make_special(struct pyf__visit *visit)
{
    if (visit->special)
        return;
    visit->special = true;
    visit->has_aside = false;
    visit->deed = PYF__NOTHING;
    visit->arguments = PYF__NO_SCOPE;
}

void
pyf__visit_set_aside(struct pyf__visit *visit)
{
    make_special(visit);
    visit->has_aside = true;
    visit->aside = pyf__fault;
    pyf__fault = (struct pyf__fault){.code = PYF_OK};
}

void
pyf__visit_unscope(struct pyf__visit *visit)
{
    if (!visit->scoped) {
        visit->scope = PYF__NO_SCOPE;
        return;
    }
    if (pyf__local.top != pyf__local.base) {
        make_special(visit);
        visit->arguments = pyf__local.base;
    }
    pyf__local.base = PYF__NO_SCOPE;
}

/* Attach for the rest of a visit. A Python that is about to end has the thread
 * attached, and the gate is closed for those whom it has not. */
static enum pyf__deed
attach_visit(void)
{
    enum pyf__deed deed = (enum pyf__deed)pyf__visit();

    if (deed == PYF__NOTHING && atomic_load(&pyf__exiting)) {
        pyf__attached = true;
        deed = PYF__BORROWED;
    }
    return deed;
}

bool
pyf__attach_late(void)
{
    struct pyf__thread *thread = &pyf__thread;
    struct pyf__visit *visit = thread->visit;

    if (pyf__attached)
        return true;
    /* A span that the callback opened since was one of detaching. */
    if (visit->outer == NULL || visit->scoped || thread->depth != visit->floor)
        return false;
    make_special(visit);
    visit->deed = (int)attach_visit();
    if (visit->deed == PYF__NOTHING)
        return false;
    visit->base = pyf__scope_open_as(visit->scope);
    visit->scoped = true;
    return true;
}
