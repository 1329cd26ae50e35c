from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from telusur.openness.information import services
from telusur.openness.information.commands import dip
from telusur.openness.information.models import InformationItem, SearchEntry

from .factories import AT, a_published_item, an_entry

pytestmark = pytest.mark.django_db


def run(*arguments: str):
    return CliRunner().invoke(dip, list(arguments))


@pytest.fixture
def register(tmp_path):
    file = tmp_path / "dip.csv"
    file.write_text("Judul,Kelas,Tahun,Berkas\nSatu,Berkala,2024,satu.txt\n", encoding="utf-8")
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "satu.txt").write_text("isi", encoding="utf-8")
    return file, folder


def test_a_register_comes_in_with_its_files(office, register):
    file, folder = register
    result = run("import", str(file), "--office", "3673", "--files", str(folder), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["items"] == list(InformationItem.everything.values_list("pk", flat=True))


def test_a_check_writes_nothing(office, register):
    file, folder = register
    result = run("import", str(file), "--office", "3673", "--files", str(folder), "--check")
    assert (result.exit_code, InformationItem.everything.count()) == (0, 0)
    assert "1 baris siap masuk." in result.output


def test_a_fault_names_sheet_row_column_value_and_remedy(office, register):
    file, _folder = register
    result = run("import", str(file), "--office", "3673")
    assert result.exit_code == 1
    assert "baris 2, kolom D Berkas, isi “satu.txt”: Berkas “satu.txt” tidak disertakan. Sertakan" in result.output
    assert "tidak satu baris pun masuk" in result.output


def test_faults_can_be_read_by_a_program(office, register):
    file, _folder = register
    result = run("import", str(file), "--office", "3673", "--json")
    assert json.loads(result.stdout)["faults"][0]["heading"] == "Berkas"


def test_an_unknown_office_is_named(office, register):
    assert "Kantor dengan kode 9999 tidak ada." in run("import", str(register[0]), "--office", "9999").output


def test_what_is_no_table_is_refused_with_the_remedy(office, tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"bukan xlsx")
    result = run("import", str(file), "--office", "3673")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_goes_out_and_comes_in_again(office, tmp_path, kind):
    services.enter_item(office_id=office.pk, entry=an_entry(title="Keluar masuk"), officer=None, at=AT)
    file, folder = tmp_path / f"keluar.{kind}", tmp_path / "keluar"
    assert run("export", str(file), "--office", "3673", "--files", str(folder)).exit_code == 0
    assert run("import", str(file), "--office", "3673", "--files", str(folder)).exit_code == 0
    assert list(InformationItem.everything.values_list("title", flat=True)) == ["Keluar masuk"] * 2


def test_the_ending_of_an_export_must_be_known(office, tmp_path):
    assert ".xlsx atau .csv" in run("export", str(tmp_path / "a.pdf"), "--office", "3673").output


def test_the_template_is_written(tmp_path):
    assert run("template", str(tmp_path / "t.xlsx")).exit_code == 0
    assert (tmp_path / "t.xlsx").read_bytes().startswith(b"PK")


def test_the_search_table_is_written_anew(office):
    item = a_published_item(office, title="Dana kampanye")
    SearchEntry.objects.all().delete()
    assert run("reindex").output.startswith("1 informasi")
    assert [row.pk for row in SearchEntry.objects.all()] == [item.pk]
