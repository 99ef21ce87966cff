// SPDX-License-Identifier: MIT
//! Handles as Rust owns them: spans without a scope, objects that close
//! themselves, and a host function that keeps what it is given.
use pyforge_sys::*;
use std::ffi::{c_int, CStr};
use std::marker::PhantomData;
use std::mem::{forget, size_of, zeroed, ManuallyDrop};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::process::ExitCode;
use std::ptr;
use std::sync::Mutex;
use std::thread;

/// What failed is parked on the thread.
struct Failed;

type Answer<T> = Result<T, Failed>;

fn check(status: c_int) -> Answer<()> {
    if status < 0 {
        return Err(Failed);
    }
    Ok(())
}

// --------------------------------------------------------------- spans

/// This thread is attached, until the guard goes. No scope closes what is made
/// meanwhile.
struct Guard {
    token: pyf_token,
    of_this_thread: PhantomData<*const ()>,
}

impl Guard {
    fn new() -> Answer<Guard> {
        match unsafe { pyf_attach_begin(PYF_ATTACH_UNSCOPED) } {
            0 => Err(Failed),
            token => Ok(Guard {
                token,
                of_this_thread: PhantomData,
            }),
        }
    }

    fn python(&self) -> Python<'_> {
        Python(PhantomData)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        unsafe { pyf_attach_end(self.token) };
    }
}

/// That the thread is attached for as long as 'py.
#[derive(Clone, Copy)]
struct Python<'py>(PhantomData<(&'py Guard, *const ())>);

impl<'py> Python<'py> {
    fn own(self, handle: pyf_handle) -> Answer<Bound<'py>> {
        match handle {
            0 => Err(Failed),
            handle => Ok(Bound { handle, py: self }),
        }
    }

    fn import(self, name: &str) -> Answer<Bound<'py>> {
        self.own(unsafe { pyf_import(name.as_ptr().cast(), name.len()) })
    }

    fn eval(self, source: &str) -> Answer<Bound<'py>> {
        let text = source.as_ptr().cast();
        self.own(unsafe { pyf_eval(text, source.len(), PYF_NONE, PYF_NONE) })
    }
}

// ------------------------------------------------------------- objects

/// An object, on a thread that is attached; closed when it goes.
#[repr(transparent)]
struct Bound<'py> {
    handle: pyf_handle,
    py: Python<'py>,
}

impl<'py> Bound<'py> {
    fn text(&self) -> Answer<String> {
        let str = self.py.own(unsafe { pyf_str(self.handle) })?;
        let (mut text, mut length) = (ptr::null(), 0);

        check(unsafe { pyf_to_str(str.handle, &mut text, &mut length) })?;
        let bytes = unsafe { std::slice::from_raw_parts(text.cast(), length) };
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    fn set(&self, name: &str, value: &Bound) -> Answer<()> {
        let text = name.as_ptr().cast();
        check(unsafe { pyf_setattr(self.handle, text, name.len(), value.handle) })
    }

    /// The object without the thread.
    fn unbind(self) -> Object {
        let object = Object(self.handle);
        forget(self);
        object
    }

    fn into_handle(self) -> pyf_handle {
        let handle = self.handle;
        forget(self);
        handle
    }
}

impl Drop for Bound<'_> {
    fn drop(&mut self) {
        unsafe { pyf_close(self.handle) };
    }
}

/// An object for any thread; closed when it goes, wherever that is.
struct Object(pyf_handle);

impl Object {
    fn bind(self, py: Python<'_>) -> Bound<'_> {
        let handle = self.0;
        forget(self);
        Bound { handle, py }
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        unsafe { pyf_close(self.0) };
    }
}

// ------------------------------------------------------ host functions

/// An argument belongs to the call, which closes it.
#[repr(transparent)]
struct Argument<'py>(ManuallyDrop<Bound<'py>>);

impl<'py> Argument<'py> {
    /// Take it over.
    fn take(&self) -> Answer<Bound<'py>> {
        self.0.py.own(unsafe { pyf_unbind(self.0.handle) })
    }
}

