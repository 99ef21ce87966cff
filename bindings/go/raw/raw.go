// SPDX-License-Identifier: MIT
// Code generated from pyforge.json by abi/raw.py and raw.template. DO NOT EDIT.

// Package raw is the C ABI of libpyforge: its types, constants and functions,
// with the names of C without their prefix. Nothing is checked or converted.
//
// A thread is attached, not a goroutine: lock it with runtime.LockOSThread.
//
// The rules of cgo hold for what is passed: memory of Go's in which there are
// pointers to memory of Go's does not go, unless that is pinned by a
// runtime.Pinner, as the texts in a FunctionDef and in a Value are to be. A
// string that is a parameter goes as it is, without a copy. A Drop, and the
// other functions, are C functions, such as exported Go ones.
package raw

/*
#cgo pkg-config: pyforge
#include <pyforge.h>

static inline int
pyf_error_set_payload_number(pyf_handle exception, uintptr_t owner,
                             uintptr_t data, pyf_drop drop)
{
	return pyf_error_set_payload(exception, owner, (void *)data, drop);
}

static inline int
pyf_error_raise_payload_number(pyf_handle exception, const char *message,
                               size_t length, uintptr_t owner,
                               uintptr_t data, pyf_drop drop)
{
	return pyf_error_raise_payload(exception, message, length, owner,
				       (void *)data, drop);
}
*/
import "C"

import "unsafe"

// textData is where a string lies, which is not copied; never NULL.
func textData(s string) *C.char {
	if s == "" {
		s = "\x00"
	}
	return (*C.char)(unsafe.Pointer(unsafe.StringData(s)))
}

// optionalData is NULL for "".
func optionalData(s string) *C.char {
	if s == "" {
		return nil
	}
	return textData(s)
}

// Text is pyf_text.
//
// Text: UTF-8 that is a pointer and a length, and needs no NUL. As parameters
// the two are apart.
type Text struct {
	// the first byte. NULL is no text; whether that may be is said where the text
	// is.
	Data *byte
	// in bytes; PYF_AUTO_LENGTH for a C string, up to its NUL.
	Length uintptr
}

// Handle is pyf_handle.
//
// A handle: {interpreter 8 | kind 4 | generation 24 | slot 28} bits.
type Handle uint64

// Token is pyf_token.
//
// What a ..._begin function gives and its ..._end takes back, last in first
// out, on the same thread. 0 is never a token, and a token is never a handle:
// one in place of the other is PYF_ERR_KIND.
type Token uint64

// Complex is pyf_complex.
//
// A complex number, laid out as C's double _Complex.
type Complex struct {
	// its parts.
	Real float64
	// its parts.
	Imag float64
}

// ValueAs is a union: a method for each field gives where it lies.
type ValueAs [16 / 8]uint64

// I64 is the field of this name.
func (union *ValueAs) I64() *int64 {
	return (*int64)(unsafe.Pointer(union))
}

// U64 is the field of this name.
func (union *ValueAs) U64() *uint64 {
	return (*uint64)(unsafe.Pointer(union))
}

// F64 is the field of this name.
func (union *ValueAs) F64() *float64 {
	return (*float64)(unsafe.Pointer(union))
}

// C128 is the field of this name.
func (union *ValueAs) C128() *Complex {
	return (*Complex)(unsafe.Pointer(union))
}

// Text is the field of this name.
func (union *ValueAs) Text() *Text {
	return (*Text)(unsafe.Pointer(union))
}

// Handle is the field of this name.
func (union *ValueAs) Handle() *Handle {
	return (*Handle)(unsafe.Pointer(union))
}

// Value is pyf_value.
//
// A scalar, text, or handle that crosses without a handle being made for it.
type Value struct {
	// one of PYF_VALUE_...
	Kind uint32
	// 0.
	Reserved uint32
	// i64 for PYF_VALUE_BOOL (0 or 1) and PYF_VALUE_I64, text for PYF_VALUE_STR
	// and PYF_VALUE_BYTES, and so on.
	As ValueAs
	// in a result that is text, a new handle that pins the text: close it when you
	// have read that. 0 in every other result. Ignored in arguments. In what a
	// host function returns it is closed when the result has been read, which
	// happens before any other code of the host runs on that thread.
	Owner Handle
}

// Config is pyf_config.
//
// What to start, and how. Start from PYF_CONFIG_INIT or pyf_config_init, then
// set what you want. All strings are NUL-terminated UTF-8, borrowed during the
// call; NULL or 0 means not specified.
type Config struct {
	// sizeof(pyf_config) of the caller.
	Size uintptr
	// PYF_API_VERSION of the caller.
	ApiVersion uint32
	// PYF_CONFIG_... bits.
	Flags uint32
	// how long pyf_finalize waits for other threads; 0 = 5000, PYF_DRAIN_NO_WAIT =
	// not at all.
	DrainMs uint32
	// 0.
	Reserved uint32
	// of this component, for messages when several share a process.
	Name *byte
	// interpreter to use: path, or name looked up in PATH.
	Python *byte
	// shared library to load.
	Libpython *byte
	// prefix that holds lib/python3.X, when it cannot be derived.
	Home *byte
	// sys.argv; default { "" }.
	Argv **byte
	// sys.argv; default { "" }.
	Argc uintptr
	// folders put in front of sys.path, in this order.
	Paths **byte
	// folders put in front of sys.path, in this order.
	PathCount uintptr
}

// Stats is pyf_stats.
//
// Counters of the library, for tests and monitoring.
type Stats struct {
	// sizeof(pyf_stats) of the caller; then of what was written, and counters that
	// this library does not have are 0.
	Size uintptr
	// handles not closed yet, reserved ones not counted.
	Live uint64
	// closed on detached threads, their references not dropped yet.
	Pending uint64
	// OS threads with a kept Python thread state.
	Threads uint64
	// pyf_initialize calls not yet matched by pyf_finalize.
	Users uint64
}

// Slice is pyf_slice.
//
// Text, bytes or an array in native form: what `str`, `bytes` and `[T]` of a
// signature are as results, as fields of structs and as elements. (As a
// parameter each of them is two C arguments, the pointer and the length.)
type Slice struct {
	// the first element; may be NULL when length is 0. NULL stands for None where
	// the signature has `?`.
	Data unsafe.Pointer
	// in bytes for str and bytes, in elements for an array.
	Length uintptr
}

// NativeFunction is pyf_native_function.
//
// Any C function; cast to its real type, and from it.
type NativeFunction unsafe.Pointer

// Failure is pyf_failure.
//
// A failure that was parked, for pyf_error_fetch, which reads size, flags and
// payload_owner, and writes the others.
type Failure struct {
	// sizeof(pyf_failure) of the caller.
	Size uintptr
	// 0, or PYF_FAILURE_NO_MESSAGE.
	Flags uint32
	// a negative status; PYF_OK when nothing was parked.
	Code int32
	// as of pyf_error_message; never NULL.
	Message *byte
	// in bytes, without the NUL.
	MessageLength uintptr
	// what Python raised, or has to say of a failed conversion; 0 for a failure
	// that is no exception.
	Exception Handle
	// whose payload is wanted; 0: nobody's.
	PayloadOwner uintptr
	// what the exception carries for that owner.
	Payload uintptr
	// 1 when it carries something, 0 when it does not.
	HasPayload uint32
	// 0.
	Reserved uint32
}

// Drop is pyf_drop.
//
// Called exactly once when the library is done with `data`, on any thread,
// attached where Python still runs. It must not call Python.
type Drop unsafe.Pointer

// FrameArgs is a union: a method for each field gives where it lies.
type FrameArgs [8 / 8]uint64

// Values is the field of this name.
func (union *FrameArgs) Values() **Value {
	return (**Value)(unsafe.Pointer(union))
}

// Handles is the field of this name.
func (union *FrameArgs) Handles() **Handle {
	return (**Handle)(unsafe.Pointer(union))
}

// Frame is pyf_frame.
//
// What a callback is given, all of it borrowed for the call. The library fills
// it; later versions append fields.
type Frame struct {
	// of what the library has filled.
	Size uintptr
	// the declared parameters in their order, then further positional ones, then
	// further keyword ones: values or handles, by the form of the function. Never
	// NULL. An iterator has one: what Python sent in, which is None, or the
	// argument of its send().
	Args FrameArgs
	// the declared parameters in their order, then further positional ones, then
	// further keyword ones: values or handles, by the form of the function. Never
	// NULL. An iterator has one: what Python sent in, which is None, or the
	// argument of its send().
	Count uintptr
	// the names of the further keyword ones, which are the last arguments. Never
	// NULL. (The exec of a module has neither.)
	Names *Text
	// the names of the further keyword ones, which are the last arguments. Never
	// NULL. (The exec of a module has neither.)
	NameCount uintptr
	// of the definition.
	Data uintptr
	// the module that is being filled, or that the function belongs to
	// (PYF_FUNCTION_MODULE; None's handle for one in no module); else 0.
	Module Handle
	// what a method is called on; 0 for a function.
	Receiver Handle
	// number of the interpreter that calls; 0 is the main one.
	Interpreter uint32
	// PYF_FRAME_... bits.
	Flags uint32
	// with PYF_FRAME_UNCONVERTED, the index of the argument that its parameter
	// does not take; else 0.
	Failed uintptr
}

// ValuesFunction is pyf_values_function.
//
// A host function in the values form. *result is None on entry, and what it is
// set to is read when the function returns. PYF_OK, or a negative status: what
// is parked then becomes a Python exception, which carries the status if it is
// one of the host's own (PYF_ERR_HOST_FIRST). A positive number is a
// SystemError.
type ValuesFunction unsafe.Pointer

// HandlesFunction is pyf_handles_function.
//
// A host function in the handles form: as the values form, with handles of the
// callback's scope. *result is 0 on entry, and has to be set to a handle,
// which is read and not taken over (but see PYF_FUNCTION_UNSCOPED).
type HandlesFunction unsafe.Pointer

// NextFunction is pyf_next_function.
//
// The next item of a host iterator: 1 with *item, 0 at the end, a negative
// status with the failure parked. At the end *item is what the iterator
// returns (the value of its StopIteration).
type NextFunction unsafe.Pointer

// ModuleFunction is pyf_module_function.
//
// Fill a module that is being imported, frame->module: PYF_OK, or a negative
// status with the failure parked, which becomes the exception of the import.
type ModuleFunction unsafe.Pointer

// Warning is pyf_warning.
//
// A warning that a host function gives whenever it is called.
type Warning struct {
	// sizeof(pyf_warning) of the caller.
	Size uintptr
	// a warning class; 0: DeprecationWarning.
	Category Handle
	// its text.
	Message Text
}

// FunctionDefCall is a union: a method for each field gives where it lies.
type FunctionDefCall [8 / 8]uint64

// Native is the field of this name.
func (union *FunctionDefCall) Native() *NativeFunction {
	return (*NativeFunction)(unsafe.Pointer(union))
}

// Values is the field of this name.
func (union *FunctionDefCall) Values() *ValuesFunction {
	return (*ValuesFunction)(unsafe.Pointer(union))
}

// Handles is the field of this name.
func (union *FunctionDefCall) Handles() *HandlesFunction {
	return (*HandlesFunction)(unsafe.Pointer(union))
}

