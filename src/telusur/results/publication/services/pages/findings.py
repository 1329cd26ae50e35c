"""What a form breaks, in words: the rule, and the two numbers of this form that do not agree."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from telusur.results.recapitulation.rules.apart import apart

from ...rules.stations import vector
from .frame import figure

if TYPE_CHECKING:
    from telusur.results.recapitulation.rules.apart import Apart

    from ...rules.stations import Contest

Plain = dict[str, Any]
_OTHERS = {
    "R01": "L + P",
    "R02": "DPT + pindahan + khusus",
    "R03": "digunakan + dikembalikan + tidak digunakan",
    "R04": "pengguna hak pilih",
    "R05": "jumlah suara peserta",
    "R06": "suara partai + calonnya",
    "R07": "sah + tidak sah",
    "R08": "pengguna hak pilih",
    "R09": "surat suara digunakan",
    "R10": "pemilih dalam DPT",
    "R12": "suara sah",
    "R13": "surat suara diterima",
    "R14": "pengguna hak pilih",
}


def findings(contest: Contest, one: Plain) -> str:
    """Return the rules that a station's form breaks, each with its numbers where the form itself has them."""
    if not one["findings"]:
        return "<p>Tidak ada temuan.</p>"
    layout, called, known = contest.layout_of(one.get("district", "")), dict(contest.labels), dict(contest.rules)
    numbers = vector(one["cells"])
    items = []
    for rule in one["findings"]:
        said = "; ".join(_said(each, rule, called) for each in apart(layout, numbers, rule))
        items.append(f"<li>{escape(known.get(rule, rule))} ({rule}){escape(f': {said}' if said else '')}")
    return f"<ul>{''.join(items)}</ul>"


def _said(each: Apart, rule: str, called: dict[str, str]) -> str:
    other = "surat suara diterima" if rule == "R12" and each.field == "suara_total" else _OTHERS[rule]
    label = called.get(each.field, each.field)
    return f"{label} {figure(each.written)} {each.sign} {other} {figure(each.other)}"
