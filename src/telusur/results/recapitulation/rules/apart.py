"""The two numbers of a form that a rule finds apart, so that people read them beside the rule's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import told

from .checks import BY_SEX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.results.elections.rules.layout import Layout

_USERS = ("pengguna_dpt", "pengguna_dptb", "pengguna_dpk")
_PAIRS = {
    "R03": ("ss_diterima", ("ss_digunakan", "ss_dikembalikan", "ss_tidak_digunakan")),
    "R04": ("ss_digunakan", ("pengguna_total_j",)),
    "R07": ("suara_total", ("suara_sah", "suara_tidak_sah")),
    "R08": ("suara_total", ("pengguna_total_j",)),
    "R09": ("suara_total", ("ss_digunakan",)),
    "R13": ("suara_total", ("ss_diterima",)),
    "R14": ("disabilitas_j", ("pengguna_total_j",)),
}
_MOST = frozenset({"R10", "R12", "R13", "R14"})  # rules of what may not exceed another number


@dataclass(frozen=True)
class Apart:
    """written: the number of the form, in its field; other: what it should equal, or for `>` not exceed."""

    written: int
    sign: str
    other: int
    field: str

    def __str__(self) -> str:
        return f"{self.written} {self.sign} {self.other}"


def apart(layout: Layout, vector: Sequence[int], rule: str) -> list[Apart]:
    """Return the numbers by which a form breaks a rule, in the form's order; nothing for a rule that compares no two
    numbers of one form."""

    def number(names: tuple[str, ...]) -> int | None:
        read = [told(vector[layout.places[name]]) if name in layout.places else None for name in names]
        return None if None in read else sum(each or 0 for each in read)

    found = []
    for whole, parts in _compared(layout, rule):
        written, other = number((whole,)), number(parts)
        if written is None or other is None:
            continue
        if rule in _MOST:
            found += [Apart(written, ">", other, whole)] if written > other else []
        elif written != other:
            found.append(Apart(written, "≠", other, whole))
    return found


def _compared(layout: Layout, rule: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if rule in _PAIRS:
        yield _PAIRS[rule]
    elif rule == "R01":
        yield from ((f"{name}_j", (f"{name}_l", f"{name}_p")) for name in BY_SEX)
    elif rule == "R02":
        yield from ((f"pengguna_total_{sex}", tuple(f"{name}_{sex}" for name in _USERS)) for sex in "lpj")
    elif rule == "R05":
        yield "suara_sah", tuple(choice.total for choice in layout.choices)
    elif rule == "R06":
        yield from ((choice.total, choice.fields[:-1]) for choice in layout.choices if choice.candidates)
    elif rule == "R12":
        yield from ((choice.total, ("suara_sah",)) for choice in layout.choices)
        yield "suara_total", ("ss_diterima",)
    elif rule == "R10":
        yield from ((f"pengguna_dpt_{sex}", (f"dpt_{sex}",)) for sex in "lpj")
