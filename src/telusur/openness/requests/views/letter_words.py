"""The letter that goes out with an act: its draft, and the officer's own words for its passages, before the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from telusur.kernel.letters import selectors as letters
from telusur.kernel.letters import services as writing
from telusur.kernel.letters.forms import PassagesForm
from telusur.kernel.letters.rules import placeholders
from telusur.kernel.letters.rules.catalogue import passages_of
from telusur.kernel.letters.rules.letters import worded

from .parts import actor_of

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.letters.rules.letters import AnyLetter

    Subject = tuple[str, int]  # its kind and its id, as letters know what they are about

PREFIX = "surat"


def letter_words(request: OfficeRequest, template: str | None, subject: Subject) -> PassagesForm | None:
    """Return the form of the officer's words in a letter about this subject, None where the act sends none."""
    if template is None:
        return None
    kind, key = subject
    return PassagesForm(
        request.POST or None,
        template=template,
        templates=list(letters.templates_of(office_id=request.office.pk, template=template)),
        initial=letters.passages_written(
            office_id=request.office.pk, subject_kind=kind, subject_id=str(key), template=template
        ),
        prefix=PREFIX,
    )


def with_template(request: OfficeRequest, words: PassagesForm, letter: AnyLetter) -> PassagesForm:
    """Return the same form with the chosen template behind what stands there already."""
    typed = typed_words(words)
    chosen = words.offered.get(words.cleaned_data.get("choice") or 0)
    if chosen is not None:
        text = placeholders.filled(chosen.body, placeholders.facts_of(letter, office=request.office.name))
        typed[chosen.passage] = "\n".join(part for part in (typed[chosen.passage], text) if part)
    return PassagesForm(template=letter.template, templates=list(words.offered.values()), initial=typed, prefix=PREFIX)


def preview(request: OfficeRequest, words: PassagesForm, letter: AnyLetter) -> HttpResponse:
    """Return the draft as a PDF; nothing is done and nothing kept."""
    return draft_of(request, worded(letter, typed_words(words)))


def draft_of(request: OfficeRequest, letter: AnyLetter) -> HttpResponse:
    """Return a letter as a PDF that says it is a draft."""
    pdf = writing.render(letter=letter, office=request.office, at=timezone.now(), draft=True)
    disposition = {"Content-Disposition": 'inline; filename="draf.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)


def keep_words(request: OfficeRequest, words: PassagesForm, subject: Subject, *, at: datetime) -> None:
    """Keep the words for the letter that the act is about to send, where there are any or were any."""
    typed, (kind, key) = typed_words(words), subject
    if any(typed.values()) or words.has_changed():
        writing.write_passages(
            office=request.office,
            subject_kind=kind,
            subject_id=str(key),
            template=words.template,
            words=typed,
            actor=actor_of(request),
            at=at,
        )


def typed_words(words: PassagesForm) -> dict[str, str]:
    names = [passage.value for passage in passages_of(words.template)]
    return {name: words.cleaned_data[name] for name in names}
