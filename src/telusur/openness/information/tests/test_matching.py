from __future__ import annotations

import pytest

from telusur.openness.information import selectors

from .factories import a_published_item, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(office):
    titles = {
        "dana": ("Laporan dana kampanye pasangan calon", "Penerimaan dan pengeluaran tiap pasangan calon."),
        "pemilih": ("Data pemilih penyandang disabilitas", "Jumlah pemilih menurut ragam disabilitas per kecamatan."),
        "dpt": ("Rekapitulasi DPT Pemilihan 2024", "Jumlah pemilih per kecamatan dan TPS."),
        "profil": ("Profil kantor", "Alamat dan tugas."),
    }
    return {key: a_published_item(office, title=title, summary=summary) for key, (title, summary) in titles.items()}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Saya mahasiswa ingin meminta data jumlah pemilih disabilitas per kecamatan untuk skripsi", "pemilih"),
        ("Mohon salinan laporan penerimaan dana kampanye", "dana"),
        ("berapa daftar pemilih tetap di tiap kecamatan?", "dpt"),
    ],
)
def test_a_question_in_sentences_meets_the_document_that_answers_it(office, shelf, question, first):
    matches = selectors.matching_public(text=question, office_id=office.pk, limit=3)
    assert matches[0].item_id == shelf[first].pk
    assert "<mark>" in matches[0].passage
    assert matches[0].href.startswith("/kota-serang/informasi/")


@pytest.mark.parametrize("question", ["", "saya ingin", "Saya mohon informasi", "resep rendang padang"])
def test_nothing_is_offered_that_does_not_answer(office, shelf, question):
    assert selectors.matching_public(text=question, office_id=office.pk) == []


def test_other_offices_are_not_offered(office, shelf):
    other = an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")
    assert selectors.matching_public(text="laporan dana kampanye", office_id=other.pk) == []


def test_no_more_are_offered_than_asked_for(office, shelf):
    assert len(selectors.matching_public(text="jumlah pemilih per kecamatan", office_id=office.pk, limit=1)) == 1


def test_what_was_typed_never_becomes_markup(office, shelf):
    for text in ("<script>dana kampanye</script>", "dana' || 'x kampanye", "dana kampanye %s %d"):
        (match, *_rest) = selectors.matching_public(text=text, office_id=office.pk)
        assert "<script" not in match.passage
