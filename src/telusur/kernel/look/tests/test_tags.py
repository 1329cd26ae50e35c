from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from telusur.kernel.look import icons
from telusur.kernel.look.templatetags import look


def drawn(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("size", "written"), [(0, "0 B"), (999, "999 B"), (80_400, "80 kB"), (1_234_567, "1,2 MB"), (24_000_000, "24 MB")]
)
def test_a_file_size_reads_as_people_write_it(size, written):
    assert look.filesize(size) == written


def test_numbers_group_by_points_in_indonesian_and_commas_in_english():
    assert look.number(1234567) == "1.234.567"
    assert look.number(1234.5, 1) == "1.234,5"
    with translation.override("en"):
        assert look.number(1234567) == "1,234,567"


def test_a_whole_per_cent_has_no_decimals():
    assert [look.percent(1), look.percent(0.788), look.percent(None)] == ["100 %", "78,8 %", ""]


def test_a_day_is_written_with_the_full_month_and_the_weekday():
    assert look.day(date(2026, 4, 7)) == "7 April 2026"
    assert look.weekday(date(2026, 4, 7)) == "Selasa, 7 April 2026"


def test_an_instant_is_written_in_the_time_zone_of_the_office():
    moment = datetime(2026, 3, 25, 2, 12, tzinfo=UTC)
    assert look.instant(moment) == "25 Maret 2026, 09.12 WIB"
    assert look.instant(moment, "Asia/Jayapura") == "25 Maret 2026, 11.12 WIT"


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_a_sign_without_a_label_is_hidden_from_screen_readers(name):
    assert 'aria-hidden="true"' in look.icon(name)
    assert "style=" not in look.icon(name)


def test_a_sign_with_a_label_says_it():
    assert 'aria-label="Terkunci"' in look.icon("lock", "Terkunci")


class Ask(forms.Form):
    subject = forms.CharField(label="Informasi yang diminta", help_text="Sebutkan tahun dan wilayahnya.")
    phone = forms.CharField(label="Telepon", required=False)
    kind = forms.ChoiceField(label="Bentuk", choices=[("a", "Salinan"), ("b", "Melihat")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Kantor ini sedang tidak menerima permohonan daring.")


def test_a_field_ties_label_hint_and_fault_to_its_input():
    page = drawn("{{ form }}", form=Ask({}))
    assert '<label for="id_subject">' in page
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in page
    assert 'id="id_subject_error"' in page
    assert 'aria-invalid="true"' in page


def test_an_empty_field_says_what_to_do_about_it():
    page = drawn("{% include 'look/components/form_errors.html' %}{{ form }}", form=Ask({}))
    assert page.count("Isi “") >= 2
    assert "tidak boleh kosong" not in page


def test_only_what_may_stay_empty_is_marked():
    page = drawn("{{ form }}", form=Ask())
    assert page.count("boleh dikosongkan") == 1


def test_the_summary_links_every_fault_to_its_field():
    page = drawn("{% include 'look/components/form_errors.html' %}", form=Ask({}))
    assert 'href="#id_subject"' in page
    assert 'href="#id_kind_0"' in page
    assert "Kantor ini sedang tidak menerima permohonan daring." in page


def test_a_form_without_faults_has_no_summary():
    assert drawn("{% include 'look/components/form_errors.html' %}", form=Ask()).strip() == ""
