"""A past paper register: read whole or refused whole, and the same again after export."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
from click.testing import CliRunner

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import services as documents
from telusur.kernel.figures.rules.periods import Period
from telusur.kernel.ledger.models import Act
from telusur.openness.requests import commands, selectors, services
from telusur.openness.requests.figures import cases
from telusur.openness.requests.models import Applicant, InformationRequest, RegisterImport
from telusur.openness.requests.rules import paper_register
from telusur.openness.requests.rules.paper_register import columns as paper
from telusur.openness.requests.rules.words import Occupation, Outcome, Sex

from .factories import a_case, an_office, an_officer, ref

AT = datetime(2026, 3, 16, 3, tzinfo=UTC)
ROW = dict(zip(paper.COLUMNS, paper.EXAMPLE, strict=True))


def a_file(*rows: dict[str, object], columns: tuple[str, ...] = paper.COLUMNS) -> io.BytesIO:
    table = [columns, *([row.get(column) for column in columns] for row in rows)]
    return io.BytesIO(documents.write_table(sheets={"Register": table}, kind="xlsx"))


def faults_of(*rows: dict[str, object], columns: tuple[str, ...] = paper.COLUMNS) -> list[paper_register.Fault]:
    table = documents.read_table(content=a_file(*rows, columns=columns), name="register.xlsx", on=AT.date())
    return paper_register.read_register(table, until=AT.date())[1]


def bring_in(*rows: dict[str, object], actor: str = "import") -> RegisterImport:
    return services.import_register(office=an_office(), content=a_file(*rows), name="register.xlsx", actor=actor, at=AT)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (date(2024, 3, 5), date(2024, 3, 5)),
        (datetime(2024, 3, 5, 9, 30), date(2024, 3, 5)),
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05 00:00:00", date(2024, 3, 5)),
        ("5/3/2024", date(2024, 3, 5)),
        ("05-03-2024", date(2024, 3, 5)),
        ("5 Maret 2024", date(2024, 3, 5)),
        ("Selasa, 5 Maret 2024", date(2024, 3, 5)),
    ],
)
def test_a_day_is_read_as_offices_write_it(written: object, day: date) -> None:
    assert paper_register.read_date(written) == day


@pytest.mark.parametrize("written", ["31/2/2024", "Maret 2024", "5 March 2024", "12", "besok"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        paper_register.read_date(written)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (paper.NUMBER, "nol"),
        (paper.NUMBER, None),
        (paper.NUMBER, "9" * 5_000),
        (paper.NUMBER, f"{'1' * 12}/PPID/2024"),
        (paper.COST, "9" * 5_000),
        (paper.COST, "3.000.000.000"),
        (paper.RECEIVED, "32 Maret 2024"),
        (paper.RECEIVED, date(2027, 1, 1)),
        (paper.NAME, None),
        (paper.QUESTION, None),
        (paper.DECISION, "masih diproses"),
        (paper.DECISION, None),
        (paper.NOTIFIED, date(2024, 3, 1)),
        (paper.COST, "gratis"),
        (paper.CHANNEL, "merpati"),
        (paper.EXTENDED, "mungkin"),
        (paper.SEX, "x"),
    ],
)
def test_every_fault_names_sheet_row_column_value_and_remedy(column: str, value: object) -> None:
    faults = faults_of(ROW, ROW | {paper.NUMBER: "2", column: value})
    assert len(faults) == 1
    fault = faults[0]
    assert (fault.sheet, fault.row, fault.column) == ("Register", 3, column)
    assert fault.remedy
    assert column in str(fault)
    assert "baris 3" in str(fault)


def test_all_faults_are_named_at_once() -> None:
    faults = faults_of(ROW | {paper.DECISION: "?", paper.COST: "?"}, ROW | {paper.NUMBER: "2", paper.SEX: "?"})
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, paper.DECISION),
        (2, paper.COST),
        (3, paper.SEX),
    ]


def test_an_unknown_column_and_a_missing_one_are_named() -> None:
    columns = tuple(column for column in paper.COLUMNS if column != paper.DECISION)
    assert [fault.column for fault in faults_of(ROW, columns=(*columns, "Zodiak"))] == ["Zodiak", paper.DECISION]


def test_a_number_used_twice_in_a_year_is_a_fault_and_in_two_years_is_none() -> None:
    assert [fault.row for fault in faults_of(ROW, ROW)] == [3]
    later = {paper.RECEIVED: date(2025, 3, 5), paper.NOTIFIED: None, paper.DELIVERED: None}
    assert faults_of(ROW, ROW | later) == []


def test_a_hidden_row_is_reported_not_taken() -> None:
    book = openpyxl.load_workbook(a_file(ROW, ROW | {paper.NUMBER: "2"}))
    book["Register"].row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    table = documents.read_table(content=io.BytesIO(out.getvalue()), name="r.xlsx", on=AT.date())
    faults = paper_register.read_register(table, until=AT.date())[1]
    assert [(fault.row, "tersembunyi" in fault.remedy) for fault in faults] == [(3, True)]


@pytest.mark.django_db
class TestTakingOver:
    def test_rows_become_ended_cases_marked_as_imported(self) -> None:
        made = bring_in(ROW, ROW | {paper.NUMBER: "7", paper.NAME: "Rekaan Dua", paper.CONTACT: "dua@contoh.invalid"})
        first, second = InformationRequest.everything.order_by("serial")
        assert made.rows == 2
        assert (first.number, second.number) == ("0001/PPID/2024", "0007/PPID/2024")
        assert (first.state, first.outcome, first.imported) == ("finished", Outcome.GRANTED_FULL, True)
        assert (first.applicant.occupation, first.applicant.sex) == (Occupation.STUDENT, Sex.FEMALE)
        assert second.applicant.email == "dua@contoh.invalid"
        assert first.imported_due_on == date(2024, 3, 21)
        acts = Act.objects.filter(act="requests.import")
        assert acts.count() == 2
        assert "Rekaan" not in " ".join(act.facts_text for act in acts)

    def test_what_paper_does_not_tell_stays_empty_and_is_said_to_be_unrecorded(self, client) -> None:
        silent = {column: None for column in paper.COLUMNS if column not in paper.REQUIRED}
        bring_in(ROW | silent)
        case = InformationRequest.everything.get()
        assert (case.channel, case.way, case.copy_form, case.delivery) == ("", "", "", "")
        known = (case.extended_at, case.registered_at, case.completed_at, case.decided_at, case.closed_at)
        assert known == (None, None, None, None, None)
        assert case.imported_extended is None
        (row,) = selectors.as_register([case])
        written = dict(zip(paper.COLUMNS, row.values, strict=True))
        assert [written[column] for column in (paper.WAY, paper.CHANNEL, paper.EXTENDED, paper.FORM)] == [""] * 4
        client.force_login(secure(an_officer(an_office(), Role.DESK)))
        page = client.get(f"/meja/kota-serang/permohonan/{case.pk}/").text
        assert page.count("tidak tercatat") == 4

    @pytest.mark.parametrize(("written", "known"), [("ya", True), ("tidak", False), (None, None)])
    def test_an_extension_is_kept_as_paper_says_it_without_a_day(self, written, known) -> None:
        bring_in(ROW | {paper.EXTENDED: written})
        case = InformationRequest.everything.get()
        assert (case.imported_extended, case.extended_at, case.extension_reason) == (known, None, "")
        (row,) = selectors.as_register([case])
        assert dict(zip(paper.COLUMNS, row.values, strict=True))[paper.EXTENDED] == (written or "")

    def test_a_past_case_without_its_days_counts_as_neither_running_nor_late(self) -> None:
        bring_in(ROW | {paper.NOTIFIED: None, paper.DELIVERED: None})
        office = an_office()
        assert selectors.cases_open(office_id=office.pk, on=AT.date()) == []
        assert cases.due_or_answered(office.pk, Period(date(2024, 1, 1), date(2025, 1, 1)), AT.date()) == []

    def test_new_numbers_of_that_year_go_on_after_the_highest(self) -> None:
        bring_in(ROW | {paper.NUMBER: "7"})
        assert a_case(received_at=datetime(2024, 12, 30, 3, tzinfo=UTC), at=AT).number == "0008/PPID/2024"

    def test_one_bad_row_leaves_nothing(self) -> None:
        with pytest.raises(services.FaultyRegister):
            bring_in(ROW, ROW | {paper.NUMBER: "2", paper.DECISION: "?"})
        assert not InformationRequest.everything.exists()
        assert not Applicant.everything.exists()
        assert not Act.objects.filter(act="requests.import").exists()

    def test_the_same_file_again_is_refused_with_a_clear_word(self) -> None:
        content = a_file(ROW).getvalue()
        take = {"office": an_office(), "name": "r.xlsx", "actor": "import", "at": AT}
        services.import_register(content=io.BytesIO(content), **take)
        with pytest.raises(services.Refused) as refused:
            services.import_register(content=io.BytesIO(content), **take)
        assert refused.value.code == "already_imported"
        assert "sudah dimuat" in services.sentence(refused.value)
        assert InformationRequest.everything.count() == 1

    def test_the_same_numbers_in_another_file_are_faults_by_row(self) -> None:
        bring_in(ROW)
        with pytest.raises(services.FaultyRegister) as refused:
            bring_in(ROW | {paper.PURPOSE: "lain"}, ROW | {paper.NUMBER: "2"})
        assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, paper.NUMBER)]

    def test_only_desk_and_ppid_take_a_register_over(self) -> None:
        liaison = an_officer(an_office(), Role.LIAISON)
        with pytest.raises(services.NotPermitted):
            bring_in(ROW, actor=ref(liaison))

    def test_export_and_import_give_the_same_register(self) -> None:
        bring_in(
            ROW, ROW | {paper.NUMBER: "2", paper.DECISION: "tidak dikuasai", paper.HELD: "tidak dikuasai: Bawaslu"}
        )
        office = an_office()
        cases = selectors.register_rows(office_id=office.pk, year=2024, register="general")
        before = selectors.as_register(cases)
        file = services.register_file(rows=before, kind="xlsx")
        there = an_office("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        services.import_register(office=there, content=io.BytesIO(file), name="r.xlsx", actor="import", at=AT)
        after = selectors.as_register(selectors.register_rows(office_id=there.pk, year=2024, register="general"))
        assert [row.values for row in after] == [row.values for row in before]

    def test_a_formula_in_a_name_is_escaped_on_export(self) -> None:
        bring_in(ROW | {paper.NAME: "=1+1"})
        rows = selectors.as_register(selectors.register_rows(office_id=an_office().pk, year=2024, register="general"))
        book = openpyxl.load_workbook(io.BytesIO(services.register_file(rows=rows, kind="xlsx")))
        assert book["Register"]["C2"].value == "'=1+1"
        assert book["Register"]["C2"].data_type == "s"

    def test_the_command_says_what_it_did_and_what_is_wrong(self, tmp_path) -> None:
        an_office()
        good, bad = tmp_path / "baik.xlsx", tmp_path / "buruk.xlsx"
        good.write_bytes(a_file(ROW).getvalue())
        bad.write_bytes(a_file(ROW | {paper.DECISION: "?"}).getvalue())
        run = CliRunner()
        done = run.invoke(commands.requests, ["import", str(good), "--office", "3673", "--json"])
        assert json.loads(done.output)["rows"] == 1
        again = run.invoke(commands.requests, ["import", str(good), "--office", "3673"])
        assert (again.exit_code, "sudah dimuat" in again.output) == (1, True)
        torn = tmp_path / "rusak.xlsx"
        torn.write_bytes(b"\x89PNG\r\n\x1a\n0000")
        said = run.invoke(commands.requests, ["import", str(torn), "--office", "3673"]).output
        sentences = [part.strip() for part in said.removeprefix("Error: ").split(".") if part.strip()]
        assert len(sentences) == len(set(sentences)) > 1
        wrong = run.invoke(commands.requests, ["import", str(bad), "--office", "3673"])
        assert (wrong.exit_code, "kolom Keputusan" in wrong.output) == (1, True)
        unknown = run.invoke(commands.requests, ["import", str(good), "--office", "9999"])
        assert (unknown.exit_code, "9999" in unknown.output) == (1, True)

    def test_the_template_is_a_register_that_can_be_taken_over(self, tmp_path) -> None:
        an_office()
        file = tmp_path / "templat.xlsx"
        run = CliRunner()
        assert run.invoke(commands.requests, ["template", str(file)]).exit_code == 0
        assert run.invoke(commands.requests, ["import", str(file), "--office", "3673"]).exit_code == 0

    def test_the_list_for_programs_names_no_applicant(self) -> None:
        case = a_case()
        out = CliRunner().invoke(commands.requests, ["list", "--office", "3673", "--view", "all", "--json"])
        row = json.loads(out.output)
        assert (row["number"], row["due"]) == (case.number, "2026-04-07")
        assert "Wulan" not in out.output
