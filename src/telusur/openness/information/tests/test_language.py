from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.information.rules.language import fold, language, root, words

SAME = [
    "pemohon permohonan memohon dimohonkan mohon",
    "pengecualian dikecualikan mengecualikan kecuali",
    "penetapan ditetapkan menetapkan ketetapan",
    "keputusan memutuskan putusan diputuskan",
    "laporan pelaporan melaporkan dilaporkan laporannya",
    "anggaran penganggaran menganggarkan dianggarkan",
    "pengumuman mengumumkan diumumkan",
    "pengawas pengawasan mengawasi diawasi",
    "penerimaan menerima diterima",
    "pemutakhiran dimutakhirkan mutakhir",
    "perencanaan rencana merencanakan",
    "penyelenggara penyelenggaraan diselenggarakan",
    "terbuka keterbukaan membuka pembukaan",
    "perolehan diperoleh memperoleh",
    "penghitungan perhitungan dihitung",
    "pemungutan memungut pungut",
    "rekapitulasi rekap merekap",
    "pegawai kepegawaian",
    "pemilu pemilunya",
]
APART = [
    ("pemilih", "pemilihan"),
    ("pemilih", "pilih"),
    ("pemilihan", "memilih"),
    ("keberatan", "berat"),
    ("perempuan", "empu"),
    ("pemilu", "pilu"),
    ("pemohon", "pohon"),
    ("pengumuman", "umum"),
    ("kecamatan", "camat"),
    ("kelurahan", "lurah"),
    ("berita", "ita"),
    ("ketua", "tua"),
    ("keterwakilan", "wakil"),
    ("pengadaan", "diadakan"),
    ("berkala", "kala"),
    ("peserta", "serta"),
    ("serangan", "serang"),
    ("penetapan", "tetap"),
]


@pytest.mark.parametrize("family", SAME)
def test_kin_share_a_root(family):
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_strangers_do_not(one, other):
    assert root(one) != root(other)


def test_no_word_belongs_to_two_families():
    listed = [
        word for row in _rows("families") for name, text in row.items() if name != "source" for word in text.split()
    ]
    assert sorted(listed) == sorted(set(listed))


def test_a_hyphen_before_digits_divides_words():
    assert [word.exact for word in words("pemilu-2024, UU 14/2008")] == ["pemilu", "2024", "uu", "14", "2008"]


def test_stop_words_are_left_out_but_counted_as_places():
    assert [(word.exact, word.position) for word in words("Laporan dan hasil")] == [("laporan", 1), ("hasil", 3)]


def test_no_stop_word_has_a_family_of_its_own():
    assert language().stop_words.isdisjoint(language().roots)


def test_accents_and_capitals_do_not_matter():
    assert fold("Café RÉSUMÉ") == "cafe resume"


@given(st.text(max_size=200))
def test_a_word_stands_where_it_says(text):
    assert len(fold(text)) == len(text)
    for word in words(text):
        assert fold(text[word.start : word.end]) == word.exact


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_every_word_has_a_root_and_always_the_same(text):
    assert root(text) == root(text) != ""


def _rows(table):
    import tomllib  # noqa: PLC0415

    from telusur.openness.information.rules.language import WORDS_FILE  # noqa: PLC0415

    return tomllib.loads(WORDS_FILE.read_text())[table]
