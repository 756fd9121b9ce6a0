"""The server of `sim open`: on this machine only, a page for each scenario, a session for each page that is looked at."""

import json
import secrets
from collections import OrderedDict
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any

from sim.live import guard
from sim.live.comparing import Comparing
from sim.live.frame import question
from sim.live.kept import Kept
from sim.live.library import described
from sim.live.panels import templates
from sim.live.reports import File
from sim.live.session import Session
from sim.live.view import View
from sim.live.words import say
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load, variant
from sim.scenario.text.faults import ScenarioError

HERE = Path(__file__).parent
ASSETS = {"live.js": "text/javascript", "page.js": "text/javascript", "live.css": "text/css"}
LARGEST = 65_536  # bytes of a message
SESSIONS = 24
BEAT = 2.0  # seconds, after which a page that is gone is noticed


class Looked:
    """A session and the page that looks at it: the newest view, and what it can fetch."""

    def __init__(self, live: Comparing, back: bool) -> None:
        self.key = secrets.token_urlsafe(12)
        self.files: list[File] = []
        self._view: View | None = None
        self._number = 0
        self._changed = Condition()
        self.session = Session(live, self._publish, self._deliver, back=back)

    def _publish(self, view: View) -> None:
        with self._changed:
            self._view, self._number = view, self._number + 1
            self._changed.notify_all()

    def _deliver(self, file: File) -> File:
        self.files.append(file)
        link = f"files/{self.key}/{len(self.files) - 1}"
        return {name: text for name, text in file.items() if name not in ("text", "policy")} | {"href": link}

    def newer(self, number: int) -> tuple[int, View | None]:
        """Return the newest view and its number, None where none came within a beat."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number, BEAT)
            return self._number, self._view if self._number > number else None


class Desk:
    """What is served: scenarios with what was computed of them, and who looks."""

    def __init__(self, scenario: Scenario | None, files: list[Path], design: str | None = None) -> None:
        self.scenario, self.files, self.design = scenario, files, design
        if scenario and design:
            variant(scenario, design)  # raises where there is none
        self.looked: OrderedDict[str, Looked] = OrderedDict()
        self._kept: dict[str, tuple[Scenario, Kept]] = {}
        self._lock = Lock()

    def kept(self, which: str) -> tuple[Scenario, Kept]:
        """Return the scenario that a page is about, read once, and what was computed of it; KeyError where there is none."""
        with self._lock:
            if which not in self._kept:
                scenario = self.scenario if which == "" and self.scenario else self._chosen(which)
                self._kept[which] = scenario, Kept(scenario.run.seed)
            return self._kept[which]

    def _chosen(self, which: str) -> Scenario:
        if not (which.isdigit() and int(which) < len(self.files)):
            raise KeyError(which)
        return load(self.files[int(which)])

    def look(self, which: str) -> tuple[Scenario, Looked]:
        """Return the scenario of a page, and its new session; the oldest go where there are very many."""
        scenario, kept = self.kept(which)
        found = Looked(Comparing(scenario, self.design if self.scenario else None, kept), back=self.scenario is None)
        with self._lock:
            self.looked[found.key] = found
            old = [self.looked.popitem(last=False)[1] for _ in range(len(self.looked) - SESSIONS)]
        for one in old:
            one.session.end()
        return scenario, found

    def warm_up(self) -> None:
        """Make the engine ready, and the first figures of the scenario, before anybody asks."""
        if self.scenario is not None:
            scenario, kept = self.kept("")
            Thread(target=lambda: kept.extend([kept.of(scenario, self.design or scenario.default_design)], 1), daemon=True).start()

    @lru_cache(maxsize=2)  # noqa: B019 - as long as the server
    def choices(self, language: str) -> str:
        """Return the page on which a scenario is chosen."""
        made = templates().get_template("page.html")
        found = [described(path) for path in self.files]
        head, how = say("choose", language), say("choose_how", language)
        return made.render(language=language, title=head, question=how, session="", choices=found)

    def page(self, which: str) -> str:
        """Return the page of a scenario: words at once, all else as it is computed."""
        scenario, found = self.look(which)
        made = templates().get_template("page.html")
        return made.render(
            language=scenario.language, title=scenario.title, question=question(scenario), session=found.key, choices=[]
        )


class Server(ThreadingHTTPServer):
    """A server on the loopback of this machine, with a token that every address has to begin with."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.desk, self.token = desk, secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        """The address of the page, with its token."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sim", ""
    timeout = 60

    def log_message(self, format: str, *args: Any) -> None:
        """Keep no log."""

    def do_GET(self) -> None:
        """Answer a request for a page, a part of it, its views or a file."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Take a message."""
        self._answer("POST")

    def _answer(self, method: str) -> None:
        below = guard.inner(self.server.token, self.server.server_port, method, self.path, dict(self.headers))
        if below is None:
            self.close_connection = True
            self._send(403, "text/plain", "403")
        elif method == "POST":
            self._ask(below)
        elif below in ASSETS:
            self._send(200, ASSETS[below], (HERE / below).read_text(encoding="utf-8"))
        elif below.startswith("views/"):
            self._views(below.removeprefix("views/"))
        elif below.startswith("files/"):
            self._file(below.split("/")[1:])
        else:
            self._page(below)

    def _page(self, which: str) -> None:
        desk = self.server.desk
        try:
            text = desk.choices(self._language()) if which == "" and desk.scenario is None else desk.page(which)
        except KeyError:
            self._send(404, "text/plain", "404")
        except ScenarioError as error:
            self._send(200, "text/plain", str(error))
        else:
            self._send(200, "text/html", text)

    def _language(self) -> str:
        """Return the language of the browser, as far as it is one of the page's."""
        return "nl" if self.headers.get("Accept-Language", "").lower().startswith("nl") else "en"

    def _ask(self, below: str) -> None:
        size = self.headers.get("Content-Length", "")
        found = self.server.desk.looked.get(below.removeprefix("ask/"))
        if not size.isdigit() or int(size) > LARGEST or found is None:
            self.close_connection = True
            self._send(404 if found is None else 413, "text/plain", "")
            return
        try:
            message = json.loads(self.rfile.read(int(size)))
        except ValueError:
            message = None
        if isinstance(message, dict):
            found.session.ask(message)
        self._send(204 if isinstance(message, dict) else 400, "text/plain", "")

    def _file(self, names: list[str]) -> None:
        found = self.server.desk.looked.get(names[0])
        at = int(names[1]) if len(names) == 2 and names[1].isdigit() else -1
        if found is None or not 0 <= at < len(found.files):
            self._send(404, "text/plain", "404")
            return
        file = found.files[at]
        self._send(200, file["kind"], file["text"], file.get("policy", guard.POLICY_OF_A_REPORT))

    def _views(self, key: str) -> None:
        """Send views, a line each, as long as the page is there."""
        found = self.server.desk.looked.get(key)
        if found is None:
            self._send(404, "text/plain", "404")
            return
        self.close_connection = True
        self._head(200, "application/x-ndjson", guard.POLICY)
        self.end_headers()
        found.session.start()
        number = 0
        try:
            while True:
                number, view = found.newer(number)
                line = "" if view is None else json.dumps(view, ensure_ascii=False, allow_nan=False)
                self.wfile.write(f"{line}\n".encode())
                self.wfile.flush()
        finally:
            found.session.end()

    def _send(self, code: int, kind: str, text: str, policy: str = guard.POLICY) -> None:
        body = text.encode()
        self._head(code, kind, policy)
        if code != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if code != 204:
            self.wfile.write(body)

    def _head(self, code: int, kind: str, policy: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        for name, value in guard.HEADERS.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
