/* SPDX-License-Identifier: MIT */
/* Every function of the ABI. Made by contract.py from abi/pyforge.json. */
#ifndef PYF_TESTS_CONTRACT_TABLE_H
#define PYF_TESTS_CONTRACT_TABLE_H

#include "every-function.h"

static uint64_t
call_pyf_version(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_version();
}

static uint64_t
call_pyf_version_string(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(uintptr_t)pyf_version_string();
}

static uint64_t
call_pyf_python_version(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_python_version();
}

static uint64_t
call_pyf_python_version_string(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(uintptr_t)pyf_python_version_string();
}

static uint64_t
call_pyf_has(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_has((const char *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_config_default(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_config_default((pyf_config *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_initialize(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_initialize((const pyf_config *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_finalize(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_finalize();
}

static uint64_t
call_pyf_is_initialized(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_is_initialized();
}

static uint64_t
call_pyf_discover(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_discover((const pyf_config *)(uintptr_t)w[0], (char *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_attach_begin(const uint64_t *w)
{
    return (uint64_t)pyf_attach_begin((uint32_t)w[0]);
}

static uint64_t
call_pyf_try_attach_begin(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_try_attach_begin((uint32_t)w[0], (pyf_token *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_attach_end(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_attach_end((pyf_token)w[0]);
}

static uint64_t
call_pyf_detach_begin(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_detach_begin();
}

static uint64_t
call_pyf_detach_end(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_detach_end((pyf_token)w[0]);
}

static uint64_t
call_pyf_is_attached(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_is_attached();
}

static uint64_t
call_pyf_dup(const uint64_t *w)
{
    return (uint64_t)pyf_dup((pyf_handle)w[0]);
}

static uint64_t
call_pyf_close(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_close((pyf_handle)w[0]);
}

static uint64_t
call_pyf_close_all(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_close_all((const pyf_handle *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_is(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_is((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_handle_kind(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_handle_kind((pyf_handle)w[0]);
}

static uint64_t
call_pyf_scope_begin(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_scope_begin();
}

static uint64_t
call_pyf_scope_end(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_scope_end((pyf_token)w[0]);
}

static uint64_t
call_pyf_bind(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_bind((pyf_handle)w[0]);
}

static uint64_t
call_pyf_unbind(const uint64_t *w)
{
    return (uint64_t)pyf_unbind((pyf_handle)w[0]);
}

static uint64_t
call_pyf_stats_get(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_stats_get((pyf_stats *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_error_code(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_error_code();
}

static uint64_t
call_pyf_error_name(const uint64_t *w)
{
    return (uint64_t)(uintptr_t)pyf_error_name((int)w[0]);
}

static uint64_t
call_pyf_error_message(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(uintptr_t)pyf_error_message();
}

static uint64_t
call_pyf_error_exception(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_error_exception();
}

static uint64_t
call_pyf_error_take(const uint64_t *w)
{
    (void)w;
    return (uint64_t)pyf_error_take();
}

static uint64_t
call_pyf_error_fetch(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_fetch((pyf_failure *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_error_set(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_set((int)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_error_raise(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_raise((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_error_raise_payload(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_raise_payload((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (uintptr_t)w[3], (void *)(uintptr_t)w[4], (pyf_drop)(uintptr_t)w[5]);
}

static uint64_t
call_pyf_error_matches(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_matches((pyf_handle)w[0]);
}

static uint64_t
call_pyf_error_format(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_format((char *)(uintptr_t)w[0], (size_t)w[1], (size_t *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_error_print(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_print((int)w[0]);
}

static uint64_t
call_pyf_error_exit_status(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_exit_status((int)w[0]);
}

static uint64_t
call_pyf_error_set_last(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_error_set_last();
}

static uint64_t
call_pyf_error_clear(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_error_clear();
}

static uint64_t
call_pyf_error_text(const uint64_t *w)
{
    return (uint64_t)pyf_error_text((pyf_handle)w[0]);
}

static uint64_t
call_pyf_error_traceback(const uint64_t *w)
{
    return (uint64_t)pyf_error_traceback((pyf_handle)w[0]);
}

static uint64_t
call_pyf_error_cause(const uint64_t *w)
{
    return (uint64_t)pyf_error_cause((pyf_handle)w[0]);
}

static uint64_t
call_pyf_error_set_cause(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_set_cause((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_error_context(const uint64_t *w)
{
    return (uint64_t)pyf_error_context((pyf_handle)w[0]);
}

static uint64_t
call_pyf_error_set_context(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_set_context((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_error_set_payload(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_set_payload((pyf_handle)w[0], (uintptr_t)w[1], (void *)(uintptr_t)w[2], (pyf_drop)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_error_payload(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_error_payload((pyf_handle)w[0], (uintptr_t)w[1], (void **)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_getattr(const uint64_t *w)
{
    return (uint64_t)pyf_getattr((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_getattr_opt(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_getattr_opt((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_getattr_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_getattr_value((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (uint32_t)w[3], (pyf_value *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_setattr(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setattr((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_setattr_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setattr_value((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_value *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_delattr(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_delattr((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_hasattr(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_hasattr((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_getattr_handle(const uint64_t *w)
{
    return (uint64_t)pyf_getattr_handle((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_setattr_handle(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setattr_handle((pyf_handle)w[0], (pyf_handle)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_delattr_handle(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_delattr_handle((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_hasattr_handle(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_hasattr_handle((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_getitem(const uint64_t *w)
{
    return (uint64_t)pyf_getitem((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_getitem_str(const uint64_t *w)
{
    return (uint64_t)pyf_getitem_str((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_getitem_i64(const uint64_t *w)
{
    return (uint64_t)pyf_getitem_i64((pyf_handle)w[0], (int64_t)w[1]);
}

static uint64_t
call_pyf_getitem_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_getitem_value((pyf_handle)w[0], (const pyf_value *)(uintptr_t)w[1], (uint32_t)w[2], (pyf_value *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_setitem(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setitem((pyf_handle)w[0], (pyf_handle)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_setitem_str(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setitem_str((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_setitem_i64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setitem_i64((pyf_handle)w[0], (int64_t)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_setitem_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_setitem_value((pyf_handle)w[0], (const pyf_value *)(uintptr_t)w[1], (const pyf_value *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_delitem(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_delitem((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_delitem_str(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_delitem_str((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_delitem_i64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_delitem_i64((pyf_handle)w[0], (int64_t)w[1]);
}

static uint64_t
call_pyf_hasitem(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_hasitem((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_is_true(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_is_true((pyf_handle)w[0]);
}

static uint64_t
call_pyf_len(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_len((pyf_handle)w[0], (int64_t *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_hash(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_hash((pyf_handle)w[0], (int64_t *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_repr(const uint64_t *w)
{
    return (uint64_t)pyf_repr((pyf_handle)w[0]);
}

static uint64_t
call_pyf_str(const uint64_t *w)
{
    return (uint64_t)pyf_str((pyf_handle)w[0]);
}

static uint64_t
call_pyf_dir(const uint64_t *w)
{
    return (uint64_t)pyf_dir((pyf_handle)w[0]);
}

static uint64_t
call_pyf_contains(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_contains((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_compare(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_compare((pyf_handle)w[0], (pyf_handle)w[1], (int)w[2]);
}

static uint64_t
call_pyf_richcompare(const uint64_t *w)
{
    return (uint64_t)pyf_richcompare((pyf_handle)w[0], (pyf_handle)w[1], (int)w[2]);
}

static uint64_t
call_pyf_binary(const uint64_t *w)
{
    return (uint64_t)pyf_binary((pyf_handle)w[0], (pyf_handle)w[1], (int)w[2]);
}

static uint64_t
call_pyf_inplace(const uint64_t *w)
{
    return (uint64_t)pyf_inplace((pyf_handle)w[0], (pyf_handle)w[1], (int)w[2]);
}

static uint64_t
call_pyf_unary(const uint64_t *w)
{
    return (uint64_t)pyf_unary((pyf_handle)w[0], (int)w[1]);
}

static uint64_t
call_pyf_iter(const uint64_t *w)
{
    return (uint64_t)pyf_iter((pyf_handle)w[0]);
}

static uint64_t
call_pyf_next(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_next((pyf_handle)w[0], (pyf_handle *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_next_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_next_value((pyf_handle)w[0], (uint32_t)w[1], (pyf_value *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_type(const uint64_t *w)
{
    return (uint64_t)pyf_type((pyf_handle)w[0]);
}

static uint64_t
call_pyf_builtin_type(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_builtin_type((pyf_handle)w[0]);
}

static uint64_t
call_pyf_isinstance(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_isinstance((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_issubclass(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_issubclass((pyf_handle)w[0], (pyf_handle)w[1]);
}

static uint64_t
call_pyf_is_callable(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_is_callable((pyf_handle)w[0]);
}

static uint64_t
call_pyf_import(const uint64_t *w)
{
    return (uint64_t)pyf_import((const char *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_eval(const uint64_t *w)
{
    return (uint64_t)pyf_eval((const char *)(uintptr_t)w[0], (size_t)w[1], (pyf_handle)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_run(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_run((const char *)(uintptr_t)w[0], (size_t)w[1], (pyf_handle)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_compile(const uint64_t *w)
{
    return (uint64_t)pyf_compile((const char *)(uintptr_t)w[0], (size_t)w[1], (const char *)(uintptr_t)w[2], (size_t)w[3], (int)w[4]);
}

static uint64_t
call_pyf_run_code(const uint64_t *w)
{
    return (uint64_t)pyf_run_code((pyf_handle)w[0], (pyf_handle)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_module_from_source(const uint64_t *w)
{
    return (uint64_t)pyf_module_from_source((const char *)(uintptr_t)w[0], (size_t)w[1], (const char *)(uintptr_t)w[2], (size_t)w[3], (const char *)(uintptr_t)w[4], (size_t)w[5]);
}

static uint64_t
call_pyf_call(const uint64_t *w)
{
    return (uint64_t)pyf_call((pyf_handle)w[0], (const pyf_handle *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_call_kw(const uint64_t *w)
{
    return (uint64_t)pyf_call_kw((pyf_handle)w[0], (const pyf_handle *)(uintptr_t)w[1], (size_t)w[2], (const pyf_text *)(uintptr_t)w[3], (size_t)w[4]);
}

static uint64_t
call_pyf_call_dict(const uint64_t *w)
{
    return (uint64_t)pyf_call_dict((pyf_handle)w[0], (pyf_handle)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_call_method(const uint64_t *w)
{
    return (uint64_t)pyf_call_method((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_handle *)(uintptr_t)w[3], (size_t)w[4]);
}

static uint64_t
call_pyf_call_method_handle(const uint64_t *w)
{
    return (uint64_t)pyf_call_method_handle((pyf_handle)w[0], (pyf_handle)w[1], (const pyf_handle *)(uintptr_t)w[2], (size_t)w[3]);
}

static uint64_t
call_pyf_call_method_kw(const uint64_t *w)
{
    return (uint64_t)pyf_call_method_kw((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_handle *)(uintptr_t)w[3], (size_t)w[4], (const pyf_text *)(uintptr_t)w[5], (size_t)w[6]);
}

static uint64_t
call_pyf_call_values(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_values((pyf_handle)w[0], (const pyf_value *)(uintptr_t)w[1], (size_t)w[2], (uint32_t)w[3], (pyf_value *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_call_values_kw(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_values_kw((pyf_handle)w[0], (const pyf_value *)(uintptr_t)w[1], (size_t)w[2], (const pyf_text *)(uintptr_t)w[3], (size_t)w[4], (uint32_t)w[5], (pyf_value *)(uintptr_t)w[6]);
}

static uint64_t
call_pyf_call_method_values(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_method_values((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_value *)(uintptr_t)w[3], (size_t)w[4], (uint32_t)w[5], (pyf_value *)(uintptr_t)w[6]);
}

static uint64_t
call_pyf_call_method_values_kw(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_method_values_kw((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_value *)(uintptr_t)w[3], (size_t)w[4], (const pyf_text *)(uintptr_t)w[5], (size_t)w[6], (uint32_t)w[7], (pyf_value *)(uintptr_t)w[8]);
}

static uint64_t
call_pyf_from_bool(const uint64_t *w)
{
    return (uint64_t)pyf_from_bool((int)w[0]);
}

static uint64_t
call_pyf_from_i64(const uint64_t *w)
{
    return (uint64_t)pyf_from_i64((int64_t)w[0]);
}

static uint64_t
call_pyf_from_u64(const uint64_t *w)
{
    return (uint64_t)pyf_from_u64((uint64_t)w[0]);
}

static uint64_t
call_pyf_from_f64(const uint64_t *w)
{
    return (uint64_t)pyf_from_f64((double)w[0]);
}

static uint64_t
call_pyf_from_str(const uint64_t *w)
{
    return (uint64_t)pyf_from_str((const char *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_from_bytes(const uint64_t *w)
{
    return (uint64_t)pyf_from_bytes((const void *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_from_value(const uint64_t *w)
{
    return (uint64_t)pyf_from_value((const pyf_value *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_to_bool(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_bool((pyf_handle)w[0], (int *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_to_i64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_i64((pyf_handle)w[0], (int64_t *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_to_u64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_u64((pyf_handle)w[0], (uint64_t *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_to_f64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_f64((pyf_handle)w[0], (double *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_to_str(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_str((pyf_handle)w[0], (const char **)(uintptr_t)w[1], (size_t *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_to_bytes(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_bytes((pyf_handle)w[0], (const void **)(uintptr_t)w[1], (size_t *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_copy_str(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_copy_str((pyf_handle)w[0], (char *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_copy_bytes(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_copy_bytes((pyf_handle)w[0], (void *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_to_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_to_value((pyf_handle)w[0], (uint32_t)w[1], (pyf_value *)(uintptr_t)w[2]);
}

static uint64_t
call_pyf_list_from_handles(const uint64_t *w)
{
    return (uint64_t)pyf_list_from_handles((const pyf_handle *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_tuple_from_handles(const uint64_t *w)
{
    return (uint64_t)pyf_tuple_from_handles((const pyf_handle *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_set_from_handles(const uint64_t *w)
{
    return (uint64_t)pyf_set_from_handles((const pyf_handle *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_frozenset_from_handles(const uint64_t *w)
{
    return (uint64_t)pyf_frozenset_from_handles((const pyf_handle *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_dict_from_handles(const uint64_t *w)
{
    return (uint64_t)pyf_dict_from_handles((const pyf_handle *)(uintptr_t)w[0], (const pyf_handle *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_list_from_values(const uint64_t *w)
{
    return (uint64_t)pyf_list_from_values((const pyf_value *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_tuple_from_values(const uint64_t *w)
{
    return (uint64_t)pyf_tuple_from_values((const pyf_value *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_dict_from_values(const uint64_t *w)
{
    return (uint64_t)pyf_dict_from_values((const pyf_value *)(uintptr_t)w[0], (const pyf_value *)(uintptr_t)w[1], (size_t)w[2]);
}

static uint64_t
call_pyf_list_from_i64(const uint64_t *w)
{
    return (uint64_t)pyf_list_from_i64((const int64_t *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_list_from_f64(const uint64_t *w)
{
    return (uint64_t)pyf_list_from_f64((const double *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_items_to_handles(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_items_to_handles((pyf_handle)w[0], (pyf_handle *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_items_to_values(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_items_to_values((pyf_handle)w[0], (uint32_t)w[1], (pyf_value *)(uintptr_t)w[2], (size_t)w[3], (size_t *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_dict_to_handles(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_dict_to_handles((pyf_handle)w[0], (pyf_handle *)(uintptr_t)w[1], (pyf_handle *)(uintptr_t)w[2], (size_t)w[3], (size_t *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_dict_to_values(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_dict_to_values((pyf_handle)w[0], (uint32_t)w[1], (pyf_value *)(uintptr_t)w[2], (uint32_t)w[3], (pyf_value *)(uintptr_t)w[4], (size_t)w[5], (size_t *)(uintptr_t)w[6]);
}

static uint64_t
call_pyf_items_to_i64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_items_to_i64((pyf_handle)w[0], (int64_t *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_items_to_f64(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_items_to_f64((pyf_handle)w[0], (double *)(uintptr_t)w[1], (size_t)w[2], (size_t *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_signature(const uint64_t *w)
{
    return (uint64_t)pyf_signature((const char *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_call_native(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_native((pyf_handle)w[0], (pyf_handle)w[1], (void *const *)(uintptr_t)w[2], (size_t)w[3], (void *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_call_method_native(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_method_native((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle)w[3], (void *const *)(uintptr_t)w[4], (size_t)w[5], (void *)(uintptr_t)w[6]);
}

static uint64_t
call_pyf_call_prepare(const uint64_t *w)
{
    return (uint64_t)pyf_call_prepare((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_call_prepared(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_call_prepared((pyf_handle)w[0], (void *const *)(uintptr_t)w[1], (size_t)w[2], (void *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_closure_new(const uint64_t *w)
{
    return (uint64_t)pyf_closure_new((pyf_handle)w[0], (pyf_handle)w[1], (int)w[2], (const void *)(uintptr_t)w[3], (pyf_native_function *)(uintptr_t)w[4]);
}

static uint64_t
call_pyf_function_new(const uint64_t *w)
{
    return (uint64_t)pyf_function_new((const pyf_function_def *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_owner_revoke(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_owner_revoke((uintptr_t)w[0]);
}

static uint64_t
call_pyf_iterator_new(const uint64_t *w)
{
    return (uint64_t)pyf_iterator_new((const pyf_iterator_def *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_module_new(const uint64_t *w)
{
    return (uint64_t)pyf_module_new((const char *)(uintptr_t)w[0], (size_t)w[1], (const char *)(uintptr_t)w[2], (size_t)w[3]);
}

static uint64_t
call_pyf_module_add(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_module_add((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (pyf_handle)w[3]);
}

static uint64_t
call_pyf_module_add_value(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_module_add_value((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const pyf_value *)(uintptr_t)w[3]);
}

static uint64_t
call_pyf_module_add_function(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_module_add_function((pyf_handle)w[0], (const pyf_function_def *)(uintptr_t)w[1]);
}

static uint64_t
call_pyf_module_add_submodule(const uint64_t *w)
{
    return (uint64_t)pyf_module_add_submodule((pyf_handle)w[0], (const char *)(uintptr_t)w[1], (size_t)w[2], (const char *)(uintptr_t)w[3], (size_t)w[4]);
}

static uint64_t
call_pyf_inittab_append(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_inittab_append((const pyf_module_def *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_extension_init(const uint64_t *w)
{
    return (uint64_t)(uintptr_t)pyf_extension_init((const pyf_module_def *)(uintptr_t)w[0]);
}

static uint64_t
call_pyf_sys_path_insert(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_sys_path_insert((const char *)(uintptr_t)w[0], (size_t)w[1], (int64_t)w[2]);
}

static uint64_t
call_pyf_sys_modules_set(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_sys_modules_set((const char *)(uintptr_t)w[0], (size_t)w[1], (pyf_handle)w[2]);
}

static uint64_t
call_pyf_sys_flush(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_sys_flush();
}

static uint64_t
call_pyf_signals_check(const uint64_t *w)
{
    (void)w;
    return (uint64_t)(int64_t)pyf_signals_check();
}

static const struct function functions[] = {
    {"pyf_version", call_pyf_version,
     RETURNS_WORD, 0, 0, 1, 0,
     {{0}}},
    {"pyf_version_string", call_pyf_version_string,
     RETURNS_POINTER, 0, 0, 1, 0,
     {{0}}},
    {"pyf_python_version", call_pyf_python_version,
     RETURNS_WORD, 0, 0, 1, 0,
     {{0}}},
    {"pyf_python_version_string", call_pyf_python_version_string,
     RETURNS_POINTER, 0, 0, 1, 0,
     {{0}}},
    {"pyf_has", call_pyf_has,
     RETURNS_STATUS, 0, 0, 1, 2,
     {
         {"feature", TEXT, NULL_REFUSED},
         {"feature_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_config_default", call_pyf_config_default,
     RETURNS_STATUS, 0, 0, 1, 2,
     {
         {"config", CONFIG, NULL_UNSAID},
         {"size", SIZE, NULL_ALLOWED},
     }},
    {"pyf_initialize", call_pyf_initialize,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"config", CONFIG, NULL_UNSAID},
     }},
    {"pyf_finalize", call_pyf_finalize,
     RETURNS_STATUS, 0, 0, 1, 0,
     {{0}}},
    {"pyf_is_initialized", call_pyf_is_initialized,
     RETURNS_STATUS, 0, 0, 1, 0,
     {{0}}},
    {"pyf_discover", call_pyf_discover,
     RETURNS_STATUS, 0, 0, 1, 4,
     {
         {"config", CONFIG, NULL_ALLOWED},
         {"buffer", ROOM, NULL_REFUSED},
         {"size", SIZE, NULL_ALLOWED},
         {"length", RESULT, NULL_REFUSED},
     }},
    {"pyf_attach_begin", call_pyf_attach_begin,
     RETURNS_WORD, 0, 0, 1, 1,
     {
         {"flags", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_try_attach_begin", call_pyf_try_attach_begin,
     RETURNS_STATUS, 0, 0, 1, 2,
     {
         {"flags", NUMBER, NULL_ALLOWED},
         {"token", RESULT, NULL_REFUSED},
     }},
    {"pyf_attach_end", call_pyf_attach_end,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"token", TOKEN, NULL_REFUSED},
     }},
    {"pyf_detach_begin", call_pyf_detach_begin,
     RETURNS_WORD, 1, 0, 1, 0,
     {{0}}},
    {"pyf_detach_end", call_pyf_detach_end,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"token", TOKEN, NULL_REFUSED},
     }},
    {"pyf_is_attached", call_pyf_is_attached,
     RETURNS_STATUS, 0, 0, 1, 0,
     {{0}}},
    {"pyf_dup", call_pyf_dup,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"handle", HANDLE, NULL_REFUSED},
     }},
    {"pyf_close", call_pyf_close,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"handle", HANDLE, NULL_REFUSED},
     }},
    {"pyf_close_all", call_pyf_close_all,
     RETURNS_STATUS, 0, 0, 1, 2,
     {
         {"handles", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_is", call_pyf_is,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"a", HANDLE, NULL_REFUSED},
         {"b", HANDLE, NULL_REFUSED},
     }},
    {"pyf_handle_kind", call_pyf_handle_kind,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"handle", HANDLE, NULL_REFUSED},
     }},
    {"pyf_scope_begin", call_pyf_scope_begin,
     RETURNS_WORD, 1, 0, 1, 0,
     {{0}}},
    {"pyf_scope_end", call_pyf_scope_end,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"scope", TOKEN, NULL_REFUSED},
     }},
    {"pyf_bind", call_pyf_bind,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"handle", HANDLE, NULL_REFUSED},
     }},
    {"pyf_unbind", call_pyf_unbind,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"handle", HANDLE, NULL_REFUSED},
     }},
    {"pyf_stats_get", call_pyf_stats_get,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"stats", STATS, NULL_REFUSED},
     }},
    {"pyf_error_code", call_pyf_error_code,
     RETURNS_STATUS, 0, 0, 1, 0,
     {{0}}},
    {"pyf_error_name", call_pyf_error_name,
     RETURNS_POINTER, 0, 0, 1, 1,
     {
         {"code", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_error_message", call_pyf_error_message,
     RETURNS_POINTER, 0, 0, 1, 0,
     {{0}}},
    {"pyf_error_exception", call_pyf_error_exception,
     RETURNS_WORD, 1, 0, 1, 0,
     {{0}}},
    {"pyf_error_take", call_pyf_error_take,
     RETURNS_WORD, 1, 0, 1, 0,
     {{0}}},
    {"pyf_error_fetch", call_pyf_error_fetch,
     RETURNS_STATUS, 0, 0, 0, 1,
     {
         {"failure", FAILURE, NULL_REFUSED},
     }},
    {"pyf_error_set", call_pyf_error_set,
     RETURNS_STATUS, 0, 1, 1, 3,
     {
         {"code", NUMBER, NULL_ALLOWED},
         {"message", TEXT, NULL_ALLOWED},
         {"length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_error_raise", call_pyf_error_raise,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"exception", HANDLE, NULL_ALLOWED},
         {"message", TEXT, NULL_ALLOWED},
         {"length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_error_raise_payload", call_pyf_error_raise_payload,
     RETURNS_STATUS, 1, 1, 1, 6,
     {
         {"exception", HANDLE, NULL_ALLOWED},
         {"message", TEXT, NULL_ALLOWED},
         {"length", SIZE, NULL_ALLOWED},
         {"owner", NUMBER, NULL_ALLOWED},
         {"data", MEMORY, NULL_ALLOWED},
         {"drop", DROP, NULL_ALLOWED},
     }},
    {"pyf_error_matches", call_pyf_error_matches,
     RETURNS_STATUS, 1, 0, 0, 1,
     {
         {"type", HANDLE, NULL_REFUSED},
     }},
    {"pyf_error_format", call_pyf_error_format,
     RETURNS_STATUS, 0, 0, 0, 3,
     {
         {"buffer", ROOM, NULL_REFUSED},
         {"size", SIZE, NULL_ALLOWED},
         {"length", RESULT, NULL_UNSAID},
     }},
    {"pyf_error_print", call_pyf_error_print,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"fd", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_error_exit_status", call_pyf_error_exit_status,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"fd", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_error_set_last", call_pyf_error_set_last,
     RETURNS_STATUS, 1, 0, 1, 0,
     {{0}}},
    {"pyf_error_clear", call_pyf_error_clear,
     RETURNS_STATUS, 0, 0, 1, 0,
     {{0}}},
    {"pyf_error_text", call_pyf_error_text,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"exception", HANDLE, NULL_UNSAID},
     }},
    {"pyf_error_traceback", call_pyf_error_traceback,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"exception", HANDLE, NULL_UNSAID},
     }},
    {"pyf_error_cause", call_pyf_error_cause,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"exception", HANDLE, NULL_UNSAID},
     }},
    {"pyf_error_set_cause", call_pyf_error_set_cause,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"exception", HANDLE, NULL_UNSAID},
         {"cause", HANDLE, NULL_REFUSED},
     }},
    {"pyf_error_context", call_pyf_error_context,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"exception", HANDLE, NULL_UNSAID},
     }},
    {"pyf_error_set_context", call_pyf_error_set_context,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"exception", HANDLE, NULL_UNSAID},
         {"context", HANDLE, NULL_REFUSED},
     }},
    {"pyf_error_set_payload", call_pyf_error_set_payload,
     RETURNS_STATUS, 1, 0, 1, 4,
     {
         {"exception", HANDLE, NULL_ALLOWED},
         {"owner", NUMBER, NULL_ALLOWED},
         {"data", MEMORY, NULL_ALLOWED},
         {"drop", DROP, NULL_ALLOWED},
     }},
    {"pyf_error_payload", call_pyf_error_payload,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"exception", HANDLE, NULL_UNSAID},
         {"owner", NUMBER, NULL_ALLOWED},
         {"data", RESULT, NULL_UNSAID},
     }},
    {"pyf_getattr", call_pyf_getattr,
     RETURNS_WORD, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_getattr_opt", call_pyf_getattr_opt,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"result", RESULT, NULL_REFUSED},
     }},
    {"pyf_getattr_value", call_pyf_getattr_value,
     RETURNS_STATUS, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_REFUSED},
     }},
    {"pyf_setattr", call_pyf_setattr,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_setattr_value", call_pyf_setattr_value,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"value", VALUES, NULL_REFUSED},
     }},
    {"pyf_delattr", call_pyf_delattr,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_hasattr", call_pyf_hasattr,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_getattr_handle", call_pyf_getattr_handle,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", HANDLE, NULL_REFUSED},
     }},
    {"pyf_setattr_handle", call_pyf_setattr_handle,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", HANDLE, NULL_REFUSED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_delattr_handle", call_pyf_delattr_handle,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", HANDLE, NULL_REFUSED},
     }},
    {"pyf_hasattr_handle", call_pyf_hasattr_handle,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", HANDLE, NULL_REFUSED},
     }},
    {"pyf_getitem", call_pyf_getitem,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", HANDLE, NULL_REFUSED},
     }},
    {"pyf_getitem_str", call_pyf_getitem_str,
     RETURNS_WORD, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", TEXT, NULL_REFUSED},
         {"key_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_getitem_i64", call_pyf_getitem_i64,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"index", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_getitem_value", call_pyf_getitem_value,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", VALUES, NULL_REFUSED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_REFUSED},
     }},
    {"pyf_setitem", call_pyf_setitem,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", HANDLE, NULL_REFUSED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_setitem_str", call_pyf_setitem_str,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", TEXT, NULL_REFUSED},
         {"key_length", SIZE, NULL_ALLOWED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_setitem_i64", call_pyf_setitem_i64,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"index", NUMBER, NULL_ALLOWED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_setitem_value", call_pyf_setitem_value,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", VALUES, NULL_REFUSED},
         {"value", VALUES, NULL_REFUSED},
     }},
    {"pyf_delitem", call_pyf_delitem,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", HANDLE, NULL_REFUSED},
     }},
    {"pyf_delitem_str", call_pyf_delitem_str,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", TEXT, NULL_REFUSED},
         {"key_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_delitem_i64", call_pyf_delitem_i64,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"index", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_hasitem", call_pyf_hasitem,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"key", HANDLE, NULL_REFUSED},
     }},
    {"pyf_is_true", call_pyf_is_true,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_len", call_pyf_len,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"length", RESULT, NULL_REFUSED},
     }},
    {"pyf_hash", call_pyf_hash,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"hash", RESULT, NULL_REFUSED},
     }},
    {"pyf_repr", call_pyf_repr,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_str", call_pyf_str,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_dir", call_pyf_dir,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_contains", call_pyf_contains,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"item", HANDLE, NULL_REFUSED},
     }},
    {"pyf_compare", call_pyf_compare,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED},
         {"b", HANDLE, NULL_REFUSED},
         {"op", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_richcompare", call_pyf_richcompare,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED},
         {"b", HANDLE, NULL_REFUSED},
         {"op", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_binary", call_pyf_binary,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED},
         {"b", HANDLE, NULL_REFUSED},
         {"op", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_inplace", call_pyf_inplace,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED},
         {"b", HANDLE, NULL_REFUSED},
         {"op", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_unary", call_pyf_unary,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"op", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_iter", call_pyf_iter,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_next", call_pyf_next,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"iterator", HANDLE, NULL_REFUSED},
         {"item", RESULT, NULL_REFUSED},
     }},
    {"pyf_next_value", call_pyf_next_value,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"iterator", HANDLE, NULL_REFUSED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"item", RESULT, NULL_REFUSED},
     }},
    {"pyf_type", call_pyf_type,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_builtin_type", call_pyf_builtin_type,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_isinstance", call_pyf_isinstance,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"type", HANDLE, NULL_REFUSED},
     }},
    {"pyf_issubclass", call_pyf_issubclass,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"derived", HANDLE, NULL_REFUSED},
         {"type", HANDLE, NULL_REFUSED},
     }},
    {"pyf_is_callable", call_pyf_is_callable,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED},
     }},
    {"pyf_import", call_pyf_import,
     RETURNS_WORD, 1, 1, 1, 2,
     {
         {"name", TEXT, NULL_UNSAID},
         {"name_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_eval", call_pyf_eval,
     RETURNS_WORD, 1, 1, 1, 4,
     {
         {"source", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
         {"globals", HANDLE, NULL_REFUSED},
         {"locals", HANDLE, NULL_REFUSED},
     }},
    {"pyf_run", call_pyf_run,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"source", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
         {"globals", HANDLE, NULL_REFUSED},
         {"locals", HANDLE, NULL_REFUSED},
     }},
    {"pyf_compile", call_pyf_compile,
     RETURNS_WORD, 1, 1, 1, 5,
     {
         {"source", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
         {"filename", TEXT, NULL_ALLOWED},
         {"filename_length", SIZE, NULL_ALLOWED},
         {"mode", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_run_code", call_pyf_run_code,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"code", HANDLE, NULL_REFUSED},
         {"globals", HANDLE, NULL_REFUSED},
         {"locals", HANDLE, NULL_REFUSED},
     }},
    {"pyf_module_from_source", call_pyf_module_from_source,
     RETURNS_WORD, 1, 1, 1, 6,
     {
         {"source", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
         {"filename", TEXT, NULL_UNSAID},
         {"filename_length", SIZE, NULL_ALLOWED},
         {"name", TEXT, NULL_ALLOWED},
         {"name_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call", call_pyf_call,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"args", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_kw", call_pyf_call_kw,
     RETURNS_WORD, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"args", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"names", NAMES, NULL_REFUSED},
         {"name_count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_dict", call_pyf_call_dict,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"args", HANDLE, NULL_REFUSED},
         {"kwargs", HANDLE, NULL_REFUSED},
     }},
    {"pyf_call_method", call_pyf_call_method,
     RETURNS_WORD, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"args", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_method_handle", call_pyf_call_method_handle,
     RETURNS_WORD, 1, 0, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", HANDLE, NULL_REFUSED},
         {"args", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_method_kw", call_pyf_call_method_kw,
     RETURNS_WORD, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"args", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"names", NAMES, NULL_REFUSED},
         {"name_count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_values", call_pyf_call_values,
     RETURNS_STATUS, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"args", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_ALLOWED},
     }},
    {"pyf_call_values_kw", call_pyf_call_values_kw,
     RETURNS_STATUS, 1, 1, 1, 7,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"args", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"names", NAMES, NULL_REFUSED},
         {"name_count", SIZE, NULL_ALLOWED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_ALLOWED},
     }},
    {"pyf_call_method_values", call_pyf_call_method_values,
     RETURNS_STATUS, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"args", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_ALLOWED},
     }},
    {"pyf_call_method_values_kw", call_pyf_call_method_values_kw,
     RETURNS_STATUS, 1, 1, 1, 9,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"args", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"names", NAMES, NULL_REFUSED},
         {"name_count", SIZE, NULL_ALLOWED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"result", RESULT, NULL_ALLOWED},
     }},
    {"pyf_from_bool", call_pyf_from_bool,
     RETURNS_WORD, 0, 0, 1, 1,
     {
         {"value", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_from_i64", call_pyf_from_i64,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"value", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_from_u64", call_pyf_from_u64,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"value", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_from_f64", call_pyf_from_f64,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"value", FLOAT, NULL_REFUSED},
     }},
    {"pyf_from_str", call_pyf_from_str,
     RETURNS_WORD, 1, 1, 1, 2,
     {
         {"text", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_from_bytes", call_pyf_from_bytes,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"data", DATA, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_from_value", call_pyf_from_value,
     RETURNS_WORD, 1, 1, 1, 1,
     {
         {"value", VALUES, NULL_REFUSED},
     }},
    {"pyf_to_bool", call_pyf_to_bool,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"value", RESULT, NULL_REFUSED},
     }},
    {"pyf_to_i64", call_pyf_to_i64,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"value", RESULT, NULL_REFUSED},
     }},
    {"pyf_to_u64", call_pyf_to_u64,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"value", RESULT, NULL_REFUSED},
     }},
    {"pyf_to_f64", call_pyf_to_f64,
     RETURNS_STATUS, 1, 0, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"value", RESULT, NULL_REFUSED},
     }},
    {"pyf_to_str", call_pyf_to_str,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"text", RESULT, NULL_REFUSED},
         {"length", RESULT, NULL_UNSAID},
     }},
    {"pyf_to_bytes", call_pyf_to_bytes,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"data", RESULT, NULL_REFUSED},
         {"length", RESULT, NULL_UNSAID},
     }},
    {"pyf_copy_str", call_pyf_copy_str,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"buffer", ROOM, NULL_REFUSED},
         {"size", SIZE, NULL_ALLOWED},
         {"length", RESULT, NULL_ALLOWED},
     }},
    {"pyf_copy_bytes", call_pyf_copy_bytes,
     RETURNS_STATUS, 1, 0, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"buffer", MEMORY, NULL_REFUSED},
         {"size", SIZE, NULL_ALLOWED},
         {"length", RESULT, NULL_ALLOWED},
     }},
    {"pyf_to_value", call_pyf_to_value,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"value", RESULT, NULL_REFUSED},
     }},
    {"pyf_list_from_handles", call_pyf_list_from_handles,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_tuple_from_handles", call_pyf_tuple_from_handles,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_set_from_handles", call_pyf_set_from_handles,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_frozenset_from_handles", call_pyf_frozenset_from_handles,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_dict_from_handles", call_pyf_dict_from_handles,
     RETURNS_WORD, 1, 0, 1, 3,
     {
         {"keys", HANDLES, NULL_REFUSED},
         {"values", HANDLES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_list_from_values", call_pyf_list_from_values,
     RETURNS_WORD, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_tuple_from_values", call_pyf_tuple_from_values,
     RETURNS_WORD, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_dict_from_values", call_pyf_dict_from_values,
     RETURNS_WORD, 1, 1, 1, 3,
     {
         {"keys", VALUES, NULL_REFUSED},
         {"values", VALUES, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_list_from_i64", call_pyf_list_from_i64,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", NUMBERS, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_list_from_f64", call_pyf_list_from_f64,
     RETURNS_WORD, 1, 0, 1, 2,
     {
         {"items", NUMBERS, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
     }},
    {"pyf_items_to_handles", call_pyf_items_to_handles,
     RETURNS_STATUS, 1, 0, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"items", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_items_to_values", call_pyf_items_to_values,
     RETURNS_STATUS, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"wanted", NUMBER, NULL_ALLOWED},
         {"items", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_dict_to_handles", call_pyf_dict_to_handles,
     RETURNS_STATUS, 1, 0, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"keys", ROOM, NULL_REFUSED},
         {"values", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_dict_to_values", call_pyf_dict_to_values,
     RETURNS_STATUS, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"wanted_key", NUMBER, NULL_ALLOWED},
         {"keys", ROOM, NULL_REFUSED},
         {"wanted_value", NUMBER, NULL_ALLOWED},
         {"values", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_items_to_i64", call_pyf_items_to_i64,
     RETURNS_STATUS, 1, 0, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"items", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_items_to_f64", call_pyf_items_to_f64,
     RETURNS_STATUS, 1, 0, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"items", ROOM, NULL_REFUSED},
         {"capacity", SIZE, NULL_ALLOWED},
         {"count", RESULT, NULL_REFUSED},
     }},
    {"pyf_signature", call_pyf_signature,
     RETURNS_WORD, 0, 0, 1, 2,
     {
         {"text", TEXT, NULL_REFUSED},
         {"length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_call_native", call_pyf_call_native,
     RETURNS_STATUS, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"signature", SIGNATURE, NULL_REFUSED},
         {"args", POINTERS, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"result", MEMORY, NULL_ALLOWED},
     }},
    {"pyf_call_method_native", call_pyf_call_method_native,
     RETURNS_STATUS, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_UNSAID},
         {"name_length", SIZE, NULL_ALLOWED},
         {"signature", SIGNATURE, NULL_REFUSED},
         {"args", POINTERS, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"result", MEMORY, NULL_ALLOWED},
     }},
    {"pyf_call_prepare", call_pyf_call_prepare,
     RETURNS_WORD, 1, 1, 1, 4,
     {
         {"target", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_ALLOWED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"signature", SIGNATURE, NULL_REFUSED},
     }},
    {"pyf_call_prepared", call_pyf_call_prepared,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"call", CALL, NULL_REFUSED},
         {"args", POINTERS, NULL_REFUSED},
         {"count", SIZE, NULL_ALLOWED},
         {"result", MEMORY, NULL_ALLOWED},
     }},
    {"pyf_closure_new", call_pyf_closure_new,
     RETURNS_WORD, 1, 0, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED},
         {"signature", SIGNATURE, NULL_REFUSED},
         {"on_error", NUMBER, NULL_ALLOWED},
         {"fallback", DATA, NULL_ALLOWED},
         {"function", RESULT, NULL_REFUSED},
     }},
    {"pyf_function_new", call_pyf_function_new,
     RETURNS_WORD, 1, 1, 1, 1,
     {
         {"def", FUNCTION_DEF, NULL_REFUSED},
     }},
    {"pyf_owner_revoke", call_pyf_owner_revoke,
     RETURNS_STATUS, 1, 0, 1, 1,
     {
         {"owner", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_iterator_new", call_pyf_iterator_new,
     RETURNS_WORD, 1, 0, 1, 1,
     {
         {"def", ITERATOR_DEF, NULL_REFUSED},
     }},
    {"pyf_module_new", call_pyf_module_new,
     RETURNS_WORD, 1, 1, 1, 4,
     {
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"doc", TEXT, NULL_ALLOWED},
         {"doc_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_module_add", call_pyf_module_add,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"module", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"value", HANDLE, NULL_REFUSED},
     }},
    {"pyf_module_add_value", call_pyf_module_add_value,
     RETURNS_STATUS, 1, 1, 1, 4,
     {
         {"module", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"value", VALUES, NULL_REFUSED},
     }},
    {"pyf_module_add_function", call_pyf_module_add_function,
     RETURNS_STATUS, 1, 1, 1, 2,
     {
         {"module", HANDLE, NULL_REFUSED},
         {"def", FUNCTION_DEF, NULL_REFUSED},
     }},
    {"pyf_module_add_submodule", call_pyf_module_add_submodule,
     RETURNS_WORD, 1, 1, 1, 5,
     {
         {"parent", HANDLE, NULL_REFUSED},
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"doc", TEXT, NULL_ALLOWED},
         {"doc_length", SIZE, NULL_ALLOWED},
     }},
    {"pyf_inittab_append", call_pyf_inittab_append,
     RETURNS_STATUS, 0, 0, 1, 1,
     {
         {"def", MODULE_DEF, NULL_REFUSED},
     }},
    {"pyf_extension_init", call_pyf_extension_init,
     RETURNS_POINTER, 0, 0, 1, 1,
     {
         {"def", MODULE_DEF, NULL_REFUSED},
     }},
    {"pyf_sys_path_insert", call_pyf_sys_path_insert,
     RETURNS_STATUS, 1, 0, 1, 3,
     {
         {"path", TEXT, NULL_REFUSED},
         {"path_length", SIZE, NULL_ALLOWED},
         {"position", NUMBER, NULL_ALLOWED},
     }},
    {"pyf_sys_modules_set", call_pyf_sys_modules_set,
     RETURNS_STATUS, 1, 1, 1, 3,
     {
         {"name", TEXT, NULL_REFUSED},
         {"name_length", SIZE, NULL_ALLOWED},
         {"module", HANDLE, NULL_REFUSED},
     }},
    {"pyf_sys_flush", call_pyf_sys_flush,
     RETURNS_STATUS, 1, 0, 1, 0,
     {{0}}},
    {"pyf_signals_check", call_pyf_signals_check,
     RETURNS_STATUS, 1, 0, 1, 0,
     {{0}}},
};

#endif
