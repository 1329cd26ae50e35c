"""A national office, a province and a city with their people, and a test brought as far as wanted."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Role, User
from telusur.kernel.offices.models import Office
from telusur.openness.information import services
from telusur.openness.information.rules.consequence import Proposal
from telusur.openness.information.rules.exemptions import Decision

from .factories import AT, an_officer

if TYPE_CHECKING:
    from telusur.openness.information.models import ConsequenceTest, Determination

ANSWERS = {
    "a": {"matter": "Nama pendukung pada Model B.1-KWK", "nature": "Data pribadi", "scope": "Pasangan perseorangan"},
    "b": {"if_opened": "Pendukung dapat ditekan.", "if_closed": "Pendukung terlindungi."},
    "c": {"grounds": "h", "statute": "UU 14/2008 Pasal 17 huruf h"},
    "d": {"interest": "Publik berkepentingan atas jumlahnya, bukan namanya."},
    "e": {"balance": "Perlindungan orang lebih besar."},
    "f": {"conclusion": "exempt", "reasons": "Nama adalah rahasia pribadi."},
}
MINUTE = timedelta(minutes=1)


@dataclass
class Tree:
    national: Office
    province: Office
    city: Office
    people: dict[tuple[str, str], User] = field(default_factory=dict)

    def officer(self, office: Office, role: Role = Role.PPID) -> User:
        """The one person who holds the role there."""
        key = (office.code, role.value)
        if key not in self.people:
            self.people[key] = an_officer(office, role)
        return self.people[key]


def a_tree(*, time_zone: str = "Asia/Jakarta") -> Tree:
    made = {}
    parent = None
    for code, kind, name, slug in (
        ("0", "national", "KPU RI", "kpu-ri"),
        ("36", "province", "KPU Provinsi Banten", "banten"),
        ("3673", "city", "KPU Kota Serang", "kota-serang"),
    ):
        parent, _created = Office.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "kind": kind,
                "slug": slug,
                "parent": parent,
                "city": "Serang",
                "time_zone": time_zone,
            },
        )
        made[kind] = parent
    return Tree(made["national"], made["province"], made["city"])


def a_proposal(**changes: Any) -> Proposal:
    values: dict[str, Any] = {
        "title": "Nama pendukung pada Model B.1-KWK",
        "description": "Daftar nama pendukung pasangan calon perseorangan.",
        "reason": "Memuat data pribadi pendukung.",
        "grounds": ("h",),
        "tags": ("pencalonan",),
    }
    return Proposal(**(values | changes))


def a_decision(**changes: Any) -> Decision:
    values: dict[str, Any] = {
        "title": "Nama pendukung pada formulir Model B.1-KWK",
        "decree_number": "12/2026",
        "decree_on": date(2026, 3, 2),
        "reasons": "Nama pendukung adalah rahasia pribadi.",
        "grounds": ("h",),
        "statute": "UU 14/2008 Pasal 17 huruf h",
        "if_opened": "Pendukung dapat ditekan.",
        "if_closed": "Pendukung terlindungi.",
        "valid_from": date(2026, 3, 2),
    }
    return Decision(**(values | changes))


def a_dated_decision(**changes: Any) -> Decision:
    return a_decision(
        **(
            {
                "title": "Rencana pengamanan gudang logistik",
                "grounds": ("a",),
                "statute": "UU 14/2008 Pasal 17 huruf a",
                "valid_until": date(2026, 6, 2),
            }
            | changes
        )
    )


def a_test(tree: Tree, *, office: Office | None = None, at: datetime = AT, **changes: Any) -> ConsequenceTest:
    office = office or tree.city
    proposer = tree.officer(office, Role.LIAISON)
    return services.propose_test(office_id=office.pk, proposal=a_proposal(**changes), officer=proposer, at=at)


def a_test_at(tree: Tree, stage: str, *, by: str = "national", at: datetime = AT, **changes: Any) -> ConsequenceTest:
    """A test of the city in that stage; by: who tests it."""
    test = a_test(tree, at=at, **changes)
    handler = tree.national if by == "national" else tree.province
    tester = tree.officer(handler)
    if stage == "proposed":
        return test
    if stage == "withdrawn":
        return services.withdraw_test(test_id=test.pk, reason="Tidak perlu.", officer=tree.officer(tree.city), at=at)
    if stage == "covered":
        standing = a_determination(tree, at=at)
        return services.reuse_determination(
            test_id=test.pk, determination_id=standing.pk, officer=tree.officer(tree.city), at=at
        )
    services.send_test(test_id=test.pk, officer=tree.officer(tree.city), at=at)
    if by == "national" and stage != "sent_to_province":
        services.forward_test(test_id=test.pk, officer=tree.officer(tree.province), at=at)
    if stage not in {"sent_to_province", "forwarded_to_national"}:
        services.begin_test(test_id=test.pk, officer=tester, at=at)
    if stage in {"concluded", "determined", "found_open"}:
        conclusion = "open" if stage == "found_open" else "exempt"
        for letter, answers in ANSWERS.items():
            given = answers | ({"conclusion": conclusion} if letter == "f" else {})
            services.save_step(test_id=test.pk, letter=letter, answers=given, version=0, officer=tester, at=at + MINUTE)
        services.conclude_test(test_id=test.pk, officer=tester, at=at + MINUTE)
    if stage in {"determined", "found_open"}:
        services.determine(test_id=test.pk, decision=a_decision(), officer=tester, at=at + 2 * MINUTE)
    test.refresh_from_db()
    return test


def a_decree() -> services.NewFile:
    return services.NewFile(io.BytesIO(b"%PDF-1.4 keputusan rekaan"), "keputusan.pdf", made_here=True)


def an_old_decision(**changes: Any) -> Decision:
    """One from before the tests' offices began to work here."""
    changes = {"decree_on": date(2026, 1, 5), "differs": "Materinya lain."} | changes
    if replaced := changes.get("replaces_id"):
        changes = {"decree_number": f"{replaced}-ganti/2026"} | changes
    return a_dated_decision(**changes) if "valid_until" in changes else a_decision(**changes)


def taken_over(tree: Tree, *, office: Office | None = None, at: datetime = AT, **changes: Any) -> Determination:
    """A determination that waits for its second person."""
    office = office or tree.national
    return services.take_over_determination(
        office_id=office.pk,
        decision=an_old_decision(**changes),
        decree=a_decree(),
        officer=tree.officer(office),
        at=at,
    )


def a_determination(tree: Tree, *, office: Office | None = None, at: datetime = AT, **changes: Any) -> Determination:
    found = taken_over(tree, office=office, at=at, **changes)
    superior = tree.officer(found.office, Role.SUPERIOR)
    return services.confirm_determination(determination_id=found.pk, officer=superior, at=at)
