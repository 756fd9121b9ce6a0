"""A small scenario, as text."""

SMALL = """
title: Small desk
world:
  needs:
    question: {rate: 20 / hour}
  patience: exponential 6 min
  mind: default
designs:
  today:
    title: One person
    roles: {desk: {staff: 1}, back: {staff: 1}}
    steps:
      answer: {role: desk, takes: exponential 2 min, then: {file: 0.2, resolved: 0.8}}
      file: {role: back, customer: absent, takes: 4 min}
  more:
    extends: today
    roles: {desk: {staff: 2}}
changes:
  filing_at_the_desk:
    design: today
    set: {roles.back: none, steps.file.role: desk}
judge: {baseline: today}
run: {length: 2 days, warm_up: 4 h, replications: 4}
"""
