"""Seats that a decree determined stand in the tree, and the independent program gives every one of them again."""

from __future__ import annotations

import json
import re
import shutil
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.ledger.models import Act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.offices.models import Office
from telusur.results.publication.rules.manifest import canonical
from telusur.results.publication.rules.seats import decimal
from telusur.results.publication.rules.stations import Contest
from telusur.results.publication.selectors import ElectionSource
from telusur.results.publication.services import pages, publish
from telusur.results.publication.services.store import Store
from telusur.results.recapitulation.tests.lists import NORTH, SOUTH, council_election, taken
from telusur.results.seats.models import Determination
from telusur.results.seats.rules.methods import Divisors, allocate
from telusur.results.seats.rules.persons import Candidate, elect
from telusur.results.seats.selectors import seats_of
from telusur.results.seats.tests.room import AT, cleared, opened
from telusur.results.seats.tests.room import taken as files_taken

from .seated import CODE, RULING, council_contest, determined, published, ruled, seated
from .test_publishing import files, readd
from .test_readd import program, removed, replaced, signed_anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAY = "dpr/kursi/0-dpr-2024/penetapan"
FIRST, SECOND = f"{WAY}-1.json", f"{WAY}-2.json"
HOME, DISTRICT = "dpr/data.json", "dpr/dapil/banten-1.json"


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"


def told(tree, path):
    return json.loads((tree / path).read_bytes())


def said_by(tree) -> set[tuple[str, str]]:
    return {(kind, where) for kind, where, _what in program().check(tree).differences}


@pytest.mark.django_db
def test_where_no_decree_gave_seats_nothing_pretends(tmp_path):
    out = tmp_path / "out"
    council_contest()
    published(out)
    assert [file for file in files(out / "current") if "kursi/" in file.as_posix()] == []
    assert "seats" not in told(out / "current", HOME)
    assert "Kursi yang ditetapkan" not in (out / "current/dpr/index.html").read_text()
    source = ElectionSource(code=CODE)
    assert (list(source.seats_touched(0, 10**6)), list(source.seats("dpr"))) == ([], [])


def each_form_stands_beside_the_aid_of_its_own_district(tree):
    home, page = told(tree, HOME), (tree / "dpr/index.html").read_text()
    layouts = {one["code"]: one["votes"] for one in told(tree, "dpr/contest.json")["districts"]}
    assert len(layouts) == len(home["numbers"]["districts"]) == 2
    for form in home["forms"]:
        own = home["numbers"]["districts"][form["district"]]["sums"]
        votes = own[layouts[form["district"]].index("suara_1")]
        assert votes < home["numbers"]["sums"][0]
        card = page.split(f"{form['district_name']}, pleno ke-{form['number']}, di samping alat bantu</caption>")[1]
        first, _second = card.split("<tbody>")[1].split("</tr>", 1)
        gain = votes - form["sums"][0]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", first)
        assert cells[-2:] == [str(votes), f"+{gain}" if gain > 0 else str(gain)]
        assert card.split("</table>")[0].count("–") == 6  # of all ballots of one district no file tells