// FunctionDef is pyf_function_def.
//
// A host function, as Python is to see it. Zero it, then set what you want;
// all of it is borrowed during the call, but for data and the function.
type FunctionDef struct {
	// sizeof(pyf_function_def) of the caller.
	Size uintptr
	// PYF_FORM_...: what the function is; 0 is none.
	Form uint32
	// PYF_FUNCTION_... bits.
	Flags uint32
	// what Python calls it.
	Name Text
	// parameters, types and defaults; NULL: "(*args, **kwargs)", which the native
	// form cannot have.
	Signature Text
	// its docstring; NULL: none.
	Doc Text
	// the C function, in the field of its form.
	Call FunctionDefCall
	// in its frame; in the native form its last argument, with PYF_FUNCTION_DATA
	// only. Any bits, never followed.
	Data uintptr
	// called with data once, when the function is gone or revoked, and also when
	// it cannot be made; NULL: nothing to do.
	Drop Drop
	// names the component it belongs to, for pyf_owner_revoke: an address or any
	// other number, compared and never followed; 0: nobody.
	Owner uintptr
	// given on every call; the entries lie warnings->size bytes apart.
	Warnings *Warning
	// given on every call; the entries lie warnings->size bytes apart.
	WarningCount uintptr
	// what __text_signature__ says, "(a, b=1)", with $self, $cls or $module in
	// front where that is meant; empty: there is none; NULL: it follows from the
	// signature. Only shown, by inspect and help(): the arguments are taken as
	// signature says.
	TextSignature Text
}

// IteratorDef is pyf_iterator_def.
//
// A host iterator, as Python is to see it.
type IteratorDef struct {
	// sizeof(pyf_iterator_def) of the caller.
	Size uintptr
	// PYF_FUNCTION_OWN_THREAD, PYF_FUNCTION_UNSCOPED, or 0.
	Flags uint32

	Reserved uint32
	// gives the items.
	Next NextFunction
	// as for a function; data is also dropped when the iterator ends, fails or is
	// closed.
	Data uintptr
	// as for a function; data is also dropped when the iterator ends, fails or is
	// closed.
	Drop Drop
	// as for a function; data is also dropped when the iterator ends, fails or is
	// closed.
	Owner uintptr
}

// ModuleDef is pyf_module_def.
//
// A module that Python imports: built in, or a shared library of its own.
type ModuleDef struct {
	// sizeof(pyf_module_def) of the caller.
	Size uintptr
	// PYF_API_VERSION of the caller.
	ApiVersion uint32
	// PYF_MODULE_... bits.
	Flags uint32
	// its full name; for a shared library that of the file.
	Name Text
	// its docstring; NULL: none.
	Doc Text
	// what it has from the start; the entries lie functions->size bytes apart.
	// Every import makes them anew with the same data, so it is kept for the
	// process and their drop is never called.
	Functions *FunctionDef
	// what it has from the start; the entries lie functions->size bytes apart.
	// Every import makes them anew with the same data, so it is kept for the
	// process and their drop is never called.
	FunctionCount uintptr
	// fills the rest of it at every import; NULL: nothing to fill.
	Exec ModuleFunction
	// for exec; dropped once, when the definition is refused.
	Data uintptr
	// for exec; dropped once, when the definition is refused.
	Drop Drop
}

// The layout of C: an index that is not 0 is an error of the compiler.
func _() {
	const is64 = ^uintptr(0) >> 63
	var same [1]struct{}
	_ = same[(unsafe.Sizeof(Text{})^16)*is64]
	_ = same[(unsafe.Alignof(Text{})^8)*is64]
	_ = same[(unsafe.Offsetof(Text{}.Data)^0)*is64]
	_ = same[(unsafe.Offsetof(Text{}.Length)^8)*is64]
	_ = same[(unsafe.Sizeof(Complex{})^16)*is64]
	_ = same[(unsafe.Alignof(Complex{})^8)*is64]
	_ = same[(unsafe.Offsetof(Complex{}.Real)^0)*is64]
	_ = same[(unsafe.Offsetof(Complex{}.Imag)^8)*is64]
	_ = same[(unsafe.Sizeof(Value{})^32)*is64]
	_ = same[(unsafe.Alignof(Value{})^8)*is64]
	_ = same[(unsafe.Offsetof(Value{}.Kind)^0)*is64]
	_ = same[(unsafe.Offsetof(Value{}.Reserved)^4)*is64]
	_ = same[(unsafe.Offsetof(Value{}.As)^8)*is64]
	_ = same[(unsafe.Offsetof(Value{}.Owner)^24)*is64]
	_ = same[(unsafe.Sizeof(Config{})^88)*is64]
	_ = same[(unsafe.Alignof(Config{})^8)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(Config{}.ApiVersion)^8)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Flags)^12)*is64]
	_ = same[(unsafe.Offsetof(Config{}.DrainMs)^16)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Reserved)^20)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Name)^24)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Python)^32)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Libpython)^40)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Home)^48)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Argv)^56)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Argc)^64)*is64]
	_ = same[(unsafe.Offsetof(Config{}.Paths)^72)*is64]
	_ = same[(unsafe.Offsetof(Config{}.PathCount)^80)*is64]
	_ = same[(unsafe.Sizeof(Stats{})^40)*is64]
	_ = same[(unsafe.Alignof(Stats{})^8)*is64]
	_ = same[(unsafe.Offsetof(Stats{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(Stats{}.Live)^8)*is64]
	_ = same[(unsafe.Offsetof(Stats{}.Pending)^16)*is64]
	_ = same[(unsafe.Offsetof(Stats{}.Threads)^24)*is64]
	_ = same[(unsafe.Offsetof(Stats{}.Users)^32)*is64]
	_ = same[(unsafe.Sizeof(Slice{})^16)*is64]
	_ = same[(unsafe.Alignof(Slice{})^8)*is64]
	_ = same[(unsafe.Offsetof(Slice{}.Data)^0)*is64]
	_ = same[(unsafe.Offsetof(Slice{}.Length)^8)*is64]
	_ = same[(unsafe.Sizeof(Failure{})^64)*is64]
	_ = same[(unsafe.Alignof(Failure{})^8)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Flags)^8)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Code)^12)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Message)^16)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.MessageLength)^24)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Exception)^32)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.PayloadOwner)^40)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Payload)^48)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.HasPayload)^56)*is64]
	_ = same[(unsafe.Offsetof(Failure{}.Reserved)^60)*is64]
	_ = same[(unsafe.Sizeof(Frame{})^80)*is64]
	_ = same[(unsafe.Alignof(Frame{})^8)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Args)^8)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Count)^16)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Names)^24)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.NameCount)^32)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Data)^40)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Module)^48)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Receiver)^56)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Interpreter)^64)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Flags)^68)*is64]
	_ = same[(unsafe.Offsetof(Frame{}.Failed)^72)*is64]
	_ = same[(unsafe.Sizeof(Warning{})^32)*is64]
	_ = same[(unsafe.Alignof(Warning{})^8)*is64]
	_ = same[(unsafe.Offsetof(Warning{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(Warning{}.Category)^8)*is64]
	_ = same[(unsafe.Offsetof(Warning{}.Message)^16)*is64]
	_ = same[(unsafe.Sizeof(FunctionDef{})^128)*is64]
	_ = same[(unsafe.Alignof(FunctionDef{})^8)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Form)^8)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Flags)^12)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Name)^16)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Signature)^32)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Doc)^48)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Call)^64)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Data)^72)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Drop)^80)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Owner)^88)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.Warnings)^96)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.WarningCount)^104)*is64]
	_ = same[(unsafe.Offsetof(FunctionDef{}.TextSignature)^112)*is64]
	_ = same[(unsafe.Sizeof(IteratorDef{})^48)*is64]
	_ = same[(unsafe.Alignof(IteratorDef{})^8)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Flags)^8)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Reserved)^12)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Next)^16)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Data)^24)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Drop)^32)*is64]
	_ = same[(unsafe.Offsetof(IteratorDef{}.Owner)^40)*is64]
	_ = same[(unsafe.Sizeof(ModuleDef{})^88)*is64]
	_ = same[(unsafe.Alignof(ModuleDef{})^8)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Size)^0)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.ApiVersion)^8)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Flags)^12)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Name)^16)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Doc)^32)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Functions)^48)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.FunctionCount)^56)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Exec)^64)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Data)^72)*is64]
	_ = same[(unsafe.Offsetof(ModuleDef{}.Drop)^80)*is64]
}

// Version of this contract, 0xMMmmpp00: what the caller was compiled for.
const API_VERSION = 16777216

// Length of a text that ends at its NUL.
const AUTO_LENGTH = ^uintptr(0)

// Success.
const OK = 0

// A handle that is 0, closed, or never was one.
const ERR_HANDLE = -1

// A live handle or token of another kind than the function takes.
const ERR_KIND = -2

// A bad argument: NULL pointer, absurd length, unknown flag or operator.
const ERR_ARGUMENT = -3

// Out of memory, or the handle table is full.
const ERR_MEMORY = -4

// Python raised; pyf_error_exception has the exception.
const ERR_PYTHON = -5

// The object is not of the type that the conversion takes.
const ERR_TYPE = -6

// The number does not fit the requested type; nothing was cut.
const ERR_OVERFLOW = -7

// Text that is not valid UTF-8, or a str that has none (lone surrogates).
const ERR_ENCODING = -8

// The caller's buffer is too small; the needed size was written.
const ERR_BUFFER = -9

// The calling thread is not attached.
const ERR_NOT_ATTACHED = -10

// pyf_initialize has not been called, or has not succeeded.
const ERR_NOT_INITIALIZED = -11

// Python is being, or has been, finalized.
const ERR_FINALIZED = -12

// This is a forked child of the process that started Python. (A python that
// has imported modules of ours goes on in the children of os.fork.)
const ERR_FORKED = -13

// The call belongs on another thread.
const ERR_THREAD = -14

// A token that is not that of the innermost open span of this thread.
const ERR_TOKEN = -15

// Somebody else is in the way: a start in progress, threads still inside.
const ERR_BUSY = -16

// A configuration that contradicts the running one, or itself.
const ERR_CONFIG = -17

// No usable Python was found.
const ERR_NOT_FOUND = -18

// The libpython cannot be loaded or lacks required symbols.
const ERR_LIBRARY = -19

// The Python is older than 3.11, or its parts have different versions.
const ERR_VERSION = -20

// The standard library is not where this Python would look for it.
const ERR_HOME = -21

// A second libpython in a process that has one.
const ERR_CONFLICT = -22

// Python refused to start.
const ERR_START = -23

// The caller was compiled for another libpyforge, and this one cannot do what
// it asks for.
const ERR_API = -24

// This CPython cannot do that.
const ERR_UNSUPPORTED = -25

// Python has started already; this belongs before.
const ERR_TOO_LATE = -26

// The system gives no executable memory, so there are no closures.
const ERR_NO_CLOSURES = -27

// A mistake in a signature; the message has the column.
const ERR_SIGNATURE = -28

// A handle of another interpreter. Kept for later: there is one today.
const ERR_INTERPRETER = -29

// What was waited for has been cancelled. Kept for later.
const ERR_CANCELLED = -30

// From here down to PYF_ERR_HOST_LAST the statuses are the hosts' own. What
// fails with one in a callback, or is parked with one by pyf_error_set,
// reaches Python as an exception that carries it: where that exception comes
// back to a host, by whatever call, it is the status and pyf_error_code. So it
// is when Python re-raises it, and not when Python raises another one from it.
// They belong to no component: where several share a process, a payload tells
// whose failure it is.
const ERR_HOST_FIRST = -1000

// The lowest of the hosts' own statuses.
const ERR_HOST_LAST = -1999

// No failure: the result comes later. Kept for later.
const PENDING = 2

// Install signal handlers as `python` does; default: leave the host's.
const CONFIG_SIGNALS = 1

// Set LC_CTYPE from the environment as `python` does; default: leave it.
const CONFIG_LOCALE = 2

