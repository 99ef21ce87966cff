// SPDX-License-Identifier: MIT
//! Start Python, call it, convert both ways, see an exception.
const std = @import("std");
const py = @import("pyforge");

/// What failed is parked on the thread.
const Failed = error{Python};

fn check(status: c_int) Failed!void {
    if (status < 0) return error.Python;
}

fn value(kind: u32, held: py.pyf_value_as) py.pyf_value {
    return .{ .kind = kind, .reserved = 0, .as = held, .owner = 0 };
}

/// Call a method with values; the result is of the kind that is wanted.
fn call(
    obj: py.pyf_handle,
    name: []const u8,
    args: []const py.pyf_value,
    wanted: u32,
) Failed!py.pyf_value {
    var result: py.pyf_value = undefined;
    try check(py.pyf_call_method_values(
        obj,
        name.ptr,
        name.len,
        args.ptr,
        args.len,
        wanted,
        &result,
    ));
    return result;
}

/// Calls take and give plain numbers.
fn numbers(out: *std.Io.Writer) !void {
    const math = py.pyf_import("math", 4);
    const sides = [_]py.pyf_value{
        value(py.PYF_VALUE_F64, .{ .f64 = 3 }),
        value(py.PYF_VALUE_F64, .{ .f64 = 4 }),
    };
    const n = value(py.PYF_VALUE_I64, .{ .i64 = 20 });

    // Reports a failed import as well: math is 0 then.
    const hypot = try call(math, "hypot", &sides, py.PYF_VALUE_F64);
    try out.print("math.hypot(3, 4) = {d}\n", .{hypot.as.f64});
    const product = try call(math, "factorial", &.{n}, py.PYF_VALUE_I64);
    try out.print("math.factorial(20) = {d}\n", .{product.as.i64});
}

/// An array becomes a list, and the text of an object comes back.
fn objects(out: *std.Io.Writer) !void {
    const items = [_]i64{ 3, 1, 2 };
    const list = py.pyf_list_from_i64(&items, items.len);
    var text: [*c]const u8 = undefined;
    var length: usize = undefined;

    _ = try call(list, "sort", &.{}, py.PYF_VALUE_NONE);
    try check(py.pyf_to_str(py.pyf_str(list), &text, &length));
    try out.print("sorted: {s}\n", .{text[0..length]});
}

/// An exception is a status here, with the exception parked behind it.
fn errors(out: *std.Io.Writer) !void {
    const source = "int('seven')";
    const number = py.pyf_eval(source, source.len, py.PYF_NONE, py.PYF_NONE);

    if (number != 0 or py.pyf_error_matches(py.PYF_EXC_ValueError) != 1)
        return error.Python;
    try out.print("{s}\n", .{py.pyf_error_message().?});
    try check(py.pyf_error_clear());
}

fn run(out: *std.Io.Writer) !void {
    try check(py.pyf_initialize(null));
    const here = py.pyf_attach_begin(0);
    try numbers(out);
    try objects(out);
    try errors(out);
    try check(py.pyf_attach_end(here)); // closes math and all the others
    try check(py.pyf_finalize());
}

pub fn main(init: std.process.Init) !u8 {
    var buffer: [512]u8 = undefined;
    var stdout: std.Io.File.Writer =
        .initStreaming(.stdout(), init.io, &buffer);
    defer stdout.interface.flush() catch {};

    run(&stdout.interface) catch |err| switch (err) {
        error.Python => return @intCast(py.pyf_error_exit_status(2)),
        else => return err,
    };
    return 0;
}
