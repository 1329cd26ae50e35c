"""What templates need to write numbers, days, sizes, signs and fields the same way on every page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, Field, FileInput, RadioSelect, Select
from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from telusur.kernel.look import icons, rules

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.forms import BaseForm, BoundField

PASSED_OVER = {gettext_noop("akhir pekan")}
register = template.Library()


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """Write 12345.5 as 12.345,5 (Indonesian) or 12,345.5 (English); None and texts stay as they are."""
    if value is None or isinstance(value, str | bool):
        return "" if value is None else str(value)
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """Write the share 0.788 as 78,8 %; a whole per cent without decimals."""
    if value is None or value == "":
        return ""
    share = round(Decimal(str(value)) * 100, places)
    return f"{number(share, 0 if share == share.to_integral_value() else places)} %"


@register.filter
def filesize(value: int | None) -> str:
    """Write 1234567 as 1,2 MB."""
    if value is None:
        return ""
    size, unit = rules.size_in_words(int(value))
    return f"{number(size, 1 if size < 10 and unit not in ('B', 'kB') else 0)} {unit}"  # noqa: PLR2004 1,2 MB but 24 MB


@register.filter
def day(value: date | datetime | None) -> str:
    """Write 7 April 2026."""
    return formats.date_format(_local(value), "j F Y") if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Write Selasa, 7 April 2026."""
    return formats.date_format(_local(value), "l, j F Y") if value else ""


@register.filter
def instant(value: datetime | None, zone: str | None = None) -> str:
    """Write 25 Maret 2026, 09.12 WIB, in the office's time zone where one is given."""
    return _stamp(value, zone, "j F Y, ") if value else ""


@register.filter
def hour(value: datetime | None, zone: str | None = None) -> str:
    """Write 09.12 WIB."""
    return _stamp(value, zone, "") if value else ""


@register.filter
def weekday_at(value: datetime | None, zone: str) -> str:
    """Write Selasa, 7 April 2026: the day of an instant in the time zone of the office."""
    return formats.date_format(timezone.localtime(value, ZoneInfo(zone)), "l, j F Y") if value else ""


def _stamp(value: datetime, zone: str | None, lead: str) -> str:
    local = timezone.localtime(value, ZoneInfo(zone) if zone else None)
    written = "H.i" if (translation.get_language() or "id").startswith("id") else "H:i"
    return f"{formats.date_format(local, lead + written)} {local.tzname()}"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a sign. Without a label it is decoration and hidden from screen readers."""
    path = icons.PATHS[name]
    shape = format_html(
        '<path d="{}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round"/>',
        path,
    )
    if label:
        return format_html('<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, shape)
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', shape)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw one form field with label, hint and fault."""
    return mark_safe(bound.as_field_group())  # noqa: S308 Django's own rendering


@register.simple_tag
def said_of(bound: BoundField) -> list[str]:
    """Return the faults of a field; a bare "must not be empty" says instead what to do about this field."""
    said = []
    for fault in bound.errors.as_data():
        bare = fault.code == "required" and str(fault.message) == str(Field.default_error_messages["required"])
        said += [_asked(bound)] if bare else [str(each) for each in fault.messages]
    return said


def _asked(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        sentence = gettext("Centang “%(label)s”.")
    elif isinstance(widget, Select | RadioSelect | FileInput | CheckboxSelectMultiple):
        sentence = gettext("Pilih “%(label)s”.")
    else:
        sentence = gettext("Isi “%(label)s”.")
    return sentence % {"label": bound.label}


@register.simple_tag
def faults_of(form: BaseForm | str = "", forms: list[BaseForm] | str = "") -> list[dict[str, Any]]:
    """Return every fault of the bound forms as {target, label, text}, in the order of the fields."""
    several = forms if isinstance(forms, list | tuple) else []
    found: list[dict[str, Any]] = []
    for each in several if isinstance(form, str) else [form]:
        found += [{"target": "", "label": "", "text": text} for text in each.non_field_errors()]
        for bound in each:
            target = f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label
            found += [{"target": target, "label": str(bound.label), "text": text} for text in said_of(bound)]
    return found


@register.simple_tag
def days_of(computation: Any) -> list[rules.Box]:
    """Return the boxes of a computation: an object with `counted` and `skipped`."""
    return rules.boxes(counted=computation.counted, skipped=computation.skipped)


@register.filter
def reason(text: str) -> str:
    """Return why a day was passed over: weekends in the visitor's language, holidays as their decree names them."""
    return gettext(text) if text in PASSED_OVER else text


@register.simple_tag
def pages_of(page: Page) -> list[int | None]:
    """Return the page numbers that a pager offers, None for a gap."""
    return rules.page_numbers(current=page.number, last=page.paginator.num_pages)


@register.filter
def minus(value: int) -> int:
    """Return the number without its sign, for "lewat 3 hari kerja"."""
    return abs(int(value))


@register.filter
def at(values: list[Any], index: int) -> Any:
    """Return the value at a place of a list, for tables whose columns are data."""
    return values[index]
