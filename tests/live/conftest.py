"""A server of the page of a small scenario, and a browser to look at it; without one skipped, unless REQUIRE_BROWSER is set."""

import os
import shutil

import pytest
from playful import PLAYFUL, serve

import sim
from sim.live.server import Desk

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser():
    """A browser."""
    if BROWSER is None and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no Chromium on this machine")
    if os.environ.get("REQUIRE_BROWSER"):
        from playwright import sync_api
    else:
        sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server():
    """A server of one scenario."""
    made = serve(Desk(sim.scenario(PLAYFUL), []))
    yield made
    made.shutdown()
    made.server_close()
