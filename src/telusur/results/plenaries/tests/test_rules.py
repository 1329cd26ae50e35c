from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.law.selectors import rules_in_force
from telusur.results.elections.models import Contest, Election
from telusur.results.elections.rules.layout import UNREAD, X_MARK, Block, Candidate, Choice, Layout
from telusur.results.elections.selectors import Post
from telusur.results.plenaries.rules import levels, moves, notes, parties
from telusur.results.plenaries.rules.sheet import CARRIED, CARRY, TOTAL, rows_of, sheet_of, written
from telusur.results.plenaries.rules.small import ballots, together
from telusur.results.plenaries.rules.states import RESULTS, Act, Party, State
from telusur.results.plenaries.rules.sums import Column, added, differing, missing_votes, moved, slips
from telusur.results.plenaries.selectors import contest_name

ON = date(2024, 2, 20)
BLOCKS = (
    Block("dpt", "I.A", "Pemilih dalam DPT", ("dpt_l", "dpt_p", "dpt_j")),
    Block("surat_suara", "II", "Surat suara", ("ss_diterima",)),
    Block("jumlah_suara", "V", "Jumlah suara", ("suara_sah", "suara_tidak_sah", "suara_total")),
    Block("tanggal", "V", "Tanggal", ("tanggal_hari",)),
)
LAYOUT = Layout(BLOCKS, (Choice(1, "Satu"), Choice(2, "Partai Dua", (Candidate(1, "Ani"), Candidate(2, "Budi")))))
CELLS = st.lists(st.integers(-2, 3000), min_size=LAYOUT.width, max_size=LAYOUT.width)
COLUMNS = st.lists(CELLS.map(Column.of_form), max_size=12)
TABLE = moves.read(rules_in_force("plenaries", "transition", on=ON))
LEVELS = {rule.key: levels.read(rule) for rule in rules_in_force("plenaries", "level", on=ON)}


@settings(max_examples=40, deadline=None)
@given(columns=COLUMNS, cut=st.integers(0, 12))
def test_a_sum_is_the_same_however_it_is_parted_and_counts_what_it_lacks(columns, cut):
    whole = added(columns, LAYOUT.width)
    assert whole == added([added(columns[:cut], LAYOUT.width), added(columns[cut:], LAYOUT.width)], LAYOUT.width)
    for place in range(LAYOUT.width):
        read = [max(column.values[place], 0) for column in columns if column.values[place] != UNREAD]
        assert whole.values[place] == (sum(read) if read else UNREAD)
        assert whole.gaps[place] == len(columns) - len(read)


@settings(max_examples=40, deadline=None)
@given(columns=COLUMNS, per_page=st.integers(1, 5))
def test_every_page_carries_its_sum_over_and_the_last_holds_the_sum_of_all(columns, per_page):
    rows = rows_of(LAYOUT)
    sheet = sheet_of("T", LAYOUT, [(f"U{n}", one) for n, one in enumerate(columns)], rows=rows, per_page=per_page)
    assert [page.heads[-1] for page in sheet.pages] == [CARRY] * (len(sheet.pages) - 1) + [TOTAL]
    shown = [head for page in sheet.pages for head in page.heads if head not in {CARRIED, CARRY, TOTAL}]
    assert shown == [f"U{n}" for n in range(len(columns))]
    for before, after in zip(sheet.pages, sheet.pages[1:], strict=False):
        assert after.heads[0] == CARRIED
        assert [cells[0] for cells in after.cells] == [cells[-1] for cells in before.cells]
    whole = added(columns, LAYOUT.width)
    assert sheet.total == whole
    for row, cells in zip(rows, sheet.pages[-1].cells, strict=True):
        place = LAYOUT.places[row.field]
        assert cells[-1] == written(whole.values[place], whole.gaps[place] if whole.values[place] != UNREAD else 0)


def test_what_nobody_read_and_an_x_are_never_printed_as_nought():
    assert [written(UNREAD), written(X_MARK), written(0), written(1204567), written(1204, 2)] == [
        "?",
        "X",
        "0",
        "1.204.567",
        "1.204 (?2)",
    ]


def test_rows_stand_in_the_order_of_the_law_and_the_date_is_none_of_them():
    rows = rows_of(LAYOUT)
    assert [row.head.partition(".")[0] for row in rows if row.head] == ["I", "II", "IV", "V"]
    assert [row.field for row in rows if row.field.startswith("tanggal")] == []
    labels = {row.field: row.label for row in rows}
    assert (labels["dpt_l"], labels["calon_2_1"], labels["partai_2"]) == (
        "Pemilih dalam DPT: Laki-laki (L)",
        "2.1 Ani",
        "2. Partai Dua: suara partai",
    )


def column(**cells):
    return Column.of_form(LAYOUT.vector(dict.fromkeys(LAYOUT.names, 0) | cells))


def test_votes_that_do_not_add_up_are_named_and_unread_ones_have_no_sum():
    right = {"suara_1": 5, "partai_2": 1, "calon_2_1": 2, "calon_2_2": 3, "suara_2": 6}
    right |= {"suara_sah": 11, "suara_tidak_sah": 2, "suara_total": 13}
    assert slips(LAYOUT, column(**right)) == ()
    assert slips(LAYOUT, column(**right | {"suara_sah": 12})) == ("R05", "R07")
    assert slips(LAYOUT, column(**right | {"calon_2_2": 4})) == ("R06",)
    assert slips(LAYOUT, column(**right | {"suara_sah": UNREAD})) == ()
    assert (missing_votes(LAYOUT, column(**right)), missing_votes(LAYOUT, column(suara_1=UNREAD))) == (False, True)
    said = column(**right | {"suara_1": 9, "suara_2": 2})
    assert differing(LAYOUT, column(**right), said) == ("suara_1", "suara_2")
    assert moved(LAYOUT, column(**right), said) == 8


