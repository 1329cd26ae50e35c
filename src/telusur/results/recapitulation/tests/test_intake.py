from __future__ import annotations

import hashlib
import io
import json

import numpy as np
import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.masks import Mask
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.models import Act
from telusur.kernel.offices.models import Office
from telusur.results.elections.rules.layout import X_MARK
from telusur.results.elections.selectors import layout_at
from telusur.results.elections.services import StationRow, enter_stations
from telusur.results.recapitulation import selectors
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Picture
from telusur.results.recapitulation.rules.queue import Wait
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms
from telusur.results.recapitulation.services.taking import _LOCK
from telusur.results.recapitulation.tests.entering import FIRST, SECOND, handed_in, people, small_election, typed

OF = ("--election", "pilpres2024", "--contest", "ppwp", "--json")
SIGNED = (120, 10, 200)


def page(folder, name, size=(200, 300), colour="white", maker=""):
    """Write a picture whose lower fifth is signed in one colour; return its digest."""
    picture = Image.new("RGB", size, colour)
    picture.paste(SIGNED, (20, int(size[1] * 0.85), size[0] - 20, int(size[1] * 0.95)))
    out, more = io.BytesIO(), Image.Exif()
    more[0x010F] = maker
    picture.save(out, "JPEG", quality=95, exif=more)
    (folder / name).write_bytes(out.getvalue())
    return hashlib.sha256(out.getvalue()).hexdigest()


def intake(folder, rows):
    lines = ["berkas,kode_tps,halaman,sha256,dari,formulir", *(",".join(map(str, row)) for row in rows)]
    (folder / "manifest.csv").write_text("\n".join(lines))
    found = CliRunner().invoke(results, ["intake", str(folder), *OF])
    assert found.exit_code == 0, found.output
    return json.loads(found.output)


@pytest.mark.django_db
def test_pictures_come_late_and_twice_and_what_is_signed_is_covered_where_the_layout_is_known(tmp_path, monkeypatch):
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    locked, store = [], documents.store

    def stored(**what):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where locktype = 'advisory' and classid = %s", [_LOCK])
            locked.extend(cursor.fetchone())
        return store(**what)

    monkeypatch.setattr(documents, "store", stored)
    one = page(tmp_path, "satu.jpg", maker="Kamera Petugas")
    two = page(tmp_path, "dua.jpg", colour="gray")
    (tmp_path / "teks.jpg").write_bytes(b"bukan gambar")
    text, long = hashlib.sha256(b"bukan gambar").hexdigest(), f"{'p' * 250}.jpg"
    rows = [
        ("satu.jpg", FIRST, 1, one, 3, "C.HASIL-PPWP-2024"),
        ("dua.jpg", FIRST, 2, two, 3, ""),
        ("hilang.jpg", FIRST, 3, one, 3, ""),
        ("dua.jpg", SECOND, 1, one, "", ""),
        ("../dua.jpg", SECOND, 1, two, "", ""),
        ("dua.jpg", 3602012001009, 1, two, "", ""),
        ("teks.jpg", SECOND, 1, text, "", ""),
        ("dua.jpg", SECOND, 0, two, "", ""),
        (f"{'d' * 300}.jpg", SECOND, 1, two, "", ""),
        ("/".join(["d" * 250] * 5) + ".jpg", SECOND, 1, two, "", ""),
        ("du\0a.jpg", SECOND, 1, two, "", ""),
        ("dua.jpg/satu.jpg", SECOND, 1, two, "", ""),
        (".", SECOND, 1, two, "", ""),
        (long, SECOND, 2, page(tmp_path, long, colour="navy"), "", f"{'C' * 5_000}\0"),
    ]
    found = intake(tmp_path, rows)
    assert {name: found[name] for name in ("new", "known", "masked", "unmasked")} == {
        "new": 3, "known": 0, "masked": 1, "unmasked": 2,
    }  # fmt: skip
    said = {each["row"]: (each["field"], each["reason"]) for each in found["refused"]}
    assert said == {
        4: ("sha256", "missing"), 5: ("sha256", "bytes"), 6: ("berkas", "file"), 7: ("kode_tps", "station"),
        8: ("berkas", "picture"), 9: ("halaman", "page"), 10: ("berkas", "file"), 11: ("berkas", "file"),
        12: ("berkas", "file"), 13: ("sha256", "missing"), 14: ("sha256", "missing"),
    }  # fmt: skip
    first, second = [each for each in Picture.objects.order_by("page") if each.station_id % 10**13 == FIRST]
    act = Act.objects.get(log="election/pilpres2024", index=first.index)
    assert (act.act, act.facts["picture"], act.facts["masked"]) == ("recapitulation.take_picture", one, True)
    assert second.masked is None
    assert set(locked) == {0}  # nobody who enters numbers waits for a parser
    with open_bytes(document=first.masked.document) as content:
        covered = Image.open(io.BytesIO(content.read()))
    assert not covered.getexif()
    assert covered.getpixel((100, 270)) != SIGNED
    assert max(abs(a - b) for a, b in zip(covered.getpixel((100, 270)), (64, 64, 64), strict=True)) < 12
    run = selectors.form_of(contest=contest, station=FIRST)
    assert (run.votes, run.waits_for) == (0, Wait.READERS)

    again = intake(tmp_path, rows[:2])
    assert (again["new"], again["known"], again["refused"]) == (0, 2, [])
    later = page(tmp_path, "ulang.jpg", colour="silver")
    late = intake(tmp_path, [("ulang.jpg", FIRST, 1, later, 3, ""), ("satu.jpg", SECOND, 1, one, "", "")])
    assert (late["new"], late["reused"]) == (2, 1)
    assert [each.digest for each in selectors.pictures_of(contest=contest, station=FIRST)] == [later, one, two]

    for person in people(2):
        for station in (FIRST, SECOND):
            handed_in(contest, station, person, suara_2=83)
    missing, reused = (selectors.form_of(contest=contest, station=code) for code in (FIRST, SECOND))
    assert missing.findings & 1 << 17  # R18: page 3 of 3 is not there
    assert reused.findings & 1 << 18  # R19: the picture came for another station before


