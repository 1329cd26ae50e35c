"""Rules R01 to R24: each says of every form whether it breaks the rule. A rule that needs a number which nobody read,
or something that this intake does not know, is silent. No rule changes a number.

Law: PKPU 25/2023 (forms), Perbawaslu 1/2024 Pasal 47 (R08); effects and sources by rule: `rules/data/checks.toml`.
"""

# mypy: disable-error-code="no-any-return"
# (NumPy types a comparison of two columns as Any.)
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.layout import UNREAD

from .sheet import CAPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from .sheet import Bools, Ints, Sheet

BY_SEX = ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total", "disabilitas")
NORMAL = 1.4826  # times the median deviation is the standard deviation, of what is spread normally


def r01(sheet: Sheet) -> Bools:
    """Men and women are not all: in the list, in a row of users, or among disabled voters."""
    broken = _none(sheet)
    for name in BY_SEX:
        men, women, both = (f"{name}_{sex}" for sex in "lpj")
        broken |= sheet.read(men, women, both) & (sheet.number(men) + sheet.number(women) != sheet.number(both))
    return broken


def r02(sheet: Sheet) -> Bools:
    """The users of list, transfer list and special list are not all users, for men, women or both."""
    broken = _none(sheet)
    for sex in "lpj":
        parts = [f"pengguna_{part}_{sex}" for part in ("dpt", "dptb", "dpk")]
        whole = f"pengguna_total_{sex}"
        broken |= sheet.read(*parts, whole) & (_sum(sheet, parts) != sheet.number(whole))
    return broken


def r03(sheet: Sheet) -> Bools:
    """Ballots received are not those used, returned and left."""
    parts = ("ss_digunakan", "ss_dikembalikan", "ss_tidak_digunakan")
    return sheet.read("ss_diterima", *parts) & (sheet.number("ss_diterima") != _sum(sheet, parts))


def r04(sheet: Sheet) -> Bools:
    """Ballots used are not as many as users."""
    return _differ(sheet, "ss_digunakan", "pengguna_total_j")


def r05(sheet: Sheet) -> Bools:
    """Valid votes are not the votes of all choices."""
    choices = sheet.choices
    if not choices:
        return _none(sheet)
    return sheet.read("suara_sah", *choices) & (sheet.number("suara_sah") != _sum(sheet, choices))


def r06(sheet: Sheet) -> Bools:
    """A party's votes are not those for the party and for each of its candidates."""
    broken = _none(sheet)
    for choice in sheet.layout.choices:
        if choice.candidates:
            parts = choice.fields[:-1]
            broken |= sheet.read(*choice.fields) & (sheet.number(choice.total) != _sum(sheet, parts))
    return broken


def r07(sheet: Sheet) -> Bools:
    """All votes are not the valid and the invalid ones."""
    parts = ("suara_sah", "suara_tidak_sah")
    return sheet.read(*parts, "suara_total") & (sheet.number("suara_total") != _sum(sheet, parts))


def r08(sheet: Sheet) -> Bools:
    """Votes are not as many as users: the supervisors' alarm, and a ground for counting again."""
    return _differ(sheet, "suara_total", "pengguna_total_j")


def r09(sheet: Sheet) -> Bools:
    """Votes are not as many as ballots used."""
    return _differ(sheet, "suara_total", "ss_digunakan")


def r10(sheet: Sheet) -> Bools:
    """More users of the list than voters in it, of men, women or both."""
    return _over(sheet, "pengguna_dpt_l", "dpt_l") | _over(sheet, "pengguna_dpt_p", "dpt_p") | r10_in_total(sheet)


def r10_in_total(sheet: Sheet) -> Bools:
    """More users of the list than voters in it, men and women together."""
    return _over(sheet, "pengguna_dpt_j", "dpt_j")


def r11(sheet: Sheet) -> Bools:
    """Ballots received are not the list and its reserve."""
    voters = sheet.number("dpt_j")
    return sheet.read("ss_diterima", "dpt_j") & (sheet.number("ss_diterima") != voters + _reserve(sheet, voters))


def r12(sheet: Sheet) -> Bools:
    """One choice has more than all valid votes, or there are more votes than ballots were received."""
    broken = _over(sheet, "suara_total", "ss_diterima")
    for choice in sheet.choices:
        broken |= _over(sheet, choice, "suara_sah")
    return broken


