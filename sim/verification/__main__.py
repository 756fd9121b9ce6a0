"""Prints the models with known answers beside what was simulated."""

import argparse

from sim.verification import CHECKS, table, verify

KNOWN = list(dict.fromkeys(check.case for check in CHECKS))


def main() -> None:
    """Run the cases that are named, or all, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m sim.verification", description="Set models with known answers beside what is exact."
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"which, all if left out: {' '.join(KNOWN)}")
    asked = parser.parse_args().cases
    unknown = [one for one in asked if one not in KNOWN]
    if unknown:
        parser.error(f"there is no case {unknown[0]}; known are {' '.join(KNOWN)}")
    print(table(verify(asked)))


main()
