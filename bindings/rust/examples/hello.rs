// SPDX-License-Identifier: MIT
//! Start Python, call it, convert both ways, see an exception.
use pyforge_sys::*;
use std::ffi::{c_int, CStr};
use std::process::ExitCode;
use std::ptr;

/// What failed is parked on the thread.
struct Failed;

fn check(status: c_int) -> Result<(), Failed> {
    if status < 0 {
        return Err(Failed);
    }
    Ok(())
}

fn value(kind: u32, held: pyf_value_as) -> pyf_value {
    pyf_value {
        kind,
        reserved: 0,
        r#as: held,
        owner: 0,
    }
}

fn import(name: &str) -> pyf_handle {
    unsafe { pyf_import(name.as_ptr().cast(), name.len()) }
}

/// Call a method with values; the result is of the kind that is wanted.
fn call(obj: pyf_handle, name: &str, args: &[pyf_value], wanted: u32) -> Result<pyf_value, Failed> {
    let mut result = value(PYF_VALUE_NONE, pyf_value_as { i64: 0 });
    let status = unsafe {
        pyf_call_method_values(
            obj,
            name.as_ptr().cast(),
            name.len(),
            args.as_ptr(),
            args.len(),
            wanted,
            &mut result,
        )
    };
    check(status).map(|()| result)
}

/// Calls take and give plain numbers.
fn numbers() -> Result<(), Failed> {
    let math = import("math");
    let sides = [3.0, 4.0].map(|x| value(PYF_VALUE_F64, pyf_value_as { f64: x }));
    let n = value(PYF_VALUE_I64, pyf_value_as { i64: 20 });

    // Reports a failed import as well: math is 0 then.
    let hypot = call(math, "hypot", &sides, PYF_VALUE_F64)?;
    println!("math.hypot(3, 4) = {}", unsafe { hypot.r#as.f64 });
    let product = call(math, "factorial", &[n], PYF_VALUE_I64)?;
    println!("math.factorial(20) = {}", unsafe { product.r#as.i64 });
    Ok(())
}

/// An array becomes a list, and the text of an object comes back.
fn objects() -> Result<(), Failed> {
    let numbers = [3i64, 1, 2];
    let list = unsafe { pyf_list_from_i64(numbers.as_ptr(), numbers.len()) };
    let (mut text, mut length) = (ptr::null(), 0);

    call(list, "sort", &[], PYF_VALUE_NONE)?;
    check(unsafe { pyf_to_str(pyf_str(list), &mut text, &mut length) })?;
    let bytes = unsafe { std::slice::from_raw_parts(text.cast(), length) };
    println!("sorted: {}", String::from_utf8_lossy(bytes));
    Ok(())
}

/// An exception is a status here, with the exception parked behind it.
fn errors() -> Result<(), Failed> {
    let source = "int('seven')";
    let number = unsafe { pyf_eval(source.as_ptr().cast(), source.len(), PYF_NONE, PYF_NONE) };

    if number != 0 || unsafe { pyf_error_matches(PYF_EXC_ValueError) } != 1 {
        return Err(Failed);
    }
    let message = unsafe { CStr::from_ptr(pyf_error_message()) };
    println!("{}", message.to_string_lossy());
    check(unsafe { pyf_error_clear() })
}

fn run() -> Result<(), Failed> {
    check(unsafe { pyf_initialize(ptr::null()) })?;
    let here = unsafe { pyf_attach_begin(0) };
    numbers()?;
    objects()?;
    errors()?;
    check(unsafe { pyf_attach_end(here) })?; // closes math and all the others
    check(unsafe { pyf_finalize() })
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::from(unsafe { pyf_error_exit_status(2) } as u8),
    }
}
