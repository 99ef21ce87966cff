/* SPDX-License-Identifier: MIT */
/*
 * Spans: from a begin to an end on one thread it is attached, has let go of
 * Python, or has a scope. They nest. A token is
 *
 *   {kind 8 | thread 24 | running number of the span 32}
 *
 * and nothing in it is trusted: it only has to be that of the innermost span.
 */
#ifndef PYF__SPANS_H
#define PYF__SPANS_H

#include "runtime/threads.h"

enum { PYF__SERIAL_MASK = 0xffffff };

static pyf__hot pyf_token
pyf__token_of(const struct pyf__thread *thread, const struct pyf__span *span)
{
    return (pyf_token)span->kind << 56 | (pyf_token)thread->serial << 32 |
           span->number;
}

/* A token, or 0 with the failure parked; an end gives a status and parks its
 * failure under `function`. scope: 0, or PYF__NO_SCOPE for a span whose new
 * handles belong to none. */
pyf_token pyf__attach_begin(uint32_t scope, const char *function);
pyf_token pyf__detach_begin(const char *function);
pyf_token pyf__scope_begin(const char *function);
int pyf__span_end(pyf_token token, int kind, const char *function);

/* Kind of a span that is open on this thread, else PYF_ERR_HANDLE. */
int pyf__span_kind(pyf_token token);

#endif