@pytest.mark.django_db
def test_a_decree_brings_seats_into_the_tree_and_a_ruling_others_beside_them(tmp_path, monkeypatch):
    out, tree = tmp_path / "out", tmp_path / "out/current"
    sizes = []

    def determined_amid_publications(council):
        sizes.append(published(out).log_size)
        made = determined(council)
        with monkeypatch.context() as killed:
            killed.setattr(Store, "show", no_longer)
            with pytest.raises(SystemExit):
                published(out)
        assert ((tree / "dpr/kursi").exists(), readd(out)["differences"]) == (False, [])
        return made

    with monkeypatch.context() as between:
        between.setattr("telusur.results.publication.tests.seated.determined", determined_amid_publications)
        council, people, nation = seated()
    assert published(out).log_size == sizes[0] + 1  # nothing is new but what was determined
    said = readd(out)
    assert (said["differences"], said["checked"]["determinations"], said["checked"]["seats"]) == ([], 1, 6)
    first = as_it_was_determined(tree)

    ruled(council, people, nation)
    published(out)
    said = readd(out)
    assert (said["differences"], said["checked"]["determinations"]) == ([], 2)
    before, second = told(tree, FIRST), told(tree, SECOND)
    assert (before["in_force"], before["replaced_by"]) == (False, "kursi/0-dpr-2024/penetapan-2")
    assert before["statement"] == first
    assert (second["in_force"], second["statement"]["ruling"]) == (True, RULING)
    assert "diganti penetapan berikutnya" in (tree / f"{WAY}-1.html").read_text()
    assert [one["number"] for one in told(tree, DISTRICT)["determined"]] == [1, 2]
    assert f'href="{WAY}-1.html"' not in (tree / "index.html").read_text()
    each_form_stands_beside_the_aid_of_its_own_district(tree)
    published(tmp_path / "anew")
    for path in (FIRST, SECOND, HOME, DISTRICT, f"{WAY}-1.html", f"{WAY}-2.csv", "dpr/dapil/banten-1.html"):
        assert (tmp_path / "anew/current" / path).read_bytes() == (tree / path).read_bytes(), path
    every_way_is_named(tree.resolve(), tmp_path, monkeypatch)


@pytest.mark.django_db
def test_a_city_council_counted_from_files_begins_at_its_city_and_says_that_its_votes_are_files(tmp_path):
    contest, out = council_election(), tmp_path / "out"
    for station in (NORTH * 1000 + 1, SOUTH * 1000 + 1):
        taken(contest, station, 20)
    office = Office.objects.create(code="3671", name="KPU", kind="city", slug="kota", time_zone="Asia/Jakarta")
    more = {"slug": "dprd-2024", "kind": "dprd-kabko", "name": "DPRD Kota", "contest_id": contest.pk}
    council = opened(office, **more)
    files_taken(
        council,
        votes="dapil,pkb,=pks\nKOTA CONTOH 1,600,399\nKOTA CONTOH 3,90,10\n",
        seats="dapil,provinsi,alokasi_kursi\nKOTA CONTOH 1,BANTEN,6\nKOTA CONTOH 3,BANTEN,4\n",
        control="partai,suara\npkb,690\n=pks,409\n",
    )
    cleared(council)
    source = ElectionSource(code="kota2024")
    publish(source=source, out=out, at=AT)
    determined(council, decree="Keputusan 12/2024")
    publish(source=source, out=out, at=AT)
    said, here = readd(out), out / "current" / contest.code
    assert said["differences"] == []
    assert any("kursi/3671-dprd-2024/penetapan-1: suaranya dari berkas" in words for words in said["unchecked"])
    page = (here / "kursi/3671-dprd-2024/penetapan-1.html").read_text()
    for words in (
        "Berkas dengan sidik di bawah",
        "Ambang batas</dt><dd>tidak ada",
        "PKB 4, =PKS 2",
        ">KOTA CONTOH 3</h2>",
    ):
        assert words in page, words
    assert "Calon terpilih" not in page
    assert "KOTA CONTOH 1,2,'=pks,399,1,399,,," in (here / "kursi/3671-dprd-2024/penetapan-1.csv").read_text()
    home = (here / "36/3671/index.html").read_text()
    assert 'href="../../kursi/3671-dprd-2024/penetapan-1.html"' in home
    assert "Kursi yang ditetapkan" not in (here / "index.html").read_text()
    first, second = (json.loads((here / f"dapil/kota-{number}.json").read_bytes()) for number in (1, 2))
    assert ([len(one["given"]) for one in first["determined"]], "determined" in second) == ([6], False)


def no_longer(*_tree: object) -> None:
    raise SystemExit


