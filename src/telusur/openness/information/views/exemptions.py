"""Determinations at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.ledger.selectors import acts_on

from .. import selectors
from ..models import BINDING_LABELS, GROUND_LABELS, Determination
from ..rules.exemptions import Binding, Force, Ground
from ..services import DETERMINATION

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

FORCE_KINDS = {Force.IN_FORCE: "ok", Force.ENDED: "info", Force.OPENED: "info", Force.REPLACED: "wait"}
ACT_TEXTS = {
    "information.determination_register": gettext_lazy("Penetapan dicatat"),
    "information.determination_disclose": gettext_lazy("Persetujuan atau kaitan jabatan publik dicatat"),
    "information.determination_declare": gettext_lazy("Dinyatakan terbuka pada akhir masanya"),
    "information.determination_expire": gettext_lazy("Masa berakhir; informasi pindah ke DIP"),
    "information.determination_open": gettext_lazy("Dibuka sebelum masanya berakhir; informasi pindah ke DIP"),
    "information.determination_replace": gettext_lazy("Diganti penetapan baru"),
}


@permits("information.see_tests")
@require_safe
def determination(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    try:
        found = selectors.determination_seen(office_id=request.office.pk, determination_id=determination_id)
    except Determination.DoesNotExist as error:
        raise Http404 from error
    context = {
        "determination": found,
        "kind": FORCE_KINDS[Force(found.force)],
        "facts": facts_shown(found),
        "acts": _acts(found),
    }
    return render(request, "information/desk/determination.html", context)


def facts_shown(found: Determination) -> list[dict[str, Any]]:
    """What a determination says, as the desk reads it."""
    decree = _("%(number)s, %(day)s") % {"number": found.decree_number, "day": date_format(found.decree_on, "j F Y")}
    return [
        {"label": _("SK penetapan"), "value": decree},
        {"label": _("Ditetapkan oleh"), "value": found.office.name},
        {"label": _("Alasan pengecualian"), "value": "\n".join(ground_labels(found.grounds))},
        {"label": _("Dasar hukum"), "value": found.statute},
        {"label": _("Konsekuensi bila dibuka"), "value": found.if_opened},
        {"label": _("Konsekuensi bila ditutup"), "value": found.if_closed},
        {"label": _("Jangka waktu"), "value": found.period},
        {"label": _("Mengikat"), "value": BINDING_LABELS[Binding(found.binds)]},
        {"label": _("Keterangan"), "value": found.remark or "–"},
    ]


def ground_labels(grounds: list[str]) -> list[str]:
    return [str(GROUND_LABELS[Ground(letter)]) for letter in grounds]


def _acts(found: Determination) -> list[dict[str, Any]]:
    rows = [row for row in acts_on(subject_kind=DETERMINATION, subject_id=str(found.pk)) if row.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": ACT_TEXTS[row.act], "actor": names.get(row.actor, row.actor)}
        for row in reversed(rows)
    ]
