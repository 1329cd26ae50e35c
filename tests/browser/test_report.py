"""The yearly report as a page, on a telephone and on a desk: accessible, and no wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telusur.openness.reports import selectors, services
from telusur.openness.reports.tests.factories import YEAR, Bureau

from .test_remedies import visited
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_report_its_list_its_desk_and_the_counts_of_files_are_accessible(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None]
) -> None:
    bureau = Bureau()
    bureau.asked(3)
    bureau.books()
    report = bureau.published()
    services.make_papers(edition_id=selectors.edition_of(report=report).pk, at=bureau.at())
    public = "/kota-serang/laporan/"
    visited(browser_page, axe, {"laporan": public, "laporan satu tahun": f"{public}{YEAR}/"})
    sign_in(bureau.ppid)
    desk = "/meja/kota-serang/"
    visited(browser_page, axe, {"laporan di meja": f"{desk}laporan/{YEAR}/", "unduhan": f"{desk}unduhan/"})
    behind = Bureau("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    behind.generated()
    sign_in(behind.ppid)
    visited(browser_page, axe, {"temuan": f"/meja/kab-tangerang/laporan/{YEAR}/periksa/"})
