"""What the figures of a year say, in the words by which officers speak of them."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from .checks.statements import thing_of
from .checks.typed import MONTH_NAMES, Known

if TYPE_CHECKING:
    from .checks.typed import Allowed
    from .given import Frozen, Kept

Patterns = tuple[tuple[re.Pattern[str], "Allowed"], ...]
TOTALS = {
    "permohonan": "requests.received",
    "pemohon": "requests.applicants",
    "keberatan": "requests.objections",
    "sengketa": "requests.disputes",
    "gugatan": "requests.suits",
    "dokumen": "information.published",
    "pengunjung": "visits.visitors",
    "unduhan": "visits.downloads",
}
THROUGH = r"\b(?:melalui|lewat|via|secara)\s+(?:\w+\s+)?"
CHANNELS = {
    "walk_in": r"(?:langsung|tatap\s+muka|meja\s+layanan)",
    "e_ppid": r"e-?ppid",
    "phone": r"telepon",
    "letter": r"surat\b",
    "email": r"(?:surel|e-?mail)",
    "fax": r"faks\w*",
    "whatsapp": r"(?:whatsapp|wa)\b",
}
OUTCOMES = (
    (r"\bdikabulkan\s+seluruhnya\b|\bseluruhnya\s+dikabulkan\b", ("granted_full",)),
    (r"\bdikabulkan\s+sebagian\b", ("granted_part",)),
    (r"\btidak\s+dikuasai\b", ("not_held",)),
    (r"\bbelum\s+didokumentasikan\b", ("not_documented",)),
    (r"\bdicabut\b", ("withdrawn",)),
    (r"\btidak\s+lengkap\b|\btidak\s+dilengkapi\b", ("incomplete",)),
)
GRANTED = ("granted_full", "granted_part")
REFUSED = ("refused_exempt", "not_held", "not_documented")
CLASSES = {"periodic": r"\bberkala\b", "immediate": r"\bserta[\s-]merta\b", "anytime": r"\bsetiap\s+saat\b"}
SEXES = {"male": r"\blaki[\s-]*laki\b|\bpria\b", "female": r"\bperempuan\b|\bwanita\b"}
SPENT = re.compile(
    r"\b(?:realisasi\w*|terealisasi\w*|terserap|serapan|penyerapan|digunakan|dibelanjakan)(?:\s+(?:anggaran|pagu|dana))?\b",
    re.IGNORECASE,
)
ALLOTTED = re.compile(r"\b(?:anggaran|pagu|dana|dialokasikan|alokasi)\b", re.IGNORECASE)
# The whole budget: no line of it is named.
WHOLE_BUDGET = re.compile(
    r"(?<!realisasi )(?<!serapan )\b(?:anggaran|pagu)(?:\s+(?:khusus|layanan|pelayanan|informasi|publik|ppid|total|"
    r"seluruhnya|keseluruhan|tahun\s+(?:ini|\d{4})|yang\s+(?:tersedia|dialokasikan|diterima)))*\s*(?:sebesar|sejumlah|adalah|ialah|"
    r"mencapai|berjumlah|:|(?=rp))",
    re.IGNORECASE,
)
# `Pelatihan diikuti 2 petugas` tells of one training, not how many officers were ever trained.
TAUGHT = re.compile(
    r"\b(?:dilatih|terlatih|(?:pelatihan|bimtek|bimbingan\s+teknis|diklat)(?!\s+(?:ini\s+)?di(?:ikuti|hadiri)))\b",
    re.IGNORECASE,
)
LATE = re.compile(r"(?<!tidak )\bterlambat\b|\bmelewati\s+(?:batas|tenggat)\b", re.IGNORECASE)
IN_TIME = re.compile(r"\btepat\s+waktu\b", re.IGNORECASE)


def known_of(frozen: Frozen, kept: Kept) -> Known:
    """Return what may stand in the officers' own words about the year."""
    totals = {noun: found for noun, key in TOTALS.items() if (found := _value(frozen, key))}
    people = (Fraction(len(kept.officers)),) if kept.officers else ()
    things: Counter[str] = Counter()
    for each in kept.facilities:
        things[thing_of(each.thing).split()[0]] += each.number
    counted = {thing: (Fraction(number),) for thing, number in things.items()}
    return Known(
        year=frozen.year,
        totals={**counted, **({"petugas": people} if people else {}), **totals},
        parts={
            "permohonan": _of_requests(frozen),
            "pemohon": _sexes(frozen),
            "dokumen": _classes(frozen),
            "petugas": _taught(frozen, kept),
        },
        shares=(*_one(frozen, IN_TIME, "requests.in_time"), *_spent_share(kept), *_granted_share(frozen)),
        money=_money(kept),
        days=(
            *_one(frozen, re.compile(r"\brata-rata\b", re.IGNORECASE), "requests.days_mean"),
            *_one(frozen, re.compile(r"\bmedian\b|\bnilai\s+tengah\b", re.IGNORECASE), "requests.days_median"),
            *_one(frozen, re.compile(r"\b(?:paling\s+lama|terlama)\b", re.IGNORECASE), "requests.days_longest"),
        ),
    )


