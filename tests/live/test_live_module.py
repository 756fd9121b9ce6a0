"""The module in a notebook: it asks nothing of its host but the four methods of anywidget's model, so any host of widgets will do."""

import json
from pathlib import Path

import pytest
from playful import PLAYFUL

import sim
from sim.live.comparing import Comparing
from sim.live.view import State, view

MODULE = (Path(sim.__path__[0]) / "live" / "live.js").read_text(encoding="utf-8")
HOST = """async ([module, first]) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
  const heard = new Map(), sent = [];
  let view = first;
  const own = {
    get: (name) => (name === "view" ? view : undefined),
    send: (message) => sent.push(message),
    on: (name, call) => heard.set(name, call),
    off: (name, call) => heard.get(name) === call && heard.delete(name),
  };
  const refused = (name) => { throw Error(`not a method of every host: ${String(name)}`); };
  const allowed = { get: (it, name) => (name in it ? it[name] : refused(name)) };
  const el = document.body.appendChild(document.createElement("div"));
  const end = widget.render(new Proxy({ model: new Proxy(own, allowed), el }, allowed));
  window.host = {
    sent, heard, end,
    show(next) { view = next; heard.get("change:view")(); },
    file: (message) => heard.get("msg:custom")(message),
  };
  return Object.keys(widget);
}"""


@pytest.fixture
def hosted(browser):
    """A page that is no notebook, with the widget in it, and the live comparison that it shows."""
    page, wrong = browser.new_page(), []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    live = Comparing(sim.scenario(PLAYFUL))
    assert page.evaluate(HOST, [MODULE, view(live, State(), "one")]) == ["render"]
    yield page, live
    page.close()
    assert wrong == []


def test_a_slider_is_sent_and_a_view_is_shown(hosted):
    page, live = hosted
    page.locator("input[name=staff]").press("ArrowRight")
    message = next(one for one in page.evaluate("host.sent") if one["do"] == "set")
    assert message["value"] == {"staff": 1}
    live.set("roles.desk.staff", 2)
    shown = view(live, State(live.found(4), seen={message["client"]: message["number"]}), "one")
    page.evaluate("view => host.show(view)", json.loads(json.dumps(shown)))
    assert page.locator("[data-slider=staff] output").inner_text() == "2 people"
    assert "Desk: waiting time" in page.locator("[data-part=differences]").inner_text()


def test_a_file_is_given_by_the_page_itself(hosted):
    page, live = hosted
    entry = {"name": "b.yaml", "kind": "text/yaml", "said": "Saved: b.yaml"}
    page.evaluate("file => host.file(file)", entry | {"text": live.to_yaml()})
    page.evaluate("view => host.show(view)", view(live, State(files=[entry]), "one"))
    address = page.locator("a[download='b.yaml']").get_attribute("href")
    assert address.startswith("blob:")
    text = page.evaluate("address => fetch(address).then(found => found.text())", address)
    assert sim.scenario(text).title == live.scenario.title


def test_what_goes_lets_go_of_its_host(hosted):
    page, _ = hosted
    assert page.evaluate("[...host.heard.keys()].sort()") == ["change:view", "msg:custom"]
    page.evaluate("host.end()")
    assert page.evaluate("host.heard.size") == 0
    assert page.evaluate("host.sent.at(-1)")["value"] is False  # nobody looks any more
