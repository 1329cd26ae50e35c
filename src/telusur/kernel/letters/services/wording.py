"""The officers' own words: templates that an office keeps, and what was written for one letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record

from ..models import AnswerTemplate, AnswerTemplateVersion, DraftPassage
from ..rules import placeholders
from ..rules.catalogue import passages_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.offices.models import Office


class Taken(Exception):
    """The office has a template of this name for this passage already."""


@transaction.atomic
def save_template(
    *,
    office: Office,
    template: str,
    passage: str,
    title: str,
    body: str,
    actor: str,
    at: datetime,
    template_id: int | None = None,
) -> AnswerTemplate:
    """Keep words for a passage as a new template, or as the next version of one; every version stays.

    Raises: UnknownPlaceholder, Taken, ValueError for a passage the letter does not have, AnswerTemplate.DoesNotExist.
    """
    placeholders.check(body)
    if passage not in passages_of(template):
        raise ValueError(passage)
    row = (
        AnswerTemplate(office_id=office.pk, version=0)
        if template_id is None
        else AnswerTemplate.objects.select_for_update().get(pk=template_id, office_id=office.pk, retired_at=None)
    )
    row.template, row.passage, row.title, row.body = template, passage, title.strip(), body.strip()
    row.version, row.changed_at, row.changed_by = row.version + 1, at, actor
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Taken from error
    AnswerTemplateVersion.objects.create(
        template=row, number=row.version, title=row.title, body=row.body, written_at=at, written_by=actor
    )
    _record(
        "letters.save_template",
        office,
        ("answer_template", str(row.pk)),
        actor=actor,
        at=at,
        facts={"version": row.version},
    )
    return row


@transaction.atomic
def retire_template(*, office: Office, template_id: int, actor: str, at: datetime) -> AnswerTemplate:
    """Stop offering a template; its versions stay. Raises: AnswerTemplate.DoesNotExist."""
    row = AnswerTemplate.objects.select_for_update().get(pk=template_id, office_id=office.pk, retired_at=None)
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    _record(
        "letters.retire_template",
        office,
        ("answer_template", str(row.pk)),
        actor=actor,
        at=at,
        facts={"version": row.version},
    )
    return row


@transaction.atomic
def write_passages(
    *,
    office: Office,
    subject_kind: str,
    subject_id: str,
    template: str,
    words: Mapping[str, str],
    actor: str,
    at: datetime,
) -> None:
    """Keep the officer's words for the passages of a letter to be signed. Names it does not declare are left out."""
    allowed = [passage.value for passage in passages_of(template) if passage.value in words]
    for passage in allowed:
        DraftPassage.objects.update_or_create(
            office_id=office.pk,
            subject_kind=subject_kind,
            subject_id=subject_id,
            template=template,
            passage=passage,
            defaults={"text": words[passage].strip(), "written_at": at, "written_by": actor},
        )
    _record(
        "letters.write_passages",
        office,
        (subject_kind, subject_id),
        actor=actor,
        at=at,
        facts={"passages": " ".join(allowed)},
    )


def _record(
    act: str,
    office: Office,
    subject: tuple[str, str],
    *,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None],
) -> None:
    record(
        act,
        log=office_log(office.code),
        subject_kind=subject[0],
        subject_id=subject[1],
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    )
