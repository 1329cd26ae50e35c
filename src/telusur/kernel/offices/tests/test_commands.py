import json

import pytest
from click.testing import CliRunner

from telusur.kernel.offices.commands import offices
from telusur.kernel.offices.models import Office

pytestmark = pytest.mark.django_db
GOOD = """kode;nama;jenis;induk;slug;zona;alamat
0;Komisi Pemilihan Umum;nasional;;kpu;WIB;"Jalan Imam Bonjol
Jakarta"
36;KPU Provinsi Banten;provinsi;0;banten;WIB;
"""


def run(*arguments):
    return CliRunner().invoke(offices, list(arguments))


def test_a_file_with_semicolons_and_a_line_break_in_a_cell_is_loaded(tmp_path):
    file = tmp_path / "kantor.csv"
    file.write_text("\ufeff" + GOOD, encoding="utf-8")
    result = run("load", str(file), "--json")
    assert json.loads(result.output) == {"created": ["0", "36"], "changed": [], "unchanged": []}
    assert Office.objects.get(code="0").address == "Jalan Imam Bonjol\nJakarta"


def test_one_bad_row_keeps_every_row_out_and_is_named(tmp_path):
    file = tmp_path / "kantor.csv"
    file.write_text(GOOD.replace("provinsi;0", "provinsi;99"), encoding="utf-8")
    result = run("load", str(file))
    assert result.exit_code == 1
    assert "baris 3, kolom induk, isi “99”: Isi kode kantor induk" in result.output
    assert not Office.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(b"", "kosong"), (b"\xff\xfek", "UTF-8")])
def test_a_file_that_is_no_csv_is_refused_in_plain_words(tmp_path, content, said):
    file = tmp_path / "kantor.csv"
    file.write_bytes(content)
    result = run("load", str(file))
    assert result.exit_code == 1
    assert said in result.output


def test_the_list_reads_as_text_and_as_json(tmp_path):
    file = tmp_path / "kantor.csv"
    file.write_text(GOOD, encoding="utf-8")
    run("load", str(file))
    assert [line.split()[0] for line in run("list").output.splitlines()] == ["0", "36"]
    assert [office["parent"] for office in json.loads(run("list", "--json").output)] == [None, "0"]


def test_an_office_that_ceased_is_marked_and_its_code_refused_from_then_on(tmp_path):
    file = tmp_path / "kantor.csv"
    file.write_text(GOOD, encoding="utf-8")
    run("load", str(file))
    assert run("withdraw", "36", "--decree", "9/2027").exit_code == 0
    assert "(ditutup)" in run("list").output
    assert "kolom kode, isi “36”" in run("load", str(file)).output
    assert "sudah ditutup" in run("withdraw", "36", "--decree", "9/2027").output
