"""Whatever texts a file holds, they come out of every command as text: no steering signs, no links, valid pictures."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from matplotlib.cbook import is_math_text
from matplotlib.text import Text

import sim
from sim.scenario.text.faults import STEERING
from sim.views.render.terminal import console

TEXTS = (
    "[/] [link=http://evil]here[/link] [bold]x[/bold] $\\\\frac{$x_1$ \\\\",
    "</title><script>x</script>&amp; a[b]:smile:{c}%s [/bold][@click=x] $",
)
SCENARIO = """
title: "{0}"
language: {language}
description: "{0}"
currency: "{0}"
world:
  needs: {{question: {{rate: {{value: 20 / hour, source: "{0}"}}, norm: 1 h}}}}
  patience: {{value: exponential 6 min, assumption: true, note: "{0}"}}
  mind: default
  voice: {{crisis: 1}}
designs:
  today:
    title: "{0}"
    description: "{0}"
    roles: {{desk: {{staff: 1, cost: 40 / hour, norm: 1 min}}}}
    steps: {{answer: {{role: desk, takes: exponential 2 min}}}}
  more: {{extends: today, title: "{0}", roles: {{desk: {{staff: 2}}}}}}
changes:
  quick: {{design: today, title: "{0}", why: "{0}", cost: 1_000, set: {{steps.answer.takes: exponential 1 min}}}}
  logo: {{design: today, title: "{0}", cost: 10, set: {{}}}}
goals: {{in_time: {{measure: within_norm, at_least: 80%, title: "{0}", why: "{0}"}}}}
judge: {{baseline: today}}
run: {{length: 4 h, warm_up: 10 min, replications: 3}}
"""
COMMANDS = (
    "validate FILE", "list FILE", "diff FILE today more", "run FILE", "compare FILE", "judge FILE --no-store --why", "mirrors FILE",
    "paths FILE", "resistance FILE", "survival FILE", "explain FILE more", "combine FILE --budget 5000",
    "sweep FILE roles.desk.staff 1..2", "target FILE within_norm 50%", "staffing FILE",
)  # fmt: skip
COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # what rich writes by itself: colours, and nothing else


@pytest.fixture(scope="module", params=["en", "nl"])
def language(request):
    return request.param


@pytest.fixture(scope="module", params=range(len(TEXTS)), ids=["marks", "page"])
def hostile(request, language, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "hostile.yaml"
    path.write_text(SCENARIO.format(TEXTS[request.param], language=language))
    return path


def check(text):
    plain = COLOUR.sub("", text)
    assert not STEERING.search(plain.replace("\r", "")), plain
    assert "\x1b" not in plain


@pytest.mark.parametrize("asked", COMMANDS, ids=lambda asked: asked.split()[0])
def test_every_command_shows_texts_as_text(hostile, command, monkeypatch, asked):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    code, out, err = command(
        *(hostile if word == "FILE" else word for word in asked.split()), *ENGINE.get(asked.split()[0], ())
    )
    assert code in (0, 1), err
    assert "Traceback" not in err
    check(out)
    check(err)


ENGINE = dict.fromkeys(
    "run compare judge mirrors paths resistance survival explain combine sweep target staffing".split(),
    ("--replications", "2"),
) | {"staffing": ()}


def test_a_report_has_valid_pictures_and_no_live_text(hostile):
    html = sim.report(sim.load(hostile), replications=2).html
    check(html)
    assert "<script>" not in html
    drawn = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", html)
    assert len(drawn) > 2
    for svg in drawn:
        ElementTree.fromstring(b64decode(svg))


def test_a_title_in_a_picture_is_no_formula(hostile):
    scenario = sim.load(hostile)
    figure = sim.plots.paired_difference(sim.compare(scenario, ["today", "more"], replications=2))
    figure._repr_png_()
    assert not any(text.get_parse_math() and is_math_text(text.get_text()) for text in figure.findobj(Text))


class Terminal(list):
    """What a terminal gets."""

    encoding = "utf-8"
    write = list.append

    def isatty(self):
        return True

    def flush(self):
        pass


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]0;x\x07",
        "\x9b31m",
        "\u202e",
        "[/]",
        "[link=http://a]b[/link]",
        "[@click=x]a",
        "[bold]",
        "\\[/]",
        "\\\\[b]",
    ],
)
def test_a_console_shows_any_text_unescaped_or_not(monkeypatch, text):
    monkeypatch.setenv("FORCE_COLOR", "1")
    for line in (text, f"[bold]{text}[/]: x", f"{text}[/]", f"a{text}[bold]b[/]"):
        terminal = Terminal()
        console(terminal).print(line)
        check("".join(terminal))
