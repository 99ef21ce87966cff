# SPDX-License-Identifier: MIT
# TAP for shell scripts. Source it, call these, and end with finish.
count=0
work=$(mktemp -d "${TMPDIR:-/tmp}/pyforge-check.XXXXXX")
trap 'rm -rf "$work"' EXIT

# check NAME COMMAND...: passes when the command does; else its output is shown.
check()
{
    count=$((count + 1))
    name=$1
    shift
    if "$@" >"$work/output" 2>&1 </dev/null; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        head -n 60 "$work/output" | sed 's/^/# /'
    fi
}

# silent COMMAND...: the command works and prints nothing.
silent()
{
    "$@" >"$work/silent" 2>&1 || return 1
    cat "$work/silent"
    test ! -s "$work/silent"
}

# same FILE FILE: equal, or show the difference.
same()
{
    diff -u "$1" "$2"
}

skip()
{
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

have()
{
    command -v "$1" >/dev/null
}

finish()
{
    echo "1..$count"
}
