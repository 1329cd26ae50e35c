"""The lists of candidates as they were written: who stands where, with which votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .persons import Candidate
from .tables import DISTRICT, Problem, Refused, Wrong, key, lines, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER, OWN_VOTES, SEX, NAME = "nomor_urut", "suara_caleg", "jenis_kelamin", "nama"
SEXES = {"l": False, "p": True}

Lists = dict[tuple[str, str], list[Candidate]]


def read_lists(text: str, *, file: str, needed: Sequence[str] = (OWN_VOTES,)) -> Lists:
    """Return the candidates of each (district, party), named as where each is first written.

    Columns: dapil, partai, nomor_urut, and those `needed` of suara_caleg and jenis_kelamin (L or P); nama, where it is
    there. Raises: Refused.
    """
    _header, found = lines(text, file=file, needed=[DISTRICT, "partai", NUMBER, *needed])
    problems: list[Problem] = []
    lists: Lists = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for row, line in found:
        numbers = [NUMBER, *(name for name in (OWN_VOTES,) if name in needed)]
        wrong = [Problem(Wrong.NO_NUMBER, file, row, name, line[name]) for name in numbers if whole(line[name]) is None]
        sex = line.get(SEX, "").casefold()
        if SEX in needed and sex not in SEXES:
            wrong.append(Problem(Wrong.SEX_UNKNOWN, file, row, SEX, line[SEX]))
        problems += wrong
        if wrong:
            continue
        short = (key(line[DISTRICT]), key(line["partai"]))
        named = lists.setdefault(names.setdefault(short, (line[DISTRICT], line["partai"])), [])
        number = int(line[NUMBER])
        if any(each.number == number for each in named):
            place = f"{line[DISTRICT]} / {line['partai']} / {number}"
            problems.append(Problem(Wrong.NAMED_TWICE, file, row, NUMBER, place))
        votes = int(line[OWN_VOTES]) if OWN_VOTES in needed else 0
        named.append(Candidate(number, votes, SEXES.get(sex), line.get(NAME, "")))
    if problems:
        raise Refused(problems)
    return lists
