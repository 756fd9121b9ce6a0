"""A town hall with costs, goals, complaints and customers who can leave: small, and the same for several tests."""

TOWN = """
title: Town hall
currency: EUR
world:
  customers:
    population: 500
    segments: {patient: {share: 0.5}, demanding: {share: 0.5, expectation: 9.5}}
  needs:
    question: {rate: 40 / year per customer, profile: office_hours, norm: 1 day}
  patience: exponential 6 min
  mind: {leaving: {p0: 0.01, beta: 0.4}}
  voice: {complains: 0.02, crisis: 20}
designs:
  today:
    title: One at the desk
    roles:
      desk: {staff: {mon-fri 09:00-17:00: 1}, norm: 1 h, cost: 45 / hour}
      back: {staff: {mon-fri 09:00-17:00: 1}, cost: 48_000 / year}
    steps:
      answer: {role: desk, takes: exponential 4 min, then: {file: 0.2, mend: 0.1, resolved: 0.7}}
      file: {role: back, customer: absent, takes: 4 min}
      mend: {role: back, customer: absent, takes: 6 min, counts_as: rework}
  more:
    extends: today
    roles: {desk: {staff: {mon-fri 09:00-17:00: 2}}}
changes:
  signs: {design: today, cost: 1_000 / month, set: {}}
  paint: {design: more, cost: 3_000, set: {}}
goals:
  budget: {measure: cost_per_year, at_most: 170_000, title: Within the budget}
  answered: {measure: role.desk.service_level, at_least: 80%}
run: {length: 8 weeks, replications: 6}
"""
