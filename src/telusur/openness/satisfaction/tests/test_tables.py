"""`telusur skm index`: every way an office may hand the numbers over, and what it hears of a wrong one."""

from __future__ import annotations

import io
import json
from time import process_time

import openpyxl
import pytest
from click.testing import CliRunner

from telusur.openness.satisfaction.commands import COMMANDS
from telusur.openness.satisfaction.rules.tables import DIGITS

BANTEN = ["94", "93.1", "92.6", "97.3", "93.8", "94", "93.8", "92.6", "93.5"]
SERANG = ["105", "101", "100", "116", "102", "105", "106", "105", "115"]
CODES = [f"U{number}" for number in range(1, 10)]
HEADING = ",".join(CODES)


def asked(*words: str, given: str | bytes = ""):
    return CliRunner().invoke(COMMANDS[0], ["index", *words], input=given)


def answer(*words: str, given: str | bytes = "") -> dict:
    result = asked(*words, "--json", given=given)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def kept(folder, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    "words",
    [
        BANTEN,
        [value.replace(".", ",") for value in BANTEN],
        ["; ".join(BANTEN)],
        [" ".join(BANTEN)],
        [",".join(BANTEN)],
        [f"{code}={value}" for code, value in reversed(list(zip(CODES, BANTEN, strict=True)))],
    ],
)
def test_nine_values_may_be_written_as_one_likes(words):
    assert (answer(*words)["index"], answer(*words)["band"]) == (93.86, "A")


def test_the_rounded_weight_is_only_a_labelled_comparison():
    said = answer("--respondents", "29", *SERANG)
    assert (said["index"], said["comparison"]["index"], said["comparison"]["weight"]) == (91.48, 90.56, 0.11)
    assert "Pembanding" in said["comparison"]["label"]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADING},Responden\n{','.join(SERANG)},29\n",
        "Unsur;Jumlah skor;Responden\n"
        + "\n".join(f"{code};{total};29" for code, total in zip(CODES, SERANG, strict=True)),
    ],
)
def test_sums_come_with_their_respondents_in_one_table(tmp_path, text: str):
    said = answer(kept(tmp_path, "jumlah.csv", text))
    assert (said["index"], said["basis"], said["respondents"]) == (91.48, "totals", 29)


def test_a_table_of_answers_is_added_up_by_code_and_not_by_place(tmp_path):
    questions = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]  # as the appendix orders them
    rows = [["No", *questions], ["1", *"444444434"], ["2", *"444444424"], ["Jumlah", *"888888858"]]
    said = answer(kept(tmp_path, "jawaban.csv", "\n".join(",".join(row) for row in rows)))
    assert {each["code"]: each["mean"] for each in said["elements"]}["U9"] == 2.5
    assert (said["respondents"], said["weakest"], said["passed_over_rows"]) == (2, ["U9"], [4])


def test_a_workbook_names_its_elements_in_words_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Survei Kepuasan Masyarakat"])
    names = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
    book.active.append(["Nama layanan", *names])
    book.active.append(["Permohonan", *[4] * 8, 3])
    book.active.append(["Permohonan", *[3] * 8, None])
    book.save(tmp_path / "jawaban.xlsx")
    said = answer(str(tmp_path / "jawaban.xlsx"))
    assert [each["answered"] for each in said["elements"]] == [2] * 8 + [1]
    assert said["index"] == 86.11  # (8 × 3.5 + 3) ÷ 9 × 25


def test_standard_input_takes_numbers_tables_and_workbooks():
    assert answer("-", given="\n".join(BANTEN))["index"] == 93.86
    assert answer("-", given=f"{HEADING}\n{','.join('3' * 9)}\n{','.join('4' * 9)}\n")["index"] == 87.5
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.append(CODES)
    book.active.append([4] * 9)
    book.save(held)
    assert answer("-", given=held.getvalue())["index"] == 100


def test_respondents_may_stand_in_columns(tmp_path):
    lines = ["Unsur,R1,R2,NRR", *(f"{code} x,4,3,3.5" for code in CODES)]
    assert answer(kept(tmp_path, "tegak.csv", "\n".join(lines)))["respondents"] == 2


def test_the_target_is_told_beside_the_respondents():
    said = answer("--respondents", "29", "--population", "100", *SERANG)["sample"]
    assert said == {"population": 100, "target": 80, "enough": False}