def as_it_was_determined(tree):
    """Hold the first determination in the tree against what the office keeps of it; return what it says."""
    one = Determination.objects.get()
    (act,) = Act.objects.filter(log=election_log(CODE), act="seats.tell_election")
    assert (act.index, act.facts["sha256"]) == (one.entry, sha256(one.statement.encode()).hexdigest())
    assert (act.facts["contest"], act.facts["decree"], act.facts["log_size"]) == ("dpr", one.decree, one.basis.log_size)
    file = told(tree, FIRST)
    assert (file["official"], file["in_force"], file["entry"]) == (True, True, one.entry)
    assert canonical(file["statement"]).decode() == one.statement
    names = ("order", "party", "votes", "divisor", "claim")
    found = [
        (district["name"], *(seat[name] for name in names), *(seat["candidate"][name] for name in ("number", "name")))
        for district in file["statement"]["districts"]
        for seat in district["given"]
    ]
    kept = seats_of(determination=one)
    assert found == [
        (row.district, *(getattr(row, name) for name in names), row.candidate, row.candidate_name) for row in kept
    ]
    page = (tree / f"{WAY}-1.html").read_text()
    for words in (
        "resmi: kursi ditetapkan",
        "4 % dari 278 suara sah: paling sedikit 11,12",
        "Suara calon Partai Satu yang sama (20): nomor 2, 3, untuk 1 kursi. Pleno memutuskan nomor 3.",
        "Hasil bagi yang sama (20): Partai Dua, Partai Satu, untuk 1 kursi. Pleno memutuskan Partai Dua.",
        "Koreksi, Partai Dua: tertulis “60”, dibaca 61. Alasan: Terlewat satu.",
        "Perempuan dalam daftar: Partai Satu 1 dari 3, perlu 1;",
        "Partai Tiga 3 (tidak lolos)",
    ):
        assert words in page, words
    assert "user:" not in page + one.statement
    assert "<li>Partai Satu: Calon 13</li>" in (tree / "dpr/dapil/banten-1.html").read_text()
    assert f'href="{WAY.removeprefix("dpr/")}-1.html"' in (tree / "dpr/index.html").read_text()
    assert f'href="{WAY}-1.html"' in (tree / "index.html").read_text()
    feed = told(tree, "changes/000002.json")
    assert (feed["changes"]["dpr"], "districts" in feed) == ([], False)
    return file["statement"]


# --- whoever holds the key tampers


def change(path: str, edit: Callable[[Any], object]) -> Callable[[Path], None]:
    def tampered(tree: Path) -> None:
        made = told(tree, path)
        edit(made)
        (tree / path).write_bytes(canonical(made))

    return tampered


def stated(edit: Callable[[Any], object]) -> Callable[[Path], None]:
    """Change what a determination says, and its digest in the file."""

    def edited(made: dict[str, Any]) -> None:
        edit(made["statement"])
        made["sha256"] = sha256(canonical(made["statement"])).hexdigest()

    return change(FIRST, edited)


def seat(said: dict[str, Any], number: int = 2) -> dict[str, Any]:
    found: dict[str, Any] = said["districts"][0]["given"][number]
    return found


def another_party(said: dict[str, Any]) -> None:
    seat(said).update(
        party="Partai Dua", votes=61, claim="61/3", candidate={"number": 2, "name": "Calon 22", "votes": 20}
    )
    said["parties"][0]["seats"] -= 1
    said["parties"][1]["seats"] += 1


def votes_moved(said: dict[str, Any]) -> None:
    """Move votes wherever a determination says them, so that it adds up again."""
    for place, by in ((0, -5), (1, 5)):
        said["districts"][1]["votes"][place] += by
        said["parties"][place]["votes"] += by


def another_threshold(said: dict[str, Any]) -> None:
    said["terms"].update(threshold="1/50", needed="139/25")
    said["parties"][2]["passes"] = True


def another_person(said: dict[str, Any]) -> None:
    seat(said)["candidate"] = {"number": 2, "name": "Calon 12", "votes": 20}


