"""The running server shows the very files of the tree, under the strict policy."""

from __future__ import annotations

import re

import pytest

from telusur.results.publication.selectors import place_of
from telusur.results.publication.services import publish

from .synthetic import NOW, filled

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_last_tree_is_served_as_it_lies_there(client, settings, tmp_path):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"
    assert client.get("/hasil/coba2024/").status_code == 404
    publish(source=filled(), out=place_of(election="coba2024"), at=NOW)
    tree = tmp_path / "hasil/coba2024/current"

    page = client.get("/hasil/coba2024/ppwp/36/")
    assert body(page) == (tree / "ppwp/36/index.html").read_bytes()
    assert page["Content-Type"] == "text/html; charset=utf-8"
    policy = page["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert re.search(r"script-src[^;]*'self'", policy)
    again = client.get("/hasil/coba2024/ppwp/36/", headers={"If-Modified-Since": page["Last-Modified"]})
    assert again.status_code == 304

    assert client.get("/hasil/coba2024/ppwp/36")["Location"] == "/hasil/coba2024/ppwp/36/"
    for path, kind in (
        ("log/checkpoint", "text/plain; charset=utf-8"),
        ("log/tile/0/000.p/8", "application/octet-stream"),
        ("ppwp/36/3601/360101/3601012001/3601012001001.tlog-proof", "text/plain; charset=utf-8"),
        ("page.js", "text/javascript; charset=utf-8"),
        ("bulk/ppwp/3601.csv", "text/csv; charset=utf-8"),
    ):
        found = client.get(f"/hasil/coba2024/{path}")
        assert (found.status_code, found["Content-Type"], body(found)) == (200, kind, (tree / path).read_bytes())
    for path in ("nothing", "../../ledger.key", "..%2f..%2f..%2fledger.key", "ppwp/nothing/"):
        assert client.get(f"/hasil/coba2024/{path}").status_code == 404
