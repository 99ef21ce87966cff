/* SPDX-License-Identifier: MIT */
/* Every function of the ABI. Made by contract.py from abi/pyforge.json. */
#ifndef PYF_TESTS_CONTRACT_TABLE_H
#define PYF_TESTS_CONTRACT_TABLE_H

#include "every-function.h"

#include <stddef.h>

#if UINTPTR_MAX == UINT64_MAX
_Static_assert(sizeof(pyf_text) == 16, "pyf_text");
_Static_assert(_Alignof(pyf_text) == 8,
               "alignment of pyf_text");
_Static_assert(offsetof(pyf_text, data) == 0,
               "pyf_text.data");
_Static_assert(sizeof(((pyf_text *)0)->data) == 8,
               "pyf_text.data");
_Static_assert(offsetof(pyf_text, length) == 8,
               "pyf_text.length");
_Static_assert(sizeof(((pyf_text *)0)->length) == 8,
               "pyf_text.length");
_Static_assert(sizeof(pyf_complex) == 16, "pyf_complex");
_Static_assert(_Alignof(pyf_complex) == 8,
               "alignment of pyf_complex");
_Static_assert(offsetof(pyf_complex, real) == 0,
               "pyf_complex.real");
_Static_assert(sizeof(((pyf_complex *)0)->real) == 8,
               "pyf_complex.real");
_Static_assert(offsetof(pyf_complex, imag) == 8,
               "pyf_complex.imag");
_Static_assert(sizeof(((pyf_complex *)0)->imag) == 8,
               "pyf_complex.imag");
_Static_assert(sizeof(pyf_value) == 32, "pyf_value");
_Static_assert(_Alignof(pyf_value) == 8,
               "alignment of pyf_value");
_Static_assert(offsetof(pyf_value, kind) == 0,
               "pyf_value.kind");
_Static_assert(sizeof(((pyf_value *)0)->kind) == 4,
               "pyf_value.kind");
_Static_assert(offsetof(pyf_value, reserved) == 4,
               "pyf_value.reserved");
_Static_assert(sizeof(((pyf_value *)0)->reserved) == 4,
               "pyf_value.reserved");
_Static_assert(offsetof(pyf_value, as) == 8,
               "pyf_value.as");
_Static_assert(sizeof(((pyf_value *)0)->as) == 16,
               "pyf_value.as");
_Static_assert(offsetof(pyf_value, as.i64) == 8,
               "pyf_value.as.i64");
_Static_assert(sizeof(((pyf_value *)0)->as.i64) == 8,
               "pyf_value.as.i64");
_Static_assert(offsetof(pyf_value, as.u64) == 8,
               "pyf_value.as.u64");
_Static_assert(sizeof(((pyf_value *)0)->as.u64) == 8,
               "pyf_value.as.u64");
_Static_assert(offsetof(pyf_value, as.f64) == 8,
               "pyf_value.as.f64");
_Static_assert(sizeof(((pyf_value *)0)->as.f64) == 8,
               "pyf_value.as.f64");
_Static_assert(offsetof(pyf_value, as.c128) == 8,
               "pyf_value.as.c128");
_Static_assert(sizeof(((pyf_value *)0)->as.c128) == 16,
               "pyf_value.as.c128");
_Static_assert(offsetof(pyf_value, as.text) == 8,
               "pyf_value.as.text");
_Static_assert(sizeof(((pyf_value *)0)->as.text) == 16,
               "pyf_value.as.text");
_Static_assert(offsetof(pyf_value, as.handle) == 8,
               "pyf_value.as.handle");
_Static_assert(sizeof(((pyf_value *)0)->as.handle) == 8,
               "pyf_value.as.handle");
_Static_assert(offsetof(pyf_value, owner) == 24,
               "pyf_value.owner");
_Static_assert(sizeof(((pyf_value *)0)->owner) == 8,
               "pyf_value.owner");
_Static_assert(sizeof(pyf_config) == 88, "pyf_config");
_Static_assert(_Alignof(pyf_config) == 8,
               "alignment of pyf_config");
_Static_assert(offsetof(pyf_config, size) == 0,
               "pyf_config.size");
_Static_assert(sizeof(((pyf_config *)0)->size) == 8,
               "pyf_config.size");
_Static_assert(offsetof(pyf_config, api_version) == 8,
               "pyf_config.api_version");
_Static_assert(sizeof(((pyf_config *)0)->api_version) == 4,
               "pyf_config.api_version");
_Static_assert(offsetof(pyf_config, flags) == 12,
               "pyf_config.flags");
_Static_assert(sizeof(((pyf_config *)0)->flags) == 4,
               "pyf_config.flags");
_Static_assert(offsetof(pyf_config, drain_ms) == 16,
               "pyf_config.drain_ms");
_Static_assert(sizeof(((pyf_config *)0)->drain_ms) == 4,
               "pyf_config.drain_ms");
_Static_assert(offsetof(pyf_config, reserved) == 20,
               "pyf_config.reserved");
_Static_assert(sizeof(((pyf_config *)0)->reserved) == 4,
               "pyf_config.reserved");
_Static_assert(offsetof(pyf_config, name) == 24,
               "pyf_config.name");
_Static_assert(sizeof(((pyf_config *)0)->name) == 8,
               "pyf_config.name");
_Static_assert(offsetof(pyf_config, python) == 32,
               "pyf_config.python");
_Static_assert(sizeof(((pyf_config *)0)->python) == 8,
               "pyf_config.python");
_Static_assert(offsetof(pyf_config, libpython) == 40,
               "pyf_config.libpython");
_Static_assert(sizeof(((pyf_config *)0)->libpython) == 8,
               "pyf_config.libpython");
_Static_assert(offsetof(pyf_config, home) == 48,
               "pyf_config.home");
_Static_assert(sizeof(((pyf_config *)0)->home) == 8,
               "pyf_config.home");
_Static_assert(offsetof(pyf_config, argv) == 56,
               "pyf_config.argv");