def own_votes(said: dict[str, Any]) -> None:
    said["districts"][0]["lists"][0]["candidates"][2]["votes"] += 1


def another_name(said: dict[str, Any]) -> None:
    said["districts"][0]["lists"][1]["candidates"][0]["name"] = "Orang lain"
    seat(said, 1)["candidate"]["name"] = "Orang lain"


SAID: dict[str, Callable[[Any], object]] = {
    "a seat to another party": another_party,
    "votes moved": votes_moved,
    "another threshold": another_threshold,
    "another who is elected": another_person,
    "own votes": own_votes,
    "another name": another_name,
    "a correction removed": lambda said: said["corrections"].clear(),
    "what a correction found": lambda said: said["corrections"][0].update(was="59"),
    "a decision removed": lambda said: said["ties"].pop(),
    "a decision without minutes": lambda said: said["ties"][1].update(minutes=""),
    "the order of seats": lambda said: said["districts"][0]["given"].reverse(),
    "a claim": lambda said: seat(said).update(claim="31"),
    "a seat more": lambda said: said["districts"][0].update(seats=4),
    "a moment of the log": lambda said: said["basis"].update(log_size=said["basis"]["log_size"] - 1),
    "another result": lambda said: said["basis"].update(results=said["basis"]["results"][:1]),
    "a district left out": lambda said: said["districts"].pop(),
    "a party left out": lambda said: said["parties"].pop(),
    "seats without end": lambda said: said["districts"][0].update(seats=10**30),
}
SIGNED: dict[str, tuple[Callable[[Path], None], tuple[str, str]]] = {
    **{words: (stated(edit), ("seats", FIRST)) for words, edit in SAID.items()},
    "a decree": (stated(lambda said: said.update(decree="Keputusan 1")), ("seats", FIRST)),
    "in force again": (change(FIRST, lambda made: made.update(in_force=True, replaced_by="")), ("seats", FIRST)),
    "a determination dropped": (removed(FIRST), ("missing", FIRST)),
    "one that nobody made": (
        lambda tree: shutil.copyfile(tree / SECOND, tree / f"{WAY}-3.json") and None, ("seats", f"{WAY}-3.json"),
    ),
    "a row of the table": (replaced(f"{WAY}-1.csv", b"1,1,Partai Satu", b"1,1,Partai Dua"), ("seats", FIRST)),
    "a page of no determination": (
        lambda tree: shutil.copyfile(tree / f"{WAY}-2.html", tree / f"{WAY}-9.html") and None,
        ("page", f"{WAY}-9.html"),
    ),
    "the table dropped": (removed(f"{WAY}-1.csv"), ("missing", f"{WAY}-1.csv")),
    "who got seats, at home": (change(HOME, lambda made: made["seats"][1].update(parties=[])), ("seats", HOME)),
    "seats left out at home": (change(HOME, lambda made: made.pop("seats")), ("seats", HOME)),
    "who got seats, in a district": (
        change(DISTRICT, lambda made: made["determined"][0]["given"][0].update(candidate="Orang lain")),
        ("seats", DISTRICT),
    ),
    "seats left out in a district": (change(DISTRICT, lambda made: made.pop("determined")), ("seats", DISTRICT)),
    **{
        f"a page: {old.decode()}": (replaced(path, old, new), ("page", path))
        for path, old, new in (
            (f"{WAY}-1.html", b">3 Calon 13</td>", b">2 Calon 12</td>"),
            (f"{WAY}-1.html", b">Partai Satu</td>", b">Partai Dua</td>"),
            (f"{WAY}-1.html", b"tidak lolos</td>", b"lolos</td>"),
            (f"{WAY}-1.html", b"diganti penetapan berikutnya", b"resmi: kursi ditetapkan"),
            (f"{WAY}-1.html", b"suara sah: paling sedikit 11,12", b"suara sah: paling sedikit 5,56"),
            (f"{WAY}-1.html", b"Pleno memutuskan nomor 3.", b"Pleno memutuskan nomor 2."),
            (f"{WAY}-1.html", b"dibaca 61.", b"dibaca 60."),
            (f"{WAY}-1.html", b"Suara: Partai Satu 90", b"Suara: Partai Satu 91"),
            (f"{WAY}-1.html", b"1 dari 3, perlu 1", b"2 dari 3, perlu 1"),
            (f"{WAY}-1.html", b"Keputusan KPU 360/2024", b"Keputusan KPU 300/2024"),
            (f"{WAY}-1.html", b"<h2>Dasar dan bukti</h2>", b"<h2>Dasar dan bukti</h2><p>Sah.</p>"),
            (f"{WAY}-1.html", b"dapil/banten-2.html", b"dapil/banten-1.html"),
            ("dpr/dapil/banten-1.html", b"<li>Partai Satu: Calon 13</li>", b"<li>Partai Dua: Calon 13</li>"),
            ("dpr/index.html", b"Partai Satu 3, Partai Dua 3.", b"Partai Satu 2, Partai Dua 4."),
            ("index.html", b"Kursi DPR RI 2024</a>: Partai Satu 2", b"Kursi DPR RI 2024</a>: Partai Satu 3"),
        )
    },
}  # fmt: skip