// Heed the PYTHON* environment variables; default: ignore them.
const CONFIG_ENVIRONMENT = 4

// Put the user's site-packages on sys.path; default: leave it out.
const CONFIG_USER_SITE = 8

// Do not import site: no site-packages, no virtual environment.
const CONFIG_NO_SITE = 16

// Calls on a thread that is not attached attach for their duration. As soon as
// one component asks for it, it holds for all of the process, until its end.
// Such a call has no scope: what it makes lives until it is closed.
const CONFIG_AUTO_ATTACH = 32

// New handles of the span belong to the caller alone: no scope closes them.
const ATTACH_UNSCOPED = 1

// As pyf_config.drain_ms: pyf_finalize does not wait for other threads.
const DRAIN_NO_WAIT = 4294967295

// Kind of a handle to a Python object.
const KIND_OBJECT = 1

// Kind of the handle of a signature.
const KIND_SIGNATURE = 2

// Kind of the handle of a closure.
const KIND_CLOSURE = 3

// Kind of the handle of a prepared call.
const KIND_CALL = 4

// Kind of all tokens; they are no handles, and close nothing.
const KIND_TOKEN = 15

// None.
const VALUE_NONE = 0

// bool, in as.i64.
const VALUE_BOOL = 1

// int that fits 64 bits with sign.
const VALUE_I64 = 2

// int that fits 64 bits only without sign.
const VALUE_U64 = 3

// float.
const VALUE_F64 = 4

// complex.
const VALUE_COMPLEX = 5

// str, as UTF-8.
const VALUE_STR = 6

// bytes.
const VALUE_BYTES = 7

// Any other object.
const VALUE_HANDLE = 8

// Only in what a host function is given: an argument that was not passed, of a
// parameter with the default `...`.
const VALUE_ABSENT = 9

// Only to be asked for: whatever kind the object is of by itself, of the kinds
// above. Kinds that later versions add come only to those who ask for them.
const VALUE_ANY = 255

// call.native is a C function of the signature's types.
const FORM_NATIVE = 1

// call.values is to be called.
const FORM_VALUES = 2

// call.handles is to be called.
const FORM_HANDLES = 3

// Leave out the message of an exception: no code of Python's runs for it.
const FAILURE_NO_MESSAGE = 1

// Native form: let other Python threads run during the call.
const FUNCTION_DETACH = 1

// The module comes in the frame; native form: as one more argument, the first.
const FUNCTION_MODULE = 2

// Native form: data comes as one more argument, the last.
const FUNCTION_DATA = 4

// Only the thread that made it may call it; RuntimeError elsewhere.
const FUNCTION_OWN_THREAD = 8

// Make a builtin_function_or_method: the fastest to call before Python 3.14,
// but without annotations, as all of them.
const FUNCTION_BUILTIN = 16

// As PYF_ATTACH_UNSCOPED during the call: new handles are the function's own.
// Its arguments stay those of the call and are closed at its end; pyf_unbind
// takes one over. The handles that it returns are taken over: the handle,
// those in a native result, that of a value; also with a failure. Returning an
// argument is fine.
const FUNCTION_UNSCOPED = 32

// Values and handles form: where an argument is not what its parameter takes,
// the function is called all the same, with PYF_FRAME_UNCONVERTED and the
// failure parked, so that it can fail in words of its own.
const FUNCTION_UNCONVERTED = 64

// The arguments come as Python passed them, for one could not be converted.
const FRAME_UNCONVERTED = 1

// The failure of a closure is parked on the thread that called it.
const CLOSURE_PARK = 1

// The failure of a closure goes to sys.unraisablehook.
const CLOSURE_UNRAISABLE = 2

// The module is not safe without the GIL; default: it is.
const MODULE_GIL = 1

// Operators of pyf_compare and pyf_richcompare: in the order of CPython's
// Py_LT.
const LT = 11
const LE = 12
const EQ = 13
const NE = 14
const GT = 15
const GE = 16

// Operators of pyf_binary and pyf_inplace.
const ADD = 21
const SUB = 22
const MUL = 23
const MATMUL = 24
const TRUEDIV = 25
const FLOORDIV = 26
const MOD = 27
const POW = 28
const LSHIFT = 29
const RSHIFT = 30
const AND = 31
const OR = 32
const XOR = 33

// Operators of pyf_unary.
const NEG = 41
const POS = 42
const INVERT = 43
const ABS = 44

// Modes of pyf_compile, as of the built-in compile().
const COMPILE_EXEC = 51
const COMPILE_EVAL = 52
const COMPILE_SINGLE = 53

// Which built-in type an object is of; answered by pyf_builtin_type.
const BUILTIN_OTHER = 0
const BUILTIN_NONE = 1
const BUILTIN_BOOL = 2
const BUILTIN_INT = 3
const BUILTIN_FLOAT = 4
const BUILTIN_COMPLEX = 5
const BUILTIN_STR = 6
const BUILTIN_BYTES = 7
const BUILTIN_BYTEARRAY = 8
const BUILTIN_TUPLE = 9
const BUILTIN_LIST = 10
const BUILTIN_DICT = 11
const BUILTIN_SET = 12
const BUILTIN_FROZENSET = 13
const BUILTIN_TYPE = 14
const BUILTIN_MODULE = 15
const BUILTIN_EXCEPTION = 16

// Handles of objects that every Python has. They live as long as Python runs,
// need no look-up, and closing them does nothing. One that the running Python
// lacks (PythonFinalizationError before 3.13) is PYF_ERR_HANDLE where it is
// used.
const NONE Handle = 0x0010000000000001
const TRUE Handle = 0x0010000000000002
const FALSE Handle = 0x0010000000000003
const ELLIPSIS Handle = 0x0010000000000004
const NOT_IMPLEMENTED Handle = 0x0010000000000005

// Handles of built-in types, reserved as those above.
const TYPE_OBJECT Handle = 0x0010000000000010
const TYPE_TYPE Handle = 0x0010000000000011
const TYPE_BOOL Handle = 0x0010000000000012
const TYPE_INT Handle = 0x0010000000000013
const TYPE_FLOAT Handle = 0x0010000000000014
const TYPE_COMPLEX Handle = 0x0010000000000015
const TYPE_STR Handle = 0x0010000000000016
const TYPE_BYTES Handle = 0x0010000000000017
const TYPE_BYTEARRAY Handle = 0x0010000000000018
const TYPE_MEMORYVIEW Handle = 0x0010000000000019
const TYPE_LIST Handle = 0x001000000000001a
const TYPE_TUPLE Handle = 0x001000000000001b
const TYPE_DICT Handle = 0x001000000000001c
const TYPE_SET Handle = 0x001000000000001d
const TYPE_FROZENSET Handle = 0x001000000000001e
const TYPE_RANGE Handle = 0x001000000000001f
const TYPE_SLICE Handle = 0x0010000000000020
const TYPE_ENUMERATE Handle = 0x0010000000000021
const TYPE_FILTER Handle = 0x0010000000000022
const TYPE_MAP Handle = 0x0010000000000023
const TYPE_REVERSED Handle = 0x0010000000000024
const TYPE_ZIP Handle = 0x0010000000000025
const TYPE_PROPERTY Handle = 0x0010000000000026
const TYPE_CLASSMETHOD Handle = 0x0010000000000027
const TYPE_STATICMETHOD Handle = 0x0010000000000028
const TYPE_SUPER Handle = 0x0010000000000029

// Handles of exception classes, reserved as those above.
const EXC_BaseException Handle = 0x0010000000000040
const EXC_BaseExceptionGroup Handle = 0x0010000000000041
const EXC_ExceptionGroup Handle = 0x0010000000000042
const EXC_GeneratorExit Handle = 0x0010000000000043
const EXC_KeyboardInterrupt Handle = 0x0010000000000044
const EXC_SystemExit Handle = 0x0010000000000045
const EXC_Exception Handle = 0x0010000000000046
const EXC_ArithmeticError Handle = 0x0010000000000047
const EXC_FloatingPointError Handle = 0x0010000000000048
const EXC_OverflowError Handle = 0x0010000000000049
const EXC_ZeroDivisionError Handle = 0x001000000000004a
const EXC_AssertionError Handle = 0x001000000000004b
const EXC_AttributeError Handle = 0x001000000000004c
const EXC_BufferError Handle = 0x001000000000004d
const EXC_EOFError Handle = 0x001000000000004e
const EXC_ImportError Handle = 0x001000000000004f
const EXC_ModuleNotFoundError Handle = 0x0010000000000050
const EXC_LookupError Handle = 0x0010000000000051
const EXC_IndexError Handle = 0x0010000000000052
const EXC_KeyError Handle = 0x0010000000000053
const EXC_MemoryError Handle = 0x0010000000000054
const EXC_NameError Handle = 0x0010000000000055
const EXC_UnboundLocalError Handle = 0x0010000000000056
const EXC_OSError Handle = 0x0010000000000057
const EXC_BlockingIOError Handle = 0x0010000000000058
const EXC_ChildProcessError Handle = 0x0010000000000059
const EXC_ConnectionError Handle = 0x001000000000005a
const EXC_BrokenPipeError Handle = 0x001000000000005b
const EXC_ConnectionAbortedError Handle = 0x001000000000005c
const EXC_ConnectionRefusedError Handle = 0x001000000000005d
const EXC_ConnectionResetError Handle = 0x001000000000005e
const EXC_FileExistsError Handle = 0x001000000000005f
const EXC_FileNotFoundError Handle = 0x0010000000000060
const EXC_InterruptedError Handle = 0x0010000000000061
const EXC_IsADirectoryError Handle = 0x0010000000000062
const EXC_NotADirectoryError Handle = 0x0010000000000063
const EXC_PermissionError Handle = 0x0010000000000064
const EXC_ProcessLookupError Handle = 0x0010000000000065
const EXC_TimeoutError Handle = 0x0010000000000066
const EXC_ReferenceError Handle = 0x0010000000000067
const EXC_RuntimeError Handle = 0x0010000000000068
const EXC_NotImplementedError Handle = 0x0010000000000069
const EXC_RecursionError Handle = 0x001000000000006a
const EXC_PythonFinalizationError Handle = 0x001000000000006b
const EXC_StopAsyncIteration Handle = 0x001000000000006c
const EXC_StopIteration Handle = 0x001000000000006d
const EXC_SyntaxError Handle = 0x001000000000006e
const EXC_IndentationError Handle = 0x001000000000006f
const EXC_TabError Handle = 0x0010000000000070
const EXC_SystemError Handle = 0x0010000000000071
const EXC_TypeError Handle = 0x0010000000000072
const EXC_ValueError Handle = 0x0010000000000073
const EXC_UnicodeError Handle = 0x0010000000000074
const EXC_UnicodeDecodeError Handle = 0x0010000000000075
const EXC_UnicodeEncodeError Handle = 0x0010000000000076
const EXC_UnicodeTranslateError Handle = 0x0010000000000077
const EXC_Warning Handle = 0x0010000000000078
const EXC_BytesWarning Handle = 0x0010000000000079
const EXC_DeprecationWarning Handle = 0x001000000000007a
const EXC_EncodingWarning Handle = 0x001000000000007b
const EXC_FutureWarning Handle = 0x001000000000007c
const EXC_ImportWarning Handle = 0x001000000000007d
const EXC_PendingDeprecationWarning Handle = 0x001000000000007e
const EXC_ResourceWarning Handle = 0x001000000000007f
const EXC_RuntimeWarning Handle = 0x0010000000000080
const EXC_SyntaxWarning Handle = 0x0010000000000081
const EXC_UnicodeWarning Handle = 0x0010000000000082
const EXC_UserWarning Handle = 0x0010000000000083

