// SPDX-License-Identifier: MIT
//! Host functions called from Python, a Python function called from C, and
//! errors both ways.
const std = @import("std");
const py = @import("pyforge");

/// The Python side: what it does with the functions of the host.
const program =
    \\kept = []
    \\keep = kept.append
    \\let_go = kept.clear
    \\def attempt(source):
    \\    try:
    \\        return str(eval(source))
    \\    except Exception as error:
    \\        return f'{type(error).__name__}: {error}'
    \\def later(step):
    \\    return kept[0](step)
    \\def fail(error):
    \\    raise error
    \\def relay(function, *args):
    \\    return function(*args)
;

/// Python: what failed is parked on the thread.
const Failure = error{Python};

var out: *std.Io.Writer = undefined;

fn check(status: c_int) Failure!void {
    if (status < 0) return error.Python;
}

fn raise(exception: py.pyf_handle, message: []const u8) Failure {
    _ = py.pyf_error_raise(exception, message.ptr, message.len);
    return error.Python;
}

// -------------------------------------------------------------- values

fn value(kind: u32, held: py.pyf_value_as) py.pyf_value {
    return .{ .kind = kind, .reserved = 0, .as = held, .owner = 0 };
}

fn int(x: i64) py.pyf_value {
    return value(py.PYF_VALUE_I64, .{ .i64 = x });
}

fn object(handle: py.pyf_handle) py.pyf_value {
    return value(py.PYF_VALUE_HANDLE, .{ .handle = handle });
}

/// A text as the structures of C have it: as long as its bytes are there.
fn borrowed(bytes: []const u8) py.pyf_text {
    return .{ .data = bytes.ptr, .length = bytes.len };
}

fn text(bytes: []const u8) py.pyf_value {
    return value(py.PYF_VALUE_STR, .{ .text = borrowed(bytes) });
}

fn textOf(held: py.pyf_value) []const u8 {
    return held.as.text.data[0..held.as.text.length];
}

// -------------------------------------------------------------- Python

fn attr(obj: py.pyf_handle, name: []const u8) py.pyf_handle {
    return py.pyf_getattr(obj, name.ptr, name.len);
}

fn call(
    callable: py.pyf_handle,
    args: []const py.pyf_value,
    wanted: u32,
) Failure!py.pyf_value {
    var result: py.pyf_value = undefined;
    const status =
        py.pyf_call_values(callable, args.ptr, args.len, wanted, &result);
    try check(status);
    return result;
}

// ------------------------------------------------------ host functions

/// A host function, and what it fails with: an error of Zig's.
const Host = fn (
    args: []const py.pyf_value,
    data: ?*anyopaque,
) anyerror!py.pyf_value;

/// The C side of a host function. C knows no error union, so an error that is
/// not parked yet becomes an exception here.
fn entered(comptime host: Host) @typeInfo(py.pyf_values_function).optional.child {
    return struct {
        fn enter(
            frame: [*c]const py.pyf_frame,
            result: [*c]py.pyf_value,
        ) callconv(.c) c_int {
            const args = frame.*.args.values[0..frame.*.count];
            result.* = host(args, frame.*.data) catch |err| {
                if (err != error.Python)
                    raise(py.PYF_EXC_RuntimeError, describe(err)) catch {};
                return py.pyf_error_code();
            };
            return py.PYF_OK;
        }
    }.enter;
}

fn describe(err: anyerror) []const u8 {
    return switch (err) {
        error.GaveUp => "the host gave up",
        else => @errorName(err),
    };
}

/// greet(name, greeting="hello", *, times=1): the arguments come in the order
/// of the signature, with defaults in place.
fn greet(args: []const py.pyf_value, _: ?*anyopaque) !py.pyf_value {
    const times = args[2].as.i64;
    var buffer: [200]u8 = undefined;
    var line: std.Io.Writer = .fixed(&buffer);

    if (times < 1 or times > 3)
        return raise(py.PYF_EXC_ValueError, "times must be from 1 to 3");
    for (0..@intCast(times)) |_|
        try line.print("{s} ", .{textOf(args[1])});
    try line.writeAll(textOf(args[0]));
    const greeting = line.buffered();
    const handle = py.pyf_from_str(greeting.ptr, greeting.len);
    if (handle == 0) return error.Python;
    return object(handle);
}