def _value(frozen: Frozen, key: str) -> Allowed:
    value = frozen.reading(key).value
    return () if value is None else (Fraction(value),)


def _one(frozen: Frozen, pattern: re.Pattern[str], key: str) -> Patterns:
    found = _value(frozen, key)
    return ((pattern, found),) if found else ()


def _cells(frozen: Frozen, key: str, split: str) -> dict[str, Fraction]:
    return {cell.key: Fraction(cell.value or 0) for cell in frozen.reading(key).split(split).cells}


def _of_requests(frozen: Frozen) -> Patterns:
    received = "requests.received"
    outcome, month, channel = (_cells(frozen, received, name) for name in ("outcome", "month", "channel"))
    whole = tuple(
        (re.compile(pattern, re.IGNORECASE), (sum((outcome.get(key, Fraction(0)) for key in keys), Fraction(0)),))
        for pattern, keys in OUTCOMES
    )
    granted = sum((outcome.get(key, Fraction(0)) for key in GRANTED), Fraction(0))
    refused = sum((outcome.get(key, Fraction(0)) for key in REFUSED), Fraction(0))
    exempt = outcome.get("refused_exempt", Fraction(0))
    return (
        *whole,
        (re.compile(r"\bdikabulkan\b", re.IGNORECASE), (granted, *(outcome.get(key, Fraction(0)) for key in GRANTED))),
        (re.compile(r"\bditolak\b", re.IGNORECASE), (refused, exempt)),
        *_late(frozen),
        *_one(frozen, re.compile(r"\bdiperpanjang\b", re.IGNORECASE), "requests.extended"),
        *(
            (re.compile(THROUGH + pattern, re.IGNORECASE), (channel.get(key, Fraction(0)),))
            for key, pattern in CHANNELS.items()
        ),
        *((name, (month.get(f"{number:02d}", Fraction(0)),)) for number, name in enumerate(MONTH_NAMES, start=1)),
    )


def _late(frozen: Frozen) -> Patterns:
    """Return that no request was answered late; where some were, their share alone is frozen and nothing is said."""
    return ((LATE, (Fraction(0),)),) if _value(frozen, "requests.in_time") == (Fraction(100),) else ()


def _sexes(frozen: Frozen) -> Patterns:
    people = _cells(frozen, "requests.applicants", "sex")
    return tuple(
        (re.compile(pattern, re.IGNORECASE), (people.get(key, Fraction(0)),)) for key, pattern in SEXES.items()
    )


def _classes(frozen: Frozen) -> Patterns:
    found = _cells(frozen, "information.published", "class")
    return tuple(
        (re.compile(pattern, re.IGNORECASE), (found.get(key, Fraction(0)),)) for key, pattern in CLASSES.items()
    )


def _granted_share(frozen: Frozen) -> Patterns:
    whole = frozen.reading("requests.received").value
    if not whole:
        return ()
    outcome = _cells(frozen, "requests.received", "outcome")
    granted = sum((outcome.get(key, Fraction(0)) for key in GRANTED), Fraction(0))
    full = outcome.get("granted_full", Fraction(0))
    return ((re.compile(r"\bdikabulkan\b", re.IGNORECASE), (100 * granted / whole, 100 * full / whole)),)


def _spent_share(kept: Kept) -> Patterns:
    allotted, realised = sum(each.allotted for each in kept.budget), sum(each.realised for each in kept.budget)
    lines = [each for each in kept.budget if each.allotted]
    if not allotted:
        return ()
    shares = (Fraction(100 * realised, allotted), *(Fraction(100 * each.realised, each.allotted) for each in lines))
    return ((SPENT, shares),)


def _money(kept: Kept) -> Patterns:
    """Return what may be said of money; where none is kept, of the service's own budget only that it is none."""
    spent = [Fraction(each.realised) for each in kept.budget]
    given = [Fraction(each.allotted) for each in kept.budget]
    whole = ((WHOLE_BUDGET, (sum(given, Fraction(0)),)),)
    if not kept.budget:
        return whole
    return (*whole, (SPENT, (sum(spent, Fraction(0)), *spent)), (ALLOTTED, (sum(given, Fraction(0)), *given)))


def _taught(frozen: Frozen, kept: Kept) -> Patterns:
    """Return how many officers were ever trained, and how many in the year."""
    if not kept.officers:
        return ()
    ever = sum(bool(each.trainings) for each in kept.officers)
    of_year = sum(any(one.year == frozen.year for one in each.trainings) for each in kept.officers)
    return ((TAUGHT, (Fraction(ever), Fraction(of_year))),)
