from __future__ import annotations

import json
from dataclasses import asdict

import click

from .. import services

TEXTS = {
    "missing": "bita hilang",
    "changed": "bita berubah",
    "unnamed": "tidak disebut oleh baris mana pun; dihapus sendiri setelah satu hari",
}
FATAL = ("missing", "changed")


@click.group()
def documents() -> None:
    """Berkas yang disimpan."""


@documents.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON, untuk dibaca program.")
def verify(*, as_json: bool) -> None:
    """Baca ulang setiap berkas dan cocokkan dengan sidik SHA-256-nya."""
    differences = list(services.verify())
    wrong = [found for found in differences if found.kind in FATAL]
    if as_json:
        print(json.dumps({"sound": not wrong, "differences": [asdict(found) for found in differences]}))
    else:
        for found in differences:
            rows = ", ".join(str(pk) for pk in found.document_ids)
            print(f"{found.digest}  {TEXTS[found.kind]}{f' (dokumen {rows})' if rows else ''}")
    if wrong:
        raise click.ClickException(f"{len(wrong)} berkas tidak cocok. Pulihkan dari cadangan: telusur restore --help")
    if not as_json:
        print("Semua berkas cocok dengan sidiknya.")
