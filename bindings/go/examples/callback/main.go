// SPDX-License-Identifier: MIT

// Host functions called from Python, a Python function called from C, and
// errors both ways.
package main

/*
#include <stdint.h>
#include <stdlib.h>

// The exported functions below, with the types that cgo gives them.
int enterHost(void *, void *);
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
	raw.ErrorRaise(exception, message)
	return errPython
}

func message() string {
	return C.GoString((*C.char)(unsafe.Pointer(raw.ErrorMessage())))
}

// ---------------------------------------------------------------- values

func intValue(x int64) (v raw.Value) {
	v.Kind = raw.VALUE_I64
	*v.As.I64() = x
	return v
}

func object(handle raw.Handle) (v raw.Value) {
	v.Kind = raw.VALUE_HANDLE
	*v.As.Handle() = handle
	return v
}

// lend is a string as the structures of C have it: good until pin lets go.
func lend(pin *runtime.Pinner, s string) raw.Text {
	data := unsafe.StringData(s)
	if data != nil {
		pin.Pin(data)
	}
	return raw.Text{Data: data, Length: uintptr(len(s))}
}

func text(pin *runtime.Pinner, s string) (v raw.Value) {
	v.Kind = raw.VALUE_STR
	*v.As.Text() = lend(pin, s)
	return v
}

func intOf(v raw.Value) int64 {
	return *v.As.I64()
}

func objectOf(v raw.Value) raw.Handle {
	return *v.As.Handle()
}

func textOf(v raw.Value) string {
	text := v.As.Text()
	return string(unsafe.Slice(text.Data, text.Length))
}

// ---------------------------------------------------------------- Python

func call(callable raw.Handle, wanted uint32, args ...raw.Value) (
	raw.Value, error,
) {
	var result raw.Value
	status := raw.CallValues(callable, unsafe.SliceData(args),
		uintptr(len(args)), wanted, &result)
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
func enterHost(called, result unsafe.Pointer) (status C.int) {
	defer func() {
		if panicked := recover(); panicked != nil {
			raise(raw.EXC_RuntimeError, fmt.Sprint(panicked))
			status = C.int(raw.ErrorCode())
		}
	}()
	frame := (*raw.Frame)(called)
	function := cgo.Handle(frame.Data).Value().(host)
	answer, err := function.call(
		unsafe.Slice(*frame.Args.Values(), frame.Count))
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
	var pin runtime.Pinner
	defer pin.Unpin()
	def := raw.FunctionDef{
		Size:      unsafe.Sizeof(raw.FunctionDef{}),
		Form:      raw.FORM_VALUES,
		Name:      lend(&pin, name),
		Signature: lend(&pin, signature),
		Data:      uintptr(cgo.NewHandle(made)),
		Drop:      raw.Drop(C.dropHost),
	}
	*def.Call.Values() = raw.ValuesFunction(C.enterHost)
	return raw.FunctionNew(&def)
}

// greet(name, greeting="hello", *, times=1): the arguments come in the order
// of the signature, with defaults in place.
func greet(args []raw.Value) (raw.Value, error) {
	times := intOf(args[2])
	if times < 1 || times > 3 {
		return raw.Value{}, raise(raw.EXC_ValueError,
			"times must be from 1 to 3")
	}
	greeting := strings.Repeat(textOf(args[1])+" ", int(times))
	made := raw.FromStr(greeting + textOf(args[0]))
	if made == 0 {
		return raw.Value{}, errPython
	}
	return object(made), nil
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
	return raw.Value{}, &trouble{intOf(args[0])}
}

// relay calls Python from a callback and lets its failure pass.
func relay(args []raw.Value) (raw.Value, error) {
	return call(objectOf(args[0]), raw.VALUE_ANY, args[1:]...)
}

// ------------------------------------------------------------------ steps

func define(names raw.Handle, name, signature string,
	call func([]raw.Value) (raw.Value, error),
) error {
	made := function(name, signature, host{call: call})
	return check(raw.Setattr(names, name, made))
}

// Python calls the host; what the host raises is caught there.
func pythonCalls(names raw.Handle) error {
	var pin runtime.Pinner
	defer pin.Unpin()
	for _, source := range []string{
		"greet('Ada')",
		"greet('Ada', 'good day')",
		"greet('Ada', times=2)",
		"greet(greeting='hi', name='Ada')",
		"greet()",
		"greet('Ada', times=9)",
		"give_up()",
	} {
		answer, err := call(raw.Getattr(names, "attempt"), raw.VALUE_STR,
			text(&pin, source))
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
	relay := raw.Getattr(names, "relay")
	_, err := call(relay, raw.VALUE_ANY,
		object(raw.Getattr(names, "host_relay")), object(relay),
		object(raw.Getattr(names, last)), arg)
	if err == nil {
		return raise(raw.EXC_AssertionError, "it did not fail")
	}
	return failure()
}

// An exception comes back as the object that was raised at the far end.
func exceptionComesBack(names raw.Handle) error {
	var pin runtime.Pinner
	defer pin.Unpin()
	made, err := call(raw.EXC_LookupError, raw.VALUE_HANDLE,
		text(&pin, "nobody here"))
	if err != nil {
		return err
	}
	hops(names, "fail", made)
	same := "no"
	if raw.Is(raw.ErrorException(), objectOf(made)) == 1 {
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
			total += intOf(args[0])
			return intValue(total), nil
		},
		drop: func() { fmt.Printf("dropped at %d\n", total) },
	})
	if _, err := call(raw.Getattr(names, "keep"), raw.VALUE_NONE,
		object(made)); err != nil {
		return err
	}
	raw.Close(made) // Python's reference is the last one
	for step := int64(1); step <= 3; step++ {
		sum, err := call(raw.Getattr(names, "later"), raw.VALUE_I64,
			intValue(step))
		if err != nil {
			return err
		}
		fmt.Printf("added %d: %d\n", step, intOf(sum))
	}
	_, err := call(raw.Getattr(names, "let_go"), raw.VALUE_NONE)
	return err
}

// A Python function as the comparison of C's qsort.
func pythonCompares() error {
	numbers := []int64{31, 4, 15, 9, 26, 5}
	compare := raw.Eval("lambda a, b: (a > b) - (a < b)", raw.NONE, raw.NONE)
	signature := raw.Signature("(a: i64?, b: i64?) -> i32")
	var code raw.NativeFunction
	closure := raw.ClosureNew(compare, signature, raw.CLOSURE_PARK, nil, &code)
	if closure == 0 {
		return errPython
	}
	C.qsort(unsafe.Pointer(&numbers[0]), C.size_t(len(numbers)),
		C.size_t(unsafe.Sizeof(numbers[0])), (*[0]byte)(code))
	fmt.Println("sorted:", strings.Trim(fmt.Sprint(numbers), "[]"))
	return check(raw.Close(closure))
}

func steps() error {
	names := raw.Import("__main__")
	if raw.Run(program, raw.NONE, raw.NONE) < 0 {
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
		os.Exit(int(raw.ErrorExitStatus(2)))
	}
}
