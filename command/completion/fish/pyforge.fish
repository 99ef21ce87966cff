# SPDX-License-Identifier: MIT
# Completion of the command pyforge for fish.

set -l commands doctor call abi help
set -l none "not __fish_seen_subcommand_from $commands"

complete -c pyforge -f
complete -c pyforge -n $none -a doctor \
    -d 'say which Python is used, why, and if it works'
complete -c pyforge -n $none -a call \
    -d 'call a Python function and print its result'
complete -c pyforge -n $none -a abi -d 'print pyforge.json, the ABI in JSON'
complete -c pyforge -n $none -a help -d 'explain a command'
complete -c pyforge -n '__fish_seen_subcommand_from help' -a "$commands"
complete -c pyforge -l python -x -d 'use this interpreter' \
    -a '(__fish_complete_command)'
complete -c pyforge -l libpython -r -F -d 'load this shared library'
complete -c pyforge -l help -d 'explain'
complete -c pyforge -n $none -l version -d 'print the version of libpyforge'
complete -c pyforge -n "$none; or __fish_seen_subcommand_from doctor" \
    -l json -d 'write the report as JSON'
complete -c pyforge -n '__fish_seen_subcommand_from call' -F
