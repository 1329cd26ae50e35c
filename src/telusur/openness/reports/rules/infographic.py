"""What stands on the infographic: at most eight numbers and the charts of the year, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .phrasing import long_day
from .printable import part_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .content import Chart, Report

# The charts of the page by their keys, the first four of those that the year has.
CHARTS = ("chart-by-month", "chart-by-outcome", "chart-classes", "chart-visits", "chart-published-months")
MOST_CHARTS = 4
TITLE = "Infografik {title} {office} tahun {year}"
AFAR = 17
CLOSING = "Setiap angka dihitung dari register yang dibekukan; permohonan dan pemohon dihitung sendiri-sendiri."

NOTHING_DRAWN = "Tidak ada permohonan, dokumen, maupun kunjungan yang dihitung pada tahun {year}."


def title_of(report: Report) -> str:
    return TITLE.format(title=report.title.lower(), office=report.office.name, year=report.year)


def charts_of(report: Report) -> list[Chart]:
    """Return the charts of the page; an odd one is left out, so that the page has no hole."""
    drawn = {chart.key: chart for chart in report.charts()}
    found = [drawn[key] for key in CHARTS if key in drawn][:MOST_CHARTS]
    return found[: len(found) // 2 * 2] or found


def panels_of(report: Report) -> list[Chart]:
    """Return the charts of the page as they are drawn there: as high as their panel, with letters to be read afar."""
    return [replace(chart, spec=_enlarged(chart.spec)) for chart in charts_of(report)]


def _enlarged(spec: Mapping[str, object]) -> dict[str, object]:
    upright = isinstance(spec["height"], int)
    config = dict(spec["config"])  # type: ignore[call-overload]
    config["axis"] = {**config["axis"], "labelFontSize": AFAR}
    config["text"] = {**config["text"], "fontSize": AFAR}
    size: dict[str, object] = {"width": 470, "height": 270} if upright else {"width": 250, "height": {"step": 46}}
    return {**spec, **size, "config": config}


def facts_of(report: Report, *, drawings: Mapping[str, str]) -> dict[str, Any]:
    """Return what the template prints. drawings: the SVG of each chart by its key."""
    return {
        "title": title_of(report),
        "about": words_of(report),
        "year": str(report.year),
        "office": {"name": report.office.name},
        "logo": list(report.office.logo),
        "report": report.office.report,
        "frozen_on": long_day(report.frozen_on),
        "closing": CLOSING,
        "cards": [{"number": part_facts(each.number), "label": each.label} for each in report.highlights],
        "charts": [{"title": chart.title, "svg": drawings[chart.key], "alt": chart.alt} for chart in charts_of(report)],
        "nothing": nothing_in(report),
    }


def nothing_in(report: Report) -> str:
    """Return what stands in the place of the charts of a year that has none; "" for any other."""
    return "" if charts_of(report) else NOTHING_DRAWN.format(year=report.year)


def words_of(report: Report) -> str:
    """Return the infographic in words: the text alternative of its picture."""
    numbers = "; ".join(f"{each.number.printed} {each.label}" for each in report.highlights)
    charts = " ".join(f"{chart.title}. {chart.alt}" for chart in charts_of(report))
    return f"{title_of(report)}: {numbers}. {charts or nothing_in(report)}"
