/* SPDX-License-Identifier: MIT */
/* The rare paths of entry.h. */
#include "entry.h"

int
entry_attach(struct entry *e)
{
    if (pyf__auto_attach) {
        e->deed = pyf__visit();
        if (e->deed != 0)
            return PYF_OK;
    }
    e->status = pyf__fault_detached(e->function);
    return e->status;
}

int
entry_null(struct entry *e, const char *argument)
{
    if (e->status == PYF_OK)
        e->status = pyf__fault_argument(PYF_ERR_ARGUMENT, e->function,
                                        argument, "is NULL");
    return e->status;
}
