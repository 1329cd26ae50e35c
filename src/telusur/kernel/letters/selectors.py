from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.law.selectors import rows, rule_in_force

from .models import AnswerTemplate, DraftPassage, Letter, LetterCounter, LetterSettings, Signature
from .rules import letters
from .rules.letters import Letterhead
from .rules.signatures import Port

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from telusur.kernel.offices.models import Office

    from .rules.letters import AnyLetter
    from .rules.signatures import SigningService
    from .rules.trays import Tray

ROOT_ENDINGS = (".pem", ".crt", ".cer")
_trays: dict[str, Tray] = {}


def define_tray(tray: Tray) -> None:
    """Let a room above say what of its own waits for a signature. Once a kind, when the program starts."""
    _trays[tray.kind] = tray


def trays() -> Mapping[str, Tray]:
    """Return every kind of thing that is signed, by its subject kind."""
    return dict(_trays)


def next_number(*, office_id: int, year: int) -> int:
    """Return the number that the office's next letter of the year gets."""
    last = LetterCounter.objects.filter(office_id=office_id, year=year).values_list("last", flat=True).first()
    return (last or 0) + 1


def settings_of(*, office: Office) -> LetterSettings | None:
    """Return what the office set for its letters; None if it never did."""
    return LetterSettings.objects.select_related("logo").filter(office_id=office.pk).first()


def numbering_pattern(*, office: Office, on: date) -> str:
    """Return the numbering pattern of `office`: its own, else the default in force on `on`. Raises: NoRuleInForce."""
    row = settings_of(office=office)
    return row.pattern if row else str(rule_in_force("letters", "numbering", "default", on=on)["pattern"])


def unit_code(*, office: Office) -> str:
    """Return what `{unit}` prints in the office's numbers."""
    row = settings_of(office=office)
    return row.unit_code if row else ""


def register_code(*, subject_kind: str, on: date) -> str:
    """Return what `{register}` prints for a letter on a thing of this kind. Raises: NoRuleInForce."""
    known = {rule.key for rule in rows("letters", "register_code")}
    key = subject_kind if subject_kind in known else "other"
    return str(rule_in_force("letters", "register_code", key, on=on)["code"])


def letterhead(*, office: Office) -> Letterhead:
    """Return what stands at the top of the office's letters; its own lines, else its address."""
    row = settings_of(office=office)
    lines = tuple(row.lines) if row and row.lines else tuple(filter(None, office.address.splitlines()))
    return Letterhead(
        office=office.name,
        lines=lines,
        city=(row.city if row and row.city else office.city),
        logo=_logo(row) if row and row.logo_id else b"",
    )


def _logo(row: LetterSettings) -> bytes:
    with open_bytes(document=row.logo) as opened:  # type: ignore[arg-type]
        return opened.read()


def port_of(*, office: Office) -> Port:
    """Return how the office's letters get their signature; a service that is gone leaves the upload."""
    row = settings_of(office=office)
    port = Port(row.port) if row else Port.NONE
    return Port.UPLOAD if port == Port.SERVICE and not settings.SIGNING_SERVICE else port


def signing_service() -> SigningService | None:
    """Return the signing service that this installation connects, made anew; None if none is. Raises: ImportError."""
    if not settings.SIGNING_SERVICE:
        return None
    module, _colon, name = settings.SIGNING_SERVICE.partition(":")
    made: SigningService = getattr(import_module(module), name)()
    return made


def trusted_roots() -> list[bytes]:
    """Return the root certificates that the installation trusts: files of `signing-roots` in the data folder."""
    folder = settings.VAR / "signing-roots"
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in ROOT_ENDINGS)
    return [path.read_bytes() for path in found]


def letters_about(*, subject_kind: str, subject_id: str) -> QuerySet[Letter]:
    """Return the letters issued on one thing, newest first."""
    return Letter.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-issued_at", "-pk")


def letter_by_code(*, code: str) -> Letter | None:
    """Return the letter a verification code confirms, or None."""
    return Letter.objects.select_related("office").filter(code=code.strip().upper()).first()


def letters_of_office(*, office_id: int) -> QuerySet[Letter]:
    """Return every letter of an office with its attachment and signatures, newest first."""
    found = Letter.objects.filter(office_id=office_id).select_related("attachment__office")
    return found.prefetch_related("signatures").order_by("-issued_at", "-pk")


def letter_of_office(*, office_id: int, letter_id: int) -> Letter:
    """Return one letter of the office. Raises: Letter.DoesNotExist."""
    return Letter.objects.select_related("attachment__office", "document", "office").get(
        office_id=office_id, pk=letter_id
    )


def signature_of(*, letter_id: int) -> Signature | None:
    """Return the signature that counts on a letter: the newest."""
    return Signature.objects.select_related("attachment").filter(letter_id=letter_id).order_by("-pk").first()


def templates_of(
    *, office_id: int, template: str | None = None, passage: str | None = None
) -> QuerySet[AnswerTemplate]:
    """Return the office's templates of words in use, for one kind of letter and passage or for all."""
    found = AnswerTemplate.objects.filter(office_id=office_id, retired_at=None)
    if template is not None:
        found = found.filter(template=template)
    if passage is not None:
        found = found.filter(passage=passage)
    return found.order_by("template", "passage", "title", "pk")


def template_of_office(*, office_id: int, template_id: int) -> AnswerTemplate:
    """Return one template, in use or not. Raises: AnswerTemplate.DoesNotExist."""
    return AnswerTemplate.objects.prefetch_related("versions").get(office_id=office_id, pk=template_id)


def passages_written(*, office_id: int, subject_kind: str, subject_id: str, template: str) -> dict[str, str]:
    """Return what officers wrote for the passages of a letter that is still to be signed."""
    found = DraftPassage.objects.filter(
        office_id=office_id, subject_kind=subject_kind, subject_id=subject_id, template=template
    )
    return dict(found.order_by("passage").values_list("passage", "text"))


def worded(*, letter: AnyLetter, office_id: int, subject_kind: str, subject_id: str) -> AnyLetter:
    """Return the letter with what officers wrote for its passages."""
    words = passages_written(
        office_id=office_id, subject_kind=subject_kind, subject_id=subject_id, template=letter.template
    )
    return letters.worded(letter, words)
