/* SPDX-License-Identifier: MIT */
/*
 * Spans: from a begin to an end on one thread it is attached, has let go of
 * Python, or has a scope. They nest. A token is
 *
 *   {PYF_KIND_TOKEN | thread 20 | running number of the span 32}
 *
 * (bits.h), and nothing in it is trusted: it only has to be that of the
 * innermost span, and the span one of the sort that is to end.
 */
#ifndef PYF__SPANS_H
#define PYF__SPANS_H

#include "handle/bits.h"
#include "runtime/threads.h"

static pyf__hot pyf_token
pyf__token_of(const struct pyf__thread *thread, const struct pyf__span *span)
{
    return (pyf_token)PYF_KIND_TOKEN << PYF__KEY_SHIFT |
           (pyf_token)thread->serial << 32 | span->number;
}

/* A token, or 0 with the failure parked; an end gives a status and parks its
 * failure under `function`. scope: 0, or PYF__NO_SCOPE for a span whose new
 * handles belong to none. */
pyf_token pyf__attach_begin(uint32_t scope, const char *function);
pyf_token pyf__detach_begin(const char *function);
pyf_token pyf__scope_begin(const char *function);
int pyf__span_end(pyf_token token, enum pyf__span_sort sort,
                  const char *function);

/* Whether that is the token of a span that is open on this thread. */
bool pyf__span_is_open(pyf_token token);

#endif
