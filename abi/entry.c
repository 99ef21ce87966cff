/* SPDX-License-Identifier: MIT */
/* The rare paths of entry.h. */
#include "entry.h"

pyf__cold int
entry_attach(const char *function)
{
    int deed = pyf__auto_attach ? pyf__visit() : 0;

    return deed != 0 ? deed : pyf__fault_detached(function);
}

pyf__cold int
entry_null(const char *function, const char *argument)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                               "is NULL");
}

pyf__cold int
entry_leave_failed(struct entry e)
{
    if (e.status == PYF_OK)
        e.status = pyf__fault_python(e.function);
    entry_release(&e);
    return e.status;
}