def every_way_is_named(whole, tmp_path, monkeypatch):
    """Tamper in every way and sign anew; then let the log itself commit to what is false: the count alone finds it."""
    assert said_by(whole) == set()
    missed = {}
    for words, (tamper, wanted) in SIGNED.items():
        tree = tmp_path / "tampered"
        shutil.copytree(whole, tree)
        tamper(tree)
        signed_anew(tree, CODE)
        found = said_by(tree)
        if wanted not in found or found & {("hash", wanted[1]), ("manifest", wanted[1])}:
            missed[words] = found
        shutil.rmtree(tree)
    assert missed == {}
    about = program().Log.about
    for words, edit in SAID.items():
        tree = tmp_path / "tampered"
        shutil.copytree(whole, tree)
        stated(edit)(tree)
        digest = told(tree, FIRST)["sha256"]

        def agreed(self, kind, subject, contest, digest=digest):
            found = about(self, kind, subject, contest)
            return [
                one._replace(facts=one.facts | {"sha256": digest})
                if one.act == "seats.tell_election" and one.facts["number"] == 1
                else one
                for one in found
            ]

        with monkeypatch.context() as patched:
            patched.setattr(program().Log, "about", agreed)
            named = [
                what for kind, where, what in program().check(tree).differences if (kind, where) == ("seats", FIRST)
            ]
        if not named or any("sha256" in what for what in named):
            missed[words] = named
        shutil.rmtree(tree)
    assert missed == {}


# --- two programs count alike


@settings(max_examples=300)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(0, 9), st.data())
def test_the_independent_program_gives_the_same_seats(votes, seats, data):
    names = [f"Partai {number}" for number in range(len(votes))]
    said = {
        "parties": [{"name": name, "passes": True} for name in names],
        "terms": {"first": "1", "second": "3", "step": "2"},
        "ties": [],
    }
    method = Divisors("sainte-lague", Fraction(1), Fraction(3), Fraction(2))
    wanted = allocate(dict(zip(names, votes, strict=True)), seats=seats, method=method)
    one = {"name": "Satu", "seats": seats, "votes": votes, "lists": []}
    found = program().Sharing(said, one)
    assert [party for party, _claim, _drawn in found.order()] == [award.party for award in wanted.order]
    stops = wanted.tie is not None and bool(wanted.tie.parties)
    assert bool(found.faults) == stops
    if wanted.tie and stops:
        chosen = data.draw(st.permutations(wanted.tie.parties))[: wanted.tie.seats]
        said["ties"].append(
            {"district": "Satu", "party": "", "claimants": [*wanted.tie.parties], "seats": wanted.tie.seats,
             "claim": str(wanted.tie.claim), "chosen": chosen, "ground": "Undian", "minutes": "1"}
        )  # fmt: skip
        again = program().Sharing(said, one)
        assert [one[0] for one in again.order()][len(wanted.order) :] == sorted(chosen)
        assert (again.used, again.faults) == ({0}, [])


