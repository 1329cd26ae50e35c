"""What is done to a polling station's numbers, and who contests them, in the words of desks and published pages alike.

Desks say them in their reader's language; the published tree, which speaks Indonesian alone, as they stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "recapitulation.import": _("hasil diimpor"),
    "recapitulation.enter": _("formulir dikirim perangkat"),
    "recapitulation.verify": _("formulir diverifikasi"),
    "recapitulation.correct": _("formulir dikoreksi"),
    "recapitulation.read": _("dibaca satu orang"),
    "recapitulation.resolve": _("dibaca orang ketiga, yang melihat keduanya"),
    "recapitulation.decide": _("yang ditahan diputuskan berlaku"),
    "recapitulation.order_run": _("pelaksanaan baru dicatat"),
    "recapitulation.challenge": _("disanggah"),
    "recapitulation.answer_challenge": _("sanggahan dijawab"),
    "recapitulation.judge_again": _("diperiksa lagi di samping yang baru datang"),
    "recapitulation.settle": _("diplenokan"),
    "recapitulation.fill_begun": _("diisi di rapat pleno sebelum pembacaannya selesai"),
    "recapitulation.fill": _("diisi pleno, tanpa formulir C"),
    "recapitulation.take_picture": _("gambar formulir diterima"),
}
VOICES: Mapping[str, str] = {"witness": _("saksi"), "supervisor": _("pengawas")}
