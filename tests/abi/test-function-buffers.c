/* SPDX-License-Identifier: MIT */
/* function: arrays from buffers, which are taken without a copy where their
 * elements lie as C wants them, and from sequences. */
#include "host-function.h"

static pyf_slice
give_back(const void *data, size_t length)
{
    return (pyf_slice){data, length};
}

/* Where the elements lie: the same address is no copy. */
static const void *
address(const void *data, size_t length)
{
    (void)length;
    return data;
}

static pyf_slice
give_back_object(const void *data, size_t length, pyf_handle object)
{
    pyf_handle done =
        pyf_call_method(object, PYF_TEXT("append"), (pyf_handle[]){object}, 1);

    if (done == 0)
        pyf_error_clear();
    return (pyf_slice){data, length};
}

static const char *const types[] = {
    "bool", "i8",    "i16",   "i32", "i64", "u8",      "u16", "u32",
    "u64",  "isize", "usize", "f32", "f64", "complex", "str", "object"};

static void
add_arrays(void)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char name[32], signature[64];

        snprintf(name, sizeof name, "a_%s", types[i]);
        snprintf(signature, sizeof signature, "(x: [%s]) -> [%s]", types[i],
                 types[i]);
        show_native(name, signature, (pyf_native_function)give_back);
        snprintf(name, sizeof name, "o_%s", types[i]);
        snprintf(signature, sizeof signature, "(x: [%s]?) -> [%s]?", types[i],
                 types[i]);
        show_native(name, signature, (pyf_native_function)give_back);
        snprintf(name, sizeof name, "at_%s", types[i]);
        snprintf(signature, sizeof signature, "(x: [%s]) -> ptr", types[i]);
        show_native(name, signature, (pyf_native_function)address);
    }
    show_native("at_bytes", "(x: bytes) -> ptr", (pyf_native_function)address);
    show_native("a_2d", "(x: [[f64]]) -> [[f64]]",
                (pyf_native_function)give_back);
    show_native("grow", "(x: [u8], y: object) -> [u8]",
                (pyf_native_function)give_back_object);
}

/* Feature: F02 */
TEST(function_array_of_a_buffer_is_taken_without_a_copy)
{
    add_arrays();
    check_python(
        "import array\n"
        "formats = {'b': 'i8', 'B': 'u8', 'h': 'i16', 'H': 'u16', 'i': "
        "'i32',\n"
        "           'I': 'u32', 'l': 'i64', 'L': 'u64', 'q': 'i64', 'Q': "
        "'u64',\n"
        "           'f': 'f32', 'd': 'f64'}\n"
        "for code, t in formats.items():\n"
        "    a = array.array(code, [1, 2, 3])\n"
        "    start = a.buffer_info()[0]\n"
        "    assert globals()['at_' + t](a) == start, t\n"
        "    assert globals()['at_' + t](memoryview(a)) == start, t\n"
        "    assert globals()['at_' + t](memoryview(a)[1:]) == start + "
        "a.itemsize, t\n"
        "    assert list(globals()['a_' + t](a)) == [1, 2, 3], t\n"
        "    for other in formats.values():\n"
        "        f, x = globals()['a_' + other], array.array(code, [1, 2])\n"
        "        if other[0] in 'iu' and code in 'fd':\n"
        "            raises(TypeError, \"[0] must be int, not float\", f, x)\n"
        "        else:\n"
        "            assert list(f(x)) == [1, 2], (code, other)\n"
        "assert at_isize(array.array('l', [1])) and at_usize(array.array('L', "
        "[1]))\n"
        "x = bytearray(b'abc')\n"
        "assert at_u8(x) == at_bytes(x) != 0\n"
        "assert a_u8(b'abc') == b'abc' and a_u8(x) == b'abc'\n"
        "x.append(1)\n");
}

TEST(function_array_of_an_empty_buffer_is_not_none)
{
    add_arrays();
    check_python(
        "import array\n"
        "for x in (b'', bytearray(), memoryview(b''), array.array('B'), [], "
        "()):\n"
        "    assert o_u8(x) == b'' and a_u8(x) == b'', x\n"
        "assert o_f64(array.array('d')) == [] == o_f64([]) and o_f64(None) is "
        "None\n"
        "assert o_u8(None) is None\n");
}

