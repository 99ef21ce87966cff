// SPDX-License-Identifier: MIT
//! Host functions called from Python, a Python function called from C, and
//! errors both ways.
use pyforge_sys::*;
use std::any::Any;
use std::ffi::{c_int, c_void, CStr};
use std::mem::{size_of, transmute, zeroed};
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe};
use std::process::ExitCode;
use std::ptr;
use std::sync::atomic::{AtomicI64, Ordering};

/// The Python side: what it does with the functions of the host.
const PROGRAM: &str = "
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
";

/// What failed is parked on the thread.
struct Failed;

type Answer<T> = Result<T, Failed>;

fn check(status: c_int) -> Answer<()> {
    if status < 0 {
        return Err(Failed);
    }
    Ok(())
}

fn raise(exception: pyf_handle, message: &str) -> Failed {
    unsafe { pyf_error_raise(exception, message.as_ptr().cast(), message.len()) };
    Failed
}

fn message() -> String {
    let text = unsafe { CStr::from_ptr(pyf_error_message()) };
    text.to_string_lossy().into_owned()
}

// -------------------------------------------------------------- values

fn value(kind: u32, held: pyf_value_as) -> pyf_value {
    pyf_value {
        kind,
        reserved: 0,
        r#as: held,
        owner: 0,
    }
}

fn nothing() -> pyf_value {
    value(PYF_VALUE_NONE, pyf_value_as { i64: 0 })
}

fn int(x: i64) -> pyf_value {
    value(PYF_VALUE_I64, pyf_value_as { i64: x })
}

fn object(handle: pyf_handle) -> pyf_value {
    value(PYF_VALUE_HANDLE, pyf_value_as { handle })
}

/// A text as the structures of C have it: as long as `text` lives.
fn borrowed(text: &str) -> pyf_text {
    pyf_text {
        data: text.as_ptr().cast(),
        length: text.len(),
    }
}

fn text(text: &str) -> pyf_value {
    let text = borrowed(text);
    value(PYF_VALUE_STR, pyf_value_as { text })
}

/// The text of a value that is one.
fn text_of(value: &pyf_value) -> &str {
    let bytes = unsafe {
        let text = value.r#as.text;
        std::slice::from_raw_parts(text.data.cast(), text.length)
    };
    std::str::from_utf8(bytes).expect("Python gives UTF-8")
}

