"""Consequence tests at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.ledger.selectors import acts_on

from .. import selectors
from ..models import OCCASION_LABELS, ConsequenceTest
from ..rules.consequence import Occasion, Stage
from ..services import TEST
from .exemptions import ground_labels

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

STAGE_KINDS = {
    Stage.PROPOSED: "wait",
    Stage.SENT_TO_PROVINCE: "wait",
    Stage.TESTED_BY_PROVINCE: "soon",
    Stage.FORWARDED_TO_NATIONAL: "wait",
    Stage.TESTED_BY_NATIONAL: "soon",
    Stage.CONCLUDED: "soon",
    Stage.DETERMINED: "ok",
    Stage.FOUND_OPEN: "ok",
    Stage.COVERED: "info",
    Stage.WITHDRAWN: "",
}
ACT_TEXTS = {
    "information.test_propose": gettext_lazy("Uji konsekuensi diusulkan"),
    "information.test_revise": gettext_lazy("Usul diubah"),
    "information.test_attach": gettext_lazy("Berkas yang diuji ditambahkan"),
    "information.test_send": gettext_lazy("Dikirim ke KPU Provinsi"),
    "information.test_forward": gettext_lazy("Diteruskan ke KPU RI"),
    "information.test_return": gettext_lazy("Dikembalikan ke kantor pengusul"),
    "information.test_begin": gettext_lazy("Pengujian dimulai"),
    "information.test_save_step": gettext_lazy("Langkah pengujian disimpan"),
    "information.test_invite": gettext_lazy("Peserta pengujian dicatat"),
    "information.test_argue": gettext_lazy("Argumen dicatat"),
    "information.test_conclude": gettext_lazy("Pengujian disimpulkan"),
    "information.test_resume": gettext_lazy("Pengujian dibuka kembali"),
    "information.test_determine": gettext_lazy("Ditetapkan"),
    "information.test_reuse": gettext_lazy("Memakai penetapan yang sudah ada"),
    "information.test_withdraw": gettext_lazy("Usul ditarik"),
}


@permits("information.see_tests")
@require_safe
def test(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    found = _test(request, test_id)
    context = {
        "test": found,
        "kind": STAGE_KINDS[Stage(found.stage)],
        "facts": _proposed(found),
        "acts": _acts(found),
    }
    return render(request, "information/desk/test.html", context)


def _test(request: OfficeRequest, test_id: int) -> ConsequenceTest:
    try:
        return selectors.seen_test(office_id=request.office.pk, test_id=test_id)
    except ConsequenceTest.DoesNotExist as error:
        raise Http404 from error


def _proposed(found: ConsequenceTest) -> list[dict[str, Any]]:
    occasion = str(OCCASION_LABELS[Occasion(found.occasion)])
    facts = [
        {"label": _("Kantor pengusul"), "value": found.office.name},
        {"label": _("Unit yang menguasai"), "value": found.unit.name if found.unit else "–"},
        {"label": _("Sedang dipegang"), "value": found.handler.name},
        {"label": _("Waktu pengujian"), "value": occasion},
        {"label": _("Informasi yang diuji"), "value": found.description},
        {"label": _("Alasan usul"), "value": found.reason},
        {"label": _("Alasan pengecualian"), "value": "\n".join(ground_labels(found.grounds)) or "–"},
        {"label": _("Dasar hukum"), "value": found.statute or "–"},
    ]
    if found.reference:
        facts.insert(4, {"label": _("Nomor permohonan atau sengketa"), "value": found.reference})
    return facts


def _acts(found: ConsequenceTest) -> list[dict[str, Any]]:
    rows = [row for row in acts_on(subject_kind=TEST, subject_id=str(found.pk)) if row.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": ACT_TEXTS[row.act], "actor": names.get(row.actor, row.actor)}
        for row in reversed(rows)
    ]
