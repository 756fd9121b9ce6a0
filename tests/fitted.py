"""A small log made by our own simulation, as a case system would have exported it."""

from functools import cache

import sim

TEXT = """
title: Permits
world:
  needs:
    permit: {rate: 60 / week, profile: {"mon-fri 09:00-17:00": 1}}
  mind: off
designs:
  today:
    roles:
      clerk: {staff: {mon-fri 08:00-18:00: 3}}
      lawyer: {staff: {mon-fri 08:00-18:00: 2}}
    steps:
      register:
        {role: clerk, customer: absent, takes: exponential 20 min,
         then: {check: {share: 0.7, after: exponential 20 h}, resolved: 0.3}}
      check: {role: lawyer, customer: absent, takes: exponential 40 min, then: {letter: 0.8, resolved: 0.2}}
      letter: {role: lawyer, customer: absent, takes: 10 min}
run: {length: 26 weeks, start: 2026-01-05, replications: 1}
"""
HEAD = "Zaaknummer;Activiteit;Begin;Einde;Medewerker\n"


@cache
def rows() -> list[str]:
    """Return the rows of the log: a line for each step that was done."""
    lines = sim.export(sim.scenario(TEXT), "csv", engine="simpy").splitlines()
    columns = lines[0].split(",")
    found = [dict(zip(columns, line.split(","), strict=True)) for line in lines[1:]]
    done = [one for one in found if one["ended"] == "handled"]
    parts = ("case_id", "activity", "start_time", "end_time", "resource")
    return [";".join(one[part].replace("+00:00", "") for part in parts) + "\n" for one in done]


def text() -> str:
    """Return the log as text."""
    return HEAD + "".join(rows())