_Static_assert(sizeof(((pyf_config *)0)->argv) == 8,
               "pyf_config.argv");
_Static_assert(offsetof(pyf_config, argc) == 64,
               "pyf_config.argc");
_Static_assert(sizeof(((pyf_config *)0)->argc) == 8,
               "pyf_config.argc");
_Static_assert(offsetof(pyf_config, paths) == 72,
               "pyf_config.paths");
_Static_assert(sizeof(((pyf_config *)0)->paths) == 8,
               "pyf_config.paths");
_Static_assert(offsetof(pyf_config, path_count) == 80,
               "pyf_config.path_count");
_Static_assert(sizeof(((pyf_config *)0)->path_count) == 8,
               "pyf_config.path_count");
_Static_assert(sizeof(pyf_stats) == 40, "pyf_stats");
_Static_assert(_Alignof(pyf_stats) == 8,
               "alignment of pyf_stats");
_Static_assert(offsetof(pyf_stats, size) == 0,
               "pyf_stats.size");
_Static_assert(sizeof(((pyf_stats *)0)->size) == 8,
               "pyf_stats.size");
_Static_assert(offsetof(pyf_stats, live) == 8,
               "pyf_stats.live");
_Static_assert(sizeof(((pyf_stats *)0)->live) == 8,
               "pyf_stats.live");
_Static_assert(offsetof(pyf_stats, pending) == 16,
               "pyf_stats.pending");
_Static_assert(sizeof(((pyf_stats *)0)->pending) == 8,
               "pyf_stats.pending");
_Static_assert(offsetof(pyf_stats, threads) == 24,
               "pyf_stats.threads");
_Static_assert(sizeof(((pyf_stats *)0)->threads) == 8,
               "pyf_stats.threads");
_Static_assert(offsetof(pyf_stats, users) == 32,
               "pyf_stats.users");
_Static_assert(sizeof(((pyf_stats *)0)->users) == 8,
               "pyf_stats.users");
_Static_assert(sizeof(pyf_slice) == 16, "pyf_slice");
_Static_assert(_Alignof(pyf_slice) == 8,
               "alignment of pyf_slice");
_Static_assert(offsetof(pyf_slice, data) == 0,
               "pyf_slice.data");
_Static_assert(sizeof(((pyf_slice *)0)->data) == 8,
               "pyf_slice.data");
_Static_assert(offsetof(pyf_slice, length) == 8,
               "pyf_slice.length");
_Static_assert(sizeof(((pyf_slice *)0)->length) == 8,
               "pyf_slice.length");
_Static_assert(sizeof(pyf_failure) == 64, "pyf_failure");
_Static_assert(_Alignof(pyf_failure) == 8,
               "alignment of pyf_failure");
_Static_assert(offsetof(pyf_failure, size) == 0,
               "pyf_failure.size");
_Static_assert(sizeof(((pyf_failure *)0)->size) == 8,
               "pyf_failure.size");
_Static_assert(offsetof(pyf_failure, flags) == 8,
               "pyf_failure.flags");
_Static_assert(sizeof(((pyf_failure *)0)->flags) == 4,
               "pyf_failure.flags");
_Static_assert(offsetof(pyf_failure, code) == 12,
               "pyf_failure.code");
_Static_assert(sizeof(((pyf_failure *)0)->code) == 4,
               "pyf_failure.code");
_Static_assert(offsetof(pyf_failure, message) == 16,
               "pyf_failure.message");
_Static_assert(sizeof(((pyf_failure *)0)->message) == 8,
               "pyf_failure.message");
_Static_assert(offsetof(pyf_failure, message_length) == 24,
               "pyf_failure.message_length");
_Static_assert(sizeof(((pyf_failure *)0)->message_length) == 8,
               "pyf_failure.message_length");
_Static_assert(offsetof(pyf_failure, exception) == 32,
               "pyf_failure.exception");
_Static_assert(sizeof(((pyf_failure *)0)->exception) == 8,
               "pyf_failure.exception");
_Static_assert(offsetof(pyf_failure, payload_owner) == 40,
               "pyf_failure.payload_owner");
_Static_assert(sizeof(((pyf_failure *)0)->payload_owner) == 8,
               "pyf_failure.payload_owner");
_Static_assert(offsetof(pyf_failure, payload) == 48,
               "pyf_failure.payload");
_Static_assert(sizeof(((pyf_failure *)0)->payload) == 8,
               "pyf_failure.payload");
_Static_assert(offsetof(pyf_failure, has_payload) == 56,
               "pyf_failure.has_payload");
_Static_assert(sizeof(((pyf_failure *)0)->has_payload) == 4,
               "pyf_failure.has_payload");
_Static_assert(offsetof(pyf_failure, reserved) == 60,
               "pyf_failure.reserved");
_Static_assert(sizeof(((pyf_failure *)0)->reserved) == 4,
               "pyf_failure.reserved");
_Static_assert(sizeof(pyf_frame) == 80, "pyf_frame");
_Static_assert(_Alignof(pyf_frame) == 8,
               "alignment of pyf_frame");
_Static_assert(offsetof(pyf_frame, size) == 0,
               "pyf_frame.size");
_Static_assert(sizeof(((pyf_frame *)0)->size) == 8,
               "pyf_frame.size");
_Static_assert(offsetof(pyf_frame, args) == 8,
               "pyf_frame.args");
_Static_assert(sizeof(((pyf_frame *)0)->args) == 8,
               "pyf_frame.args");
_Static_assert(offsetof(pyf_frame, args.values) == 8,
               "pyf_frame.args.values");
_Static_assert(sizeof(((pyf_frame *)0)->args.values) == 8,
               "pyf_frame.args.values");
_Static_assert(offsetof(pyf_frame, args.handles) == 8,
               "pyf_frame.args.handles");
_Static_assert(sizeof(((pyf_frame *)0)->args.handles) == 8,
               "pyf_frame.args.handles");
_Static_assert(offsetof(pyf_frame, count) == 16,
               "pyf_frame.count");