TEST(function_array_of_a_memoryview)
{
    add_arrays();
    check_python(
        "import array, ctypes\n"
        "d = array.array('d', range(6))\n"
        "m = memoryview(d)\n"
        "assert a_f64(m[::2]) == [0.0, 2.0, 4.0] and a_f64(m[::-1])[0] == "
        "5.0\n"
        "two = m.cast('B').cast('d', (2, 3))\n"
        "raises(NotImplementedError, '', a_f64, two)\n"
        "assert a_2d([m[:3], [1], array.array('f', [2])])[2] == [2.0]\n"
        "assert a_i8(memoryview(b'\\xff\\x01').cast('b')) == [-1, 1]\n"
        "assert a_bool(memoryview(b'\\x00\\x01').cast('?')) == [False, True]\n"
        "raises(TypeError, '[0] must be bool, not int', a_bool, "
        "b'\\x00\\x01')\n"
        "raises(OverflowError, '[1] does not fit i8', a_i8, b'\\x01\\xff')\n"
        "raises(OverflowError, '[0] does not fit u8', a_u8, array.array('i', "
        "[256]))\n"
        "raises(OverflowError, '[0] does not fit u8', a_u8, array.array('i', "
        "[-1]))\n"
        "raises(OverflowError, 'too large for f32', a_f32, array.array('d', "
        "[1e300]))\n"
        "c = (ctypes.c_double * 3)(1, 2, 3)\n"
        "assert a_f64(c) == [1, 2, 3] and at_f64(c) == ctypes.addressof(c)\n"
        "assert a_f64((ctypes.c_double * 0)()) == []\n"
        "assert a_u8(memoryview(b'abcd').cast('c')) == b'abcd'\n"
        "class Big(ctypes.BigEndianStructure):\n"
        "    _fields_ = [('n', ctypes.c_int32)]\n"
        "big = (ctypes.c_int32.__ctype_be__ * 2)(1, 2)\n"
        "assert a_i32(big) == [1, 2]\n"
        "m.release()\n"
        "raises(ValueError, 'released', a_f64, m)\n");
}

/* What C may read of a double is at an address for doubles; of a bool, 0 or 1.
 */
TEST(function_array_of_a_buffer_that_is_not_fit_for_c)
{
    add_arrays();
    check_python(
        "import struct\n"
        "b = bytearray(8 * 3 + 8)\n"
        "for t, code in ('i16', 'h'), ('i32', 'i'), ('u64', 'Q'), ('f32', "
        "'f'), \\\n"
        "        ('f64', 'd'):\n"
        "    n = struct.calcsize(code)\n"
        "    for start in range(8):\n"
        "        b[start:start + 3 * n] = struct.pack('3' + code, 1, 2, 3)\n"
        "        m = memoryview(b)[start:start + 3 * n].cast(code)\n"
        "        assert globals()['a_' + t](m) == [1, 2, 3], (t, start)\n"
        "        assert globals()['at_' + t](m) % n == 0, (t, start)\n"
        "        m.release()\n");
}

static int64_t
sum_bytes(const uint8_t *bytes, size_t count)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += bytes[i];
    return sum;
}

TEST(function_array_of_bools_is_of_0_and_1)
{
    show_native("count", "(x: [bool]) -> i64", (pyf_native_function)sum_bytes);
    check_python("m = memoryview(b'\\0\\1\\7\\xff').cast('?')\n"
                 "assert count(m) == 3 and count(m[:2]) == 1\n");
}

TEST(function_array_pins_its_buffer_during_the_call)
{
    add_arrays();
    check_python("class Own(bytearray):\n"
                 "    def append(self, item):\n"
                 "        try:\n"
                 "            bytearray.append(self, 1)\n"
                 "        except BufferError as e:\n"
                 "            self.error = e\n"
                 "x = Own(b'abc')\n"
                 "assert grow(x, x) == b'abc'\n"
                 "assert 'Existing exports' in str(x.error)\n"
                 "bytearray.append(x, 7)\n"
                 "assert x == b'abc\\x07'\n"
                 "for bad in ([1, 2, 300], b'abc'):\n"
                 "    try:\n"
                 "        globals()['a_i8'](x, bad)\n"
                 "    except TypeError:\n"
                 "        pass\n"
                 "bytearray.append(x, 8)\n"
                 "y = bytearray(b'abc')\n"
                 "raises(TypeError, '', grow, y)\n"
                 "y.append(1)\n");
}

