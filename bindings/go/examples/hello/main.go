// SPDX-License-Identifier: MIT

// Start Python, call it, convert both ways, see an exception.
package main

/*
#include <stdlib.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"unsafe"

	"pyforge/raw"
)

// What failed is parked on the thread.
var errPython = errors.New("python")

func check(status int32) error {
	if status < 0 {
		return errPython
	}
	return nil
}

// goString copies a text of C.
func goString(text *byte) string {
	return C.GoString((*C.char)(unsafe.Pointer(text)))
}

// withName lends C a name that ends at its NUL.
func withName[T any](name string, use func(*byte) T) T {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	return use((*byte)(unsafe.Pointer(text)))
}

func floatValue(x float64) raw.Value {
	return raw.Value{Kind: raw.VALUE_F64, As: math.Float64bits(x)}
}

func intValue(x int64) raw.Value {
	return raw.Value{Kind: raw.VALUE_I64, As: uint64(x)}
}

// call calls a method with values.
func call(obj raw.Handle, name string, args ...raw.Value) (raw.Value, error) {
	var result raw.Value
	var first *raw.Value
	if len(args) > 0 {
		first = &args[0]
	}
	status := withName(name, func(name *byte) int32 {
		return raw.CallMethodValues(obj, name, first, uintptr(len(args)),
			&result)
	})
	return result, check(status)
}

// Calls take and give plain numbers.
func numbers() error {
	module := withName("math", raw.Import)

	// Reports a failed import as well: module is 0 then.
	hypot, err := call(module, "hypot", floatValue(3), floatValue(4))
	if err != nil {
		return err
	}
	fmt.Printf("math.hypot(3, 4) = %g\n", math.Float64frombits(hypot.As))
	product, err := call(module, "factorial", intValue(20))
	if err != nil {
		return err
	}
	fmt.Printf("math.factorial(20) = %d\n", int64(product.As))
	return nil
}

// A slice becomes a list, and the text of an object comes back.
func objects() error {
	items := []int64{3, 1, 2}
	list := raw.ListFromI64(&items[0], uintptr(len(items)))
	if _, err := call(list, "sort"); err != nil {
		return err
	}
	var text *byte
	var length uintptr
	if raw.ToStr(raw.Str(list), &text, &length) < 0 {
		return errPython
	}
	fmt.Printf("sorted: %s\n", unsafe.Slice(text, length))
	return nil
}

// An exception is a status here, with the exception parked behind it.
func failures() error {
	source := []byte("int('seven')")
	number := raw.Eval(&source[0], uintptr(len(source)), raw.NONE, raw.NONE)
	if number != 0 || raw.ErrorMatches(raw.EXC_ValueError) != 1 {
		return errPython
	}
	fmt.Println(goString(raw.ErrorMessage()))
	return check(raw.ErrorClear())
}

func run() error {
	if err := check(raw.Initialize(nil)); err != nil {
		return err
	}
	here := raw.AttachBegin(0)
	for _, part := range []func() error{numbers, objects, failures} {
		if err := part(); err != nil {
			return err
		}
	}
	// Closes the module and all the others.
	if err := check(raw.AttachEnd(here)); err != nil {
		return err
	}
	return check(raw.Finalize())
}

func main() {
	runtime.LockOSThread() // a thread is attached, not a goroutine
	if run() != nil {
		raw.ErrorPrint(2)
		os.Exit(1)
	}
}