_Static_assert(sizeof(((pyf_frame *)0)->count) == 8,
               "pyf_frame.count");
_Static_assert(offsetof(pyf_frame, names) == 24,
               "pyf_frame.names");
_Static_assert(sizeof(((pyf_frame *)0)->names) == 8,
               "pyf_frame.names");
_Static_assert(offsetof(pyf_frame, name_count) == 32,
               "pyf_frame.name_count");
_Static_assert(sizeof(((pyf_frame *)0)->name_count) == 8,
               "pyf_frame.name_count");
_Static_assert(offsetof(pyf_frame, data) == 40,
               "pyf_frame.data");
_Static_assert(sizeof(((pyf_frame *)0)->data) == 8,
               "pyf_frame.data");
_Static_assert(offsetof(pyf_frame, module) == 48,
               "pyf_frame.module");
_Static_assert(sizeof(((pyf_frame *)0)->module) == 8,
               "pyf_frame.module");
_Static_assert(offsetof(pyf_frame, receiver) == 56,
               "pyf_frame.receiver");
_Static_assert(sizeof(((pyf_frame *)0)->receiver) == 8,
               "pyf_frame.receiver");
_Static_assert(offsetof(pyf_frame, interpreter) == 64,
               "pyf_frame.interpreter");
_Static_assert(sizeof(((pyf_frame *)0)->interpreter) == 4,
               "pyf_frame.interpreter");
_Static_assert(offsetof(pyf_frame, flags) == 68,
               "pyf_frame.flags");
_Static_assert(sizeof(((pyf_frame *)0)->flags) == 4,
               "pyf_frame.flags");
_Static_assert(offsetof(pyf_frame, failed) == 72,
               "pyf_frame.failed");
_Static_assert(sizeof(((pyf_frame *)0)->failed) == 8,
               "pyf_frame.failed");
_Static_assert(sizeof(pyf_warning) == 32, "pyf_warning");
_Static_assert(_Alignof(pyf_warning) == 8,
               "alignment of pyf_warning");
_Static_assert(offsetof(pyf_warning, size) == 0,
               "pyf_warning.size");
_Static_assert(sizeof(((pyf_warning *)0)->size) == 8,
               "pyf_warning.size");
_Static_assert(offsetof(pyf_warning, category) == 8,
               "pyf_warning.category");
_Static_assert(sizeof(((pyf_warning *)0)->category) == 8,
               "pyf_warning.category");
_Static_assert(offsetof(pyf_warning, message) == 16,
               "pyf_warning.message");
_Static_assert(sizeof(((pyf_warning *)0)->message) == 16,
               "pyf_warning.message");
_Static_assert(sizeof(pyf_function_def) == 128, "pyf_function_def");
_Static_assert(_Alignof(pyf_function_def) == 8,
               "alignment of pyf_function_def");
_Static_assert(offsetof(pyf_function_def, size) == 0,
               "pyf_function_def.size");
_Static_assert(sizeof(((pyf_function_def *)0)->size) == 8,
               "pyf_function_def.size");
_Static_assert(offsetof(pyf_function_def, form) == 8,
               "pyf_function_def.form");
_Static_assert(sizeof(((pyf_function_def *)0)->form) == 4,
               "pyf_function_def.form");
_Static_assert(offsetof(pyf_function_def, flags) == 12,
               "pyf_function_def.flags");
_Static_assert(sizeof(((pyf_function_def *)0)->flags) == 4,
               "pyf_function_def.flags");
_Static_assert(offsetof(pyf_function_def, name) == 16,
               "pyf_function_def.name");
_Static_assert(sizeof(((pyf_function_def *)0)->name) == 16,
               "pyf_function_def.name");
_Static_assert(offsetof(pyf_function_def, signature) == 32,
               "pyf_function_def.signature");
_Static_assert(sizeof(((pyf_function_def *)0)->signature) == 16,
               "pyf_function_def.signature");
_Static_assert(offsetof(pyf_function_def, doc) == 48,
               "pyf_function_def.doc");
_Static_assert(sizeof(((pyf_function_def *)0)->doc) == 16,
               "pyf_function_def.doc");
_Static_assert(offsetof(pyf_function_def, call) == 64,
               "pyf_function_def.call");
_Static_assert(sizeof(((pyf_function_def *)0)->call) == 8,
               "pyf_function_def.call");
_Static_assert(offsetof(pyf_function_def, call.native) == 64,
               "pyf_function_def.call.native");
_Static_assert(sizeof(((pyf_function_def *)0)->call.native) == 8,
               "pyf_function_def.call.native");
_Static_assert(offsetof(pyf_function_def, call.values) == 64,
               "pyf_function_def.call.values");
_Static_assert(sizeof(((pyf_function_def *)0)->call.values) == 8,
               "pyf_function_def.call.values");
_Static_assert(offsetof(pyf_function_def, call.handles) == 64,
               "pyf_function_def.call.handles");
_Static_assert(sizeof(((pyf_function_def *)0)->call.handles) == 8,
               "pyf_function_def.call.handles");
_Static_assert(offsetof(pyf_function_def, data) == 72,
               "pyf_function_def.data");
_Static_assert(sizeof(((pyf_function_def *)0)->data) == 8,
               "pyf_function_def.data");
_Static_assert(offsetof(pyf_function_def, drop) == 80,
               "pyf_function_def.drop");
_Static_assert(sizeof(((pyf_function_def *)0)->drop) == 8,
               "pyf_function_def.drop");
_Static_assert(offsetof(pyf_function_def, owner) == 88,
               "pyf_function_def.owner");
_Static_assert(sizeof(((pyf_function_def *)0)->owner) == 8,
               "pyf_function_def.owner");
_Static_assert(offsetof(pyf_function_def, warnings) == 96,
               "pyf_function_def.warnings");
_Static_assert(sizeof(((pyf_function_def *)0)->warnings) == 8,
               "pyf_function_def.warnings");
_Static_assert(offsetof(pyf_function_def, warning_count) == 104,
               "pyf_function_def.warning_count");
