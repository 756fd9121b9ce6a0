"""Prints the models with known answers beside what was simulated."""

import sys

from sim.verification import table, verify

print(table(verify(sys.argv[1:])))
