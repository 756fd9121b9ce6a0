"""Who may ask: only the browser of this machine, with the token of this server, from a page of this server."""

import hmac
import re
from collections.abc import Mapping

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
POLICY_OF_A_REPORT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
NAMES = ("127.0.0.1", "localhost")
PLAIN = re.compile(r"/[A-Za-z0-9_./-]*")


def inner(token: str, port: int, method: str, path: str, headers: Mapping[str, str | None]) -> str | None:
    """Return the path below the token, None where the request is to be refused.

    The Host has to be this server by number or name (a page elsewhere may lead another name here), the Origin, which comes
    with every POST, a page of this server, and the path plain: no dots that go up, nothing encoded.
    """
    hosts = [f"{name}:{port}" for name in NAMES]
    origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site")
    if headers.get("Host") not in hosts:
        return None
    if (method != "GET" or origin is not None) and origin not in [f"http://{host}" for host in hosts]:
        return None
    if site is not None and site not in ("same-origin", "none"):
        return None
    _, _, rest = path.partition("/")
    given, _, below = rest.partition("/")
    if ".." in path or not PLAIN.fullmatch(path) or not hmac.compare_digest(given.encode(), token.encode()):
        return None
    return below
