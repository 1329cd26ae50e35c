"""No page weighs more than a telephone on a slow line should fetch: 100 kB, whatever the place and the contest."""

from __future__ import annotations

import re
from dataclasses import replace

from telusur.results.elections.rules.districts import District, Districts
from telusur.results.elections.rules.layout import Block, Candidate, Layout
from telusur.results.elections.rules.layout import Choice as OnForm
from telusur.results.publication.rules import territories
from telusur.results.publication.rules.stations import Choice, Contest, Details, Event, Picture, Standing, Station
from telusur.results.publication.services import pages

BUDGET = 100_000
VILLAGE = 3601012001
BLOCKS = (
    *(
        Block(f"general.{place}", section, "", tuple(f"isian_{place}_{sex}" for sex in "lpj"))
        for place, section in enumerate(("I.A", "I.B.1", "I.B.2", "I.B.3", "I.B.4", "III", "II"))
    ),
    Block("general.v", "V", "", ("ss_sisa", "suara_sah", "suara_tidak_sah", "suara_total", "hari", "bulan", "tahun")),
)
PAIRS = tuple(
    OnForm(number, f"H. Nama Calon Presiden {number} – Dr. Nama Calon Wakil {number}") for number in (1, 2, 3)
)
LISTS = tuple(
    OnForm(
        party,
        f"Partai Contoh Persatuan Nomor {party}",
        tuple(Candidate(each, f"Drs. H. NAMA LENGKAP CALON {party} {each}, S.H., M.Si.") for each in range(1, 10)),
    )
    for party in range(1, 19)
)
FRAME = pages.Frame("coba2024", "Pemilihan umum contoh 2024")
EVENTS = tuple(
    Event(100_000 + place, f"recapitulation.{act}", "2024-02-15T03:04Z", reason)
    for place, (act, reason) in enumerate(
        (("read", ""), ("read", ""), ("correct", "Salah salin, berita acara pleno 3"))
    )
)
PICTURES = tuple(Picture(page, "0f" * 32, "ab" * 32) for page in (1, 2, 3))


