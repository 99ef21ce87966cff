// SPDX-License-Identifier: MIT
//! The functions of shapes.py with PyO3.
use pyo3::prelude::*;

/// Text as C gives it, which is UTF-8 here and outlives the call.
#[repr(C)]
pub struct Text {
    data: *const u8,
    length: usize,
}

fn text<'a>(text: Text) -> &'a str {
    unsafe {
        std::str::from_utf8_unchecked(std::slice::from_raw_parts(text.data, text.length))
    }
}

include!(concat!(env!("BENCH_GENERATED"), "/functions.rs"));
