"""Papers of the satisfaction survey. Law: PermenPANRB 14/2017."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class SurveyReport:
    """The report of a closed survey. Law: PermenPANRB 14/2017, appendix.

    elements: (code, name, mean, value, band, answers). tables: (attribute, ((label, count), …)), hidden counts as a
    dash. weakest: (code, name, value). plans: (element, action, owner, due, result). questions: (number, code,
    question, answers). index and what stands beside it are empty where too few answered. planned_until: the last day
    that was planned, where the survey was closed before it; else empty.
    """

    template: ClassVar[str] = "survey_report"
    title: ClassVar[str] = "Laporan Survei Kepuasan Masyarakat"

    survey: str
    days: str
    planned_until: str
    ways: str
    respondents: str
    population: str
    target: str
    enough: str
    index: str
    band: str
    performance: str
    compared: str
    elements: tuple[tuple[str, str, str, str, str, str], ...]
    tables: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    hidden: bool
    least: str
    weakest: tuple[tuple[str, str, str], ...]
    plans: tuple[tuple[str, str, str, str, str], ...]
    comments: tuple[str, ...]
    questions: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class SurveyPoster:
    """The poster that leads to the survey by its QR code."""

    template: ClassVar[str] = "survey_poster"
    title: ClassVar[str] = "Nilai Layanan Kami"

    online_url: str
    online_qr: str


@dataclass(frozen=True, kw_only=True)
class SurveySheet:
    """The questionnaire to fill in by hand, in the order of the appendix. Law: PermenPANRB 14/2017, appendix."""

    template: ClassVar[str] = "survey_sheet"
    title: ClassVar[str] = "Kuesioner Survei Kepuasan Masyarakat"

    questions: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    attributes: tuple[tuple[str, tuple[str, ...]], ...]
