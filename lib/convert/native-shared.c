/* SPDX-License-Identifier: MIT */
/* What native-from.c and native-to.c share: the names of places in messages,
 * and what makes functions; see native.h. */
#include "convert/native.h"

#include <stdlib.h>

#include "platform/platform.h"

_Atomic(const struct pyf__fn *) pyf__fn;

char *
pyf__place_text(const struct pyf__place *place)
{
    char *outer, *text;

    if (place->outer == NULL)
        return place->name == NULL
                   ? pyf__format("%s() result", place->function)
                   : pyf__format("%s() argument '%s'", place->function,
                                 place->name);
    outer = pyf__place_text(place->outer);
    text = pyf__format("%s[%zu]", outer == NULL ? "?" : outer, place->index);
    free(outer);
    return text;
}
