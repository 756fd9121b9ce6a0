"""A desk where shorter answers do harm, unless goodwill reacts less: small, and the same for several tests."""

DESK = """
title: Gruff
world:
  needs: {question: {rate: 6 / hour}}
  mind: {episode: off, perceived_wait: off}
designs:
  today:
    roles: {desk: {staff: 3}}
    steps: {answer: {role: desk, takes: {value: 5 min, assumption: true}, mark: 7}}
changes:
  gruff: {design: today, title: Shorter answers, set: {steps.answer.mark: 6.6}}
  new_logo: {design: today, set: {}}
judge: {thresholds: {goodwill: 0.2}}
run: {length: 8 h, replications: 4}
"""