fn giveUp(_: []const py.pyf_value, _: ?*anyopaque) !py.pyf_value {
    return error.GaveUp;
}

/// An error of the host's own, as it travels through Python, and the address
/// that names this component.
const Trouble = struct { code: i64 };
const component: u8 = 0;

/// Fail with an error of the host's own as the payload of an exception.
fn failOwn(args: []const py.pyf_value, _: ?*anyopaque) !py.pyf_value {
    const trouble = try std.heap.c_allocator.create(Trouble);
    trouble.* = .{ .code = args[0].as.i64 };
    const failed = raise(py.PYF_EXC_RuntimeError, "trouble in the host");
    const exception = py.pyf_error_exception();
    try check(py.pyf_error_set_payload(
        exception,
        @intFromPtr(&component),
        trouble,
        dropped(Trouble),
    ));
    return failed;
}

fn dropped(comptime T: type) @typeInfo(py.pyf_drop).optional.child {
    return struct {
        fn drop(data: ?*anyopaque) callconv(.c) void {
            const item: *T = @ptrCast(@alignCast(data.?));
            if (@hasDecl(T, "deinit")) item.deinit();
            std.heap.c_allocator.destroy(item);
        }
    }.drop;
}

/// Call Python from a callback and let its failure pass.
fn relay(args: []const py.pyf_value, _: ?*anyopaque) !py.pyf_value {
    return call(args[0].as.handle, args[1..], py.PYF_VALUE_ANY);
}

const Counter = struct {
    total: i64 = 0,

    pub fn deinit(self: *Counter) void {
        out.print("dropped at {d}\n", .{self.total}) catch {};
    }
};

fn add(args: []const py.pyf_value, data: ?*anyopaque) !py.pyf_value {
    const counter: *Counter = @ptrCast(@alignCast(data.?));
    counter.total += args[0].as.i64;
    return int(counter.total);
}

// --------------------------------------------------------------- steps

/// A definition: zeroed, and what is given.
fn definition(
    name: []const u8,
    signature: []const u8,
    comptime host: Host,
) py.pyf_function_def {
    var def = std.mem.zeroes(py.pyf_function_def);
    def.size = @sizeOf(py.pyf_function_def);
    def.form = py.PYF_FORM_VALUES;
    def.name = borrowed(name);
    def.signature = borrowed(signature);
    def.call = .{ .values = entered(host) };
    return def;
}

fn define(
    names: py.pyf_handle,
    name: []const u8,
    signature: []const u8,
    comptime host: Host,
) !void {
    const def = definition(name, signature, host);
    const made = py.pyf_function_new(&def);
    try check(py.pyf_setattr(names, name.ptr, name.len, made));
}

/// Python calls the host; what the host raises is caught there.
fn pythonCalls(names: py.pyf_handle) !void {
    const attempt = attr(names, "attempt");
    for ([_][]const u8{
        "greet('Ada')",
        "greet('Ada', 'good day')",
        "greet('Ada', times=2)",
        "greet(greeting='hi', name='Ada')",
        "greet()",
        "greet('Ada', times=9)",
        "give_up()",
    }) |source| {
        const answer = try call(attempt, &.{text(source)}, py.PYF_VALUE_STR);
        defer _ = py.pyf_close(answer.owner);
        try out.print("{s} -> {s}\n", .{ source, textOf(answer) });
    }
}

/// The way of an error: Python -> host -> Python -> host.
fn hops(names: py.pyf_handle, last: []const u8, arg: py.pyf_value) !void {
    _ = try call(attr(names, "relay"), &.{
        object(attr(names, "host_relay")),
        object(attr(names, "relay")),
        object(attr(names, last)),
        arg,
    }, py.PYF_VALUE_ANY);
    return raise(py.PYF_EXC_AssertionError, "it did not fail");
}

/// An exception comes back as the object that was raised at the far end.
fn exceptionComesBack(names: py.pyf_handle) !void {
    const message = text("nobody here");
    const made =
        try call(py.PYF_EXC_LookupError, &.{message}, py.PYF_VALUE_HANDLE);
    const err = made.as.handle;

    hops(names, "fail", made) catch {};
    const same = py.pyf_is(py.pyf_error_exception(), err) == 1;
    try out.print("{s}, the same object: {s}\n", .{
        py.pyf_error_message().?,
        if (same) "yes" else "no",
    });
    try check(py.pyf_error_clear());
}

