/* SPDX-License-Identifier: MIT */
/* signature - one line that describes a C function. */
#include "handle/fault.h"

#include "signature/plans.h"

pyf_handle
pyf_signature(const char *text, size_t length)
{
    const struct pyf__signature *signature;

    if (pyf__signature_find(text, length, &signature, __func__) < 0)
        return 0;
    return signature->handle;
}
