/* SPDX-License-Identifier: MIT */
/* The rows of the table of types; see types.h. */
#include "signature/types.h"

static ffi_type *slice_elements[] = {
    &ffi_type_pointer,
    sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32,
    NULL,
};
ffi_type pyf__ffi_slice = {sizeof(pyf_slice), _Alignof(pyf_slice),
                           FFI_TYPE_STRUCT, slice_elements};

static ffi_type *complex_elements[] = {&ffi_type_double, &ffi_type_double,
                                       NULL};
ffi_type pyf__ffi_complex = {2 * sizeof(double), _Alignof(double),
                             FFI_TYPE_STRUCT, complex_elements};

const struct pyf__type_row pyf__types[PYF__TYPE_COUNT] = {
#define ROW(code, text, ffi, sort, carrier, ...)                              \
    [PYF__##code] = {text, ffi, PYF__SORT_##sort, PYF__BY_##carrier,          \
                     __VA_ARGS__},
    PYF__TYPE_TABLE(ROW)
#undef ROW
};
