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
    assert "Belum ada hasil" in client.get("/hasil/").content.decode()
    publish(source=filled(), out=place_of(election="coba2024"), at=NOW)
    tree = tmp_path / "hasil/coba2024/current"

    assert '<a href="/hasil/coba2024/">Pemilu contoh 2024</a>' in client.get("/hasil/").content.decode()
    page = client.get("/hasil/coba2024/ppwp/36/")
    assert body(page) == (tree / "ppwp/36/index.html").read_bytes()
    assert page["Content-Type"] == "text/html; charset=utf-8"
    policy = page["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert re.search(r"script-src[^;]*'self'", policy)
    again = client.get("/hasil/coba2024/ppwp/36/", headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, page["ETag"])
    file, kept = tree / "ppwp/36/index.html", tree / "ppwp/36/index.html.kept"
    file.rename(kept)
    file.write_bytes(b"said meanwhile")
    meanwhile = client.get("/hasil/coba2024/ppwp/36/", headers={"If-None-Match": page["ETag"]})
    assert meanwhile.status_code == 200
    kept.rename(file)  # what was said before is said again, as old as it was
    back = client.get("/hasil/coba2024/ppwp/36/", headers={"If-None-Match": meanwhile["ETag"]})
    assert (back.status_code, back["ETag"]) == (200, page["ETag"])

    assert client.get("/hasil/coba2024/ppwp/36")["Location"] == "/hasil/coba2024/ppwp/36/"
    for path, kind in (
        ("log/checkpoint", "text/plain; charset=utf-8"),
        ("log/tile/0/000.p/9", "application/octet-stream"),
        ("ppwp/36/3601/360101/3601012001/3601012001001.tlog-proof", "text/plain; charset=utf-8"),
        ("page.js", "text/javascript; charset=utf-8"),
        ("bulk/ppwp/3601.csv", "text/csv; charset=utf-8"),
    ):
        found = client.get(f"/hasil/coba2024/{path}")
        assert (found.status_code, found["Content-Type"], body(found)) == (200, kind, (tree / path).read_bytes())
    strange = ("a" * 300, f"ppwp/{'a' * 300}/data.json", "%00", "ppwp/36%00/data.json")
    for path in ("nothing", "../../ledger.key", "..%2f..%2f..%2fledger.key", "ppwp/nothing/", *strange):
        assert client.get(f"/hasil/coba2024/{path}").status_code == 404
