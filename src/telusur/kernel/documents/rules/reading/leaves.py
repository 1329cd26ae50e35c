"""Reads one paper that is to be put into a bundle: how many pages, each page's digest, its bookmarks; draws a picture
on a page; finds what leads to a person, for blackening."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf
from PIL import Image, ImageOps
from pypdfium2 import raw

from ..bundles.pages import PageDigests, TooDeep
from ..content import Fault, Limits, Unacceptable
from ..identities import found_in
from ..redaction.words import boxes_over, plain
from .blackening import REPORT, RESULT, image_of, pages_of
from .joining import rehearse
from .pictures import on_white
from .pictures import opened as opened_picture
from .seen import POINTS, drawn, opened, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from ..redaction.words import Word

ARCHIVAL = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([1-4])")
# A4 in points, and the paper left free around a picture.
SHORT, LONG, FREE = 595.0, 842.0, 36.0
DOTS = 200
MOST_BOOKMARKS, DEEPEST_BOOKMARK, LONGEST_BOOKMARK = 300, 3, 120
# The shortest number that is looked for is a telephone of nine digits; digits and at signs of any width.
WORTH_A_LOOK = re.compile(r"[@\uff20\ufe6b]|(?:\d\W{0,8}){8}\d")
SEEN_AT = 110  # dots per inch: enough to tell whether a word can be seen


def survey(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 needs no more
    """Return what a PDF is that shall be joined page for page, after joining it alone. Raises: Unacceptable."""
    data = content.read()
    with opened(data) as document:  # asks for no password, and draws
        if not 0 < len(document) <= limits.pages:
            raise Unacceptable(Fault.TOO_MANY_PAGES, pages=len(document), largest=limits.pages)
        outline = list(_outline(document))
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Unacceptable(Fault.ENCRYPTED)
            known = PageDigests()
            digests = [known.of(page.obj) for page in pdf.pages]
            found = {"archival": _is_archival(pdf), "signed": _is_signed(pdf), "embedded": len(pdf.attachments)}
        rehearse(data, digests, outline)
    except pikepdf.PasswordError as error:
        raise Unacceptable(Fault.ENCRYPTED) from error
    except (pikepdf.PdfError, TooDeep, ValueError, TypeError, RecursionError) as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return {"digests": digests, "outline": outline, **found}


def draw(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Write `result.pdf`: a picture on a page of A4, upright as it is shown, without what a camera wrote into it."""
    picture = on_white(ImageOps.exif_transpose(opened_picture(content, limits)))
    wide = picture.width > picture.height
    width, height = (LONG, SHORT) if wide else (SHORT, LONG)
    scale = min((width - 2 * FREE) / picture.width, (height - 2 * FREE) / picture.height)
    shown = (picture.width * scale, picture.height * scale)
    most = [max(1, round(side / POINTS * DOTS)) for side in shown]
    if picture.width > most[0]:
        picture = picture.resize((most[0], most[1]), Image.Resampling.LANCZOS)
    left, bottom = (width - shown[0]) / 2, (height - shown[1]) / 2
    path = Path(job["folder"]) / RESULT
    with pikepdf.new() as result:
        body = b"q %.3f 0 0 %.3f %.3f %.3f cm /P Do Q" % (*shown, left, bottom)
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array([0, 0, width, height]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image_of(result, picture))),
            Contents=result.make_stream(body),
        )
        result.pages.append(pikepdf.Page(page))
        result.save(path, deterministic_id=True)
    with pikepdf.open(path) as made:
        return {"digests": [PageDigests().of(made.pages[0].obj)]}


def identities(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Write to `report.json` where numbers and addresses stand that lead to a person: [page, kind, sides].

    The folder's `plan.json` names in `keep` what may be read all the same, in the form of `plain`.
    """
    folder = Path(job["folder"])
    keep = set(json.loads((folder / "plan.json").read_text())["keep"])
    provinces, bounds = job["release"]["provinces"], job["redaction"]
    found = []
    for document, number, page, leaf in pages_of(content.read(), bounds):
        if not may_lead_to_people(page):
            continue
        scale = SEEN_AT / POINTS * leaf.unit
        picture = drawn(page, scale)
        seen = words_of(document, number - 1, leaf, picture, limits.characters, scale=scale)
        words = [one.word() for one in seen if one.visible]
        for kind, run in _leading_to_people(words, provinces):
            if plain("".join(word.text for word in run)) not in keep:
                found += [[number, kind, list(box.sides)] for box in boxes_over(run)]
    (folder / REPORT).write_text(json.dumps(found))
    return {"found": len(found)}


def may_lead_to_people(page: pypdfium2.PdfPage) -> bool:
    """Return whether a page is worth a closer look, which is slow: it has nine digits in a row, whatever stands between
    them, or an at sign, or fields or remarks whose words are not in its text."""
    if raw.FPDFPage_GetAnnotCount(page) > 0:
        return True
    textpage = page.get_textpage()
    try:
        return bool(WORTH_A_LOOK.search(textpage.get_text_range()))
    finally:
        textpage.close()


def _leading_to_people(words: list[Word], provinces: list[str]) -> Iterator[tuple[str, list[Word]]]:
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word.text + " "
    for one in found_in(text, provinces=provinces):
        first = max(at for at, start in enumerate(starts) if start <= one.start)
        last = max(at for at, start in enumerate(starts) if start < one.end)
        yield one.kind.value, words[first : last + 1]


def _outline(document: Any) -> Iterator[tuple[int, str, int]]:
    for count, one in enumerate(document.get_toc(max_depth=DEEPEST_BOOKMARK)):
        if count >= MOST_BOOKMARKS:
            return
        target = one.get_dest()
        page = target.get_index() if target else None
        title = " ".join(one.get_title().replace("\x00", "").split())[:LONGEST_BOOKMARK]
        if page is not None and 0 <= page < len(document) and title:
            yield one.level, title, page


def _is_archival(pdf: pikepdf.Pdf) -> bool:
    written = pdf.Root.get("/Metadata")
    return isinstance(written, pikepdf.Stream) and bool(ARCHIVAL.search(written.read_bytes()))


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    fields: Any = form.get("/Fields", []) if isinstance(form, pikepdf.Dictionary) else []
    return any(
        isinstance(field, pikepdf.Dictionary) and str(field.get("/FT", "")) == "/Sig" and field.get("/V") is not None
        for field in fields
    )
