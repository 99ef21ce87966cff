/* SPDX-License-Identifier: MIT */
/* The rare paths of entry.h. */
#include "entry.h"

pyf__cold int
pyf__entry_attach(const char *function)
{
    int deed = 0;

    if (pyf__attach_late())
        return 0;
    if (pyf__auto_attach)
        deed = pyf__visit();
    return deed != 0 ? deed : pyf__fault_detached(function);
}

pyf__cold int
pyf__entry_null(const char *function, const char *argument)
{
    return pyf__fault_argument(PYF_ERR_ARGUMENT, function, argument,
                               "is NULL");
}

pyf__cold int
pyf__entry_bad_handle(const char *function, const char *argument,
                      pyf_handle handle)
{
    /* Not one of ours, and so none at all. */
    if (pyf__key_of(handle) == PYF_KIND_SIGNATURE)
        return pyf__fault_handle(PYF_ERR_HANDLE, function, argument, handle);
    return pyf__fault_bad_handle(function, argument, handle);
}

pyf__cold int
pyf__entry_leave_failed(struct entry e)
{
    if (e.status == PYF_OK)
        e.status = pyf__fault_python(e.function);
    entry_release(&e);
    return e.status;
}
