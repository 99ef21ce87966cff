/* SPDX-License-Identifier: MIT */
/* attach - which threads may call Python. */
#include "entry.h"

/* PYF_OK, or a failure: flags that this library does not know. */
static int
check_flags(uint32_t flags, const char *function)
{
    if (pyf__unlikely((flags & ~PYF_ATTACH_UNSCOPED) != 0))
        return pyf__fault_argument(PYF_ERR_ARGUMENT, function, "flags",
                                   "has bits that are none of PYF_ATTACH_...");
    return PYF_OK;
}

/* The flags are good. */
static pyf_token
attach(uint32_t flags, const char *function)
{
    uint32_t scope = (flags & PYF_ATTACH_UNSCOPED) != 0 ? PYF__NO_SCOPE : 0;

    return pyf__attach_begin(scope, function);
}

pyf_token
pyf_attach_begin(uint32_t flags)
{
    return check_flags(flags, __func__) < 0 ? 0 : attach(flags, __func__);
}

int
pyf_try_attach_begin(uint32_t flags, pyf_token *token)
{
    int status = check_flags(flags, __func__);

    if (token == NULL)
        return pyf__fault_argument(PYF_ERR_ARGUMENT, __func__, "token",
                                   "is NULL");
    *token = 0;
    if (status < 0)
        return status;
    if (pyf__state() != PYF__UP)
        return 0;
    *token = attach(flags, __func__);
    if (*token != 0)
        return 1;
    if (pyf__state() == PYF__UP)
        return pyf__fault.code;
    pyf__fault_clear(); /* it went away in between */
    return 0;
}

int
pyf_attach_end(pyf_token token)
{
    return pyf__span_end(token, PYF__ATTACH, __func__);
}

pyf_token
pyf_detach_begin(void)
{
    return pyf__detach_begin(__func__);
}

int
pyf_detach_end(pyf_token token)
{
    return pyf__span_end(token, PYF__DETACH, __func__);
}

int
pyf_is_attached(void)
{
    return pyf__attach_late();
}
