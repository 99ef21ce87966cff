# SPDX-License-Identifier: MIT
# What tests/matrix gets from Debian, and where it keeps it. Source it.
cache=${PYFORGE_MATRIX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pyforge-matrix}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say()
{
    echo "${0##*/}: $*" >&2
}

is_root()
{
    test "$(id -u)" = 0
}

# The mirror of the suite that runs here, from apt's own configuration.
mirror()
{
    local code_name
    code_name=$(. /etc/os-release 2>/dev/null && test "$ID" = debian &&
        echo "$VERSION_CODENAME")
    test -n "$code_name" || return 1
    {
        cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
            awk -v suite="$code_name" '
                function flush() {
                    if (match(" " suites " ", " " suite " ")) print uri
                    uri = suites = ""
                }
                /^[ \t]*$/ { flush() }
                /^URIs:/ { uri = $2 }
                /^Suites:/ { sub(/^Suites:/, ""); suites = $0 }
                END { flush() }'
        sed -n "s|^deb  *\(\[[^]]*\]  *\)*\([^ ]*\)  *$code_name .*|\2|p" \
            /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null
    } | grep . | head -n 1
}

# Install packages of this machine, when that is allowed.
install_here()
{
    local package missing=
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null |
            grep -q '^.i' || missing="$missing $package"
    done
    test -n "$missing" || return 0
    is_root || return 1
    say "installing$missing"
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install \
        --no-install-recommends $missing >&2 </dev/null ||
        { apt-get -qq update >&2 </dev/null &&
          DEBIAN_FRONTEND=noninteractive apt-get -qq -y install \
            --no-install-recommends $missing >&2 </dev/null; }
}

# Make the current folder one of apt's own, with its lists and caches, so that
# nothing of the machine's changes. apt checks the signatures.
# apt_folder KIND SUITE: KIND is deb or deb-src.
apt_folder()
{
    local uri
    uri=$(mirror) || return 1
    mkdir -p lists/partial cache/archives/partial
    chmod 755 .
    echo "$1 [signed-by=$keyring] $uri $2 main" >sources.list
}

apt_here()
{
    apt-get -qq -o Dir::Etc::sourcelist="$PWD/sources.list" \
        -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" \
        -o APT::Sandbox::User=root "$@" >&2 </dev/null
}