// Version is pyf_version.
//
// Version of the loaded libpyforge, 0xMMmmpp00.
//
// Returns: the version; never fails.
func Version() uint32 {
	return uint32(C.pyf_version())
}

// VersionString is pyf_version_string.
//
// Version of the loaded libpyforge as text, "1.0.0".
//
// Returns: NUL-terminated text; never fails.
func VersionString() *byte {
	return (*byte)(unsafe.Pointer(C.pyf_version_string()))
}

// PythonVersion is pyf_python_version.
//
// Version of the loaded Python as CPython's PY_VERSION_HEX: 0x030e00f0 is
// 3.14.0 final.
//
// Returns: the version; 0 on failure.
func PythonVersion() uint32 {
	return uint32(C.pyf_python_version())
}

// PythonVersionString is pyf_python_version_string.
//
// Text of Py_GetVersion() of the loaded Python.
//
// Returns: NUL-terminated text; NULL on failure.
func PythonVersionString() *byte {
	return (*byte)(unsafe.Pointer(C.pyf_python_version_string()))
}

// Has is pyf_has.
//
// Whether the library, with the Python it runs, has a feature.
//
// Returns: 1 or 0; a name nobody knows is 0; negative on failure.
func Has(feature string) int32 {
	return int32(C.pyf_has(textData(feature), C.size_t(len(feature))))
}

// ConfigInit is pyf_config_init.
//
// Fill a configuration with the defaults, as PYF_CONFIG_INIT does: `size` is
// sizeof(pyf_config) of the caller, `api_version` its PYF_API_VERSION.
//
// Returns: PYF_OK.
func ConfigInit(config *Config, size uintptr, apiVersion uint32) int32 {
	return int32(C.pyf_config_init(
		(*C.pyf_config)(unsafe.Pointer(config)),
		C.size_t(size),
		C.uint32_t(apiVersion),
	))
}

// Initialize is pyf_initialize.
//
// Find and start Python, or join the one that runs; NULL takes the defaults,
// as a caller of version 1.0.
//
// Returns: PYF_OK.
func Initialize(config *Config) int32 {
	return int32(C.pyf_initialize((*C.pyf_config)(unsafe.Pointer(config))))
}

// Finalize is pyf_finalize.
//
// Give one pyf_initialize back; the last one finalizes Python.
//
// Returns: PYF_OK.
func Finalize() int32 {
	return int32(C.pyf_finalize())
}

// IsInitialized is pyf_is_initialized.
//
// Whether Python runs and may be attached to.
//
// Returns: 1 or 0; never fails.
func IsInitialized() int32 {
	return int32(C.pyf_is_initialized())
}

