# SPDX-License-Identifier: MIT
"""TAP for Python scripts."""


def run(checks):
    """Print a result for each (name, problems); no problems pass."""
    for number, (name, problems) in enumerate(checks, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems[:40]:
            print(f"#   {problem}")
    print(f"1..{len(checks)}")
