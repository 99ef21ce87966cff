// SPDX-License-Identifier: MIT

// Start Python, call it, convert both ways, see an exception.
package main

import "C"

import (
	"errors"
	"fmt"
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

func floatValue(x float64) (v raw.Value) {
	v.Kind = raw.VALUE_F64
	*v.As.F64() = x
	return v
}

func intValue(x int64) (v raw.Value) {
	v.Kind = raw.VALUE_I64
	*v.As.I64() = x
	return v
}

// call calls a method with values; the result is of the kind that is wanted.
func call(obj raw.Handle, name string, wanted uint32, args ...raw.Value) (
	raw.Value, error,
) {
	var result raw.Value
	status := raw.CallMethodValues(obj, name, unsafe.SliceData(args),
		uintptr(len(args)), wanted, &result)
	return result, check(status)
}

// Calls take and give plain numbers.
func numbers() error {
	module := raw.Import("math")

	// Reports a failed import as well: module is 0 then.
	hypot, err := call(module, "hypot", raw.VALUE_F64, floatValue(3),
		floatValue(4))
	if err != nil {
		return err
	}
	fmt.Printf("math.hypot(3, 4) = %g\n", *hypot.As.F64())
	product, err := call(module, "factorial", raw.VALUE_I64, intValue(20))
	if err != nil {
		return err
	}
	fmt.Printf("math.factorial(20) = %d\n", *product.As.I64())
	return nil
}

// A slice becomes a list, and the text of an object comes back.
func objects() error {
	items := []int64{3, 1, 2}
	list := raw.ListFromI64(&items[0], uintptr(len(items)))
	if _, err := call(list, "sort", raw.VALUE_NONE); err != nil {
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
	number := raw.Eval("int('seven')", raw.NONE, raw.NONE)
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
		os.Exit(int(raw.ErrorExitStatus(2)))
	}
}
