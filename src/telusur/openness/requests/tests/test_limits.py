from __future__ import annotations

from dataclasses import replace

import pytest

from telusur.openness.requests.forms.acts import CorrectForm
from telusur.openness.requests.forms.asking import AskForm
from telusur.openness.requests.forms.entry import EntryForm
from telusur.openness.requests.models import Applicant
from telusur.openness.requests.rules import identity
from telusur.openness.requests.rules.words import IdentityKind

from .factories import an_applicant


@pytest.mark.parametrize("form", [AskForm, EntryForm, CorrectForm])
def test_no_form_takes_more_than_its_column_holds(form) -> None:
    columns = {field.name: getattr(field, "max_length", None) for field in Applicant._meta.fields}
    columns["identity_number"] = columns["identity_masked"]
    columns["address"] = identity.MOST_SIGNS["address"]
    for name in ("name", "representative", "identity_number", "email", "phone", "address", "occupation_words"):
        if name in form.base_fields:
            assert form.base_fields[name].max_length <= columns[name], name


@pytest.mark.parametrize(
    ("field", "text"),
    [("identity_number", "7" * 41), ("email", "a" * 250 + "@b.id"), ("phone", "0" * 24), ("address", "j" * 401)],
)
def test_what_a_column_does_not_hold_is_refused_by_name(field: str, text: str) -> None:
    facts = replace(an_applicant(), identity_kind=IdentityKind.PASSPORT, **{field: text})
    with pytest.raises(identity.BadIdentity) as refused:
        identity.cleaned(facts)
    assert refused.value.code == f"{field}_too_long"


def test_a_mask_never_exceeds_its_column() -> None:
    assert len(identity.masked("7" * 60)) == 40