def r13(sheet: Sheet) -> Bools:
    """More votes than a polling station of its kind can have.

    The limit is the ballots received; where they are not known, the list (at most the cap) with its reserve and the
    users of the other two lists; where these are not known either, the cap with its reserve.
    """
    lists = ("dpt_j", "pengguna_dptb_j", "pengguna_dpk_j")
    cap = np.full(len(sheet), sheet.limits.cap, dtype=np.int64)
    own = np.minimum(sheet.number("dpt_j"), cap)
    by_list = own + _reserve(sheet, own) + sheet.number("pengguna_dptb_j") + sheet.number("pengguna_dpk_j")
    limit = np.where(sheet.read(*lists), by_list, cap + _reserve(sheet, cap))
    limit = np.where(sheet.read("ss_diterima"), sheet.number("ss_diterima"), limit)
    has_list = sheet.read("dpt_j") & (sheet.number("dpt_j") > 0)
    bound = (sheet.capped == CAPPED["yes"]) | ((sheet.capped == CAPPED["list"]) & has_list)
    return bound & sheet.read("suara_total") & (sheet.number("suara_total") > limit)


def r14(sheet: Sheet) -> Bools:
    """More disabled voters than users."""
    return _over(sheet, "disabilitas_j", "pengguna_total_j")


def r15(sheet: Sheet) -> Bools:
    """The list on the form is not the determined list of voters."""
    broken = _none(sheet)
    if sheet.voters is not None:
        for place, sex in enumerate("lpj"):
            known = sheet.voters[:, place]
            name = f"dpt_{sex}"
            broken |= (known != UNREAD) & sheet.read(name) & (sheet.number(name) != known)
    return broken


def r16(sheet: Sheet) -> Bools:
    """Who voted by the list or the special list is not who did so in another contest of the same station; or more who
    moved here voted than in a contest in which all of them may vote."""
    broken = _none(sheet)
    for other in sheet.elsewhere:
        for place, part in enumerate(("dpt", "dptb", "dpk")):
            name, there = f"pengguna_{part}_j", np.maximum(other.users[:, place], 0)
            known = (other.users[:, place] != UNREAD) & sheet.read(name)
            if part != "dptb":
                broken |= known & (sheet.number(name) != there)
            elif other.wider:
                broken |= known & (sheet.number(name) > there)
            elif other.narrower:
                broken |= known & (sheet.number(name) < there)
    return broken


def r17(sheet: Sheet) -> Bools:
    """Two readings of one number differ: digits, words, bubbles, tally."""
    broken = _none(sheet)
    if sheet.readings is not None:
        for reading in sheet.readings:
            for place, name in enumerate(sheet.read_twice):
                told = reading[:, place]
                broken |= (told != UNREAD) & sheet.read(name) & (np.maximum(told, 0) != sheet.number(name))
    return broken


def r18(sheet: Sheet) -> Bools:
    """Pages are missing, doubled, or of another polling station."""
    return _none(sheet) if sheet.pages_whole is None else ~sheet.pages_whole


def r19(sheet: Sheet) -> Bools:
    """All numbers are those of another polling station in the same village, or a picture was handed in before."""
    complete = sheet.complete & sheet.read(*sheet.votes)
    rows = np.flatnonzero(complete & ((sheet.values > 0).sum(axis=1) >= sheet.limits.shared))
    broken = _none(sheet) if sheet.image_reused is None else sheet.image_reused.copy()
    if len(rows) < 2:  # noqa: PLR2004 a copy needs an original
        return broken
    values, villages = sheet.values[rows], sheet.villages[rows]
    order = np.lexsort((_digest(values), villages))
    first, second = order[:-1], order[1:]
    alike = (villages[first] == villages[second]) & (values[first] == values[second]).all(axis=1)
    broken[rows[first[alike]]] = True
    broken[rows[second[alike]]] = True
    return broken


def r20(sheet: Sheet) -> Bools:
    """One choice has every valid vote, or everybody on the list voted and no vote was invalid."""
    broken = _none(sheet)
    if len(sheet.choices) > 1:
        for choice in sheet.choices:
            broken |= (
                sheet.read(choice, "suara_sah")
                & (sheet.number("suara_sah") > 0)
                & (sheet.number(choice) == sheet.number("suara_sah"))
            )
    everybody = sheet.read("dpt_j", "pengguna_total_j") & (sheet.number("dpt_j") > 0)
    everybody &= sheet.number("pengguna_total_j") == sheet.number("dpt_j")
    return broken | (everybody & sheet.read("suara_tidak_sah") & (sheet.number("suara_tidak_sah") == 0))


