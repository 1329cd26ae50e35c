"""The books of a year: rows shown, entered, changed, taken out and put back; brought from and taken to spreadsheets."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents

from .. import selectors, services
from ..forms.books import BOOK_FORMS, IN_SHEETS, ImportForm, PictureForm, ProgressForm, choices_of, typed
from ..models import labels
from ..rules.kept import NIL_BOOKS, SLUG_OF, SLUGS, Kind
from ..rules.rupiah import written
from ..rules.sheets import MOST_ROWS, MOST_SHOWN, SheetFault, read_lines
from .parts import actor_of, known_year, today, workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.offices.models import Office

    from ..forms.books import BookForm
    from ..models import KeptRow

PAGE = 100
REMEDIES = {
    "hidden": gettext_lazy("bagian ini tersembunyi; tampilkan atau hapus"),
    "empty": gettext_lazy("tidak ada baris di bawah judul kolom; isi menurut templat"),
    "column_missing": gettext_lazy("kolom ini tidak ada; pakai judul kolom seperti pada templat"),
}


def kind_named(slug: str) -> Kind:
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def _place(request: OfficeRequest, name: str, year: int, kind: Kind, *more: Any) -> str:
    return reverse(name, args=[request.office.slug, year, SLUG_OF[kind], *more])


def _shown(kind: Kind, row: KeptRow, officers: Mapping[int, str]) -> list[str]:
    """What a table says of a row, column by column."""
    said = []
    for name in selectors.COLUMNS[kind]:
        value = getattr(row, name)
        if hasattr(row, f"get_{name}_display"):
            value = getattr(row, f"get_{name}_display")()
        elif name == "officer":
            value = officers.get(value.pk, str(value))
        elif kind == Kind.BUDGET and isinstance(value, int):
            value = written(value)
        elif isinstance(value, date):
            value = date_format(value, "j F Y")
        said.append(value)
    return said


def _context(request: OfficeRequest, year: int, kind: Kind) -> dict[str, Any]:
    fixed = selectors.is_fixed(office_id=request.office.pk, year=year)
    return {
        "year": year,
        "kind": kind,
        "slug": SLUG_OF[kind],
        "name": labels.BOOKS[kind],
        "fixed": fixed,
        "may_keep": request.standing.may(services.KEEP) and not fixed,
        "in_sheets": kind in IN_SHEETS,
    }


@permits("reports.see")
def book(request: OfficeRequest, year: int, slug: str) -> HttpResponse:
    """One book of one year."""
    kind = kind_named(slug)
    known_year(request.office, year)
    rows = selectors.book(kind=kind, office_id=request.office.pk, year=year)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    columns = selectors.COLUMNS[kind]
    carries = selectors.to_carry(office_id=request.office.pk, year=year)
    officers = _officers(request.office, year, kind)
    context = _context(request, year, kind) | {
        "page": page,
        "columns": [
            {"label": label, "num": name in {"allotted", "realised", "number", "hours"}}
            for name, label in columns.items()
        ],
        "rows": [{"row": row, "cells": _shown(kind, row, officers)} for row in page.object_list],
        "taken_out": selectors.taken_out(kind=kind, office_id=request.office.pk, year=year)[:10],
        "add": labels.ADD[kind],
        "empty": labels.EMPTY[kind],
        "follows": kind == Kind.RECOMMENDATIONS,
        "totals": selectors.budget_total(office_id=request.office.pk, year=year) if kind == Kind.BUDGET else None,
        "carries": sum(carries.values()),
        "carries_here": carries.get(kind, 0),
        "nil": _nil(request, year, kind),
    }
    if context["totals"]:
        amounts = zip((columns["allotted"], columns["realised"]), context["totals"], strict=True)
        context["totals"] = [(label, written(amount)) for label, amount in amounts]
    return render(request, "reports/book.html", context)


def _nil(request: OfficeRequest, year: int, kind: Kind) -> dict[str, Any] | None:
    """Who called the book empty, or whether this officer may; None for a book that is never empty."""
    if kind not in NIL_BOOKS:
        return None
    said = selectors.called_empty(office_id=request.office.pk, year=year).get(kind.value)
    fixed = selectors.is_fixed(office_id=request.office.pk, year=year)
    return {
        "by": accounts.actor_name(ref=said.confirmed_by) if said else "",
        "at": said.confirmed_at if said else None,
        "over": today(request.office).year > year,
        "may": request.standing.may(services.CONFIRM_NIL) and not fixed,
    }


@permits("reports.keep")
def enter(request: OfficeRequest, year: int, slug: str) -> HttpResponseBase:
    """A new row."""
    kind = kind_named(slug)
    known_year(request.office, year)
    form = BOOK_FORMS[kind](
        request.POST or None, request.FILES or None, office=request.office, year=year, on=today(request.office)
    )
    if request.method == "POST" and form.is_valid() and _entered(request, year, kind, form):
        if "another" in request.POST:
            return redirect(_place(request, "reports_book_enter", year, kind))
        return redirect(_place(request, "reports_book", year, kind))
    context = _context(request, year, kind) | {"form": form, "heading": labels.ADD[kind], "new": True}
    return render(request, "reports/row.html", context, status=422 if request.method == "POST" else 200)


def _entered(request: OfficeRequest, year: int, kind: Kind, form: BookForm) -> bool:
    at = timezone.now()
    try:
        if isinstance(form, PictureForm):
            file = form.cleaned_data["file"]
            services.enter_picture(
                office=request.office,
                year=year,
                title=form.cleaned_data["title"],
                alt=form.cleaned_data["alt"],
                content=file.content,
                name=file.name,
                actor=actor_of(request),
                at=at,
            )
        else:
            services.enter_row(
                kind=kind, office=request.office, year=year, values=form.values(), actor=actor_of(request), at=at
            )
    except selectors.Invalid as error:
        form.add_error(None, error.messages)  # type: ignore[arg-type]
    except documents.Refused as error:
        form.add_error("file", str(error))
    except services.ANTICIPATED as error:
        form.add_error(None, services.sentence(error))
    else:
        messages.success(request, _("Tersimpan."))
        return True
    return False


def _found(request: OfficeRequest, kind: Kind, year: int, row_id: int) -> KeptRow:
    row = selectors.row_of(kind=kind, office_id=request.office.pk, row_id=row_id)
    if row is None or row.year != year:
        raise Http404
    return row


@permits("reports.keep")
def change(request: OfficeRequest, year: int, slug: str, row_id: int) -> HttpResponseBase:
    """A row to be changed."""
    kind = kind_named(slug)
    row = _found(request, kind, year, row_id)
    if row.removed_at is not None:
        raise Http404
    form = BOOK_FORMS[kind](
        request.POST or None, request.FILES or None, office=request.office, year=year, on=today(request.office), row=row
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_row(
                kind=kind,
                office=request.office,
                row_id=row.pk,
                values=form.values(),
                version=form.cleaned_data.get("version") or 0,
                actor=actor_of(request),
                at=timezone.now(),
            )
        except selectors.Invalid as error:
            form.add_error(None, error.messages)  # type: ignore[arg-type]
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(_place(request, "reports_book", year, kind))
    context = _context(request, year, kind) | {"form": form, "heading": _("Ubah: %(row)s") % {"row": row}, "row": row}
    return render(request, "reports/row.html", context, status=422 if request.method == "POST" else 200)


@permits("reports.keep")
@require_POST
def take_out(request: OfficeRequest, year: int, slug: str, row_id: int) -> HttpResponseBase:
    """Take a row out of the book; the page it leads to offers to put it back."""
    kind = kind_named(slug)
    row = _found(request, kind, year, row_id)
    return _moved(request, row, kind, services.take_out_row, _("Dikeluarkan; dapat dikembalikan di bawah."))


@permits("reports.keep")
@require_POST
def put_back(request: OfficeRequest, year: int, slug: str, row_id: int) -> HttpResponseBase:
    """Put a row back into the book."""
    kind = kind_named(slug)
    row = _found(request, kind, year, row_id)
    return _moved(request, row, kind, services.put_back_row, _("Dikembalikan."))


def _moved(request: OfficeRequest, row: KeptRow, kind: Kind, move: Any, said: str) -> HttpResponseBase:
    try:
        move(kind=kind, office=request.office, row_id=row.pk, actor=actor_of(request), at=timezone.now())
    except selectors.Invalid as error:
        messages.error(request, " ".join(error.messages))
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, f"{row}: {said}")
    return redirect(_place(request, "reports_book", row.year, kind))


@permits("reports.keep")
def progress(request: OfficeRequest, year: int, row_id: int) -> HttpResponseBase:
    """How far a recommendation came, and every step before, through the years."""
    row: Any = _found(request, Kind.RECOMMENDATIONS, year, row_id)
    form = ProgressForm(request.POST or None, initial={"version": row.version, "state": row.state})
    if request.method == "POST" and form.is_valid():
        try:
            services.tell_progress(
                office=request.office,
                row_id=row.pk,
                actor=actor_of(request),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Kemajuan dicatat."))
            return redirect(_place(request, "reports_book", year, Kind.RECOMMENDATIONS))
    context = _context(request, year, Kind.RECOMMENDATIONS) | {
        "form": form,
        "row": row,
        "steps": selectors.steps_of(recommendation=row),
    }
    return render(request, "reports/progress.html", context, status=422 if request.method == "POST" else 200)


@permits("reports.confirm_nil")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_nil(request: OfficeRequest, year: int, slug: str) -> HttpResponseBase:
    """Ask whether the book of a year is truly empty, and call it so."""
    kind = kind_named(slug)
    known_year(request.office, year)
    if request.method != "POST":
        nil = _nil(request, year, kind)
        rows = selectors.book(kind=kind, office_id=request.office.pk, year=year)
        if nil is None or nil["at"] or not (nil["over"] and nil["may"]) or rows.exists():
            return redirect(_place(request, "reports_book", year, kind))
        sure = {
            "year": year,
            "heading": _("Nyatakan nihil: %(book)s %(year)s") % {"book": labels.BOOKS[kind], "year": year},
            "words": _(
                "Dengan ini Anda menyatakan bahwa buku ini benar-benar kosong untuk tahun %(year)s, bukan belum diisi. "
                "Nama Anda dan waktunya dicatat. Pernyataan ini berakhir begitu ada baris yang dicatat."
            )
            % {"year": year},
            "button": _("Nyatakan nihil"),
            "back": _place(request, "reports_book", year, kind),
        }
        return render(request, "reports/sure.html", sure)
    try:
        services.confirm_nil(kind=kind, office=request.office, year=year, actor=actor_of(request), at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, _("Dinyatakan nihil."))
    return redirect(_place(request, "reports_book", year, kind))


@permits("reports.see")
def export(request: OfficeRequest, year: int, slug: str) -> HttpResponse:
    """A book as a spreadsheet, in the columns that can be brought in again."""
    kind = kind_named(slug)
    known_year(request.office, year)
    if kind not in IN_SHEETS:
        raise Http404
    rows = selectors.book(kind=kind, office_id=request.office.pk, year=year)
    names = _sheet_columns(kind)
    sheet: list[Any] = [[str(label) for label in names.values()]]
    officers = _officers(request.office, year, kind)
    sheet += [[_cell(row, name, officers) for name in names] for row in rows]
    if kind == Kind.RECOMMENDATIONS:
        sheet[0] += [_("Keadaan"), _("Bukti atau alasan")]
        for line, each in zip(sheet[1:], rows, strict=True):
            line += [str(each.get_state_display()), each.closing_words]  # type: ignore[attr-defined]
    return workbook({str(labels.BOOKS[kind])[:31]: sheet}, name=f"{SLUG_OF[kind]}-{request.office.slug}-{year}")


def _sheet_columns(kind: Kind) -> dict[str, str]:
    return {name: str(label) for name, label in selectors.COLUMNS[kind].items() if name != "appointment"}


def _officers(office: Office, year: int, kind: Kind) -> dict[int, str]:
    """Return what the officers are called that this book speaks of."""
    if kind != Kind.TRAININGS:
        return {}
    return selectors.called_officers(selectors.officers_to_choose(office_id=office.pk, year=year))


def _cell(row: KeptRow, name: str, officers: Mapping[int, str]) -> Any:
    value = getattr(row, name)
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return officers.get(value.pk, str(value)) if name == "officer" else value


@permits("reports.keep")
def template(request: OfficeRequest, year: int, slug: str) -> HttpResponse:
    """The empty sheet to fill in, of every year the same."""
    kind = kind_named(slug)
    known_year(request.office, year)
    if kind not in IN_SHEETS:
        raise Http404
    heads = list(_sheet_columns(kind).values())
    sheets: dict[str, Any] = {str(labels.BOOKS[kind])[:31]: [heads]}
    choices = choices_of(kind)
    if choices:
        names = _sheet_columns(kind)
        lines = zip_longest(*choices.values(), fillvalue="")
        sheets[_("Pilihan")] = [[names[name] for name in choices], *(list(line) for line in lines)]
    return workbook(sheets, name=f"templat-{SLUG_OF[kind]}")


@permits("reports.keep")
def bring_in(request: OfficeRequest, year: int, slug: str) -> HttpResponseBase:
    """A filled sheet: every row or none, each fault with its row and column."""
    kind = kind_named(slug)
    known_year(request.office, year)
    if kind not in IN_SHEETS:
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None, on=today(request.office))
    faults: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        faults = _brought_in(request, year, kind, form)
        if not faults and form.is_valid():
            return redirect(_place(request, "reports_book", year, kind))
    context = _context(request, year, kind) | {
        "form": form,
        "faults": faults[:MOST_SHOWN],
        "number": len(faults),
        "rest": max(0, len(faults) - MOST_SHOWN),
    }
    return render(request, "reports/bring_in.html", context, status=422 if request.method == "POST" else 200)


def _brought_in(request: OfficeRequest, year: int, kind: Kind, form: ImportForm) -> list[dict[str, Any]]:
    """Enter the rows of a file, or say everything that is wrong with it."""
    file = form.cleaned_data["file"]
    try:
        table = documents.read_table(content=file.content, name=file.name, on=today(request.office))
    except documents.Refused as error:
        form.add_error("file", str(error))
        return []
    names = _sheet_columns(kind)
    lines, wrong = read_lines(table, names)
    if len(lines) > MOST_ROWS:
        said = _("Berkas ini berisi %(count)s baris; paling banyak %(most)s sekali muat. Bagi menjadi beberapa berkas.")
        form.add_error("file", said % {"count": len(lines), "most": MOST_ROWS})
        return []
    faults = [_said(fault) for fault in wrong]
    officers = selectors.officers_by_words(selectors.officers_to_choose(office_id=request.office.pk, year=year))
    rows: list[dict[str, Any]] = []
    known: dict[str, Any] = {}
    for line in lines:
        judged = BOOK_FORMS[kind](
            typed(kind, dict(line.values), officers=officers),
            office=request.office,
            year=year,
            on=today(request.office),
            known=known,
        )
        if judged.is_valid():
            rows.append(judged.values())
            continue
        for name, errors in judged.errors.items():
            value = line.values.get(name)
            faults += [
                {
                    "row": line.number,
                    "column": names.get(name, ""),
                    "value": "" if value is None else value,
                    "remedy": each,
                }
                for each in errors
            ]
    if faults:
        return faults
    try:
        made = services.enter_rows(
            kind=kind, office=request.office, year=year, rows=rows, actor=actor_of(request), at=timezone.now()
        )
    except selectors.Invalid as error:
        number = lines[getattr(error, "row", 0)].number
        return [{"row": number, "column": "", "value": "", "remedy": each} for each in error.messages]
    except services.ANTICIPATED as error:
        form.add_error(None, services.sentence(error))
        return []
    text = ngettext("%(count)s baris dimuat.", "%(count)s baris dimuat.", made)
    messages.success(request, text % {"count": made})
    return []


def _said(fault: SheetFault) -> dict[str, Any]:
    return {
        "row": fault.row or "",
        "column": fault.column,
        "value": fault.value,
        "remedy": REMEDIES[fault.code],
    }


@permits("reports.keep")
@require_POST
def carry_over(request: OfficeRequest, year: int) -> HttpResponseBase:
    """Bring what stood in the books of the year before into those of this one."""
    known_year(request.office, year)
    try:
        carried = services.carry_over(office=request.office, year=year, actor=actor_of(request), at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        said = ", ".join(f"{labels.BOOKS[kind]} {count}" for kind, count in carried.items() if count)
        messages.success(request, _("Dibawa dari %(year)s: %(said)s.") % {"year": year - 1, "said": said})
    return redirect("reports_year", request.office.slug, year)
