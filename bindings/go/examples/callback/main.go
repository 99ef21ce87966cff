// SPDX-License-Identifier: MIT

// Host functions called from Python, a Python function called from C, and
// errors both ways.
package main

/*
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// The exported functions below, with the types that cgo gives them.
int enterHost(void *, size_t, void *, size_t, void *, uintptr_t);
void dropHost(uintptr_t);
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/cgo"
	"strings"
	"unsafe"

	"pyforge/raw"
)

// The Python side: what it does with the functions of the host.
const program = `
kept = []
keep = kept.append
let_go = kept.clear
def attempt(source):
    try:
        return str(eval(source))
    except Exception as error:
        return f'{type(error).__name__}: {error}'
def later(step):
    return kept[0](step)
def fail(error):
    raise error
def relay(function, *args):
    return function(*args)
`

// What failed is parked on the thread.
var errPython = errors.New("python")

// An address that names this component.
var component = uintptr(C.enterHost)

func check(status int32) error {
	if status < 0 {
		return errPython
	}
	return nil
}

func raise(exception raw.Handle, message string) error {
	raw.ErrorRaise(exception, first([]byte(message)), uintptr(len(message)))
	return errPython
}

func message() string {
	return C.GoString((*C.char)(unsafe.Pointer(raw.ErrorMessage())))
}

// first is where a slice lies, for C.
func first[T any](items []T) *T {
	if len(items) == 0 {
		return nil
	}
	return &items[0]
}

// ---------------------------------------------------------------- values

func intValue(x int64) raw.Value {
	return raw.Value{Kind: raw.VALUE_I64, As: uint64(x)}
}

func object(handle raw.Handle) raw.Value {
	return raw.Value{Kind: raw.VALUE_HANDLE, As: uint64(handle)}
}

// text makes a str of Python's: a pointer to Go's memory in a Value would be
// one that C reads in Go's memory, which cgo does not allow.
func text(s string) raw.Value {
	return object(raw.FromStr(first([]byte(s)), uintptr(len(s))))
}

func textOf(v raw.Value) string {
	data := *(**byte)(unsafe.Pointer(&v.As))
	return string(unsafe.Slice(data, v.Length))
}

// ---------------------------------------------------------------- Python

// cString lends a text that ends at its NUL until free is called.
func cString(s string) (text *byte, free func()) {
	copied := unsafe.Pointer(C.CString(s))
	return (*byte)(copied), func() { C.free(copied) }
}

func attr(obj raw.Handle, name string) raw.Handle {
	text, free := cString(name)
	defer free()
	return raw.Getattr(obj, text)
}

func call(callable raw.Handle, args ...raw.Value) (raw.Value, error) {
	var result raw.Value
	status := raw.CallValues(callable, first(args),
		uintptr(len(args)), &result)
	return result, check(status)
}

// --------------------------------------------------------- host functions

type host struct {
	call func(args []raw.Value) (raw.Value, error)
	drop func()
}

// What Python calls: the host behind data. A panic must not unwind into C, so
// it ends here and becomes an exception.
//
//export enterHost
func enterHost(args unsafe.Pointer, count C.size_t, names unsafe.Pointer,
	nameCount C.size_t, result unsafe.Pointer, data C.uintptr_t,
) (status C.int) {
	defer func() {
		if panicked := recover(); panicked != nil {
			raise(raw.EXC_RuntimeError, fmt.Sprint(panicked))
			status = C.int(raw.ErrorCode())
		}
	}()
	function := cgo.Handle(data).Value().(host)
	answer, err := function.call(unsafe.Slice((*raw.Value)(args), int(count)))
	if err != nil {
		return C.int(fail(err))
	}
	*(*raw.Value)(result) = answer
	return raw.OK
}

// fail parks an error of Go's as the payload of an exception. One of Python's
// is parked already.
func fail(err error) int32 {
	if err == errPython {
		return raw.ErrorCode()
	}
	raise(raw.EXC_RuntimeError, err.Error())
	raw.ErrorSetPayload(raw.ErrorException(), component,
		uintptr(cgo.NewHandle(err)), raw.Drop(C.dropHost))
	return raw.ErrorCode()
}

// failure is the error that is parked: that of Go's which it carries, if any.
func failure() error {
	var data uintptr
	if raw.ErrorPayload(raw.ErrorException(), component, &data) == 1 {
		return cgo.Handle(data).Value().(error)
	}
	return errPython
}

//export dropHost
func dropHost(data C.uintptr_t) {
	handle := cgo.Handle(data)
	if function, ok := handle.Value().(host); ok && function.drop != nil {
		function.drop()
	}
	handle.Delete()
}

func function(name, signature string, made host) raw.Handle {
	nameText, free := cString(name)
	defer free()
	signatureText, free := cString(signature)
	defer free()
	return raw.FunctionNew(&raw.FunctionDef{
		Size:      unsafe.Sizeof(raw.FunctionDef{}),
		Form:      raw.FORM_VALUES,
		Name:      nameText,
		Signature: signatureText,
		Call:      C.enterHost,
		Data:      uintptr(cgo.NewHandle(made)),
		Drop:      raw.Drop(C.dropHost),
	})
}

// greet(name, greeting="hello", *, times=1): the arguments come in the order
// of the signature, with defaults in place.
func greet(args []raw.Value) (raw.Value, error) {
	times := int64(args[2].As)
	if times < 1 || times > 3 {
		return raw.Value{}, raise(raw.EXC_ValueError,
			"times must be from 1 to 3")
	}
	greeting := strings.Repeat(textOf(args[1])+" ", int(times))
	made := text(greeting + textOf(args[0]))
	if made.As == 0 {
		return made, errPython
	}
	return made, nil
}

func giveUp(args []raw.Value) (raw.Value, error) {
	panic("the host gave up")
}

// An error of the host's own, as it travels through Python.
type trouble struct {
	code int64
}

func (t *trouble) Error() string {
	return "trouble in the host"
}

func failOwn(args []raw.Value) (raw.Value, error) {
	return raw.Value{}, &trouble{int64(args[0].As)}
}

// relay calls Python from a callback and lets its failure pass.
func relay(args []raw.Value) (raw.Value, error) {
	return call(raw.Handle(args[0].As), args[1:]...)
}

// ------------------------------------------------------------------ steps

func define(names raw.Handle, name, signature string,
	call func([]raw.Value) (raw.Value, error),
) error {
	text, free := cString(name)
	defer free()
	made := function(name, signature, host{call: call})
	return check(raw.Setattr(names, text, made))
}

// Python calls the host; what the host raises is caught there.
func pythonCalls(names raw.Handle) error {
	for _, source := range []string{
		"greet('Ada')",
		"greet('Ada', 'good day')",
		"greet('Ada', times=2)",
		"greet(greeting='hi', name='Ada')",
		"greet()",
		"greet('Ada', times=9)",
		"give_up()",
	} {
		answer, err := call(attr(names, "attempt"), text(source))
		if err != nil {
			return err
		}
		fmt.Printf("%s -> %s\n", source, textOf(answer))
		raw.Close(answer.Owner)
	}
	return nil
}

// hops is the way of an error: Python -> host -> Python -> host.
func hops(names raw.Handle, last string, arg raw.Value) error {
	_, err := call(attr(names, "relay"),
		object(attr(names, "host_relay")), object(attr(names, "relay")),
		object(attr(names, last)), arg)
	if err == nil {
		return raise(raw.EXC_AssertionError, "it did not fail")
	}
	return failure()
}

// An exception comes back as the object that was raised at the far end.
func exceptionComesBack(names raw.Handle) error {
	made, err := call(raw.EXC_LookupError, text("nobody here"))
	if err != nil {
		return err
	}
	hops(names, "fail", made)
	same := "no"
	if raw.Is(raw.ErrorException(), raw.Handle(made.As)) == 1 {
		same = "yes"
	}
	fmt.Printf("%s, the same object: %s\n", message(), same)
	return check(raw.ErrorClear())
}

// The same way for an error of the host's own.
func troubleComesBack(names raw.Handle) error {
	var own *trouble
	if err := hops(names, "fail_own", intValue(42)); !errors.As(err, &own) {
		return err
	}
	fmt.Printf("%s, with code %d\n", message(), own.code)
	return check(raw.ErrorClear())
}

// A closure, kept by Python, called later, let go.
func keptByPython(names raw.Handle) error {
	var total int64
	made := function("add", "(step: i64) -> i64", host{
		call: func(args []raw.Value) (raw.Value, error) {
			total += int64(args[0].As)
			return intValue(total), nil
		},
		drop: func() { fmt.Printf("dropped at %d\n", total) },
	})
	if _, err := call(attr(names, "keep"), object(made)); err != nil {
		return err
	}
	raw.Close(made) // Python's reference is the last one
	for step := int64(1); step <= 3; step++ {
		sum, err := call(attr(names, "later"), intValue(step))
		if err != nil {
			return err
		}
		fmt.Printf("added %d: %d\n", step, int64(sum.As))
	}
	_, err := call(attr(names, "let_go"))
	return err
}

// A Python function as the comparison of C's qsort.
func pythonCompares() error {
	source := []byte("lambda a, b: (a > b) - (a < b)")
	signature := []byte("(a: i64?, b: i64?) -> i32")
	numbers := []int64{31, 4, 15, 9, 26, 5}
	compare := raw.Eval(first(source), uintptr(len(source)),
		raw.NONE, raw.NONE)
	var code raw.NativeFunction
	closure := raw.ClosureNew(compare, raw.Signature(
		first(signature), uintptr(len(signature))),
		raw.CLOSURE_PARK, nil, &code)
	if closure == 0 {
		return errPython
	}
	C.qsort(unsafe.Pointer(&numbers[0]), C.size_t(len(numbers)),
		C.size_t(unsafe.Sizeof(numbers[0])), (*[0]byte)(code))
	fmt.Println("sorted:", strings.Trim(fmt.Sprint(numbers), "[]"))
	return check(raw.Close(closure))
}

func steps() error {
	main, free := cString("__main__")
	defer free()
	names := raw.Import(main)
	if raw.Run(first([]byte(program)), uintptr(len(program)), raw.NONE,
		raw.NONE) < 0 {
		return errPython
	}
	for _, err := range []error{
		define(names, "greet", "(name: str, greeting: str = 'hello', *, "+
			"times: i64 = 1) -> str", greet),
		define(names, "give_up", "()", giveUp),
		define(names, "fail_own", "(code: i64)", failOwn),
		define(names, "host_relay",
			"(function: object, *args: object) -> object", relay),
	} {
		if err != nil {
			return err
		}
	}
	for _, step := range []func(raw.Handle) error{pythonCalls,
		exceptionComesBack, troubleComesBack, keptByPython,
	} {
		if err := step(names); err != nil {
			return err
		}
	}
	return pythonCompares()
}

func run() error {
	if err := check(raw.Initialize(nil)); err != nil {
		return err
	}
	here := raw.AttachBegin(0)
	if err := steps(); err != nil {
		return err
	}
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
