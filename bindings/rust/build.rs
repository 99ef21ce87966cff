// SPDX-License-Identifier: MIT
//! Where libpyforge is: PYFORGE_LIB_DIR, or what pkg-config says. When neither
//! knows, the linker looks where it always does.
use std::env;
use std::process::Command;

fn folders() -> Vec<String> {
    if let Ok(folder) = env::var("PYFORGE_LIB_DIR") {
        return vec![folder];
    }
    let tool = env::var("PKG_CONFIG").unwrap_or_else(|_| "pkg-config".into());
    let output = Command::new(tool)
        .args(["--libs-only-L", "pyforge"])
        .output();
    let flags = match output {
        Ok(output) if output.status.success() => output.stdout,
        _ => return Vec::new(),
    };
    String::from_utf8_lossy(&flags)
        .split_whitespace()
        .filter_map(|flag| flag.strip_prefix("-L").map(String::from))
        .collect()
}

fn main() {
    for name in ["PYFORGE_LIB_DIR", "PKG_CONFIG", "PKG_CONFIG_PATH"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    println!("cargo:rerun-if-changed=build.rs");
    for folder in folders() {
        println!("cargo:rustc-link-search=native={folder}");
    }
    println!("cargo:rustc-link-lib=dylib=pyforge");
}