// Discover is pyf_discover.
//
// Say which Python pyf_initialize would use, without loading or starting it.
//
// Returns: PYF_OK when a usable Python was found.
func Discover(
	config *Config,
	buffer *byte,
	size uintptr,
	length *uintptr,
) int32 {
	return int32(C.pyf_discover(
		(*C.pyf_config)(unsafe.Pointer(config)),
		(*C.char)(unsafe.Pointer(buffer)),
		C.size_t(size),
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// AttachBegin is pyf_attach_begin.
//
// Attach the calling thread, waiting for the GIL where there is one. flags: 0,
// or PYF_ATTACH_UNSCOPED.
//
// Returns: a token; 0 on failure.
func AttachBegin(flags uint32) Token {
	return Token(C.pyf_attach_begin(C.uint32_t(flags)))
}

// TryAttachBegin is pyf_try_attach_begin.
//
// Attach if that is possible now: 1 and a token, or 0 when Python is not
// running (not yet, not any more, or not in this forked child).
//
// Returns: 1 attached, 0 not now; negative on failure.
func TryAttachBegin(flags uint32, token *Token) int32 {
	return int32(C.pyf_try_attach_begin(
		C.uint32_t(flags),
		(*C.pyf_token)(unsafe.Pointer(token)),
	))
}

// AttachEnd is pyf_attach_end.
//
// End an attach span: close the handles made in it, unless it was unscoped,
// and detach if it was the outermost. Spans and scopes that were opened inside
// have to be ended before.
//
// Returns: PYF_OK.
func AttachEnd(token Token) int32 {
	return int32(C.pyf_attach_end(C.pyf_token(token)))
}

// DetachBegin is pyf_detach_begin.
//
// Let go of Python for a while, with all open spans of this thread kept, so
// that other threads can run. Python's Py_BEGIN_ALLOW_THREADS.
//
// Returns: a token; 0 on failure.
func DetachBegin() Token {
	return Token(C.pyf_detach_begin())
}

// DetachEnd is pyf_detach_end.
//
// Attach again after pyf_detach_begin.
//
// Returns: PYF_OK.
func DetachEnd(token Token) int32 {
	return int32(C.pyf_detach_end(C.pyf_token(token)))
}

// IsAttached is pyf_is_attached.
//
// Whether the calling thread is attached through this library.
//
// Returns: 1 or 0; never fails.
func IsAttached() int32 {
	return int32(C.pyf_is_attached())
}

// Dup is pyf_dup.
//
// One more handle to the same thing, of the same kind. A signature, which
// lives for ever, has one handle: that is returned.
//
// Returns: new handle; 0 on failure.
func Dup(handle Handle) Handle {
	return Handle(C.pyf_dup(C.pyf_handle(handle)))
}

// Close is pyf_close.
//
// Give a handle of any kind back. 0, reserved handles and signatures are fine
// and do nothing.
//
// Returns: PYF_OK.
func Close(handle Handle) int32 {
	return int32(C.pyf_close(C.pyf_handle(handle)))
}

// CloseAll is pyf_close_all.
//
// Close many handles; as pyf_close on each, going on after a failure.
//
// Returns: PYF_OK, or the first failure.
func CloseAll(handles *Handle, count uintptr) int32 {
	return int32(C.pyf_close_all(
		(*C.pyf_handle)(unsafe.Pointer(handles)),
		C.size_t(count),
	))
}

// Is is pyf_is.
//
// Whether two handles refer to the same object: Python's `a is b`.
//
// Returns: 1 or 0; negative on failure.
func Is(a Handle, b Handle) int32 {
	return int32(C.pyf_is(C.pyf_handle(a), C.pyf_handle(b)))
}

// HandleKind is pyf_handle_kind.
//
// What a live handle is a handle of: one of PYF_KIND_...; PYF_KIND_TOKEN for
// the token of a span that is open on the calling thread.
//
// Returns: the kind, positive; negative on failure.
func HandleKind(handle Handle) int32 {
	return int32(C.pyf_handle_kind(C.pyf_handle(handle)))
}

// ScopeBegin is pyf_scope_begin.
//
// Open a scope: the handles this thread makes from now on are closed by
// pyf_scope_end.
//
// Returns: a token; 0 on failure.
func ScopeBegin() Token {
	return Token(C.pyf_scope_begin())
}

// ScopeEnd is pyf_scope_end.
//
// End a scope: close the handles made in it and not unbound.
//
// Returns: PYF_OK.
func ScopeEnd(scope Token) int32 {
	return int32(C.pyf_scope_end(C.pyf_token(scope)))
}

// Bind is pyf_bind.
//
// Put a handle of any kind into the innermost scope of this thread.
//
// Returns: PYF_OK; the handle keeps its value.
func Bind(handle Handle) int32 {
	return int32(C.pyf_bind(C.pyf_handle(handle)))
}

// Unbind is pyf_unbind.
//
// Take a handle of any kind out of whatever scope it is in; being in none is
// fine.
//
// Returns: new handle; 0 on failure, and then handle is as it was.
func Unbind(handle Handle) Handle {
	return Handle(C.pyf_unbind(C.pyf_handle(handle)))
}

// StatsGet is pyf_stats_get.
//
// Read the library's counters.
//
// Returns: PYF_OK.
func StatsGet(stats *Stats) int32 {
	return int32(C.pyf_stats_get((*C.pyf_stats)(unsafe.Pointer(stats))))
}

// ErrorCode is pyf_error_code.
//
// Code of the parked failure.
//
// Returns: a negative PYF_ERR_..., or one of a host's own; PYF_OK when nothing
// is parked.
func ErrorCode() int32 {
	return int32(C.pyf_error_code())
}

// ErrorName is pyf_error_name.
//
// Name of a status, "PYF_ERR_HANDLE", or of a positive result, "PYF_PENDING".
//
// Returns: NUL-terminated text; "PYF_ERR_HOST" for one of a host's own,
// "PYF_ERR_?" for a number that is no status.
func ErrorName(code int32) *byte {
	return (*byte)(unsafe.Pointer(C.pyf_error_name(C.int(code))))
}

// ErrorMessage is pyf_error_message.
//
// What went wrong, in a sentence: function, argument, what was wrong with it;
// for what Python raised "ValueError: the text". Cannot fail. A NUL in it is
// shown as an escape.
//
// Returns: NUL-terminated UTF-8; "" when nothing is parked.
func ErrorMessage() *byte {
	return (*byte)(unsafe.Pointer(C.pyf_error_message()))
}

// ErrorException is pyf_error_exception.
//
// The parked failure as a Python exception object. One that did not come from
// Python becomes a MemoryError, TypeError, OverflowError, ValueError or
// RuntimeError with the message; a failed conversion of a number, or of text
// that has no UTF-8, is the exception that CPython has for it, in its words
// ("'str' object cannot be interpreted as an integer"). It stays parked.
//
// Returns: new handle; 0 when nothing is parked or on failure.
func ErrorException() Handle {
	return Handle(C.pyf_error_exception())
}

// ErrorTake is pyf_error_take.
//
// As pyf_error_exception, and nothing is parked afterwards.
//
// Returns: new handle; 0 when nothing is parked or on failure.
func ErrorTake() Handle {
	return Handle(C.pyf_error_take())
}

// ErrorFetch is pyf_error_fetch.
//
// Take the parked failure in one call: code, message, exception and payload.
// Nothing is parked afterwards. The exception is as pyf_error_exception gives
// it, but 0 where the failure is none: nothing is made.
//
// Returns: 1 when there was one, 0 when nothing was parked; negative on
// failure, and then what was parked stays, and the failure of this call is
// parked only where nothing was.
func ErrorFetch(failure *Failure) int32 {
	return int32(C.pyf_error_fetch((*C.pyf_failure)(unsafe.Pointer(failure))))
}

// ErrorSet is pyf_error_set.
//
// Park a failure of the host's, or one that was fetched, again: a status of
// the host's own, or any but PYF_OK and PYF_ERR_PYTHON of the library's, which
// becomes the exception that pyf_error_exception says.
//
// Returns: code; another negative status when that failed.
func ErrorSet(code int32, message string) int32 {
	return int32(C.pyf_error_set(
		C.int(code),
		optionalData(message), C.size_t(len(message)),
	))
}

// ErrorRaise is pyf_error_raise.
//
// Park a Python exception, as `raise` would: exception is an exception object,
// or an exception class that is called with the message. With an exception
// object the message must be NULL.
//
// Returns: PYF_ERR_PYTHON with the exception parked, or the host's own status
// that it carries; another negative status when that failed.
func ErrorRaise(exception Handle, message string) int32 {
	return int32(C.pyf_error_raise(
		C.pyf_handle(exception),
		optionalData(message), C.size_t(len(message)),
	))
}

// ErrorRaisePayload is pyf_error_raise_payload.
//
// As pyf_error_raise, with a payload as of pyf_error_set_payload.
//
// Returns: as pyf_error_raise.
func ErrorRaisePayload(
	exception Handle,
	message string,
	owner, data uintptr,
	drop Drop,
) int32 {
	return int32(C.pyf_error_raise_payload_number(
		C.pyf_handle(exception),
		optionalData(message), C.size_t(len(message)),
		C.uintptr_t(owner),
		C.uintptr_t(data),
		(C.pyf_drop)(drop),
	))
}

// ErrorMatches is pyf_error_matches.
//
// Whether the parked failure matches an exception class, or one of a tuple of
// classes, as `except` would. A failure that did not come from Python matches
// by the exception it would become. A failure of this call itself is returned
// and not parked.
//
// Returns: 1 or 0 (0 also when nothing is parked); negative on failure, and
// then the failure that was parked stays.
func ErrorMatches(type_ Handle) int32 {
	return int32(C.pyf_error_matches(C.pyf_handle(type_)))
}

// ErrorFormat is pyf_error_format.
//
// The parked failure as text, with the traceback and the chain of causes where
// it came from Python, and a newline at the end.
//
// Returns: PYF_OK; also when nothing is parked, with the empty text.
func ErrorFormat(buffer *byte, size uintptr, length *uintptr) int32 {
	return int32(C.pyf_error_format(
		(*C.char)(unsafe.Pointer(buffer)),
		C.size_t(size),
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// ErrorPrint is pyf_error_print.
//
// Write what pyf_error_format gives to a file descriptor. It stays parked.
//
// Returns: the code of the parked failure; PYF_OK when nothing is parked and
// nothing was written.
func ErrorPrint(fd int32) int32 {
	return int32(C.pyf_error_print(C.int(fd)))
}

// ErrorExitStatus is pyf_error_exit_status.
//
// What the parked failure makes of a program, as `python` would have it: the
// number for main to return. It flushes Python's standard streams on an
// attached thread, writes what pyf_error_format gives to the file descriptor,
// and forgets the failure. SystemExit writes its message alone, or nothing. A
// failure that was parked when Python was finalized counts as before.
// sys.excepthook is not asked.
//
// Returns: 0 when nothing is parked; the code of a SystemExit, its low 8 bits;
// 130 for KeyboardInterrupt; 120 when the streams cannot be flushed; 1 for
// everything else.
func ErrorExitStatus(fd int32) int32 {
	return int32(C.pyf_error_exit_status(C.int(fd)))
}

// ErrorSetLast is pyf_error_set_last.
//
// Set sys.last_type, sys.last_value, sys.last_traceback (and sys.last_exc
// where Python has it) from the parked failure, as the interactive interpreter
// does, for pdb.pm(). It stays parked.
//
// Returns: PYF_OK; also when nothing is parked, and then nothing is set.
func ErrorSetLast() int32 {
	return int32(C.pyf_error_set_last())
}

// ErrorClear is pyf_error_clear.
//
// Forget the parked failure.
//
// Returns: PYF_OK.
func ErrorClear() int32 {
	return int32(C.pyf_error_clear())
}

// ErrorText is pyf_error_text.
//
// What Python would print of an exception object, raised or not: traceback,
// cause, context, notes, groups, and a newline at the end. What has no UTF-8
// is escaped.
//
// Returns: new handle, a str; 0 on failure.
func ErrorText(exception Handle) Handle {
	return Handle(C.pyf_error_text(C.pyf_handle(exception)))
}

// ErrorTraceback is pyf_error_traceback.
//
// Traceback of an exception object: its __traceback__.
//
// Returns: new handle, PYF_NONE where there is none; 0 on failure.
func ErrorTraceback(exception Handle) Handle {
	return Handle(C.pyf_error_traceback(C.pyf_handle(exception)))
}

// ErrorCause is pyf_error_cause.
//
// What an exception was raised from: its __cause__.
//
// Returns: new handle, PYF_NONE where there is none; 0 on failure.
func ErrorCause(exception Handle) Handle {
	return Handle(C.pyf_error_cause(C.pyf_handle(exception)))
}

// ErrorSetCause is pyf_error_set_cause.
//
// Set __cause__, as `raise exception from cause` does; PYF_NONE removes it.
//
// Returns: PYF_OK.
func ErrorSetCause(exception Handle, cause Handle) int32 {
	return int32(C.pyf_error_set_cause(
		C.pyf_handle(exception),
		C.pyf_handle(cause),
	))
}

// ErrorContext is pyf_error_context.
//
// The exception that was being handled when this one was raised: its
// __context__.
//
// Returns: new handle, PYF_NONE where there is none; 0 on failure.
func ErrorContext(exception Handle) Handle {
	return Handle(C.pyf_error_context(C.pyf_handle(exception)))
}

// ErrorSetContext is pyf_error_set_context.
//
// Set __context__; PYF_NONE removes it.
//
// Returns: PYF_OK.
func ErrorSetContext(exception Handle, context Handle) int32 {
	return int32(C.pyf_error_set_context(
		C.pyf_handle(exception),
		C.pyf_handle(context),
	))
}

// ErrorSetPayload is pyf_error_set_payload.
//
// Let an exception carry an error of the host's own: data, any bits, under the
// `owner` that names the host's component: an address or any other number but
// 0, compared and never followed. It travels with the exception object through
// Python, so the host that catches it gets back its own error and not a text
// about it. An earlier one of that owner is dropped.
//
// Returns: PYF_OK.
func ErrorSetPayload(exception Handle, owner, data uintptr, drop Drop) int32 {
	return int32(C.pyf_error_set_payload_number(
		C.pyf_handle(exception),
		C.uintptr_t(owner),
		C.uintptr_t(data),
		(C.pyf_drop)(drop),
	))
}

// ErrorPayload is pyf_error_payload.
//
// What an exception carries for `owner`, in *data.
//
// Returns: 1 with *data, 0 when it carries nothing of that owner; negative on
// failure.
func ErrorPayload(exception Handle, owner uintptr, data *uintptr) int32 {
	return int32(C.pyf_error_payload(
		C.pyf_handle(exception),
		C.uintptr_t(owner),
		(*unsafe.Pointer)(unsafe.Pointer(data)),
	))
}

// Getattr is pyf_getattr.
//
// Get attribute `name` of `obj`: Python's getattr(obj, name).
//
// Returns: new handle; 0 on failure.
func Getattr(obj Handle, name string) Handle {
	return Handle(C.pyf_getattr(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
	))
}

// GetattrOpt is pyf_getattr_opt.
//
// Get an attribute that may be missing: no exception is made for that.
//
// Returns: 1 and a new handle; 0 and 0 when there is no such attribute;
// negative on failure.
func GetattrOpt(obj Handle, name string, result *Handle) int32 {
	return int32(C.pyf_getattr_opt(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_handle)(unsafe.Pointer(result)),
	))
}

// GetattrValue is pyf_getattr_value.
//
// Get an attribute as a value.
//
// Returns: PYF_OK.
func GetattrValue(obj Handle, name string, wanted uint32, result *Value) int32 {
	return int32(C.pyf_getattr_value(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// Setattr is pyf_setattr.
//
// Set an attribute: obj.name = value.
//
// Returns: PYF_OK.
func Setattr(obj Handle, name string, value Handle) int32 {
	return int32(C.pyf_setattr(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		C.pyf_handle(value),
	))
}

// SetattrValue is pyf_setattr_value.
//
// Set an attribute to a value.
//
// Returns: PYF_OK.
func SetattrValue(obj Handle, name string, value *Value) int32 {
	return int32(C.pyf_setattr_value(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_value)(unsafe.Pointer(value)),
	))
}

// Delattr is pyf_delattr.
//
// Delete an attribute: del obj.name.
//
// Returns: PYF_OK.
func Delattr(obj Handle, name string) int32 {
	return int32(C.pyf_delattr(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
	))
}

// Hasattr is pyf_hasattr.
//
// Whether obj has an attribute. Hides AttributeError and nothing else.
//
// Returns: 1 or 0; negative on failure.
func Hasattr(obj Handle, name string) int32 {
	return int32(C.pyf_hasattr(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
	))
}

// GetattrHandle is pyf_getattr_handle.
//
// getattr(obj, name), by a str: for a name that is known once, and asked for
// many times.
//
// Returns: new handle; 0 on failure.
func GetattrHandle(obj Handle, name Handle) Handle {
	return Handle(C.pyf_getattr_handle(C.pyf_handle(obj), C.pyf_handle(name)))
}

// SetattrHandle is pyf_setattr_handle.
//
// setattr(obj, name, value), by a str.
//
// Returns: PYF_OK.
func SetattrHandle(obj Handle, name Handle, value Handle) int32 {
	return int32(C.pyf_setattr_handle(
		C.pyf_handle(obj),
		C.pyf_handle(name),
		C.pyf_handle(value),
	))
}

// DelattrHandle is pyf_delattr_handle.
//
// delattr(obj, name), by a str.
//
// Returns: PYF_OK.
func DelattrHandle(obj Handle, name Handle) int32 {
	return int32(C.pyf_delattr_handle(C.pyf_handle(obj), C.pyf_handle(name)))
}

// HasattrHandle is pyf_hasattr_handle.
//
// hasattr(obj, name), by a str.
//
// Returns: 1 or 0; negative on failure.
func HasattrHandle(obj Handle, name Handle) int32 {
	return int32(C.pyf_hasattr_handle(C.pyf_handle(obj), C.pyf_handle(name)))
}

// Getitem is pyf_getitem.
//
// Get an item: obj[key].
//
// Returns: new handle; 0 on failure.
func Getitem(obj Handle, key Handle) Handle {
	return Handle(C.pyf_getitem(C.pyf_handle(obj), C.pyf_handle(key)))
}

// GetitemStr is pyf_getitem_str.
//
// Get an item by a text key: obj['key'].
//
// Returns: new handle; 0 on failure.
func GetitemStr(obj Handle, key string) Handle {
	return Handle(C.pyf_getitem_str(
		C.pyf_handle(obj),
		textData(key), C.size_t(len(key)),
	))
}

// GetitemI64 is pyf_getitem_i64.
//
// Get an item by number: obj[index]; negative counts from the end of a
// sequence.
//
// Returns: new handle; 0 on failure.
func GetitemI64(obj Handle, index int64) Handle {
	return Handle(C.pyf_getitem_i64(C.pyf_handle(obj), C.int64_t(index)))
}

// GetitemValue is pyf_getitem_value.
//
// Get an item, key and result as values.
//
// Returns: PYF_OK.
func GetitemValue(obj Handle, key *Value, wanted uint32, result *Value) int32 {
	return int32(C.pyf_getitem_value(
		C.pyf_handle(obj),
		(*C.pyf_value)(unsafe.Pointer(key)),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// Setitem is pyf_setitem.
//
// Set an item: obj[key] = value.
//
// Returns: PYF_OK.
func Setitem(obj Handle, key Handle, value Handle) int32 {
	return int32(C.pyf_setitem(
		C.pyf_handle(obj),
		C.pyf_handle(key),
		C.pyf_handle(value),
	))
}

// SetitemStr is pyf_setitem_str.
//
// Set an item by a text key: obj['key'] = value.
//
// Returns: PYF_OK.
func SetitemStr(obj Handle, key string, value Handle) int32 {
	return int32(C.pyf_setitem_str(
		C.pyf_handle(obj),
		textData(key), C.size_t(len(key)),
		C.pyf_handle(value),
	))
}

// SetitemI64 is pyf_setitem_i64.
//
// Set an item by number: obj[index] = value.
//
// Returns: PYF_OK.
func SetitemI64(obj Handle, index int64, value Handle) int32 {
	return int32(C.pyf_setitem_i64(
		C.pyf_handle(obj),
		C.int64_t(index),
		C.pyf_handle(value),
	))
}

// SetitemValue is pyf_setitem_value.
//
// Set an item, key and new item as values.
//
// Returns: PYF_OK.
func SetitemValue(obj Handle, key *Value, value *Value) int32 {
	return int32(C.pyf_setitem_value(
		C.pyf_handle(obj),
		(*C.pyf_value)(unsafe.Pointer(key)),
		(*C.pyf_value)(unsafe.Pointer(value)),
	))
}

// Delitem is pyf_delitem.
//
// Delete an item: del obj[key].
//
// Returns: PYF_OK.
func Delitem(obj Handle, key Handle) int32 {
	return int32(C.pyf_delitem(C.pyf_handle(obj), C.pyf_handle(key)))
}

// DelitemStr is pyf_delitem_str.
//
// Delete an item by a text key: del obj['key'].
//
// Returns: PYF_OK.
func DelitemStr(obj Handle, key string) int32 {
	return int32(C.pyf_delitem_str(
		C.pyf_handle(obj),
		textData(key), C.size_t(len(key)),
	))
}

// DelitemI64 is pyf_delitem_i64.
//
// Delete an item by number: del obj[index].
//
// Returns: PYF_OK.
func DelitemI64(obj Handle, index int64) int32 {
	return int32(C.pyf_delitem_i64(C.pyf_handle(obj), C.int64_t(index)))
}

// Hasitem is pyf_hasitem.
//
// Whether obj[key] exists. Hides KeyError and IndexError and nothing else.
//
// Returns: 1 or 0; negative on failure.
func Hasitem(obj Handle, key Handle) int32 {
	return int32(C.pyf_hasitem(C.pyf_handle(obj), C.pyf_handle(key)))
}

// IsTrue is pyf_is_true.
//
// Truth of an object: bool(obj).
//
// Returns: 1 or 0; negative on failure.
func IsTrue(obj Handle) int32 {
	return int32(C.pyf_is_true(C.pyf_handle(obj)))
}

// Len is pyf_len.
//
// Length of an object: len(obj).
//
// Returns: PYF_OK.
func Len(obj Handle, length *int64) int32 {
	return int32(C.pyf_len(
		C.pyf_handle(obj),
		(*C.int64_t)(unsafe.Pointer(length)),
	))
}

// Hash is pyf_hash.
//
// Hash of an object: hash(obj).
//
// Returns: PYF_OK.
func Hash(obj Handle, hash *int64) int32 {
	return int32(C.pyf_hash(
		C.pyf_handle(obj),
		(*C.int64_t)(unsafe.Pointer(hash)),
	))
}

// Repr is pyf_repr.
//
// repr(obj).
//
// Returns: new handle to a str; 0 on failure.
func Repr(obj Handle) Handle {
	return Handle(C.pyf_repr(C.pyf_handle(obj)))
}

// Str is pyf_str.
//
// str(obj).
//
// Returns: new handle to a str; 0 on failure.
func Str(obj Handle) Handle {
	return Handle(C.pyf_str(C.pyf_handle(obj)))
}

// Dir is pyf_dir.
//
// dir(obj).
//
// Returns: new handle to a list of str; 0 on failure.
func Dir(obj Handle) Handle {
	return Handle(C.pyf_dir(C.pyf_handle(obj)))
}

// Contains is pyf_contains.
//
// Whether item in obj.
//
// Returns: 1 or 0; negative on failure.
func Contains(obj Handle, item Handle) int32 {
	return int32(C.pyf_contains(C.pyf_handle(obj), C.pyf_handle(item)))
}

// Compare is pyf_compare.
//
// Truth of a comparison, op one of PYF_LT, PYF_LE, PYF_EQ, PYF_NE, PYF_GT,
// PYF_GE. As in Python, identity does not imply equality (NaN).
//
// Returns: 1 or 0; negative on failure.
func Compare(a Handle, b Handle, op int32) int32 {
	return int32(C.pyf_compare(C.pyf_handle(a), C.pyf_handle(b), C.int(op)))
}

// Richcompare is pyf_richcompare.
//
// A comparison with the object that it gives, which need not be a bool
// (numpy).
//
// Returns: new handle; 0 on failure.
func Richcompare(a Handle, b Handle, op int32) Handle {
	return Handle(C.pyf_richcompare(
		C.pyf_handle(a),
		C.pyf_handle(b),
		C.int(op),
	))
}

// Binary is pyf_binary.
//
// A binary operator, op one of PYF_ADD to PYF_XOR; PYF_POW is a ** b.
//
// Returns: new handle; 0 on failure.
func Binary(a Handle, b Handle, op int32) Handle {
	return Handle(C.pyf_binary(C.pyf_handle(a), C.pyf_handle(b), C.int(op)))
}

// Inplace is pyf_inplace.
//
// An augmented assignment: what a is after `a op= b`, which is a itself where
// its type works in place.
//
// Returns: new handle; 0 on failure.
func Inplace(a Handle, b Handle, op int32) Handle {
	return Handle(C.pyf_inplace(C.pyf_handle(a), C.pyf_handle(b), C.int(op)))
}

// Unary is pyf_unary.
//
// A unary operator, op one of PYF_NEG, PYF_POS, PYF_INVERT, PYF_ABS.
//
// Returns: new handle; 0 on failure.
func Unary(obj Handle, op int32) Handle {
	return Handle(C.pyf_unary(C.pyf_handle(obj), C.int(op)))
}

// Iter is pyf_iter.
//
// An iterator over an object: iter(obj).
//
// Returns: new handle; 0 on failure.
func Iter(obj Handle) Handle {
	return Handle(C.pyf_iter(C.pyf_handle(obj)))
}

// Next is pyf_next.
//
// The next item of an iterator.
//
// Returns: 1 and a new handle; 0 and 0 at the end; negative on failure.
func Next(iterator Handle, item *Handle) int32 {
	return int32(C.pyf_next(
		C.pyf_handle(iterator),
		(*C.pyf_handle)(unsafe.Pointer(item)),
	))
}

// NextValue is pyf_next_value.
//
// The next item of an iterator, as a value.
//
// Returns: 1 and the item; 0 and None at the end; negative on failure.
func NextValue(iterator Handle, wanted uint32, item *Value) int32 {
	return int32(C.pyf_next_value(
		C.pyf_handle(iterator),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(item)),
	))
}

// Type is pyf_type.
//
// The type of an object: type(obj).
//
// Returns: new handle; 0 on failure.
func Type(obj Handle) Handle {
	return Handle(C.pyf_type(C.pyf_handle(obj)))
}

// BuiltinType is pyf_builtin_type.
//
// Which built-in type it is of: PYF_BUILTIN_NONE, PYF_BUILTIN_INT, ...
// Instances of subclasses count as their base; True is PYF_BUILTIN_BOOL.
//
// Returns: a PYF_BUILTIN_..., not negative; negative on failure.
func BuiltinType(obj Handle) int32 {
	return int32(C.pyf_builtin_type(C.pyf_handle(obj)))
}

// Isinstance is pyf_isinstance.
//
// isinstance(obj, type); type is a class or a tuple of classes.
//
// Returns: 1 or 0; negative on failure.
func Isinstance(obj Handle, type_ Handle) int32 {
	return int32(C.pyf_isinstance(C.pyf_handle(obj), C.pyf_handle(type_)))
}

// Issubclass is pyf_issubclass.
//
// issubclass(derived, type); type is a class or a tuple of classes.
//
// Returns: 1 or 0; negative on failure.
func Issubclass(derived Handle, type_ Handle) int32 {
	return int32(C.pyf_issubclass(C.pyf_handle(derived), C.pyf_handle(type_)))
}

// IsCallable is pyf_is_callable.
//
// Whether an object can be called: callable(obj).
//
// Returns: 1 or 0; negative on failure.
func IsCallable(obj Handle) int32 {
	return int32(C.pyf_is_callable(C.pyf_handle(obj)))
}

// Import is pyf_import.
//
// Import a module by its dotted name; gives the last module of the name, as
// importlib.import_module does.
//
// Returns: new handle; 0 on failure.
func Import(name string) Handle {
	return Handle(C.pyf_import(textData(name), C.size_t(len(name))))
}

// Eval is pyf_eval.
//
// Evaluate an expression.
//
// Returns: new handle; 0 on failure.
func Eval(source string, globals Handle, locals Handle) Handle {
	return Handle(C.pyf_eval(
		textData(source), C.size_t(len(source)),
		C.pyf_handle(globals),
		C.pyf_handle(locals),
	))
}

// Run is pyf_run.
//
// Run statements.
//
// Returns: PYF_OK.
func Run(source string, globals Handle, locals Handle) int32 {
	return int32(C.pyf_run(
		textData(source), C.size_t(len(source)),
		C.pyf_handle(globals),
		C.pyf_handle(locals),
	))
}

// Compile is pyf_compile.
//
// Compile to a code object; mode is PYF_COMPILE_EXEC, PYF_COMPILE_EVAL or
// PYF_COMPILE_SINGLE.
//
// Returns: new handle; 0 on failure.
func Compile(source string, filename string, mode int32) Handle {
	return Handle(C.pyf_compile(
		textData(source), C.size_t(len(source)),
		textData(filename), C.size_t(len(filename)),
		C.int(mode),
	))
}

// RunCode is pyf_run_code.
//
// Run a code object; gives the value of an expression, else None.
//
// Returns: new handle; 0 on failure.
func RunCode(code Handle, globals Handle, locals Handle) Handle {
	return Handle(C.pyf_run_code(
		C.pyf_handle(code),
		C.pyf_handle(globals),
		C.pyf_handle(locals),
	))
}

// ModuleFromSource is pyf_module_from_source.
//
// Run source as a module of its own and register it in sys.modules under name,
// in the place of one that has it. For a dotted name the parents are imported,
// or made as empty packages where they cannot be, and the module becomes an
// attribute of its parent. An empty name, or NULL, gets a unique one.
//
// Returns: new handle; 0 on failure.
func ModuleFromSource(source string, filename string, name string) Handle {
	return Handle(C.pyf_module_from_source(
		textData(source), C.size_t(len(source)),
		textData(filename), C.size_t(len(filename)),
		textData(name), C.size_t(len(name)),
	))
}

// Call is pyf_call.
//
// callable(*args).
//
// Returns: new handle; 0 on failure.
func Call(callable Handle, args *Handle, count uintptr) Handle {
	return Handle(C.pyf_call(
		C.pyf_handle(callable),
		(*C.pyf_handle)(unsafe.Pointer(args)),
		C.size_t(count),
	))
}

// CallKw is pyf_call_kw.
//
// Call with keyword arguments; count is the number of all arguments.
//
// Returns: new handle; 0 on failure.
func CallKw(
	callable Handle,
	args *Handle,
	count uintptr,
	names *Text,
	nameCount uintptr,
) Handle {
	return Handle(C.pyf_call_kw(
		C.pyf_handle(callable),
		(*C.pyf_handle)(unsafe.Pointer(args)),
		C.size_t(count),
		(*C.pyf_text)(unsafe.Pointer(names)),
		C.size_t(nameCount),
	))
}

// CallDict is pyf_call_dict.
//
// callable(*args, **kwargs), from a tuple and a dict; PYF_NONE for none.
//
// Returns: new handle; 0 on failure.
func CallDict(callable Handle, args Handle, kwargs Handle) Handle {
	return Handle(C.pyf_call_dict(
		C.pyf_handle(callable),
		C.pyf_handle(args),
		C.pyf_handle(kwargs),
	))
}

// CallMethod is pyf_call_method.
//
// obj.name(*args), without making the bound method.
//
// Returns: new handle; 0 on failure.
func CallMethod(obj Handle, name string, args *Handle, count uintptr) Handle {
	return Handle(C.pyf_call_method(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_handle)(unsafe.Pointer(args)),
		C.size_t(count),
	))
}

// CallMethodHandle is pyf_call_method_handle.
//
// Call a method by a str that is its name, with handles.
//
// Returns: new handle; 0 on failure.
func CallMethodHandle(
	obj Handle,
	name Handle,
	args *Handle,
	count uintptr,
) Handle {
	return Handle(C.pyf_call_method_handle(
		C.pyf_handle(obj),
		C.pyf_handle(name),
		(*C.pyf_handle)(unsafe.Pointer(args)),
		C.size_t(count),
	))
}

// CallMethodKw is pyf_call_method_kw.
//
// Call a method with keyword arguments.
//
// Returns: new handle; 0 on failure.
func CallMethodKw(
	obj Handle,
	name string,
	args *Handle,
	count uintptr,
	names *Text,
	nameCount uintptr,
) Handle {
	return Handle(C.pyf_call_method_kw(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_handle)(unsafe.Pointer(args)),
		C.size_t(count),
		(*C.pyf_text)(unsafe.Pointer(names)),
		C.size_t(nameCount),
	))
}

// CallValues is pyf_call_values.
//
// callable(*args), as values. result may be NULL: the result is dropped.
//
// Returns: PYF_OK.
func CallValues(
	callable Handle,
	args *Value,
	count uintptr,
	wanted uint32,
	result *Value,
) int32 {
	return int32(C.pyf_call_values(
		C.pyf_handle(callable),
		(*C.pyf_value)(unsafe.Pointer(args)),
		C.size_t(count),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// CallValuesKw is pyf_call_values_kw.
//
// Call with keyword arguments, as values. result may be NULL.
//
// Returns: PYF_OK.
func CallValuesKw(
	callable Handle,
	args *Value,
	count uintptr,
	names *Text,
	nameCount uintptr,
	wanted uint32,
	result *Value,
) int32 {
	return int32(C.pyf_call_values_kw(
		C.pyf_handle(callable),
		(*C.pyf_value)(unsafe.Pointer(args)),
		C.size_t(count),
		(*C.pyf_text)(unsafe.Pointer(names)),
		C.size_t(nameCount),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// CallMethodValues is pyf_call_method_values.
//
// obj.name(*args), as values. result may be NULL.
//
// Returns: PYF_OK.
func CallMethodValues(
	obj Handle,
	name string,
	args *Value,
	count uintptr,
	wanted uint32,
	result *Value,
) int32 {
	return int32(C.pyf_call_method_values(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_value)(unsafe.Pointer(args)),
		C.size_t(count),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// CallMethodValuesKw is pyf_call_method_values_kw.
//
// Call a method with keyword arguments, as values. result may be NULL.
//
// Returns: PYF_OK.
func CallMethodValuesKw(
	obj Handle,
	name string,
	args *Value,
	count uintptr,
	names *Text,
	nameCount uintptr,
	wanted uint32,
	result *Value,
) int32 {
	return int32(C.pyf_call_method_values_kw(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		(*C.pyf_value)(unsafe.Pointer(args)),
		C.size_t(count),
		(*C.pyf_text)(unsafe.Pointer(names)),
		C.size_t(nameCount),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(result)),
	))
}

// FromBool is pyf_from_bool.
//
// True or False; anything but 0 is True.
//
// Returns: PYF_TRUE or PYF_FALSE, reserved handles.
func FromBool(value int32) Handle {
	return Handle(C.pyf_from_bool(C.int(value)))
}

// FromI64 is pyf_from_i64.
//
// An int.
//
// Returns: new handle; 0 on failure.
func FromI64(value int64) Handle {
	return Handle(C.pyf_from_i64(C.int64_t(value)))
}

// FromU64 is pyf_from_u64.
//
// An int.
//
// Returns: new handle; 0 on failure.
func FromU64(value uint64) Handle {
	return Handle(C.pyf_from_u64(C.uint64_t(value)))
}

// FromF64 is pyf_from_f64.
//
// A float.
//
// Returns: new handle; 0 on failure.
func FromF64(value float64) Handle {
	return Handle(C.pyf_from_f64(C.double(value)))
}

// FromStr is pyf_from_str.
//
// A str from UTF-8.
//
// Returns: new handle; 0 on failure.
func FromStr(text string) Handle {
	return Handle(C.pyf_from_str(textData(text), C.size_t(len(text))))
}

// FromBytes is pyf_from_bytes.
//
// A bytes object.
//
// Returns: new handle; 0 on failure.
func FromBytes(data unsafe.Pointer, length uintptr) Handle {
	return Handle(C.pyf_from_bytes(data, C.size_t(length)))
}

// FromValue is pyf_from_value.
//
// The object that a value stands for; one more handle for PYF_VALUE_HANDLE.
//
// Returns: new handle; 0 on failure.
func FromValue(value *Value) Handle {
	return Handle(C.pyf_from_value((*C.pyf_value)(unsafe.Pointer(value))))
}

// ToBool is pyf_to_bool.
//
// A bool as 1 or 0. Only True and False: for truth there is pyf_is_true.
//
// Returns: PYF_OK.
func ToBool(obj Handle, value *int32) int32 {
	return int32(C.pyf_to_bool(
		C.pyf_handle(obj),
		(*C.int)(unsafe.Pointer(value)),
	))
}

// ToI64 is pyf_to_i64.
//
// An int, or what has __index__.
//
// Returns: PYF_OK.
func ToI64(obj Handle, value *int64) int32 {
	return int32(C.pyf_to_i64(
		C.pyf_handle(obj),
		(*C.int64_t)(unsafe.Pointer(value)),
	))
}

// ToU64 is pyf_to_u64.
//
// An int that is not negative, or what has __index__.
//
// Returns: PYF_OK.
func ToU64(obj Handle, value *uint64) int32 {
	return int32(C.pyf_to_u64(
		C.pyf_handle(obj),
		(*C.uint64_t)(unsafe.Pointer(value)),
	))
}

// ToF64 is pyf_to_f64.
//
// A float, an int, or what has __float__ or __index__.
//
// Returns: PYF_OK.
func ToF64(obj Handle, value *float64) int32 {
	return int32(C.pyf_to_f64(
		C.pyf_handle(obj),
		(*C.double)(unsafe.Pointer(value)),
	))
}

// ToStr is pyf_to_str.
//
// The UTF-8 of a str, without a copy. A NUL follows the text, and more may
// stand inside it.
//
// Returns: PYF_OK.
func ToStr(obj Handle, text **byte, length *uintptr) int32 {
	return int32(C.pyf_to_str(
		C.pyf_handle(obj),
		(**C.char)(unsafe.Pointer(text)),
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// ToBytes is pyf_to_bytes.
//
// The content of a bytes object, without a copy.
//
// Returns: PYF_OK.
func ToBytes(obj Handle, data *unsafe.Pointer, length *uintptr) int32 {
	return int32(C.pyf_to_bytes(
		C.pyf_handle(obj),
		data,
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// CopyStr is pyf_copy_str.
//
// Copy the UTF-8 of a str, with a NUL behind it.
//
// Returns: PYF_OK.
func CopyStr(obj Handle, buffer *byte, size uintptr, length *uintptr) int32 {
	return int32(C.pyf_copy_str(
		C.pyf_handle(obj),
		(*C.char)(unsafe.Pointer(buffer)),
		C.size_t(size),
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// CopyBytes is pyf_copy_bytes.
//
// Copy the content of a bytes or bytearray object.
//
// Returns: PYF_OK.
func CopyBytes(
	obj Handle,
	buffer unsafe.Pointer,
	size uintptr,
	length *uintptr,
) int32 {
	return int32(C.pyf_copy_bytes(
		C.pyf_handle(obj),
		buffer,
		C.size_t(size),
		(*C.size_t)(unsafe.Pointer(length)),
	))
}

// ToValue is pyf_to_value.
//
// An object as a value. As PYF_VALUE_ANY: None, bool, int, float, complex, str
// and bytes (exactly these types, as an instance of a subclass is more than
// its value) as such, an int beyond 64 bits and all else as one more handle.
//
// Returns: PYF_OK.
func ToValue(obj Handle, wanted uint32, value *Value) int32 {
	return int32(C.pyf_to_value(
		C.pyf_handle(obj),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(value)),
	))
}

// ListFromHandles is pyf_list_from_handles.
//
// A list of the given items.
//
// Returns: new handle; 0 on failure.
func ListFromHandles(items *Handle, count uintptr) Handle {
	return Handle(C.pyf_list_from_handles(
		(*C.pyf_handle)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// TupleFromHandles is pyf_tuple_from_handles.
//
// A tuple of the given items.
//
// Returns: new handle; 0 on failure.
func TupleFromHandles(items *Handle, count uintptr) Handle {
	return Handle(C.pyf_tuple_from_handles(
		(*C.pyf_handle)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// SetFromHandles is pyf_set_from_handles.
//
// A set of the given items.
//
// Returns: new handle; 0 on failure.
func SetFromHandles(items *Handle, count uintptr) Handle {
	return Handle(C.pyf_set_from_handles(
		(*C.pyf_handle)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// FrozensetFromHandles is pyf_frozenset_from_handles.
//
// A frozenset of the given items.
//
// Returns: new handle; 0 on failure.
func FrozensetFromHandles(items *Handle, count uintptr) Handle {
	return Handle(C.pyf_frozenset_from_handles(
		(*C.pyf_handle)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// DictFromHandles is pyf_dict_from_handles.
//
// A dict of the given pairs; a later one with an equal key wins.
//
// Returns: new handle; 0 on failure.
func DictFromHandles(keys *Handle, values *Handle, count uintptr) Handle {
	return Handle(C.pyf_dict_from_handles(
		(*C.pyf_handle)(unsafe.Pointer(keys)),
		(*C.pyf_handle)(unsafe.Pointer(values)),
		C.size_t(count),
	))
}

// ListFromValues is pyf_list_from_values.
//
// A list of the given values.
//
// Returns: new handle; 0 on failure.
func ListFromValues(items *Value, count uintptr) Handle {
	return Handle(C.pyf_list_from_values(
		(*C.pyf_value)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// TupleFromValues is pyf_tuple_from_values.
//
// A tuple of the given values.
//
// Returns: new handle; 0 on failure.
func TupleFromValues(items *Value, count uintptr) Handle {
	return Handle(C.pyf_tuple_from_values(
		(*C.pyf_value)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// SetFromValues is pyf_set_from_values.
//
// A set of the given values.
//
// Returns: new handle; 0 on failure.
func SetFromValues(items *Value, count uintptr) Handle {
	return Handle(C.pyf_set_from_values(
		(*C.pyf_value)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// FrozensetFromValues is pyf_frozenset_from_values.
//
// A frozenset of the given values.
//
// Returns: new handle; 0 on failure.
func FrozensetFromValues(items *Value, count uintptr) Handle {
	return Handle(C.pyf_frozenset_from_values(
		(*C.pyf_value)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// DictFromValues is pyf_dict_from_values.
//
// A dict of the given pairs of values.
//
// Returns: new handle; 0 on failure.
func DictFromValues(keys *Value, values *Value, count uintptr) Handle {
	return Handle(C.pyf_dict_from_values(
		(*C.pyf_value)(unsafe.Pointer(keys)),
		(*C.pyf_value)(unsafe.Pointer(values)),
		C.size_t(count),
	))
}

// ListFromI64 is pyf_list_from_i64.
//
// A list of ints.
//
// Returns: new handle; 0 on failure.
func ListFromI64(items *int64, count uintptr) Handle {
	return Handle(C.pyf_list_from_i64(
		(*C.int64_t)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// ListFromF64 is pyf_list_from_f64.
//
// A list of floats.
//
// Returns: new handle; 0 on failure.
func ListFromF64(items *float64, count uintptr) Handle {
	return Handle(C.pyf_list_from_f64(
		(*C.double)(unsafe.Pointer(items)),
		C.size_t(count),
	))
}

// ItemsToHandles is pyf_items_to_handles.
//
// Read a list, tuple, set, frozenset, or the keys of a dict into handles. Give
// capacity 0 to ask for the count alone: that is PYF_ERR_BUFFER unless it is
// 0.
//
// Returns: PYF_OK.
func ItemsToHandles(
	obj Handle,
	items *Handle,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_items_to_handles(
		C.pyf_handle(obj),
		(*C.pyf_handle)(unsafe.Pointer(items)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// ItemsToValues is pyf_items_to_values.
//
// Read a list, tuple, set, frozenset, or the keys of a dict into values.
//
// Returns: PYF_OK.
func ItemsToValues(
	obj Handle,
	wanted uint32,
	items *Value,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_items_to_values(
		C.pyf_handle(obj),
		C.uint32_t(wanted),
		(*C.pyf_value)(unsafe.Pointer(items)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// DictToHandles is pyf_dict_to_handles.
//
// Read a dict into handles.
//
// Returns: PYF_OK.
func DictToHandles(
	obj Handle,
	keys *Handle,
	values *Handle,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_dict_to_handles(
		C.pyf_handle(obj),
		(*C.pyf_handle)(unsafe.Pointer(keys)),
		(*C.pyf_handle)(unsafe.Pointer(values)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// DictToValues is pyf_dict_to_values.
//
// Read a dict into values.
//
// Returns: PYF_OK.
func DictToValues(
	obj Handle,
	wantedKey uint32,
	keys *Value,
	wantedValue uint32,
	values *Value,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_dict_to_values(
		C.pyf_handle(obj),
		C.uint32_t(wantedKey),
		(*C.pyf_value)(unsafe.Pointer(keys)),
		C.uint32_t(wantedValue),
		(*C.pyf_value)(unsafe.Pointer(values)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// ItemsToI64 is pyf_items_to_i64.
//
// Read a list or tuple of ints; each element as pyf_to_i64.
//
// Returns: PYF_OK.
func ItemsToI64(
	obj Handle,
	items *int64,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_items_to_i64(
		C.pyf_handle(obj),
		(*C.int64_t)(unsafe.Pointer(items)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// ItemsToF64 is pyf_items_to_f64.
//
// Read a list or tuple of floats; each element as pyf_to_f64.
//
// Returns: PYF_OK.
func ItemsToF64(
	obj Handle,
	items *float64,
	capacity uintptr,
	count *uintptr,
) int32 {
	return int32(C.pyf_items_to_f64(
		C.pyf_handle(obj),
		(*C.double)(unsafe.Pointer(items)),
		C.size_t(capacity),
		(*C.size_t)(unsafe.Pointer(count)),
	))
}

// Signature is pyf_signature.
//
// The signature that a text describes. It is parsed once: the same text gives
// the same handle, which lives as long as the process and needs no closing.
//
// Returns: the signature's handle; 0 on failure.
func Signature(text string) Handle {
	return Handle(C.pyf_signature(textData(text), C.size_t(len(text))))
}

// CallNative is pyf_call_native.
//
// Call `callable` with C arguments.
//
// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
// large it is).
func CallNative(
	callable Handle,
	signature Handle,
	args *unsafe.Pointer,
	count uintptr,
	result unsafe.Pointer,
) int32 {
	return int32(C.pyf_call_native(
		C.pyf_handle(callable),
		C.pyf_handle(signature),
		args,
		C.size_t(count),
		result,
	))
}

// CallMethodNative is pyf_call_method_native.
//
// Call the method `name` of `obj` with C arguments.
//
// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
// large it is).
func CallMethodNative(
	obj Handle,
	name string,
	signature Handle,
	args *unsafe.Pointer,
	count uintptr,
	result unsafe.Pointer,
) int32 {
	return int32(C.pyf_call_method_native(
		C.pyf_handle(obj),
		textData(name), C.size_t(len(name)),
		C.pyf_handle(signature),
		args,
		C.size_t(count),
		result,
	))
}

// CallPrepare is pyf_call_prepare.
//
// Prepare a call: everything that is the same each time is looked up once.
// With a name it calls that method of target.
//
// Returns: new handle of kind PYF_KIND_CALL; 0 on failure.
func CallPrepare(target Handle, name string, signature Handle) Handle {
	return Handle(C.pyf_call_prepare(
		C.pyf_handle(target),
		optionalData(name), C.size_t(len(name)),
		C.pyf_handle(signature),
	))
}

// CallPrepared is pyf_call_prepared.
//
// Make a prepared call.
//
// Returns: PYF_OK; on failure *result is zeroed (where the handle says how
// large it is).
func CallPrepared(
	call Handle,
	args *unsafe.Pointer,
	count uintptr,
	result unsafe.Pointer,
) int32 {
	return int32(C.pyf_call_prepared(
		C.pyf_handle(call),
		args,
		C.size_t(count),
		result,
	))
}

// ClosureNew is pyf_closure_new.
//
// Make a C function of the given signature that calls `callable`. It goes to
// *function, to be cast to its real type, and is good until the handle is
// closed, also when that happens during a call.
//
// Returns: new handle of kind PYF_KIND_CLOSURE; 0 on failure.
func ClosureNew(
	callable Handle,
	signature Handle,
	onError int32,
	fallback unsafe.Pointer,
	function *NativeFunction,
) Handle {
	return Handle(C.pyf_closure_new(
		C.pyf_handle(callable),
		C.pyf_handle(signature),
		C.int(onError),
		fallback,
		(*C.pyf_native_function)(unsafe.Pointer(function)),
	))
}

// FunctionNew is pyf_function_new.
//
// A host function as a Python callable. It has __name__, __qualname__,
// __module__, __doc__, __text_signature__, __signature__ and __annotations__;
// as a builtin it has no annotations, and its __qualname__ is not its name.
//
// Returns: new handle; 0 on failure.
func FunctionNew(def *FunctionDef) Handle {
	return Handle(C.pyf_function_new(
		(*C.pyf_function_def)(unsafe.Pointer(def)),
	))
}

// OwnerRevoke is pyf_owner_revoke.
//
// Take back every function and iterator of an owner: Python that calls one
// afterwards gets a RuntimeError, and its data is dropped. For hosts that end
// before Python does: a plugin that is unloaded, a Lua state that is closed. A
// call that another thread is in at this moment still runs to its end.
//
// Returns: PYF_OK, also when there is nothing of that owner.
func OwnerRevoke(owner uintptr) int32 {
	return int32(C.pyf_owner_revoke(C.uintptr_t(owner)))
}

// IteratorNew is pyf_iterator_new.
//
// A host iterator as a Python iterator, with the methods of a generator: it
// has send(), throw() and close() too.
//
// Returns: new handle; 0 on failure.
func IteratorNew(def *IteratorDef) Handle {
	return Handle(C.pyf_iterator_new(
		(*C.pyf_iterator_def)(unsafe.Pointer(def)),
	))
}

// ModuleNew is pyf_module_new.
//
// A new, empty module with a name and a docstring. It has a __spec__, but is
// in no sys.modules yet.
//
// Returns: new handle; 0 on failure.
func ModuleNew(name string, doc string) Handle {
	return Handle(C.pyf_module_new(
		textData(name), C.size_t(len(name)),
		optionalData(doc), C.size_t(len(doc)),
	))
}

// ModuleAdd is pyf_module_add.
//
// Add an object to a module: a constant, a class, a function.
//
// Returns: PYF_OK.
func ModuleAdd(module Handle, name string, value Handle) int32 {
	return int32(C.pyf_module_add(
		C.pyf_handle(module),
		textData(name), C.size_t(len(name)),
		C.pyf_handle(value),
	))
}

// ModuleAddValue is pyf_module_add_value.
//
// Add a constant to a module.
//
// Returns: PYF_OK.
func ModuleAddValue(module Handle, name string, value *Value) int32 {
	return int32(C.pyf_module_add_value(
		C.pyf_handle(module),
		textData(name), C.size_t(len(name)),
		(*C.pyf_value)(unsafe.Pointer(value)),
	))
}

// ModuleAddFunction is pyf_module_add_function.
//
// Make a host function and add it to a module under its name; its __module__
// is that module.
//
// Returns: PYF_OK.
func ModuleAddFunction(module Handle, def *FunctionDef) int32 {
	return int32(C.pyf_module_add_function(
		C.pyf_handle(module),
		(*C.pyf_function_def)(unsafe.Pointer(def)),
	))
}

// ModuleAddSubmodule is pyf_module_add_submodule.
//
// Make a module inside another: an attribute of it, and in sys.modules under
// its full name, so that `import parent.name` works; the parent becomes a
// package.
//
// Returns: new handle; 0 on failure.
func ModuleAddSubmodule(parent Handle, name string, doc string) Handle {
	return Handle(C.pyf_module_add_submodule(
		C.pyf_handle(parent),
		textData(name), C.size_t(len(name)),
		optionalData(doc), C.size_t(len(doc)),
	))
}

// InittabAppend is pyf_inittab_append.
//
// Have a module built in: before Python starts, and whoever starts it. Where
// this library joins a Python that runs already, it is put into sys.modules.
//
// Returns: PYF_OK.
func InittabAppend(def *ModuleDef) int32 {
	return int32(C.pyf_inittab_append((*C.pyf_module_def)(unsafe.Pointer(def))))
}

// ExtensionInit is pyf_extension_init.
//
// What PyInit_NAME of a shared library returns. It joins the Python that is
// importing, so the library needs no pyf_initialize.
//
// Returns: the module definition that CPython expects; NULL with a Python
// exception set, for the import to raise.
func ExtensionInit(def *ModuleDef) unsafe.Pointer {
	return unsafe.Pointer(C.pyf_extension_init(
		(*C.pyf_module_def)(unsafe.Pointer(def)),
	))
}

// SysPathInsert is pyf_sys_path_insert.
//
// Insert a folder into sys.path: 0 puts it first, -1 or anything past the end
// last.
//
// Returns: PYF_OK.
func SysPathInsert(path string, position int64) int32 {
	return int32(C.pyf_sys_path_insert(
		textData(path), C.size_t(len(path)),
		C.int64_t(position),
	))
}

// SysModulesSet is pyf_sys_modules_set.
//
// Register an object in sys.modules, so that `import name` gives it.
//
// Returns: PYF_OK.
func SysModulesSet(name string, module Handle) int32 {
	return int32(C.pyf_sys_modules_set(
		textData(name), C.size_t(len(name)),
		C.pyf_handle(module),
	))
}

// SysFlush is pyf_sys_flush.
//
// Flush sys.stdout and sys.stderr, so that what Python printed stands before
// what the host prints next.
//
// Returns: PYF_OK.
func SysFlush() int32 {
	return int32(C.pyf_sys_flush())
}

// SignalsCheck is pyf_signals_check.
//
// Run the Python handlers of signals that have arrived. With
// PYF_CONFIG_SIGNALS a Ctrl-C becomes a KeyboardInterrupt here. Call it in
// long loops of your own. On other threads than the main one it does nothing.
//
// Returns: PYF_OK.
func SignalsCheck() int32 {
	return int32(C.pyf_signals_check())
}