/// The same way for an error of the host's own.
fn troubleComesBack(names: py.pyf_handle) !void {
    var data: ?*anyopaque = null;

    hops(names, "fail_own", int(42)) catch {};
    const exception = py.pyf_error_exception();
    const owner = @intFromPtr(&component);
    if (py.pyf_error_payload(exception, owner, &data) != 1)
        return error.Python;
    const trouble: *Trouble = @ptrCast(@alignCast(data.?));
    try out.print("{s}, with code {d}\n", .{
        py.pyf_error_message().?,
        trouble.code,
    });
    try check(py.pyf_error_clear());
}

/// A function with a state, kept by Python, called later, let go.
fn keptByPython(names: py.pyf_handle) !void {
    const counter = try std.heap.c_allocator.create(Counter);
    counter.* = .{};
    var def = definition("add", "(step: i64) -> i64", add);
    def.data = counter;
    def.drop = dropped(Counter);
    const made = py.pyf_function_new(&def);

    _ = try call(attr(names, "keep"), &.{object(made)}, py.PYF_VALUE_NONE);
    try check(py.pyf_close(made)); // Python's reference is the last one
    for (1..4) |step| {
        const later = attr(names, "later");
        const number = int(@intCast(step));
        const total = try call(later, &.{number}, py.PYF_VALUE_I64);
        try out.print("added {d}: {d}\n", .{ step, total.as.i64 });
    }
    _ = try call(attr(names, "let_go"), &.{}, py.PYF_VALUE_NONE);
}

const Comparison = *const fn (
    a: ?*const anyopaque,
    b: ?*const anyopaque,
) callconv(.c) c_int;

extern fn qsort(
    base: *anyopaque,
    count: usize,
    size: usize,
    compare: Comparison,
) void;

/// A Python function as the comparison of C's qsort.
fn pythonCompares() !void {
    const source = "lambda a, b: (a > b) - (a < b)";
    var numbers = [_]i64{ 31, 4, 15, 9, 26, 5 };
    var code: py.pyf_native_function = null;
    const closure = py.pyf_closure_new(
        py.pyf_eval(source, source.len, py.PYF_NONE, py.PYF_NONE),
        py.pyf_signature("(a: i64?, b: i64?) -> i32", py.PYF_AUTO_LENGTH),
        py.PYF_CLOSURE_PARK,
        null,
        &code,
    );
    if (closure == 0) return error.Python;
    qsort(&numbers, numbers.len, @sizeOf(i64), @ptrCast(code.?));
    try out.print("sorted:", .{});
    for (numbers) |number| try out.print(" {d}", .{number});
    try out.print("\n", .{});
    try check(py.pyf_close(closure));
}

fn steps() !void {
    const names = py.pyf_import("__main__", py.PYF_AUTO_LENGTH);
    try check(py.pyf_run(program, program.len, py.PYF_NONE, py.PYF_NONE));
    try define(
        names,
        "greet",
        "(name: str, greeting: str = 'hello', *, times: i64 = 1) -> str",
        greet,
    );
    try define(names, "give_up", "()", giveUp);
    try define(names, "fail_own", "(code: i64)", failOwn);
    try define(
        names,
        "host_relay",
        "(function: object, *args: object) -> object",
        relay,
    );
    try pythonCalls(names);
    try exceptionComesBack(names);
    try troubleComesBack(names);
    try keptByPython(names);
    try pythonCompares();
}

fn run() !void {
    try check(py.pyf_initialize(null));
    const here = py.pyf_attach_begin(0);
    try steps();
    try check(py.pyf_attach_end(here));
    try check(py.pyf_finalize());
}

pub fn main(init: std.process.Init) !u8 {
    var buffer: [512]u8 = undefined;
    var stdout: std.Io.File.Writer =
        .initStreaming(.stdout(), init.io, &buffer);
    out = &stdout.interface;
    defer out.flush() catch {};

    run() catch |err| switch (err) {
        error.Python => return @intCast(py.pyf_error_exit_status(2)),
        else => return err,
    };
    return 0;
}
