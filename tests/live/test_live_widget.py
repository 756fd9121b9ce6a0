"""The widget of a live comparison in a notebook: it has the module of the page, and answers as the page is answered."""

import time

import pytest
from playful import PLAYFUL

import sim

pytest.importorskip("anywidget")
LONGEST = 60.0  # seconds


@pytest.fixture
def widget():
    made = sim.live(sim.scenario(PLAYFUL)).widget
    yield made
    made.close()


def until(widget, there):
    """Wait for a view."""
    end = time.monotonic() + LONGEST
    while not there(widget.view):
        assert time.monotonic() < end
        time.sleep(0.05)
    return widget.view


def test_without_anybody_who_looks_no_more_than_a_first_picture_is_computed(widget):
    widget._asked(widget, {"do": "set", "value": {"staff": 2}, "client": "c", "number": 1}, [])
    until(widget, lambda view: view["seen"].get("c") == 1 and view["n"] >= 2)
    time.sleep(0.5)  # enough for all pairs, if they were run
    assert widget.view["n"] <= 10
    widget._asked(widget, {"do": "look", "value": True, "client": "c", "number": 0}, [])
    until(widget, lambda view: view["n"] == 40 and view["status"] == "")


def test_it_begins_with_words_and_shows_itself(widget):
    assert "A desk &lt;b&gt;" in widget.view["frame"]
    assert "data-lm-suppress-shortcuts" in widget.view["frame"]
    live = sim.live(sim.scenario(PLAYFUL))
    shown = live._repr_mimebundle_()
    bundle = shown[0] if isinstance(shown, tuple) else shown
    assert "application/vnd.jupyter.widget-view+json" in bundle
    live.widget.close()


def test_a_message_moves_a_slider_and_so_does_python(widget):
    widget._asked(widget, {"do": "set", "value": {"staff": 2}, "client": "c", "number": 1}, [])
    seen = until(widget, lambda view: view["seen"].get("c") == 1 and view["n"] >= 2)
    assert seen["sliders"]["staff"]["said"] == "3 people"
    widget.session.live.set("roles.desk.staff", 2)
    until(widget, lambda view: view["sliders"]["staff"]["said"] == "2 people")
    widget._asked(widget, "no message", [])
