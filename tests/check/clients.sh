# SPDX-License-Identifier: MIT
# Clients of one version, run with the library of another. Source it after
# tap.sh. A folder of clients has a header, raw.lua, and what tests/baseline has.

# run LIBRARY COMMAND...: with that libpyforge.so.1.
run()
{
    library=$1
    shift
    PYFORGE_LIBRARY=$library LD_LIBRARY_PATH=$(dirname "$library") "$@"
}

# compile HEADERS SOURCE OUTPUT FLAG...: linked with the library of this build.
compile()
{
    headers=$1 source=$2 output=$3
    shift 3
    silent $CC -std=gnu11 -Wall -Wextra -Werror "$@" -I "$headers" "$source" \
        -o "$output" "$top_builddir/.libs/libpyforge.so"
}

# import_module LIBRARY FOLDER: plain python3 does so, with baseline.so.
import_module()
{
    run "$1" "$PYTHON3" -B -c "
import sys
sys.path.insert(0, '$2')
import baseline
seen = baseline.add_one(1), baseline.count(1, 2), baseline.answer
assert seen == (2, 2, 42), seen"
}

# clients NAME LIBRARY FOLDER HEADERS: those of FOLDER, compiled with HEADERS.
clients()
{
    what=$1 with=$2 folder=$3 headers=$4
    made=$(mktemp -d "$work/clients.XXXXXX")
    check "$what: the host is compiled" \
        compile "$headers" "$folder/client.c" "$made/client"
    check "$what: the host works" run "$with" "$made/client"
    check "$what: the extension module is compiled" compile "$headers" \
        "$folder/module.c" "$made/baseline.so" -shared -fPIC
    check "$what: the extension module is imported" \
        import_module "$with" "$made"
    if have "$LUAJIT"; then
        check "$what: the raw layer of Lua works" run "$with" \
            env LUA_PATH="$headers/?.lua" "$LUAJIT" "$folder/client.lua"
    else
        skip "$what: the raw layer of Lua works" "luajit is not installed"
    fi
}
