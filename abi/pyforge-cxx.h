/* SPDX-License-Identifier: MIT */
/*
 * pyforge-cxx.h - the initializers of pyforge.h, in C++.
 *
 * C++ has designated initializers since C++20 only, and warns of them before;
 * so there a value is made by a function, which is inlined. Included by
 * pyforge.h; nothing here is part of the ABI.
 */
#ifndef PYFORGE_CXX_H
#define PYFORGE_CXX_H

extern "C++" { /* also where a program includes it as C */
namespace pyforge_cxx {

inline pyf_value of_kind(uint32_t kind)
{
    pyf_value value = pyf_value();

    value.kind = kind;
    return value;
}

inline pyf_value of_i64(uint32_t kind, int64_t x)
{
    pyf_value value = of_kind(kind);

    value.as.i64 = x;
    return value;
}

inline pyf_value of_u64(uint64_t x)
{
    pyf_value value = of_kind(PYF_VALUE_U64);

    value.as.u64 = x;
    return value;
}

inline pyf_value of_f64(double x)
{
    pyf_value value = of_kind(PYF_VALUE_F64);

    value.as.f64 = x;
    return value;
}

inline pyf_value of_c128(double real, double imag)
{
    pyf_value value = of_kind(PYF_VALUE_COMPLEX);

    value.as.c128.real = real;
    value.as.c128.imag = imag;
    return value;
}

inline pyf_value of_text(uint32_t kind, const void *data, size_t length)
{
    pyf_value value = of_kind(kind);

    value.as.text.data = static_cast<const char *>(data);
    value.as.text.length = length;
    return value;
}

inline pyf_value of_handle(pyf_handle handle)
{
    pyf_value value = of_kind(PYF_VALUE_HANDLE);

    value.as.handle = handle;
    return value;
}

template <typename Struct> inline Struct sized()
{
    Struct made = Struct();

    made.size = sizeof(Struct);
    return made;
}

template <typename Struct> inline Struct versioned()
{
    Struct made = sized<Struct>();

    made.api_version = PYF_API_VERSION;
    return made;
}

} // namespace pyforge_cxx
} // extern "C++"

#define PYF_NIL ::pyforge_cxx::of_kind(PYF_VALUE_NONE)
#define PYF_BOOL(x) ::pyforge_cxx::of_i64(PYF_VALUE_BOOL, (x) ? 1 : 0)
#define PYF_I64(x) ::pyforge_cxx::of_i64(PYF_VALUE_I64, (x))
#define PYF_U64(x) ::pyforge_cxx::of_u64((x))
#define PYF_F64(x) ::pyforge_cxx::of_f64((x))
#define PYF_C128(x, y) ::pyforge_cxx::of_c128((x), (y))
#define PYF_STR(...) ::pyforge_cxx::of_text(PYF_VALUE_STR, __VA_ARGS__)
#define PYF_BYTES(...) ::pyforge_cxx::of_text(PYF_VALUE_BYTES, __VA_ARGS__)
#define PYF_HANDLE(h) ::pyforge_cxx::of_handle((h))

#define PYF_CONFIG_INIT ::pyforge_cxx::versioned<pyf_config>()
#define PYF_STATS_INIT ::pyforge_cxx::sized<pyf_stats>()
#define PYF_FAILURE_INIT ::pyforge_cxx::sized<pyf_failure>()
#define PYF_WARNING_INIT ::pyforge_cxx::sized<pyf_warning>()
#define PYF_FUNCTION_DEF_INIT ::pyforge_cxx::sized<pyf_function_def>()
#define PYF_ITERATOR_DEF_INIT ::pyforge_cxx::sized<pyf_iterator_def>()
#define PYF_MODULE_DEF_INIT ::pyforge_cxx::versioned<pyf_module_def>()

#endif