TEST(function_array_of_numpy)
{
    add_arrays();
    if (pyf_import(PYF_TEXT("numpy")) == 0) {
        pyf_error_clear();
        check_python("assert 'numpy' not in sys.modules");
        return;
    }
    check_python(
        "import numpy as np\n"
        "names = {'bool': 'bool', 'i8': 'int8', 'i16': 'int16', 'i32': "
        "'int32',\n"
        "         'i64': 'int64', 'u8': 'uint8', 'u16': 'uint16', 'u32': "
        "'uint32',\n"
        "         'u64': 'uint64', 'isize': 'intp', 'usize': 'uintp',\n"
        "         'f32': 'float32', 'f64': 'float64', 'complex': "
        "'complex128'}\n"
        "for t, name in names.items():\n"
        "    f, at = globals()['a_' + t], globals()['at_' + t]\n"
        "    x = np.array([0, 1, 1, 0], name)\n"
        "    want = x.tolist()\n"
        "    if t == 'u8':\n"
        "        want = bytes(want)\n"
        "    assert f(x) == want and at(x) == x.ctypes.data, t\n"
        "    r = np.array(x)\n"
        "    r.flags.writeable = False\n"
        "    assert f(r) == want and at(r) == r.ctypes.data, t\n"
        "    assert f(x[::2]) == want[::2] and at(x[::2]) != x.ctypes.data, "
        "t\n"
        "    assert f(x[1:]) == want[1:] and at(x[1:]) == x[1:].ctypes.data, "
        "t\n"
        "    assert f(x[::-1]) == want[::-1], t\n"
        "    if x.itemsize > 1:\n"
        "        for order in '<>':\n"
        "            y = x.astype(np.dtype(name).newbyteorder(order))\n"
        "            assert f(y) == want, (t, order)\n"
        "            assert (at(y) == y.ctypes.data) == (order == '<'), (t, "
        "order)\n"
        "    assert f(x[:0]) == want[:0], t\n"
        "assert a_2d(np.arange(6.0).reshape(2, 3)) == [[0, 1, 2], [3, 4, 5]]\n"
        "assert a_2d(np.arange(6.0).reshape(2, 3).T) == [[0, 3], [1, 4], [2, "
        "5]]\n"
        "raises(TypeError, '', a_f64, np.array(1.5))\n"
        "raises(TypeError, '', a_f64, np.zeros((2, 2)))\n"
        "assert a_f64(np.float32([0.1])) == [float(np.float32(0.1))]\n"
        "assert a_f32(np.float64([0.1])) == [float(np.float32(0.1))]\n"
        "assert a_f64(np.arange(3)) == [0.0, 1.0, 2.0]\n"
        "raises(TypeError, '', a_i64, np.array([1.0]))\n"
        "raises(OverflowError, '', a_i8, np.array([128]))\n"
        "assert a_object(np.array([1, None], object)) == [1, None]\n"
        "assert a_str(np.array(['a', 'bc'])) == ['a', 'bc']\n"
        "raises(TypeError, '', a_f64, np.array(['a']))\n"
        "raises(TypeError, '', a_bool, np.array([1]))\n"
        "assert a_complex(np.complex64([1j])) == [1j]\n"
        "s = np.zeros(2, [('a', 'f8'), ('b', 'i4')])\n"
        "assert a_f64(s['a']) == [0.0, 0.0]\n"
        "raises(TypeError, '', a_f64, s)\n");
}

static double
half(double x)
{
    return x / 2;
}

static uint8_t
invert(uint8_t x)
{
    return !x;
}

static int32_t
next_one(int32_t x)
{
    return x + 1;
}

TEST(function_takes_numpy_scalars)
{
    show_native("half", "(x: f64) -> f64", (pyf_native_function)half);
    show_native("invert", "(x: bool) -> bool", (pyf_native_function)invert);
    show_native("next_one", "(x: i32) -> i32", (pyf_native_function)next_one);
    if (pyf_import(PYF_TEXT("numpy")) == 0) {
        pyf_error_clear();
        check_python("assert half(1.0) == 0.5");
        return;
    }
    check_python(
        "import numpy as np\n"
        "for t in np.float16, np.float32, np.float64, np.int8, np.uint64:\n"
        "    assert half(t(3)) == 1.5, t\n"
        "for t in np.int8, np.int32, np.uint64, np.int64:\n"
        "    assert next_one(t(3)) == 4, t\n"
        "assert invert(np.bool_(True)) is False and invert(np.bool_(False)) "
        "is True\n"
        "raises(TypeError, 'must be bool', invert, np.int8(1))\n"
        "raises(TypeError, 'must be int', next_one, np.float64(1))\n"
        "raises(OverflowError, 'does not fit i32', next_one, np.int64(1 << "
        "40))\n");
}
