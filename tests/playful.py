"""A small scenario with sliders, as text, and a server that is running."""

from threading import Thread

from sim.live.server import Server

PLAYFUL = """
title: A desk <b>& more</b>
description: One person or two? Nobody knows yet.
currency: EUR
world:
  needs: {question: {rate: 20 / hour}}
  patience: exponential 6 min
  mind: default
designs:
  today:
    title: One person
    roles: {desk: {staff: 1, norm: 2 min, cost: 40 / hour}, back: {staff: 1, cost: 40 / hour}}
    steps:
      answer: {role: desk, takes: exponential 2 min, then: {file: 0.2, back: 0.1, resolved: 0.7}}
      file: {role: back, customer: absent, takes: 4 min}
      back: {role: back, takes: 1 min}
  counter:
    extends: today
    title: A counter besides
    roles: {counter: {staff: 1, cost: 40 / hour}}
    steps: {back: {role: counter}}
changes:
  quick: {design: today, title: Quicker, cost: 1000, set: {steps.answer.takes: exponential 1 min, roles.back.staff: 2}}
play:
  staff: {path: roles.desk.staff, from: 1, to: 3, label: {en: At the desk, nl: Aan de balie}}
  demand: {path: world.needs.*.rate, from: 50%, to: 150%, step: 10%}
  file: {path: steps.answer.then.file, from: 0%, to: 90%, step: 10%, label: {en: To file, nl: Naar dossier}}
  back: {path: steps.answer.then.back, from: 0%, to: 90%, step: 10%, label: {en: To the back, nl: Naar achteren}}
  counter: {path: roles.counter.staff, from: 1, to: 3, label: {en: At the counter, nl: Aan het loket}}
run: {length: 1 day, replications: 4}
"""


def serve(desk):
    """Return a server that is running."""
    made = Server(desk)
    Thread(target=made.serve_forever, daemon=True).start()
    return made