@settings(max_examples=200)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.integers(1, 8))
def test_the_independent_program_elects_the_same_persons(votes, seats):
    people = [{"number": number, "name": "", "votes": own} for number, own in enumerate(votes, start=1)]
    wanted = elect([Candidate(one["number"], one["votes"]) for one in people], seats=seats)
    said = {"parties": [{"name": "P", "passes": True}], "terms": {"first": "1", "second": "3", "step": "2"}, "ties": []}
    one = {"name": "Satu", "seats": seats, "votes": [9], "lists": [{"party": "P", "candidates": people}]}
    found = program().Sharing(said, one)
    taken = [person["number"] for person, _chosen in found.elected("P", seats)]
    assert taken == [each.number for each in wanted.candidates]
    assert bool(found.faults) == bool(wanted.tied_seats)


@pytest.mark.parametrize(
    ("number", "digits", "said"),
    [(Fraction(61, 3), 2, "20,33"), (Fraction(5, 3), 2, "1,67"), (Fraction(1, 200), 2, "0,01"), (Fraction(7), 6, "7")],
)
def test_a_quotient_is_written_by_whole_numbers_alone(number, digits, said):
    assert decimal(number, digits=digits, point=",") == said == program().decimals(number, digits, ",")


# --- a council as large as any


def test_no_page_of_the_largest_council_weighs_too_much_and_every_district_has_its_place():
    names = [f"Partai Rakyat Contoh Nomor {number}" for number in range(1, 19)]
    people = [
        {
            "number": number,
            "name": f"Dr. H. Abdurrahman Contoh {number}, S.H., M.H.",
            "sex": "lp"[number % 2],
            "votes": 9,
        }
        for number in range(1, 9)
    ]
    districts = [
        {
            "name": f"PROVINSI YANG PANJANG NAMANYA {number}",
            "province": "P",
            "seats": 10,
            "votes": [123_456] * 18,
            "given": [
                {"order": order, "party": names[order], "votes": 123_456, "divisor": "1", "claim": "123456",
                 "candidate": people[0], "drawn": None, "chosen": None}
                for order in range(1, 11)
            ],
            "lists": [{"party": name, "candidates": people} for name in names],
        }
        for number in range(1, 85)
    ]  # fmt: skip
    basis = {"source": "file", "number": 1, "result": "K", "ground": "", "log_size": None, "log_root": "", "files": {}}
    terms = {"method": "sainte-lague", "threshold": "1/25", "base": 100, "needed": "4", "rules": []}
    said = {
        "council": {"name": "DPR"}, "number": 1, "decree": "K 1", "decided_on": "2024-08-25", "ruling": "",
        "basis": basis, "terms": terms, "women": {"share": "3/10", "group": 3}, "ties": [], "corrections": [],
        "parties": [{"name": name, "votes": 10**7, "passes": True, "seats": 47} for name in names],
        "districts": districts,
    }  # fmt: skip
    made = {"file": "kursi/0-dpr/penetapan-1", "in_force": True, "entry": 9, "sha256": "0" * 64, "statement": said}
    contest = Contest("dpr", "DPR", (), ())
    paper = pages.seats(pages.Frame("e", "Pemilu"), contest, made, [], {})
    sizes = [len(page.encode()) for page in paper.pages]
    assert (max(sizes) < 100_000, len(sizes) > 2) == (True, True)
    assert [*paper.page_of] == [*range(1, 85)]
    for place, name in paper.page_of.items():
        number = int(name.rpartition("-")[2]) if name != "penetapan-1" else 1
        assert f'id="dapil-{place}"' in paper.pages[number - 1]
