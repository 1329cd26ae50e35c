"""What an office does for a council's seats: opens it, takes votes, settles faults and ties, determines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents.services import NotReleased
from telusur.kernel.documents.services import Refused as NoFile
from telusur.kernel.offices.selectors import local_day
from telusur.results.elections.selectors import contests_for_seats

from .. import selectors, services
from ..forms import CorrectForm, CorrectionsForm, CourtForm, DetermineForm, GroundForm, OpenForm, TakeForm, TieForm
from ..rules.tables import Refused as FileRefused
from ..rules.windows import PaperKind
from . import parts
from .words import party, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..services import TakenFile

SEE, KEEP, DETERMINE = "seats.see", "seats.keep", "seats.determine"


def _actor(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def _place(request: OfficeRequest, name: str, *more: Any) -> str:
    return reverse(f"seats_{name}", args=[request.office.slug, *more])


def _done(
    request: OfficeRequest, asked: forms.Form, act: Callable[[dict[str, Any]], object], **page: Any
) -> HttpResponseBase:
    """Do what was asked for and go back; show what is missing, or why it cannot be done."""
    if request.method == "POST" and asked.is_bound and asked.is_valid():
        try:
            act(asked.cleaned_data)
        except services.Refused as refusal:
            asked.add_error(None, sentence(refusal))
        except FileRefused as refusal:
            for problem in refusal.problems:
                asked.add_error(None, selectors.problem_in_words(problem=problem))
        except NoFile as refusal:
            asked.add_error(None, str(refusal))
        except NotReleased as refusal:
            asked.add_error(None, _("Berkas tertahan pemeriksaan rilis: %(found)s.") % {"found": refusal.found})
        else:
            messages.success(request, page["done"])
            return redirect(page["back"])
    return render(request, "seats/act.html", page | {"asked": asked}, status=422 if asked.errors else 200)


@permits(SEE)
def desk(request: OfficeRequest) -> HttpResponse:
    """The councils of this office, and what each waits for."""
    rows = []
    for council in selectors.councils_of(office_id=request.office.pk):
        basis = selectors.basis_of(council=council)
        determined = selectors.determinations_of(council=council)
        final = basis is not None and any(each.basis_id == basis.pk for each in determined)
        rows.append({"council": council, "basis": basis, "final": final, "determined": determined[-1:]})
    context = {"rows": rows, "may_keep": request.standing.may(KEEP)}
    return render(request, "seats/desk.html", context)


@permits(SEE)
def council(request: OfficeRequest, slug: str) -> HttpResponse:
    """One council: what stands between its votes and its decree."""
    asked = parts.asked(request, slug)
    determined = selectors.determinations_of(council=asked.council)
    context: dict[str, Any] = {
        "council": asked.council,
        "basis": asked.basis,
        "determinations": determined,
        "may_keep": request.standing.may(KEEP),
        "may_determine": request.standing.may(DETERMINE),
    }
    if asked.basis is not None and asked.working is not None:
        final = any(each.basis_id == asked.basis.pk for each in determined)
        court = parts.court_of(asked.basis, final=final)
        context |= {
            "final": final,
            "faults": parts.faults_of(asked.working),
            "doubts": parts.doubts_of(asked.working),
            "ties": parts.ties_of(asked.working),
            "obstacles": [selectors.obstacle_in_words(obstacle=each) for each in asked.working.obstacles],
            "corrections": selectors.corrections_of(basis=asked.basis),
            "court": court,
            "ready": not final and not asked.working.obstacles and not court["standing"].holds,
            "held": parts.written(asked.working.by_party.items()),
            "total": asked.working.made.total_seats,
        }
    return render(request, "seats/desk_council.html", context)


@permits(KEEP)
def open_one(request: OfficeRequest) -> HttpResponseBase:
    kinds = services.KINDS_OF.get(request.office.kind, ())
    contests = contests_for_seats(kinds=kinds, office_code=request.office.code)
    form = OpenForm(request.POST or None, kinds=kinds, contests=[(each.pk, str(each)) for each in contests])

    def act(words: dict[str, Any]) -> None:
        contest = words.pop("contest")
        services.open_council(
            office_id=request.office.pk, contest_id=contest, actor=_actor(request), at=timezone.now(), **words
        )

    return _done(
        request,
        form,
        act,
        heading=_("Buka halaman kursi"),
        text=_("Satu lembaga untuk satu pemungutan suara. Halamannya langsung terlihat umum."),
        button=_("Buka"),
        back=_place(request, "desk"),
        done=_("Halaman kursi dibuka."),
    )


@permits(KEEP)
def take(request: OfficeRequest, slug: str) -> HttpResponseBase:
    held, at = parts.council_asked(request, slug), timezone.now()
    later = selectors.basis_of(council=held) is not None
    on = local_day(office=request.office, at=at)
    form = TakeForm(request.POST or None, request.FILES or None, on=on, later=later)

    def act(words: dict[str, Any]) -> None:
        files = {name: _file(words.pop(name)) for name in ("votes", "seats", "control", "lists")}
        services.take_files(council_id=held.pk, actor=_actor(request), at=at, **files, **words)  # type: ignore[arg-type]

    return _done(
        request,
        form,
        act,
        heading=_("Ambil suara dan kursi dari berkas"),
        text=_("Berkas disimpan seperti adanya dan terlihat umum. Yang keliru di dalamnya disebut satu per satu."),
        button=_("Ambil"),
        back=_place(request, "desk_council", slug),
        done=_("Suara dan kursi diambil; periksa kekeliruannya."),
        council=held,
    )


def _file(upload: Any) -> TakenFile | None:
    return services.TakenFile(upload.content, upload.name, upload.checked) if upload else None


@permits(KEEP)
def take_counted(request: OfficeRequest, slug: str) -> HttpResponseBase:
    held, at = parts.council_asked(request, slug), timezone.now()
    later = selectors.basis_of(council=held) is not None
    on = local_day(office=request.office, at=at)
    form = GroundForm(request.POST if request.method == "POST" else None, on=on, later=later)

    def act(words: dict[str, Any]) -> None:
        services.take_counted(council_id=held.pk, actor=_actor(request), at=at, **words)

    return _done(
        request,
        form,
        act,
        heading=_("Ambil suara dari rekapitulasi"),
        text=_(
            "Suara setiap daerah pemilihan dijumlahkan dari formulir yang berlaku dan dicocokkan dengan hasil yang "
            "ditetapkan rapat pleno; yang berbeda disebut sebagai kekeliruan."
        ),
        button=_("Ambil"),
        back=_place(request, "desk_council", slug),
        done=_("Suara dan kursi diambil; periksa kekeliruannya."),
        council=held,
    )


@permits(KEEP)
def correct(request: OfficeRequest, slug: str) -> HttpResponseBase:
    held, _basis, working = parts.counted(request, slug)
    names = [(name, party(name)) for name in working.files.votes.parties]
    initial = {name: request.GET.get(name, "") for name in ("district", "column", "becomes")}
    form = CorrectForm(request.POST or None, districts=working.files.votes.districts, parties=names, initial=initial)

    def act(words: dict[str, Any]) -> None:
        asked = [services.CorrectionAsked(**words)]
        services.correct(council_id=held.pk, asked=asked, actor=_actor(request), at=timezone.now())

    return _done(
        request,
        form,
        act,
        heading=_("Koreksi satu sel"),
        text=_("Berkas tidak diubah: sel itu dibaca lain, dan koreksinya terlihat umum dengan alasan dan sumbernya."),
        button=_("Koreksi"),
        back=_place(request, "desk_council", slug),
        done=_("Koreksi dicatat."),
        council=held,
        other=(_place(request, "corrections", slug), _("Koreksi banyak sel dari berkas")),
    )


@permits(KEEP)
def correct_many(request: OfficeRequest, slug: str) -> HttpResponseBase:
    (held, _basis, _working), at = parts.counted(request, slug), timezone.now()
    on = local_day(office=request.office, at=at)
    form = CorrectionsForm(request.POST or None, request.FILES or None, on=on)

    def act(words: dict[str, Any]) -> None:
        services.correct_from(
            council_id=held.pk,
            file=services.TakenFile(words["corrections"].content, words["corrections"].name),
            source=words["source"],
            actor=_actor(request),
            at=at,
        )

    return _done(
        request,
        form,
        act,
        heading=_("Koreksi dari berkas"),
        text=_("Semua baris dicatat atau tidak satu pun. Kolom lama berisi persis yang tertulis dalam berkas suara."),
        button=_("Koreksi"),
        back=_place(request, "desk_council", slug),
        done=_("Koreksi dicatat."),
        council=held,
    )


@permits(KEEP)
def decide(request: OfficeRequest, slug: str, tie: int) -> HttpResponseBase:
    held, _basis, working = parts.counted(request, slug)
    if not 1 <= tie <= len(working.open_ties):
        raise Http404
    open_tie = working.open_ties[tie - 1]
    names = {
        each: _("nomor urut %(number)s") % {"number": each} if open_tie.party else party(each)
        for each in open_tie.claimants
    }
    form = TieForm(request.POST or None, tie=open_tie, names=names)

    def act(words: dict[str, Any]) -> None:
        services.decide_tie(
            council_id=held.pk,
            district=open_tie.district,
            party=open_tie.party,
            actor=_actor(request),
            at=timezone.now(),
            **words,
        )

    return _done(
        request,
        form,
        act,
        heading=_("Keputusan pleno atas hasil yang sama"),
        text=ngettext(
            "%(district)s: %(seats)d kursi diperebutkan dengan hasil yang sama. Undang-undang tidak mengatur caranya.",
            "%(district)s: %(seats)d kursi diperebutkan dengan hasil yang sama. Undang-undang tidak mengatur caranya.",
            open_tie.seats,
        )
        % {"district": open_tie.district, "seats": open_tie.seats},
        button=_("Catat keputusan"),
        back=_place(request, "desk_council", slug),
        done=_("Keputusan pleno dicatat."),
        council=held,
    )


@permits(KEEP)
def court(request: OfficeRequest, slug: str) -> HttpResponseBase:
    held = parts.council_asked(request, slug)
    papers = selectors.papers_of(council=held)
    ended = {paper.answers_id for paper in papers}
    cases = [paper for paper in papers if paper.kind == PaperKind.REGISTERED and paper.pk not in ended]
    form = CourtForm(request.POST or None, cases=cases)

    def act(words: dict[str, Any]) -> None:
        services.record_court_paper(council_id=held.pk, actor=_actor(request), at=timezone.now(), **words)

    return _done(
        request,
        form,
        act,
        heading=_("Surat atau putusan MK"),
        text=_("Selama jangka waktu sengketa terbuka atau suatu perkara belum diputus, kursi tidak dapat ditetapkan."),
        button=_("Catat"),
        back=_place(request, "desk_council", slug),
        done=_("Surat atau putusan dicatat."),
        council=held,
    )


@permits(DETERMINE)
def determine(request: OfficeRequest, slug: str) -> HttpResponseBase:
    held = parts.council_asked(request, slug)
    form = DetermineForm(request.POST or None)

    def act(words: dict[str, Any]) -> None:
        services.determine(council_id=held.pk, actor=_actor(request), at=timezone.now(), **words)

    return _done(
        request,
        form,
        act,
        heading=_("Tetapkan kursi"),
        text=_("Kursi yang ditetapkan tidak dapat diubah; sesudah putusan MK, penetapan baru berdiri di sampingnya."),
        button=_("Tetapkan"),
        back=_place(request, "desk_council", slug),
        done=_("Kursi ditetapkan."),
        council=held,
    )