type Host = for<'py> fn(Python<'py>, &[Argument<'py>]) -> Answer<Bound<'py>>;

/// What Python calls, with the function behind `data`. Its result is taken
/// over: it has nothing left to close.
unsafe extern "C" fn enter(frame: *const pyf_frame, result: *mut pyf_handle) -> c_int {
    let frame = &*frame;
    let host = *frame.data.cast::<Host>();
    let args = std::slice::from_raw_parts(frame.args.handles.cast::<Argument>(), frame.count);

    match catch_unwind(AssertUnwindSafe(|| host(Python(PhantomData), args))) {
        Ok(Ok(object)) => {
            *result = object.into_handle();
            PYF_OK
        }
        Ok(Err(Failed)) => pyf_error_code(),
        Err(_) => pyf_error_raise(PYF_EXC_RuntimeError, c"a panic".as_ptr(), PYF_AUTO_LENGTH),
    }
}

fn function<'py>(py: Python<'py>, name: &str, host: &'static Host) -> Answer<Bound<'py>> {
    let def = pyf_function_def {
        size: size_of::<pyf_function_def>(),
        form: PYF_FORM_HANDLES,
        flags: PYF_FUNCTION_UNSCOPED,
        name: pyf_text {
            data: name.as_ptr().cast(),
            length: name.len(),
        },
        call: pyf_function_def_call {
            handles: Some(enter),
        },
        data: ptr::from_ref(host).cast_mut().cast(),
        ..unsafe { zeroed() }
    };
    py.own(unsafe { pyf_function_new(&def) })
}

static LAST: Mutex<Option<Object>> = Mutex::new(None);

/// swap(new): keep that, give what was kept.
fn swap<'py>(py: Python<'py>, args: &[Argument<'py>]) -> Answer<Bound<'py>> {
    let new = args.first().ok_or_else(|| raise("nothing to keep"))?;
    let before = LAST.lock().unwrap().replace(new.take()?.unbind());

    match before {
        Some(object) => Ok(object.bind(py)),
        None => py.eval("'nothing'"),
    }
}

fn raise(message: &str) -> Failed {
    let text = message.as_ptr().cast();
    unsafe { pyf_error_raise(PYF_EXC_TypeError, text, message.len()) };
    Failed
}

// --------------------------------------------------------------- steps

/// An object for the span outside, made in a span inside.
fn made_inside(outer: Python<'_>) -> Answer<Bound<'_>> {
    let _inner = Guard::new()?;
    outer.eval("[1, 2, 3]")
}

fn steps(py: Python<'_>) -> Answer<()> {
    println!("made inside: {}", made_inside(py)?.text()?);

    let main = py.import("__main__")?;
    main.set("swap", &function(py, "swap", &(swap as Host))?)?;
    for source in ["swap([1])", "swap({2: 3})", "swap(swap)"] {
        println!("{source}: {}", py.eval(source)?.text()?);
    }
    if py.eval("swap()").is_ok() {
        return Err(raise("it did not fail"));
    }
    let message = unsafe { CStr::from_ptr(pyf_error_message()) };
    println!("{}", message.to_string_lossy());
    check(unsafe { pyf_error_clear() })?;

    // Closing waits for nothing, so a thread that is not attached may do it.
    let elsewhere = py.eval("object()")?.unbind();
    thread::spawn(move || drop(elsewhere)).join().unwrap();
    let last = LAST.lock().unwrap().take(); // Python may run once it goes
    drop(last);
    Ok(())
}

fn live_handles() -> Answer<u64> {
    let mut stats = pyf_stats {
        size: size_of::<pyf_stats>(),
        ..unsafe { zeroed() }
    };
    check(unsafe { pyf_stats_get(&mut stats) })?;
    Ok(stats.live)
}

fn run() -> Answer<()> {
    check(unsafe { pyf_initialize(ptr::null()) })?;
    let here = Guard::new()?;
    steps(here.python())?;
    drop(here);
    println!("handles left: {}", live_handles()?);
    check(unsafe { pyf_finalize() })
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => {
            unsafe { pyf_error_print(2) };
            ExitCode::FAILURE
        }
    }
}
