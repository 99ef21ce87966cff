/* SPDX-License-Identifier: MIT */
/* Which signatures are a matter of registers; see registers.h. */
#include "function/registers.h"

bool
pyf__count_registers(const struct pyf__signature *signature, unsigned *words,
                     unsigned *numbers)
{
    if (!PYF__SPLIT_REGISTERS ||
        pyf__carrier_of(&signature->result) == PYF__BY_MEMORY)
        return false;
    for (unsigned i = 0; i < signature->count; i++) {
        const struct pyf__type *type = &signature->parameters[i].type;

        if (pyf__type_needs_memory(type))
            return false;
        if (pyf__type_is_number(type))
            (*numbers)++;
        else
            *words += type->paired ? 2 : 1;
    }
    return true;
}
