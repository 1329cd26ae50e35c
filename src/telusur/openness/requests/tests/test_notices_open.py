"""A notice leads its receiver to a page that he may open, whatever his role."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role, User
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import services
from telusur.openness.requests.rules.disputes import Whose

from .disputes import DisputeDesk, a_document
from .factories import an_officer, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from telusur.openness.requests.models import Dispute

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> DisputeDesk:
    cache.clear()
    made = DisputeDesk()
    made.clock = timezone.now() - timedelta(hours=2)
    an_officer(made.office, Role.CONSIDERATION)
    return made


@pytest.fixture
def enter(client: Client) -> Callable[[User], Client]:
    def as_person(user: User) -> Client:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client.force_login(user)
        return client

    return as_person


def spoken_for(desk: DisputeDesk) -> Dispute:
    """A dispute in which a liaison officer holds the office's power of attorney."""
    dispute = desk.disputed(desk.upheld(desk.reviewed(desk.filed())))
    return services.grant_power(
        dispute_id=dispute.pk,
        proxies=[services.ProxyFacts("Ratri Rekaan", user_id=desk.liaison.pk)],
        powers=["menghadiri sidang"],
        actor=ref(desk.superior),
        at=desk.at(),
    )


def sent_back(desk: DisputeDesk) -> None:
    case = desk.answered()
    services.return_to_unit(
        request_id=case.pk,
        disposition_id=case.dispositions.get().pk,
        reason="Tabelnya belum per kecamatan.",
        due_on=(desk.clock + timedelta(days=1)).date(),
        actor=ref(desk.ppid),
        at=desk.at(),
    )


def test_every_notice_opens_for_whoever_receives_it(desk: DisputeDesk, enter: Callable[[User], Client]) -> None:
    sent_back(desk)
    dispute = desk.summoned(spoken_for(desk), meets_at=desk.clock + timedelta(days=2))
    services.warn_of_disputes(at=desk.at())
    told = list(Notice.objects.exclude(to_user=None).select_related("to_user").order_by("to_user_id", "pk"))
    liaisons = {notice.kind for notice in told if notice.to_user_id == desk.liaison.pk}
    assert {"request_disposed", "request_returned", "dispute_summoned"} < liaisons
    assert any(kind.startswith("deadline_") for kind in liaisons)
    closed = []
    for notice in told:
        assert notice.to_user is not None
        if enter(notice.to_user).get(notice.link).status_code != 200:
            closed.append((notice.kind, notice.to_user.pk, notice.link))
    assert closed == []
    assert len({notice.kind for notice in told}) > 6
    assert dispute.proxies.exists()


def test_whoever_holds_the_power_reads_his_dispute_and_its_papers_and_no_other(
    desk: DisputeDesk, enter: Callable[[User], Client]
) -> None:
    mine = spoken_for(desk)
    services.keep_power(
        dispute_id=mine.pk,
        side=Whose.APPLICANT,
        name="Wulan Rekaan",
        dated_on=desk.clock.date(),
        document=a_document(desk.clock, "Surat kuasa rekaan"),
        actor=ref(desk.desk),
        at=desk.at(),
    )
    other = desk.disputed(desk.upheld(desk.reviewed(desk.filed_alone().objection)))
    browser = enter(desk.liaison)
    page = browser.get(reverse("disputes_spoken_for", args=[desk.office.slug, mine.pk])).content.decode()
    paper = reverse("disputes_spoken_for_paper", args=[desk.office.slug, mine.pk, mine.papers.get().attachment_id])
    assert mine.number in page
    assert paper in page
    assert b"".join(browser.get(paper).streaming_content) == b"Surat kuasa rekaan"  # type: ignore[attr-defined]
    assert browser.get(reverse("disputes_case", args=[desk.office.slug, mine.pk])).status_code == 403
    assert browser.get(reverse("disputes_spoken_for", args=[desk.office.slug, other.pk])).status_code == 404
    stranger = enter(an_officer(desk.office, Role.LIAISON))
    assert stranger.get(reverse("disputes_spoken_for", args=[desk.office.slug, mine.pk])).status_code == 404
    assert stranger.get(paper).status_code == 404
