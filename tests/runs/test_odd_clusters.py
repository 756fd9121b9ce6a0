"""Odd addresses of a cluster: one line, soon."""

import pytest

pytest.importorskip("distributed")
from sim.results.results import Unusable
from sim.runs import cluster


@pytest.mark.parametrize(
    "address", ["garbage", "", "tls://127.0.0.1:9", "inproc://1/2", "ucx://h:1", "tcp://", "tcp://127.0.0.1", "tcp://a:b",
                "tcp://127.0.0.1:99999999", "tcp://\x1b[31m:9", "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_line(address):
    with pytest.raises((Unusable, OSError)) as refused, cluster._client(address):
        pass
    assert str(refused.value).startswith("cluster")
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_where_nobody_listens_that_is_said_at_once():
    with pytest.raises(OSError, match=r"^cluster tcp://127.0.0.1:9: "), cluster._client("tcp://127.0.0.1:9"):
        pass