_Static_assert(sizeof(((pyf_function_def *)0)->warning_count) == 8,
               "pyf_function_def.warning_count");
_Static_assert(offsetof(pyf_function_def, text_signature) == 112,
               "pyf_function_def.text_signature");
_Static_assert(sizeof(((pyf_function_def *)0)->text_signature) == 16,
               "pyf_function_def.text_signature");
_Static_assert(sizeof(pyf_iterator_def) == 48, "pyf_iterator_def");
_Static_assert(_Alignof(pyf_iterator_def) == 8,
               "alignment of pyf_iterator_def");
_Static_assert(offsetof(pyf_iterator_def, size) == 0,
               "pyf_iterator_def.size");
_Static_assert(sizeof(((pyf_iterator_def *)0)->size) == 8,
               "pyf_iterator_def.size");
_Static_assert(offsetof(pyf_iterator_def, flags) == 8,
               "pyf_iterator_def.flags");
_Static_assert(sizeof(((pyf_iterator_def *)0)->flags) == 4,
               "pyf_iterator_def.flags");
_Static_assert(offsetof(pyf_iterator_def, reserved) == 12,
               "pyf_iterator_def.reserved");
_Static_assert(sizeof(((pyf_iterator_def *)0)->reserved) == 4,
               "pyf_iterator_def.reserved");
_Static_assert(offsetof(pyf_iterator_def, next) == 16,
               "pyf_iterator_def.next");
_Static_assert(sizeof(((pyf_iterator_def *)0)->next) == 8,
               "pyf_iterator_def.next");
_Static_assert(offsetof(pyf_iterator_def, data) == 24,
               "pyf_iterator_def.data");
_Static_assert(sizeof(((pyf_iterator_def *)0)->data) == 8,
               "pyf_iterator_def.data");
_Static_assert(offsetof(pyf_iterator_def, drop) == 32,
               "pyf_iterator_def.drop");
_Static_assert(sizeof(((pyf_iterator_def *)0)->drop) == 8,
               "pyf_iterator_def.drop");
_Static_assert(offsetof(pyf_iterator_def, owner) == 40,
               "pyf_iterator_def.owner");
_Static_assert(sizeof(((pyf_iterator_def *)0)->owner) == 8,
               "pyf_iterator_def.owner");
_Static_assert(sizeof(pyf_module_def) == 88, "pyf_module_def");
_Static_assert(_Alignof(pyf_module_def) == 8,
               "alignment of pyf_module_def");
_Static_assert(offsetof(pyf_module_def, size) == 0,
               "pyf_module_def.size");
_Static_assert(sizeof(((pyf_module_def *)0)->size) == 8,
               "pyf_module_def.size");
_Static_assert(offsetof(pyf_module_def, api_version) == 8,
               "pyf_module_def.api_version");
_Static_assert(sizeof(((pyf_module_def *)0)->api_version) == 4,
               "pyf_module_def.api_version");
_Static_assert(offsetof(pyf_module_def, flags) == 12,
               "pyf_module_def.flags");
_Static_assert(sizeof(((pyf_module_def *)0)->flags) == 4,
               "pyf_module_def.flags");
_Static_assert(offsetof(pyf_module_def, name) == 16,
               "pyf_module_def.name");
_Static_assert(sizeof(((pyf_module_def *)0)->name) == 16,
               "pyf_module_def.name");
_Static_assert(offsetof(pyf_module_def, doc) == 32,
               "pyf_module_def.doc");
_Static_assert(sizeof(((pyf_module_def *)0)->doc) == 16,
               "pyf_module_def.doc");
_Static_assert(offsetof(pyf_module_def, functions) == 48,
               "pyf_module_def.functions");
_Static_assert(sizeof(((pyf_module_def *)0)->functions) == 8,
               "pyf_module_def.functions");
_Static_assert(offsetof(pyf_module_def, function_count) == 56,
               "pyf_module_def.function_count");
_Static_assert(sizeof(((pyf_module_def *)0)->function_count) == 8,
               "pyf_module_def.function_count");
_Static_assert(offsetof(pyf_module_def, exec) == 64,
               "pyf_module_def.exec");
_Static_assert(sizeof(((pyf_module_def *)0)->exec) == 8,
               "pyf_module_def.exec");
_Static_assert(offsetof(pyf_module_def, data) == 72,
               "pyf_module_def.data");
_Static_assert(sizeof(((pyf_module_def *)0)->data) == 8,
               "pyf_module_def.data");
_Static_assert(offsetof(pyf_module_def, drop) == 80,
               "pyf_module_def.drop");
_Static_assert(sizeof(((pyf_module_def *)0)->drop) == 8,
               "pyf_module_def.drop");