@settings(max_examples=40, deadline=None)
@given(votes=st.dictionaries(st.integers(3601012001001, 3601012003009), st.integers(0, 30), min_size=1, max_size=12))
def test_no_column_of_the_public_copy_is_small_unless_all_are(votes):
    columns = {code: column(suara_1=n, suara_sah=n, suara_total=n) for code, n in votes.items()}
    groups = together(LAYOUT, columns, least=10)
    assert sorted(code for group in groups for code in group) == sorted(votes)
    sizes = [sum(ballots(LAYOUT, columns[code]) for code in group) for group in groups]
    assert min(sizes) >= min(10, sum(votes.values()))


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.sampled_from(list(Act)), max_size=25))
def test_nothing_is_a_result_that_was_not_proofed_printed_signed_scanned_and_published(steps):
    state, done = None, []
    for act in steps:
        try:
            state = moves.next_state(TABLE, state, act)
        except moves.WrongState:
            continue
        done.append(act)
    if state in RESULTS:
        last = max(place for place, act in enumerate(done) if act is Act.PRINT_FINAL)
        between = done[:last][::-1]
        changed = next((place for place, act in enumerate(between) if act in {Act.CORRECT, Act.READ}), len(between))
        assert Act.PRINT_PROOF in between[:changed]
        after = [act for act in done[last:] if act != Act.SIGN]
        assert after[:4] == [Act.PRINT_FINAL, Act.CLOSE_SIGNING, Act.UPLOAD_SCAN, Act.PUBLISH]


def test_every_act_and_state_has_its_move():
    assert {move.act for move in TABLE} == set(Act)
    assert {move.after for move in TABLE} | {State.READING} == set(State)
    assert moves.acts_open_to(TABLE, State.READING, {Party.WITNESS}) == {Act.OBJECT}
    assert Act.DETERMINE in moves.acts_open_to(TABLE, State.PUBLISHED, {Party.COMMITTEE})


@pytest.mark.parametrize(
    ("key", "place", "role", "area", "found"),
    [
        ("kecamatan", 360101, "ppk", 360101, {Party.COMMITTEE}),
        ("kecamatan", 360101, "ppk", 3601, set()),
        ("kecamatan", 360101, "kpu", 360101, set()),
        ("kabko", 3601, "kpu", 3601, {Party.COMMITTEE}),
        ("kabko", 3601, "kpu", None, set()),
        ("nasional", 0, "kpu", None, {Party.COMMITTEE}),
        ("nasional", 0, "witness", 36, set()),
        ("nasional", 0, "witness", None, {Party.WITNESS}),
        ("kecamatan", 360101, "supervisor", 36, {Party.SUPERVISOR}),
        ("luar_negeri", 9901, "ppk", 9901, {Party.COMMITTEE}),
    ],
)
def test_a_plenary_is_held_by_the_committee_of_its_own_place(key, place, role, area, found):
    assert parties.parties([Post(role, area)], LEVELS[key], place) == found


def test_a_level_knows_its_places():
    assert [key for key, level in LEVELS.items() if level.held_at(9901)] == ["luar_negeri"]
    assert [key for key, level in LEVELS.items() if level.held_at(0)] == ["nasional"]
    assert [key for key, level in LEVELS.items() if level.held_at(360101)] == ["kecamatan"]
    assert [key for key, level in LEVELS.items() if level.held_at(36010)] == []
    assert LEVELS["provinsi"].form_of("C.HASIL-DPRD-Prov") == "D.HASIL PROV-DPRD-PROV"


@pytest.mark.parametrize(
    ("name", "place", "called"),
    [
        ("DPRD Kota Serang", 367301, "DPRD Kota Serang"),
        ("DPRK Banda Aceh", 1171, "DPRK Banda Aceh"),
        ("DPRD Kota Jayapura", 9171, "DPRK"),
    ],
)
def test_a_council_is_called_as_in_its_province_and_keeps_the_name_that_says_whose_it_is(name, place, called):
    held = Contest(kind="dprd-kabko", name=name, election=Election(voted_on=ON))
    assert contest_name(contest=held, place=place) == called


def test_the_signed_words_come_back_and_long_numbers_are_named_by_their_digest():
    words = notes.Words(
        "D.HASIL PPLN-DPR", "p/dpr/luar_negeri/9901/1", "BA 1", "AB", notes.numbers_of([1, X_MARK, UNREAD])
    )
    assert notes.read(words.text()) == words
    assert words.numbers == "1,x,"
    assert notes.numbers_of([123456] * 400).startswith("sha256:")
    for wrong in ("", words.text() + "x\n", words.text().replace("v1", "v9")):
        with pytest.raises(notes.BadWords):
            notes.read(wrong)


def test_a_note_that_is_said_twice_is_still_that_note_and_no_other():
    note = notes.Words("D.HASIL", "p/ppwp", "BA 1", "AB", "1,2").text() + "\n— kpu.test " + "A" * 91 + "=\n"
    lines = note.splitlines()
    for same in (note, note * 3, "".join(note.split()) * 2, note + lines[-1], "\n".join(lines[:2] + lines[1:])):
        assert notes.says_again(same, note)
    for other in (note.replace("1,2", "1,3"), note + "1,3", note[:-3], f"{note}{note.replace('1,2', '1,3')}"):
        assert not notes.says_again(other, note)