fn int_of(value: &pyf_value) -> i64 {
    unsafe { value.r#as.i64 }
}

// -------------------------------------------------------------- Python

fn attr(obj: pyf_handle, name: &str) -> pyf_handle {
    unsafe { pyf_getattr(obj, name.as_ptr().cast(), name.len()) }
}

fn call(callable: pyf_handle, args: &[pyf_value], wanted: u32) -> Answer<pyf_value> {
    let mut result = nothing();
    check(unsafe { pyf_call_values(callable, args.as_ptr(), args.len(), wanted, &mut result) })?;
    Ok(result)
}

// ------------------------------------------------------ host functions

type Host = dyn Fn(&[pyf_value]) -> Answer<pyf_value> + Send + Sync;

/// What Python calls: the closure behind `data`. A panic must not unwind into
/// C, so it ends here and becomes an exception.
unsafe extern "C" fn enter(frame: *const pyf_frame, result: *mut pyf_value) -> c_int {
    let frame = &*frame;
    let host = &*frame.data.cast::<Box<Host>>();
    let args = std::slice::from_raw_parts(frame.args.values, frame.count);
    match catch_unwind(AssertUnwindSafe(|| host(args))) {
        Ok(Ok(answer)) => {
            *result = answer;
            return PYF_OK;
        }
        Ok(Err(Failed)) => (),
        Err(panic) => drop(raise(PYF_EXC_RuntimeError, panic_text(&*panic))),
    }
    pyf_error_code()
}

unsafe extern "C" fn leave<T>(data: *mut c_void) {
    drop(Box::from_raw(data.cast::<T>()));
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    if let Some(text) = panic.downcast_ref::<String>() {
        return text;
    }
    panic
        .downcast_ref::<&str>()
        .copied()
        .unwrap_or("a panic in the host")
}

fn function(name: &str, signature: &str, host: Box<Host>) -> pyf_handle {
    let def = pyf_function_def {
        size: size_of::<pyf_function_def>(),
        form: PYF_FORM_VALUES,
        name: borrowed(name),
        signature: borrowed(signature),
        call: pyf_function_def_call {
            values: Some(enter),
        },
        data: Box::into_raw(Box::new(host)).cast(),
        drop: Some(leave::<Box<Host>>),
        ..unsafe { zeroed() }
    };
    unsafe { pyf_function_new(&def) }
}

/// greet(name, greeting="hello", *, times=1): the arguments come in the order
/// of the signature, with defaults in place.
fn greet(args: &[pyf_value]) -> Answer<pyf_value> {
    let times = int_of(&args[2]);
    if !(1..=3).contains(&times) {
        return Err(raise(PYF_EXC_ValueError, "times must be from 1 to 3"));
    }
    let greeting = format!("{} ", text_of(&args[1])).repeat(times as usize);
    let text = greeting + text_of(&args[0]);
    match unsafe { pyf_from_str(text.as_ptr().cast(), text.len()) } {
        0 => Err(Failed),
        handle => Ok(object(handle)),
    }
}

fn give_up(_args: &[pyf_value]) -> Answer<pyf_value> {
    panic!("the host gave up")
}

/// An error of the host's own, as it travels through Python, and the address
/// that names this component.
struct Trouble {
    code: i64,
}
static COMPONENT: u8 = 0;

fn component() -> usize {
    ptr::addr_of!(COMPONENT) as usize
}

/// Fail with an error of the host's own as the payload of an exception.
fn fail_own(args: &[pyf_value]) -> Answer<pyf_value> {
    let trouble = Box::new(Trouble {
        code: int_of(&args[0]),
    });
    let failed = raise(PYF_EXC_RuntimeError, "trouble in the host");
    let data = Box::into_raw(trouble).cast();
    check(unsafe {
        let exception = pyf_error_exception();
        pyf_error_set_payload(exception, component(), data, Some(leave::<Trouble>))
    })?;
    Err(failed)
}

/// Call Python from a callback and let its failure pass.
fn relay(args: &[pyf_value]) -> Answer<pyf_value> {
    call(unsafe { args[0].r#as.handle }, &args[1..], PYF_VALUE_ANY)
}

struct Counter {
    total: AtomicI64,
}

impl Counter {
    fn add(&self, step: i64) -> i64 {
        self.total.fetch_add(step, Ordering::Relaxed) + step
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        println!("dropped at {}", self.total.get_mut());
    }
}

// --------------------------------------------------------------- steps

fn define(names: pyf_handle, name: &str, signature: &str, host: Box<Host>) -> Answer<()> {
    let made = function(name, signature, host);
    check(unsafe { pyf_setattr(names, name.as_ptr().cast(), name.len(), made) })
}

/// Python calls the host; what the host raises is caught there.
fn python_calls(names: pyf_handle) -> Answer<()> {
    let attempt = attr(names, "attempt");
    for source in [
        "greet('Ada')",
        "greet('Ada', 'good day')",
        "greet('Ada', times=2)",
        "greet(greeting='hi', name='Ada')",
        "greet()",
        "greet('Ada', times=9)",
        "give_up()",
    ] {
        let answer = call(attempt, &[text(source)], PYF_VALUE_STR)?;
        println!("{source} -> {}", text_of(&answer));
        unsafe { pyf_close(answer.owner) };
    }
    Ok(())
}

fn not_failed() -> Failed {
    raise(PYF_EXC_AssertionError, "it did not fail")
}

/// Python -> host -> Python -> host: an exception comes back as the object
/// that was raised at the far end.
fn exception_comes_back(names: pyf_handle) -> Answer<()> {
    let made = call(
        PYF_EXC_LookupError,
        &[text("nobody here")],
        PYF_VALUE_HANDLE,
    )?;
    let error = unsafe { made.r#as.handle };
    let hops = ["host_relay", "relay", "fail"].map(|name| object(attr(names, name)));
    let args = [hops[0], hops[1], hops[2], object(error)];
    if call(attr(names, "relay"), &args, PYF_VALUE_ANY).is_ok() {
        return Err(not_failed());
    }
    let same = unsafe { pyf_is(pyf_error_exception(), error) } == 1;
    println!(
        "{}, the same object: {}",
        message(),
        if same { "yes" } else { "no" }
    );
    check(unsafe { pyf_error_clear() })
}

/// The same way for an error of the host's own.
fn trouble_comes_back(names: pyf_handle) -> Answer<()> {
    let hops = ["host_relay", "relay", "fail_own"].map(|name| object(attr(names, name)));
    let args = [hops[0], hops[1], hops[2], int(42)];
    let mut data = ptr::null_mut();
    if call(attr(names, "relay"), &args, PYF_VALUE_ANY).is_ok() {
        return Err(not_failed());
    }
    if unsafe { pyf_error_payload(pyf_error_exception(), component(), &mut data) } != 1 {
        return Err(Failed);
    }
    let trouble = unsafe { &*data.cast::<Trouble>() };
    println!("{}, with code {}", message(), trouble.code);
    check(unsafe { pyf_error_clear() })
}

/// A closure, kept by Python, called later, let go.
fn kept_by_python(names: pyf_handle) -> Answer<()> {
    let counter = Counter {
        total: AtomicI64::new(0),
    };
    let add: Box<Host> = Box::new(move |args| Ok(int(counter.add(int_of(&args[0])))));
    let made = function("add", "(step: i64) -> i64", add);
    call(attr(names, "keep"), &[object(made)], PYF_VALUE_NONE)?;
    check(unsafe { pyf_close(made) })?; // Python's reference is the last one
    for step in 1..=3 {
        let total = call(attr(names, "later"), &[int(step)], PYF_VALUE_I64)?;
        println!("added {step}: {}", int_of(&total));
    }
    call(attr(names, "let_go"), &[], PYF_VALUE_NONE).map(drop)
}

type Comparison = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

extern "C" {
    fn qsort(base: *mut c_void, count: usize, size: usize, compare: Comparison);
}

/// A Python function as the comparison of C's qsort.
fn python_compares() -> Answer<()> {
    let source = borrowed("lambda a, b: (a > b) - (a < b)");
    let signature = borrowed("(a: i64?, b: i64?) -> i32");
    let mut numbers = [31i64, 4, 15, 9, 26, 5];
    let mut code = None;
    let closure = unsafe {
        let compare = pyf_eval(source.data, source.length, PYF_NONE, PYF_NONE);
        let signature = pyf_signature(signature.data, signature.length);
        pyf_closure_new(compare, signature, PYF_CLOSURE_PARK, ptr::null(), &mut code)
    };
    let code = code.ok_or(Failed)?;
    unsafe {
        let compare: Comparison = transmute(code);
        qsort(
            numbers.as_mut_ptr().cast(),
            numbers.len(),
            size_of::<i64>(),
            compare,
        );
    }
    println!("sorted: {}", numbers.map(|x| x.to_string()).join(" "));
    check(unsafe { pyf_close(closure) })
}

fn steps() -> Answer<()> {
    let (main, program) = (borrowed("__main__"), borrowed(PROGRAM));
    let names = unsafe { pyf_import(main.data, main.length) };
    check(unsafe { pyf_run(program.data, program.length, PYF_NONE, PYF_NONE) })?;
    let signature = "(name: str, greeting: str = 'hello', *, times: i64 = 1) -> str";
    define(names, "greet", signature, Box::new(greet))?;
    define(names, "give_up", "()", Box::new(give_up))?;
    define(names, "fail_own", "(code: i64)", Box::new(fail_own))?;
    let signature = "(function: object, *args: object) -> object";
    define(names, "host_relay", signature, Box::new(relay))?;

    python_calls(names)?;
    exception_comes_back(names)?;
    trouble_comes_back(names)?;
    kept_by_python(names)?;
    python_compares()
}

fn run() -> Answer<()> {
    check(unsafe { pyf_initialize(ptr::null()) })?;
    let here = unsafe { pyf_attach_begin(0) };
    steps()?;
    check(unsafe { pyf_attach_end(here) })?;
    check(unsafe { pyf_finalize() })
}

fn main() -> ExitCode {
    set_hook(Box::new(|_| ())); // a panic is shown by whoever catches it
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::from(unsafe { pyf_error_exit_status(2) } as u8),
    }
}
