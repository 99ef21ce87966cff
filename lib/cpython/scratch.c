/* SPDX-License-Identifier: MIT */
/* The store of scratch numbers; see scratch.h. */
#include "cpython/scratch.h"

struct pyf__scratch pyf__scratch;
