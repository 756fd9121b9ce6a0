"""Who may ask the server of the page: this machine's browser with the token, from a page of its own; all else is refused."""

import json
from http.client import HTTPConnection

import pytest
from playful import PLAYFUL, serve

from sim.live.server import Desk


def ask(server, path, method="GET", body=None, **headers):
    given = {"Host": f"127.0.0.1:{server.server_port}", **{name.replace("_", "-"): text for name, text in headers.items()}}
    line = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request(method, path, body=body, headers=given)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer, text


def test_the_page_and_its_parts_are_given_with_the_token(server):
    for name in ("", "live.js", "page.js", "live.css"):
        answer, text = ask(server, f"/{server.token}/{name}")
        assert answer.status == 200
        assert text
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/", "/live.js", "/{token}", "/wrong/", "/{token}x/", "/{token}/../live.js", "/{token}/%2e%2e/server.py",
     "/{token}/..%2f..%2fetc/passwd", "/{token}/live.js?x=1", "/{token}/files/../../server.py"],
)  # fmt: skip
def test_without_the_token_or_beside_the_path_it_is_refused(server, path):
    given = path.format(token=server.token)
    if given == f"/{server.token}":  # with the token, but not the page
        return
    assert ask(server, given)[0].status == 403


@pytest.mark.parametrize("path", ["server.py", "frame.html", "page.html", "views/none", "files/none/0", "9", "etc/passwd"])
def test_nothing_else_is_there(server, path):
    assert ask(server, f"/{server.token}/{path}")[0].status == 404


@pytest.mark.parametrize("host", ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.example.org:{port}"])
def test_another_name_for_this_machine_is_refused(server, host):
    assert ask(server, f"/{server.token}/", Host=host.format(port=server.server_port))[0].status == 403


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Origin": "https://example.org"}),
        ("GET", {"Sec_Fetch_Site": "cross-site"}),
        ("POST", {}),
        ("POST", {"Origin": "null"}),
        ("POST", {"Origin": "http://127.0.0.1:1"}),
    ],
)
def test_another_page_is_refused(server, method, headers):
    assert ask(server, f"/{server.token}/ask/any", method, "{}", **headers)[0].status == 403


def test_messages_of_no_form_are_refused_and_do_nothing(server):
    own = {"Origin": f"http://127.0.0.1:{server.server_port}"}
    _, text = ask(server, f"/{server.token}/")
    session = text.partition('data-session="')[2].partition('"')[0]
    path = f"/{server.token}/ask/{session}"
    assert ask(server, path, "POST", "no json", **own)[0].status == 400
    assert ask(server, path, "POST", "[]", **own)[0].status == 400
    assert ask(server, f"/{server.token}/ask/none", "POST", "{}", **own)[0].status == 404
    assert ask(server, path, "POST", "x" * 70_000, **own)[0].status == 413
    looked = server.desk.looked[session].session
    odd = {"staff": 99, "none": 1, "demand": "x"}
    asked = [("end", 1), ("__init__", 1), ("set", odd), ("set", 3), ("choose", "none"), ("language", "de")]
    for message in (*({"do": do, "value": value} for do, value in asked), {"do": []}, {}):
        assert ask(server, path, "POST", json.dumps(message), **own)[0].status == 204
    assert looked.live.moves.b == looked.live.moves.start
    assert looked.live.language == "en"


def test_without_a_file_one_is_chosen(tmp_path):
    (tmp_path / "desk.yaml").write_text(PLAYFUL, encoding="utf-8")
    (tmp_path / "odd.yaml").write_text("title: 3\n<script>: 4\n", encoding="utf-8")
    made = serve(Desk(None, [tmp_path / "desk.yaml", tmp_path / "odd.yaml"]))
    _, text = ask(made, f"/{made.token}/")
    assert "A desk &lt;b&gt;" in text
    assert "Kies een scenario" in ask(made, f"/{made.token}/", Accept_Language="nl-NL,nl;q=0.9")[1]
    assert "<script>:" not in text
    assert 'href="0"' in text
    assert 'href="1"' not in text
    assert "Nobody knows yet" in ask(made, f"/{made.token}/0")[1]
    assert "data-session" in ask(made, f"/{made.token}/0")[1]
    assert "title" in ask(made, f"/{made.token}/1")[1]
    made.shutdown()
    made.server_close()
