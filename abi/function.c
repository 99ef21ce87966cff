/* SPDX-License-Identifier: MIT */
/* function - show host functions to Python. */
#include "function/function.h"

#include "entry.h"
#include "handle/sized.h"
#include "runtime/owned.h"

pyf_handle
pyf_function_new(const pyf_function_def *def)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e)) {
        pyf__sized_drop(&pyf__sized_function, def);
        return leave_0(&e);
    }
    return leave_made(&e, pyf__function_new(def, NULL, __func__));
}

int
pyf_owner_revoke(uintptr_t owner)
{
    struct entry e = enter(__func__);

    if (!entry_failed(&e) && owner == 0)
        e.status = pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "owner",
                                       "is 0, which is nobody");
    if (!entry_failed(&e))
        pyf__owned_revoke(owner);
    return leave(&e);
}

pyf_handle
pyf_iterator_new(const pyf_iterator_def *def)
{
    struct entry e = enter(__func__);

    if (entry_failed(&e)) {
        pyf__sized_drop(&pyf__sized_iterator, def);
        return leave_0(&e);
    }
    return leave_made(&e, pyf__iterator_new(def, __func__));
}