def r23(sheet: Sheet) -> Bools:
    """Turnout lies far from what is usual in the regency: median and median deviation of its forms."""
    known = sheet.read("pengguna_total_j", "dpt_j") & (sheet.number("dpt_j") > 0)
    rows = np.flatnonzero(known)
    broken = _none(sheet)
    turnout = sheet.number("pengguna_total_j")[rows] / sheet.number("dpt_j")[rows]
    order = np.argsort(sheet.regencies[rows], kind="stable")
    ends = np.flatnonzero(np.diff(sheet.regencies[rows][order])) + 1
    for part in np.split(order, ends):
        if len(part) >= sheet.limits.band:
            away = np.abs(turnout[part] - np.median(turnout[part]))
            broken[rows[part[away > sheet.limits.away * NORMAL * np.median(away)]]] = True
    return broken


def r24(sheet: Sheet) -> Bools:
    """Part of a block was read and part of it was not: what is missing is not 0."""
    broken = sheet.any_read(sheet.administration) & ~sheet.read(*sheet.administration)
    return broken | (sheet.any_read(sheet.votes) & ~sheet.read(*sheet.votes))


RULES: Mapping[str, Callable[[Sheet], Bools]] = {
    "R01": r01,
    "R02": r02,
    "R03": r03,
    "R04": r04,
    "R05": r05,
    "R06": r06,
    "R07": r07,
    "R08": r08,
    "R09": r09,
    "R10": r10,
    "R11": r11,
    "R12": r12,
    "R13": r13,
    "R14": r14,
    "R15": r15,
    "R16": r16,
    "R17": r17,
    "R18": r18,
    "R19": r19,
    "R20": r20,
    "R23": r23,
    "R24": r24,
}
# R21 and R22 speak of D forms: see `against_the_level_below` and `against_the_form`.


def against_the_level_below(values: Ints, below: Ints) -> Bools:
    """R21: return where a number of a D form is not the sum of the level below. Shapes: units × fields, fields; a cell
    that nobody read, in either, is not compared."""
    read = (below != UNREAD).all(axis=0) & (values != UNREAD)
    return read & (np.maximum(below, 0).sum(axis=0) != np.maximum(values, 0))


def against_the_form(annex: Ints, form: Ints) -> Bools:
    """R22: return where the column of a polling station in a D form is not what its own form says. Equal shapes."""
    return (annex != UNREAD) & (form != UNREAD) & (np.maximum(annex, 0) != np.maximum(form, 0))


def bit(rule: str) -> int:
    """Return the bit that stands for a rule where many are kept in one number: R01 is 1, R02 is 2, R03 is 4."""
    return 1 << (int(rule[1:]) - 1)


def names(findings: int) -> list[str]:
    """Return the rules whose bits are set."""
    return [f"R{place + 1:02d}" for place in range(findings.bit_length()) if findings >> place & 1]


@cache
def in_rules(findings: int) -> str:
    """Return the rules whose bits are set as a log commits to them."""
    return " ".join(names(findings))


def findings(sheet: Sheet) -> NDArray[np.int32]:
    """Return by form every rule it breaks, as bits."""
    found = np.zeros(len(sheet), dtype=np.int32)
    for name, rule in RULES.items():
        found |= np.where(rule(sheet), bit(name), 0).astype(np.int32)
    return found


def rows_with_findings(sheet: Sheet) -> Bools:
    """Return which forms with a complete administration block break R01, R02, R05, R07, R08, or R10 in total."""
    broken = _none(sheet)
    for rule in (r01, r02, r05, r07, r08, r10_in_total):
        broken |= rule(sheet)
    return broken & sheet.complete


def _none(sheet: Sheet) -> Bools:
    return np.zeros(len(sheet), dtype=bool)


def _sum(sheet: Sheet, names: tuple[str, ...] | list[str]) -> Ints:
    return sum((sheet.number(name) for name in names), start=np.zeros(len(sheet), dtype=np.int64))


def _differ(sheet: Sheet, one: str, other: str) -> Bools:
    return sheet.read(one, other) & (sheet.number(one) != sheet.number(other))


def _over(sheet: Sheet, part: str, whole: str) -> Bools:
    return sheet.read(part, whole) & (sheet.number(part) > sheet.number(whole))


def _reserve(sheet: Sheet, voters: Ints) -> Ints:
    """Return the reserve ballots for so many voters, rounded up."""
    share = sheet.limits.reserve
    return -(-voters * share.numerator // share.denominator)


def _digest(values: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return a number by which equal rows are found beside each other; rows are still compared in full."""
    factors = np.random.default_rng(24).integers(1, 2**63, values.shape[1], dtype=np.uint64) | np.uint64(1)
    with np.errstate(over="ignore"):
        found: NDArray[np.uint64] = (values.astype(np.uint64) * factors).sum(axis=1, dtype=np.uint64)
    return found