def test_it_also_speaks_to_people():
    result = asked(*BANTEN)
    assert "Indeks SKM 93,86: mutu A, sangat baik." in result.output
    assert "Terlemah: U3, U8, U2." in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Beri sembilan angka"),
        (BANTEN[:8], "Ada 8 nilai, seharusnya sembilan"),
        ([*BANTEN[:8], "sembilan"], "Nilai U9 “sembilan” bukan angka"),
        ([*BANTEN[:8], "-5"], "Nilai U9 “-5” bukan angka"),
        ([*BANTEN[:8], "3,5"], "Nilai U9 3,5 tidak memakai skala nilai yang lain"),
        (SERANG, "tambahkan --respondents"),
        (["--respondents", "20", *SERANG], "U1: 20 responden tidak mungkin berjumlah skor 105"),
        ([*[f"U1={value}" for value in BANTEN]], "Nilai U1 diberikan dua kali"),
        (["tidak-ada.csv"], "berkas tidak ada"),
        ([*BANTEN[:8], "9" * 5000], "Nilai U9 “999999999999999999999999999999…” bukan angka"),
        ([*BANTEN[:8], "٩٣"], "Nilai U9 “٩٣” bukan angka. Tulis angkanya saja"),
        ([*BANTEN[:8], "９３"], "Nilai U9 “９３” bukan angka"),
    ],
)
def test_a_wrong_word_is_named_with_its_remedy(words, said: str):
    result = asked(*words)
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"{HEADING}\n{','.join('4' * 9)}\n4,4,5,4,4,4,4,4,4\n",
            "Baris 3: U3 berisi “5”. Jawaban harus 1, 2",
        ),
        ("U1,U2,U3,U4,U5,U6,U7,U8\n4,4,4,4,4,4,4,4\n", "Kolom U9 tidak ada"),
        (f"{HEADING},U3\n{','.join('4' * 10)}\n", "Unsur U3 muncul dua kali (sel J1)"),
        (f"{HEADING}\n", "Tidak ada jawaban di bawah judul"),
        (f"{HEADING}\n4,4,4,4,4,4,4,4,\n4,4,4,4,4,4,4,4,\n", "Tidak seorang pun menjawab U9"),
        (f"{HEADING}\n94,94,94,94,94,94,94,94,\n", "Baris 2: Nilai U9 kosong"),
        ("a,b\nc,d\n", "Tabel ini tidak menyebut unsur"),
        (f"{HEADING}\n4,4,{'9' * 5000},4,4,4,4,4,4\n{','.join('4' * 9)}\n", "Baris 2: U3 berisi “9999999"),
        (f"{HEADING}\n4,4,٤,4,4,4,4,4,4\n{','.join('4' * 9)}\n", "Baris 2: U3 berisi “٤”. Jawaban harus 1"),
        (
            "Unsur,R1,R2\n" + "\n".join(f"{code} x,4,{'３' if code == 'U2' else 3}" for code in CODES),
            "Baris 3: U2 berisi",
        ),
    ],
)
def test_a_wrong_table_is_answered_by_row_field_and_remedy(tmp_path, text: str, said: str):
    result = asked(kept(tmp_path, "jawaban.csv", text))
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize("people", ["9" * 5000, "٢٩", "0", "-3", "dua"])
def test_a_number_of_people_is_refused_with_its_remedy(people):
    result = asked(f"--respondents={people}", *SERANG)
    assert result.exit_code == 2
    assert "bukan banyaknya orang. Tulis bilangan bulat mulai dari 1" in " ".join(result.output.split())


def test_hidden_answers_are_not_counted_silently(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(CODES)
    for _ in range(3):
        book.active.append([4] * 9)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "jawaban.xlsx")
    assert "Baris 3 tersembunyi" in asked(str(tmp_path / "jawaban.xlsx")).output


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path):
    (tmp_path / "jawaban.xlsx").write_bytes(b"%PDF-1.7 bukan tabel")
    result = asked(str(tmp_path / "jawaban.xlsx"))
    assert (result.exit_code, "jawaban.xlsx:" in result.output) == (1, True)


def test_a_cell_of_many_digits_is_told_from_a_number_in_no_time():
    before = process_time()
    assert DIGITS.fullmatch("1" * 32_000 + "x") is None
    assert DIGITS.fullmatch("." * 32_000) is None
    assert DIGITS.fullmatch(" -1.234,5 ") is not None
    assert process_time() - before < 1  # a thousandth of a second; one that goes back takes minutes
