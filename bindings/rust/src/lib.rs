// SPDX-License-Identifier: MIT
//! The C ABI of libpyforge, declarations alone: everything here is unsafe and
//! as pyforge.h says. Handles are integers, text is a pointer and a length, 0
//! or a negative status is a failure.
//!
//! No panic may leave a function that Python calls: catch it and park it with
//! [`pyf_error_raise`], as examples/callback.rs does.
#![no_std]
#![allow(non_camel_case_types, non_upper_case_globals)]

#[rustfmt::skip]
mod raw;

pub use raw::*;