#endif

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
call_pyf_config_init(const uint64_t *w)
{
    return (uint64_t)(int64_t)pyf_config_init((pyf_config *)(uintptr_t)w[0], (size_t)w[1], (uint32_t)w[2]);
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
call_pyf_set_from_values(const uint64_t *w)
{
    return (uint64_t)pyf_set_from_values((const pyf_value *)(uintptr_t)w[0], (size_t)w[1]);
}

static uint64_t
call_pyf_frozenset_from_values(const uint64_t *w)
{
    return (uint64_t)pyf_frozenset_from_values((const pyf_value *)(uintptr_t)w[0], (size_t)w[1]);
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

static const struct group groups[] = {
    {"version", 0, 16777216, 1, (const int64_t[]){16777216}},
    {"length", 0, 0, 1, (const int64_t[]){0}},
    {"status", 0, -30, 31, (const int64_t[]){0, -1, -2, -3, -4, -5, -6, -7, -8,
     -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23,
     -24, -25, -26, -27, -28, -29, -30}},
    {"host_status", 0, -1999, 2, (const int64_t[]){-1000, -1999}},
    {"pending", 0, 2, 1, (const int64_t[]){2}},
    {"config_flag", 1, 32, 6, (const int64_t[]){1, 2, 4, 8, 16, 32}},
    {"attach_flag", 1, 1, 1, (const int64_t[]){1}},
    {"drain", 0, 4294967295, 1, (const int64_t[]){4294967295}},
    {"handle_kind", 0, 15, 5, (const int64_t[]){1, 2, 3, 4, 15}},
    {"value_kind", 0, 255, 11, (const int64_t[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
     255}},
    {"form", 0, 3, 3, (const int64_t[]){1, 2, 3}},
    {"failure_flag", 1, 1, 1, (const int64_t[]){1}},
    {"function_flag", 1, 64, 7, (const int64_t[]){1, 2, 4, 8, 16, 32, 64}},
    {"frame_flag", 1, 1, 1, (const int64_t[]){1}},
    {"closure_policy", 0, 2, 2, (const int64_t[]){1, 2}},
    {"module_flag", 1, 1, 1, (const int64_t[]){1}},
    {"comparison", 0, 16, 6, (const int64_t[]){11, 12, 13, 14, 15, 16}},
    {"binary", 0, 33, 13, (const int64_t[]){21, 22, 23, 24, 25, 26, 27, 28, 29,
     30, 31, 32, 33}},
    {"unary", 0, 44, 4, (const int64_t[]){41, 42, 43, 44}},
    {"compile_mode", 0, 53, 3, (const int64_t[]){51, 52, 53}},
    {"builtin", 0, 16, 17, (const int64_t[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
     11, 12, 13, 14, 15, 16}},
    {"reserved_object", 0, 0, 5, (const int64_t[]){0}},
    {"reserved_type", 0, 0, 26, (const int64_t[]){0}},
    {"reserved_exception", 0, 0, 68, (const int64_t[]){0}},
};

static const struct function functions[] = {
    {"pyf_version", call_pyf_version,
     RETURNS_WORD, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_version_string", call_pyf_version_string,
     RETURNS_POINTER, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_python_version", call_pyf_python_version,
     RETURNS_WORD, 0, 0, 1, 1, 0,
     {{0}}},
    {"pyf_python_version_string", call_pyf_python_version_string,
     RETURNS_POINTER, 0, 0, 1, 1, 0,
     {{0}}},
    {"pyf_has", call_pyf_has,
     RETURNS_STATUS, 0, 0, 1, 1, 2,
     {
         {"feature", TEXT, NULL_REFUSED, -1, 1, -1},
         {"feature_length", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_config_init", call_pyf_config_init,
     RETURNS_STATUS, 0, 0, 1, 1, 3,
     {
         {"config", CONFIG, NULL_REFUSED, -1, -1, -1},
         {"size", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"api_version", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_initialize", call_pyf_initialize,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"config", CONFIG, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_finalize", call_pyf_finalize,
     RETURNS_STATUS, 0, 0, 1, 1, 0,
     {{0}}},
    {"pyf_is_initialized", call_pyf_is_initialized,
     RETURNS_STATUS, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_discover", call_pyf_discover,
     RETURNS_STATUS, 0, 0, 1, 1, 4,
     {
         {"config", CONFIG, NULL_ALLOWED, -1, -1, -1},
         {"buffer", ROOM, NULL_IF_EMPTY, -1, 2, -1},
         {"size", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"length", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_attach_begin", call_pyf_attach_begin,
     RETURNS_WORD, 0, 0, 1, 1, 1,
     {
         {"flags", NUMBER, NULL_ALLOWED, 6, -1, -1},
     }},
    {"pyf_try_attach_begin", call_pyf_try_attach_begin,
     RETURNS_STATUS, 0, 0, 1, 1, 2,
     {
         {"flags", NUMBER, NULL_ALLOWED, 6, -1, -1},
         {"token", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_attach_end", call_pyf_attach_end,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"token", TOKEN, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_detach_begin", call_pyf_detach_begin,
     RETURNS_WORD, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_detach_end", call_pyf_detach_end,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"token", TOKEN, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_is_attached", call_pyf_is_attached,
     RETURNS_STATUS, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_dup", call_pyf_dup,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"handle", ANY, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_close", call_pyf_close,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"handle", ANY, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_close_all", call_pyf_close_all,
     RETURNS_STATUS, 0, 0, 1, 1, 2,
     {
         {"handles", HANDLES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_is", call_pyf_is,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"a", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"b", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_handle_kind", call_pyf_handle_kind,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"handle", ANY, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_scope_begin", call_pyf_scope_begin,
     RETURNS_WORD, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_scope_end", call_pyf_scope_end,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"scope", TOKEN, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_bind", call_pyf_bind,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"handle", ANY, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_unbind", call_pyf_unbind,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"handle", ANY, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_stats_get", call_pyf_stats_get,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"stats", STATS, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_code", call_pyf_error_code,
     RETURNS_STATUS, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_error_name", call_pyf_error_name,
     RETURNS_POINTER, 0, 0, 1, 0, 1,
     {
         {"code", NUMBER, NULL_ALLOWED, 2, -1, -1},
     }},
    {"pyf_error_message", call_pyf_error_message,
     RETURNS_POINTER, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_error_exception", call_pyf_error_exception,
     RETURNS_WORD, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_error_take", call_pyf_error_take,
     RETURNS_WORD, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_error_fetch", call_pyf_error_fetch,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"failure", FAILURE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_set", call_pyf_error_set,
     RETURNS_STATUS, 0, 1, 1, 1, 3,
     {
         {"code", NUMBER, NULL_ALLOWED, 2, -1, -1},
         {"message", TEXT, NULL_IF_EMPTY, -1, 2, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_error_raise", call_pyf_error_raise,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"message", TEXT, NULL_IF_EMPTY, -1, 2, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_error_raise_payload", call_pyf_error_raise_payload,
     RETURNS_STATUS, 1, 1, 1, 1, 6,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"message", TEXT, NULL_IF_EMPTY, -1, 2, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"owner", NUMBER, NULL_ALLOWED, -1, -1, -1},
         {"data", MEMORY, NULL_ALLOWED, -1, -1, -1},
         {"drop", DROP, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_error_matches", call_pyf_error_matches,
     RETURNS_STATUS, 1, 0, 0, 1, 1,
     {
         {"type", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_format", call_pyf_error_format,
     RETURNS_STATUS, 0, 0, 0, 1, 3,
     {
         {"buffer", ROOM, NULL_IF_EMPTY, -1, 1, -1},
         {"size", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"length", RESULT, NULL_REFUSED, -1, -1, 0},
     }},
    {"pyf_error_print", call_pyf_error_print,
     RETURNS_STATUS, 0, 0, 1, 0, 1,
     {
         {"fd", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_error_exit_status", call_pyf_error_exit_status,
     RETURNS_STATUS, 0, 0, 1, 0, 1,
     {
         {"fd", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_error_set_last", call_pyf_error_set_last,
     RETURNS_STATUS, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_error_clear", call_pyf_error_clear,
     RETURNS_STATUS, 0, 0, 1, 0, 0,
     {{0}}},
    {"pyf_error_text", call_pyf_error_text,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_traceback", call_pyf_error_traceback,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_cause", call_pyf_error_cause,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_set_cause", call_pyf_error_set_cause,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"cause", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_context", call_pyf_error_context,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_set_context", call_pyf_error_set_context,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"context", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_error_set_payload", call_pyf_error_set_payload,
     RETURNS_STATUS, 1, 0, 1, 1, 4,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"owner", NUMBER, NULL_ALLOWED, -1, -1, -1},
         {"data", MEMORY, NULL_ALLOWED, -1, -1, -1},
         {"drop", DROP, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_error_payload", call_pyf_error_payload,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"exception", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"owner", NUMBER, NULL_ALLOWED, -1, -1, -1},
         {"data", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_getattr", call_pyf_getattr,
     RETURNS_WORD, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_getattr_opt", call_pyf_getattr_opt,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"result", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_getattr_value", call_pyf_getattr_value,
     RETURNS_STATUS, 1, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setattr", call_pyf_setattr,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setattr_value", call_pyf_setattr_value,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"value", VALUES, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_delattr", call_pyf_delattr,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_hasattr", call_pyf_hasattr,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_getattr_handle", call_pyf_getattr_handle,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setattr_handle", call_pyf_setattr_handle,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_delattr_handle", call_pyf_delattr_handle,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_hasattr_handle", call_pyf_hasattr_handle,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_getitem", call_pyf_getitem,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_getitem_str", call_pyf_getitem_str,
     RETURNS_WORD, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", TEXT, NULL_REFUSED, -1, 2, -1},
         {"key_length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_getitem_i64", call_pyf_getitem_i64,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"index", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_getitem_value", call_pyf_getitem_value,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", VALUES, NULL_REFUSED, -1, -1, -1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setitem", call_pyf_setitem,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setitem_str", call_pyf_setitem_str,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", TEXT, NULL_REFUSED, -1, 2, -1},
         {"key_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setitem_i64", call_pyf_setitem_i64,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"index", NUMBER, NULL_ALLOWED, -1, -1, -1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_setitem_value", call_pyf_setitem_value,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", VALUES, NULL_REFUSED, -1, -1, -1},
         {"value", VALUES, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_delitem", call_pyf_delitem,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_delitem_str", call_pyf_delitem_str,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", TEXT, NULL_REFUSED, -1, 2, -1},
         {"key_length", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_delitem_i64", call_pyf_delitem_i64,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"index", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_hasitem", call_pyf_hasitem,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"key", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_is_true", call_pyf_is_true,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_len", call_pyf_len,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"length", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_hash", call_pyf_hash,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"hash", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_repr", call_pyf_repr,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_str", call_pyf_str,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_dir", call_pyf_dir,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_contains", call_pyf_contains,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"item", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_compare", call_pyf_compare,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"b", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"op", NUMBER, NULL_ALLOWED, 16, -1, -1},
     }},
    {"pyf_richcompare", call_pyf_richcompare,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"b", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"op", NUMBER, NULL_ALLOWED, 16, -1, -1},
     }},
    {"pyf_binary", call_pyf_binary,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"b", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"op", NUMBER, NULL_ALLOWED, 17, -1, -1},
     }},
    {"pyf_inplace", call_pyf_inplace,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"a", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"b", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"op", NUMBER, NULL_ALLOWED, 17, -1, -1},
     }},
    {"pyf_unary", call_pyf_unary,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"op", NUMBER, NULL_ALLOWED, 18, -1, -1},
     }},
    {"pyf_iter", call_pyf_iter,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_next", call_pyf_next,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"iterator", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"item", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_next_value", call_pyf_next_value,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"iterator", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"item", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_type", call_pyf_type,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_builtin_type", call_pyf_builtin_type,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_isinstance", call_pyf_isinstance,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"type", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_issubclass", call_pyf_issubclass,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"derived", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"type", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_is_callable", call_pyf_is_callable,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_import", call_pyf_import,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"name", TEXT, NULL_REFUSED, -1, 1, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_eval", call_pyf_eval,
     RETURNS_WORD, 1, 1, 1, 1, 4,
     {
         {"source", TEXT, NULL_REFUSED, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"globals", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"locals", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_run", call_pyf_run,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"source", TEXT, NULL_REFUSED, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"globals", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"locals", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_compile", call_pyf_compile,
     RETURNS_WORD, 1, 1, 1, 1, 5,
     {
         {"source", TEXT, NULL_REFUSED, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"filename", TEXT, NULL_ALLOWED, -1, 3, -1},
         {"filename_length", SIZE, NULL_ALLOWED, -1, -1, 2},
         {"mode", NUMBER, NULL_ALLOWED, 19, -1, -1},
     }},
    {"pyf_run_code", call_pyf_run_code,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"code", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"globals", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"locals", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_module_from_source", call_pyf_module_from_source,
     RETURNS_WORD, 1, 1, 1, 1, 6,
     {
         {"source", TEXT, NULL_REFUSED, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"filename", TEXT, NULL_ALLOWED, -1, 3, -1},
         {"filename_length", SIZE, NULL_ALLOWED, -1, -1, 2},
         {"name", TEXT, NULL_ALLOWED, -1, 5, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 4},
     }},
    {"pyf_call", call_pyf_call,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", HANDLES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_call_kw", call_pyf_call_kw,
     RETURNS_WORD, 1, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", HANDLES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"names", NAMES, NULL_IF_EMPTY, -1, 4, -1},
         {"name_count", SIZE, NULL_ALLOWED, -1, -1, 3},
     }},
    {"pyf_call_dict", call_pyf_call_dict,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"kwargs", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_call_method", call_pyf_call_method,
     RETURNS_WORD, 1, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"args", HANDLES, NULL_IF_EMPTY, -1, 4, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 3},
     }},
    {"pyf_call_method_handle", call_pyf_call_method_handle,
     RETURNS_WORD, 1, 0, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", HANDLES, NULL_IF_EMPTY, -1, 3, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 2},
     }},
    {"pyf_call_method_kw", call_pyf_call_method_kw,
     RETURNS_WORD, 1, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"args", HANDLES, NULL_IF_EMPTY, -1, 4, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 3},
         {"names", NAMES, NULL_IF_EMPTY, -1, 6, -1},
         {"name_count", SIZE, NULL_ALLOWED, -1, -1, 5},
     }},
    {"pyf_call_values", call_pyf_call_values,
     RETURNS_STATUS, 1, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", VALUES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_call_values_kw", call_pyf_call_values_kw,
     RETURNS_STATUS, 1, 1, 1, 1, 7,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"args", VALUES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"names", NAMES, NULL_IF_EMPTY, -1, 4, -1},
         {"name_count", SIZE, NULL_ALLOWED, -1, -1, 3},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_call_method_values", call_pyf_call_method_values,
     RETURNS_STATUS, 1, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"args", VALUES, NULL_IF_EMPTY, -1, 4, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 3},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_call_method_values_kw", call_pyf_call_method_values_kw,
     RETURNS_STATUS, 1, 1, 1, 1, 9,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"args", VALUES, NULL_IF_EMPTY, -1, 4, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 3},
         {"names", NAMES, NULL_IF_EMPTY, -1, 6, -1},
         {"name_count", SIZE, NULL_ALLOWED, -1, -1, 5},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"result", RESULT, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_from_bool", call_pyf_from_bool,
     RETURNS_WORD, 0, 0, 1, 0, 1,
     {
         {"value", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_from_i64", call_pyf_from_i64,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"value", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_from_u64", call_pyf_from_u64,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"value", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_from_f64", call_pyf_from_f64,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"value", FLOAT, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_from_str", call_pyf_from_str,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"text", TEXT, NULL_IF_EMPTY, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_from_bytes", call_pyf_from_bytes,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"data", DATA, NULL_IF_EMPTY, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_from_value", call_pyf_from_value,
     RETURNS_WORD, 1, 1, 1, 1, 1,
     {
         {"value", VALUES, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_to_bool", call_pyf_to_bool,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_to_i64", call_pyf_to_i64,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_to_u64", call_pyf_to_u64,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_to_f64", call_pyf_to_f64,
     RETURNS_STATUS, 1, 0, 1, 1, 2,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"value", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_to_str", call_pyf_to_str,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"text", RESULT, NULL_REFUSED, -1, 2, -1},
         {"length", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_to_bytes", call_pyf_to_bytes,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"data", RESULT, NULL_REFUSED, -1, 2, -1},
         {"length", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_copy_str", call_pyf_copy_str,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"buffer", ROOM, NULL_IF_EMPTY, -1, 2, -1},
         {"size", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"length", RESULT, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_copy_bytes", call_pyf_copy_bytes,
     RETURNS_STATUS, 1, 0, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"buffer", MEMORY, NULL_IF_EMPTY, -1, 2, -1},
         {"size", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"length", RESULT, NULL_ALLOWED, -1, -1, 1},
     }},
    {"pyf_to_value", call_pyf_to_value,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"value", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_list_from_handles", call_pyf_list_from_handles,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", HANDLES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_tuple_from_handles", call_pyf_tuple_from_handles,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", HANDLES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_set_from_handles", call_pyf_set_from_handles,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", HANDLES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_frozenset_from_handles", call_pyf_frozenset_from_handles,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", HANDLES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_dict_from_handles", call_pyf_dict_from_handles,
     RETURNS_WORD, 1, 0, 1, 1, 3,
     {
         {"keys", HANDLES, NULL_IF_EMPTY, -1, 2, -1},
         {"values", HANDLES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_list_from_values", call_pyf_list_from_values,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_tuple_from_values", call_pyf_tuple_from_values,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_set_from_values", call_pyf_set_from_values,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_frozenset_from_values", call_pyf_frozenset_from_values,
     RETURNS_WORD, 1, 1, 1, 1, 2,
     {
         {"items", VALUES, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_dict_from_values", call_pyf_dict_from_values,
     RETURNS_WORD, 1, 1, 1, 1, 3,
     {
         {"keys", VALUES, NULL_IF_EMPTY, -1, 2, -1},
         {"values", VALUES, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_list_from_i64", call_pyf_list_from_i64,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", NUMBERS, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_list_from_f64", call_pyf_list_from_f64,
     RETURNS_WORD, 1, 0, 1, 1, 2,
     {
         {"items", NUMBERS, NULL_IF_EMPTY, -1, 1, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_items_to_handles", call_pyf_items_to_handles,
     RETURNS_STATUS, 1, 0, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"items", ROOM, NULL_IF_EMPTY, -1, 2, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"count", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_items_to_values", call_pyf_items_to_values,
     RETURNS_STATUS, 1, 1, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"wanted", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"items", ROOM, NULL_IF_EMPTY, -1, 3, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 2},
         {"count", RESULT, NULL_REFUSED, -1, -1, 2},
     }},
    {"pyf_dict_to_handles", call_pyf_dict_to_handles,
     RETURNS_STATUS, 1, 0, 1, 1, 5,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"keys", ROOM, NULL_IF_EMPTY, -1, 3, -1},
         {"values", ROOM, NULL_IF_EMPTY, -1, 3, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"count", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_dict_to_values", call_pyf_dict_to_values,
     RETURNS_STATUS, 1, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"wanted_key", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"keys", ROOM, NULL_IF_EMPTY, -1, 5, -1},
         {"wanted_value", NUMBER, NULL_ALLOWED, 9, -1, -1},
         {"values", ROOM, NULL_IF_EMPTY, -1, 5, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 2},
         {"count", RESULT, NULL_REFUSED, -1, -1, 2},
     }},
    {"pyf_items_to_i64", call_pyf_items_to_i64,
     RETURNS_STATUS, 1, 0, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"items", ROOM, NULL_IF_EMPTY, -1, 2, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"count", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_items_to_f64", call_pyf_items_to_f64,
     RETURNS_STATUS, 1, 0, 1, 1, 4,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"items", ROOM, NULL_IF_EMPTY, -1, 2, -1},
         {"capacity", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"count", RESULT, NULL_REFUSED, -1, -1, 1},
     }},
    {"pyf_signature", call_pyf_signature,
     RETURNS_WORD, 0, 0, 1, 1, 2,
     {
         {"text", TEXT, NULL_REFUSED, -1, 1, -1},
         {"length", SIZE, NULL_ALLOWED, -1, -1, 0},
     }},
    {"pyf_call_native", call_pyf_call_native,
     RETURNS_STATUS, 1, 1, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"signature", SIGNATURE, NULL_REFUSED, -1, -1, -1},
         {"args", POINTERS, NULL_IF_EMPTY, -1, 3, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 2},
         {"result", MEMORY, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_call_method_native", call_pyf_call_method_native,
     RETURNS_STATUS, 1, 1, 1, 1, 7,
     {
         {"obj", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"signature", SIGNATURE, NULL_REFUSED, -1, -1, -1},
         {"args", POINTERS, NULL_IF_EMPTY, -1, 5, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 4},
         {"result", MEMORY, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_call_prepare", call_pyf_call_prepare,
     RETURNS_WORD, 1, 1, 1, 1, 4,
     {
         {"target", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_ALLOWED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"signature", SIGNATURE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_call_prepared", call_pyf_call_prepared,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"call", CALL, NULL_REFUSED, -1, -1, -1},
         {"args", POINTERS, NULL_IF_EMPTY, -1, 2, -1},
         {"count", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"result", MEMORY, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_closure_new", call_pyf_closure_new,
     RETURNS_WORD, 1, 0, 1, 1, 5,
     {
         {"callable", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"signature", SIGNATURE, NULL_REFUSED, -1, -1, -1},
         {"on_error", NUMBER, NULL_ALLOWED, 14, -1, -1},
         {"fallback", DATA, NULL_ALLOWED, -1, -1, -1},
         {"function", RESULT, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_function_new", call_pyf_function_new,
     RETURNS_WORD, 1, 1, 1, 1, 1,
     {
         {"def", FUNCTION_DEF, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_owner_revoke", call_pyf_owner_revoke,
     RETURNS_STATUS, 1, 0, 1, 1, 1,
     {
         {"owner", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_iterator_new", call_pyf_iterator_new,
     RETURNS_WORD, 1, 0, 1, 1, 1,
     {
         {"def", ITERATOR_DEF, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_module_new", call_pyf_module_new,
     RETURNS_WORD, 1, 1, 1, 1, 4,
     {
         {"name", TEXT, NULL_REFUSED, -1, 1, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"doc", TEXT, NULL_ALLOWED, -1, 3, -1},
         {"doc_length", SIZE, NULL_ALLOWED, -1, -1, 2},
     }},
    {"pyf_module_add", call_pyf_module_add,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"module", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"value", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_module_add_value", call_pyf_module_add_value,
     RETURNS_STATUS, 1, 1, 1, 1, 4,
     {
         {"module", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"value", VALUES, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_module_add_function", call_pyf_module_add_function,
     RETURNS_STATUS, 1, 1, 1, 1, 2,
     {
         {"module", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"def", FUNCTION_DEF, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_module_add_submodule", call_pyf_module_add_submodule,
     RETURNS_WORD, 1, 1, 1, 1, 5,
     {
         {"parent", HANDLE, NULL_REFUSED, -1, -1, -1},
         {"name", TEXT, NULL_REFUSED, -1, 2, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 1},
         {"doc", TEXT, NULL_ALLOWED, -1, 4, -1},
         {"doc_length", SIZE, NULL_ALLOWED, -1, -1, 3},
     }},
    {"pyf_inittab_append", call_pyf_inittab_append,
     RETURNS_STATUS, 0, 0, 1, 1, 1,
     {
         {"def", MODULE_DEF, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_extension_init", call_pyf_extension_init,
     RETURNS_POINTER, 0, 0, 1, 0, 1,
     {
         {"def", MODULE_DEF, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_sys_path_insert", call_pyf_sys_path_insert,
     RETURNS_STATUS, 1, 0, 1, 1, 3,
     {
         {"path", TEXT, NULL_REFUSED, -1, 1, -1},
         {"path_length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"position", NUMBER, NULL_ALLOWED, -1, -1, -1},
     }},
    {"pyf_sys_modules_set", call_pyf_sys_modules_set,
     RETURNS_STATUS, 1, 1, 1, 1, 3,
     {
         {"name", TEXT, NULL_REFUSED, -1, 1, -1},
         {"name_length", SIZE, NULL_ALLOWED, -1, -1, 0},
         {"module", HANDLE, NULL_REFUSED, -1, -1, -1},
     }},
    {"pyf_sys_flush", call_pyf_sys_flush,
     RETURNS_STATUS, 1, 0, 1, 1, 0,
     {{0}}},
    {"pyf_signals_check", call_pyf_signals_check,
     RETURNS_STATUS, 1, 0, 1, 1, 0,
     {{0}}},
};

#endif