def contest(choices: tuple[OnForm, ...]) -> Contest:
    layout = Layout(BLOCKS, choices)
    bare = Layout(BLOCKS, tuple(OnForm(one.number, one.name) for one in choices))
    lists = Districts((District(1, "banten-1", "Banten I", 10, (VILLAGE // 10**6,), layout),), bare)
    return Contest(
        "lomba",
        "Pemilihan contoh",
        tuple(Choice(one.number, one.name, one.total) for one in choices),
        bare.names,
        labels=tuple((name, f"II Surat suara {name} yang dikembalikan oleh pemilih") for name in bare.names),
        districts=lists if any(one.candidates for one in choices) else None,
    )


def read_anew(width: int) -> tuple[Event, ...]:
    """Return events each of which says another number in every field."""
    said = (",".join([str(1001 + place)] * width) for place in range(len(EVENTS)))
    kept = (event.act == "recapitulation.read" for event in EVENTS)
    return tuple(
        replace(event, run=2, salt="0f", content=content, kept=aside)
        for event, content, aside in zip(EVENTS, said, kept, strict=True)
    )


def made(of: Contest, code: int, stations: int) -> tuple[list[str], territories.Plain]:
    """Return the pages and the file of a village or of a place above it, all of whose stations are in."""
    district = "banten-1" if of.districts else ""
    width = len(of.fields_of(district))
    found = [
        Station(
            VILLAGE * 1000 + number, "regular", Standing.VERIFIED, Standing.VERIFIED, (128,) * width, "",
            "Salah salin, berita acara pleno 3", ("R07", "R08"), True, True, 2, "Pemungutan suara ulang", 7, district,
        )
        for number in range(1, stations + 1)
    ]  # fmt: skip
    cast, names = territories.cast_in(of, found), {VILLAGE: "TAMANJAYA"}
    shown = territories.shown_of(found, cast, {}, {}, least=10, few=20)
    regency = territories.Regency(
        "coba2024", of, VILLAGE // 10**6, found, names, shown,
        lambda codes: dict.fromkeys(codes, Details(read_anew(width), PICTURES)), lambda _code: None,
    )  # fmt: skip
    for_page = {"forms": [], "compared": False, "settled_by": []}
    files = dict(regency.files(touched=frozenset(one.code for one in found)))
    said = files[code] | for_page
    for row in said.get("rows", ()):
        row["official"] = "published"
    return pages.place(FRAME, of, said, []), said


def test_a_village_of_sixty_stations_fits_and_every_station_is_where_its_address_leads():
    for of in (contest(PAIRS), contest(LISTS)):
        found, said = made(of, VILLAGE, 60)
        assert max(len(page.encode()) for page in found) < BUDGET
        sections = [set(re.findall(r'<section class="station" id="(\d+)"', page)) for page in found]
        codes = {str(one["code"]) for one in said["stations"]}
        assert set().union(*sections) == codes
        assert sum(map(len, sections)) == 60
        further = set(re.findall(r'<li id="(\d+)"><a href="index-\d+\.html#\1"', found[0]))
        assert further | sections[0] == codes
        width = len(said["stations"][0]["cells"])
        told = "".join(found)
        assert told.count('data-l="Pembaca 2">1.002</td>') == 60 * min(width, 40)
        assert told.count(f"Dan {width - 40} isian lain yang tidak sama") == 60 * (width > 40)
        for page in found:  # each names its fields once, and each station has one value for each of them
            names = page.split("data-fields>")[1].split("</ol>")[0].count("<li>")
            values = {part.split("</ol>")[0].count("<li>") for part in page.split('<ol class="values">')[1:]}
            assert values == {names}
        kept = {
            code: part for page in found for code, part in pages.parts_of(page.encode(), set(map(int, codes))).items()
        }
        assert pages.place(FRAME, of, said, [], kept) == found


def test_places_of_many_parts_and_many_candidates_fit():
    of = contest(LISTS)
    _pages, regency = made(of, VILLAGE // 10**6, 2)
    row = regency["rows"][0]
    rows = [row | {"codes": [360100 + place], "names": [f"KECAMATAN {place}"]} for place in range(60)]
    nation = [row | {"codes": [9900 + place], "names": [f"PERWAKILAN {place}"]} for place in range(130)]
    for said in (regency | {"rows": rows}, regency | {"rows": nation, "level": "provinsi", "code": 99}):
        found = pages.place(FRAME, of, said, [])
        assert max(len(page.encode()) for page in found) < BUDGET
        assert sum(page.count("</i> D</span>") for page in found) == len(said["rows"])
    (one,) = of.districts
    page = pages.district(FRAME, of, one, {"numbers": regency["numbers"]["districts"]["banten-1"]}, {})
    assert len(page.encode()) < BUDGET


def test_the_pages_beside_the_places_of_a_whole_nation_fit():
    of = contest(PAIRS)
    names = {code: f"PROVINSI NOMOR {code}" for code in range(11, 50)}
    names |= {1100 + place: f"KABUPATEN PEGUNUNGAN NOMOR {place}" for place in range(520)}
    state = dict.fromkeys(("number", "log_size", "root", "election"), 1) | {"made_at": "2024-02-15T03:04:05Z"}
    state |= {"parquet": {"lomba": {str(code): 100_000 for code in names if code > 100}}}
    tables = {"lomba": [f"{code}.csv" for code in names if code > 100]}
    empty = {"nations": {}, "seats": {}, "results": {}, "numbers": {}}
    found = dict(pages.beside(frame=FRAME, contests=[of], state=state, names=names, tables=tables, key="k", **empty))
    weights = {name: len(content) for name, content in found.items() if name.endswith(".html")}
    assert max(weights.values()) < BUDGET
    assert found["unduh-lomba.html"].count(b".parquet") == 520
    assert found["unduh-lomba.html"].count(b"(100000)") == 520
    before, side = ({"standing": "verified", "sums": [votes] * 6, "folded": False} for votes in (90_000, 100_000))
    fall = {
        "contest": "lomba",
        "station": VILLAGE * 1000 + 1,
        "before": before,
        "after": side,
        "reason": "salah salin " * 5,
    }
    one = {
        "number": 1,
        "made_at": "2024-02-15T03:04:05Z",
        "log_size": 9,
        "from_log_size": 1,
        "file": "changes/000001.json",
    }
    numbers = {"lomba": {"sums": [10**8] * 6, "counted": 820_161, "stations": 820_161, "held": 9}}
    one |= {"nation": numbers, "told": [fall] * 20, "fell_count": 900, "counted": {"lomba": 1000}, "initial": False}
    recent = [one] * 50
    page = pages.changes(FRAME, [of], recent, {VILLAGE: "TAMANJAYA"})
    assert len(page.encode()) < BUDGET
    assert page.count("yang turun: 900</h3>") == 6