@pytest.mark.django_db
def test_a_picture_that_comes_after_the_numbers_holds_them_until_all_pages_are_there(tmp_path):
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    layout = layout_at(contest=contest, station=FIRST)
    said = {name: int(value) for name, value in typed(contest).items() if value != "x"}
    said = dict.fromkeys(layout.names, X_MARK) | said
    numbers = np.array([layout.vector(said), layout.vector(said | {"suara_1": 132, "suara_2": 82})], dtype=np.int32)
    cause = Cause("recapitulation.import", "import", timezone.now())
    take_forms(contest=contest, forms=Forms(np.array([FIRST, SECOND]), numbers), cause=cause, passed=Standing.IMPORTED)

    def stands(station):
        run = selectors.form_of(contest=contest, station=station)
        return Standing(run.votes), bool(run.findings & 1 << 17), bool(run.findings & 1 << 18)

    assert stands(FIRST) == stands(SECOND) == (Standing.IMPORTED, False, False)
    one, two = page(tmp_path, "satu.jpg"), page(tmp_path, "dua.jpg", colour="gray")
    intake(tmp_path, [("satu.jpg", FIRST, 1, one, 2, "")])
    assert stands(FIRST) == (Standing.HELD, True, False)
    intake(tmp_path, [("dua.jpg", FIRST, 2, two, 2, ""), ("satu.jpg", SECOND, 1, one, "", "")])
    assert stands(FIRST) == (Standing.IMPORTED, False, False)
    assert stands(SECOND) == (Standing.HELD, False, True)
    acts = [event.act.partition(".")[2] for event in selectors.history_of(contest=contest, station=FIRST)]
    assert acts == ["import", "judge_again", "judge_again"]


def test_a_picture_of_another_shape_than_its_page_has_no_mask():
    mask = Mask(2 / 3, ((800, 8150, 9300, 9650),))
    assert mask.fits(2000, 3000)
    assert not mask.fits(3000, 2000)
    assert not mask.fits(2000, 2600)
    assert mask.boxes(1000, 1500) == [(80, 1222, 930, 1448)]


@pytest.mark.django_db
@pytest.mark.parametrize("each_village", [1, 40])
def test_forms_far_apart_read_no_picture_of_what_lies_between_them(tmp_path, each_village):
    contest = small_election()
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    between, beyond = 3601012002001, 3601012003001
    with transaction.atomic():
        enter_stations(
            election=contest.election,
            rows=[StationRow(code, "", (130, 130, 260)) for code in (between, beyond)],
            names={3601012002: "TENGAH", 3601012003: "JAUH"},
            provisional=False,
        )
    digests = [page(tmp_path, f"{colour}.jpg", colour=colour) for colour in ("white", "gray", "silver")]
    places = [("white.jpg", FIRST), ("gray.jpg", between), ("silver.jpg", beyond)]
    intake(tmp_path, [(file, code, 1, digest, 2, "") for (file, code), digest in zip(places, digests, strict=True)])
    codes = np.array([start + number for start in (FIRST, beyond) for number in range(each_village)], dtype=np.int64)
    with CaptureQueriesContext(connection) as queries:
        whole, reused = selectors.said_by_pictures(contest=contest, codes=codes)
    assert [code for code, said in zip(codes.tolist(), whole, strict=True) if not said] == [FIRST, beyond]
    assert not reused.any()
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({queries[-1]['sql']}) as rows_read")
        assert cursor.fetchone() == (2,)
