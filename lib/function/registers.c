/* SPDX-License-Identifier: MIT */
/* Which signatures are a matter of registers; see registers.h. */
#include "function/registers.h"

bool
pyf__count_registers(const struct pyf__signature *signature, unsigned *words,
                     unsigned *numbers)
{
    if (!PYF__SPLIT_REGISTERS || signature->result.carrier == PYF__BY_MEMORY)
        return false;
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__type *type = &signature->parameters[i].type;

        if (type->carrier == PYF__BY_MEMORY)
            return false;
        if (type->carrier == PYF__BY_NUMBER)
            (*numbers)++;
        else
            *words += pyf__type_arguments(type);
    }
    return true;
}
