from __future__ import annotations

import gettext

from babel.messages.catalog import Catalog

from telusur.config import translations

TEMPLATE = """{% load i18n %}
  <p>{% trans "Buku besar" %}</p>
    {% blocktranslate count n=n trimmed %}
      {{ n }} berkas
    {% plural %}
      {{ n }} berkas
    {% endblocktranslate %}
{# a comment with "quotes' #}<a href='{{ x }}'>it's</a>
"""


def wanted(*texts):
    catalogue = Catalog(locale="en")
    for text in texts:
        catalogue.add(text, locations=[("src/x.py", 3)])
    return catalogue


def known(**texts):
    catalogue = Catalog(locale="en")
    for text, english in texts.items():
        catalogue.add(text, english, locations=[("src/x.py", 3)])
    return catalogue


def test_texts_of_templates_are_found_with_their_lines(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(TEMPLATE)
    found = [(line, text) for line, text, _comments, _context in translations._extracted(page)]
    assert found == [(2, "Buku besar"), (3, ("%(n)s berkas", "%(n)s berkas"))]


def test_texts_of_python_are_found_with_context_and_plural(tmp_path):
    module = tmp_path / "views.py"
    module.write_text('_("Simpan")\nngettext("satu", "banyak", n)\npgettext_lazy("bulan", "Maret")\nprint("tidak")\n')
    found = [(text, context) for _line, text, _comments, context in translations._extracted(module)]
    assert found == [("Simpan", None), (("satu", "banyak"), None), ("Maret", "bulan")]


def test_a_text_without_english_is_named_with_its_place_and_fault():
    catalogue = known(Simpan="Save", Hapus="", Kirim="Send")
    catalogue["Kirim"].flags.add("fuzzy")
    found = translations.missing(wanted("Simpan", "Hapus", "Kirim", "Cetak"), catalogue)
    assert [(each.place, each.text, each.fault) for each in found] == [
        ("src/x.py:3", "Hapus", "belum diterjemahkan"),
        ("src/x.py:3", "Kirim", "ditandai belum pasti (fuzzy)"),
        ("src/x.py:3", "Cetak", "tidak ada di katalog"),
    ]


def test_a_translation_that_loses_a_placeholder_is_named():
    catalogue = known(**{"Nomor %(number)s": "Number %(nomber)s"})
    (found,) = translations.missing(wanted("Nomor %(number)s"), catalogue)
    assert "nomber" in found.fault


def test_a_text_that_the_code_no_longer_says_is_named():
    assert [each.fault for each in translations.missing(wanted(), known(Lama="Old"))] == ["tidak dipakai lagi"]


def test_updating_keeps_what_was_translated_and_compiling_serves_it(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "CATALOGUE", tmp_path / "django.po")
    monkeypatch.setattr(translations, "texts", lambda: wanted("Simpan", "Hapus"))
    translations.update()
    path = tmp_path / "django.po"
    path.write_text(path.read_text().replace('msgid "Simpan"\nmsgstr ""', 'msgid "Simpan"\nmsgstr "Save"'))
    translations.update()
    translations.compile_into(tmp_path)
    with (tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        english = gettext.GNUTranslations(compiled)
    assert [english.gettext(text) for text in ("Simpan", "Hapus")] == ["Save", "Hapus"]
