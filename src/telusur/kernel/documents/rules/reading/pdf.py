from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pypdfium2

from ..content import Fault, Limits, Unacceptable
from .pictures import PAGE_WIDTH, PREVIEW_WIDTH, save

if TYPE_CHECKING:
    from PIL.Image import Image

NOT_PROTECTED = -1
TALLEST = 3
POINTS = 72
# Marks by which pdfium tells that a word goes on in the next line.
SOFT_BREAK = re.compile("[\x02\u00ad\ufffe]\n?")
LAUNCH = re.compile(rb"/S\s*/Launch\b")


def check(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    """Return the number of pages and the flags. Raises: Unacceptable, for a password, damage or too many pages."""
    data = content.read()
    with _opened(data) as document:
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) != NOT_PROTECTED:
            raise Unacceptable(Fault.ENCRYPTED)
        pages = len(document)
        if pages == 0:
            raise Unacceptable(Fault.DAMAGED)
        if pages > limits.pages:
            raise Unacceptable(Fault.TOO_MANY_PAGES, pages=pages, largest=limits.pages)
        document.get_page(0).close()
        flags = []
        if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or b"/JavaScript" in data:
            flags.append("javascript")
        if document.count_attachments() > 0:
            flags.append("embedded_files")
    if LAUNCH.search(data):
        flags.append("launch")
    return {"pages": pages, "flags": flags}


def read(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return the text of each page; draw the first pages and the preview into the job's folder."""
    folder = Path(job["folder"])
    pages, left = [], limits.characters
    with _opened(content.read()) as document:
        for index in range(min(len(document), limits.pages)):
            page = document.get_page(index)
            text = _text(page)[:left]
            left -= len(text)
            drawn = index < limits.pictures
            if drawn:
                picture = _picture(page)
                save(picture, folder / f"{index + 1}.webp", PAGE_WIDTH)
                if index == 0:
                    save(picture, folder / "preview.webp", PREVIEW_WIDTH)
            pages.append({"number": index + 1, "title": "", "text": text, "picture": drawn})
            page.close()
    return {"pages": pages, "count": len(pages)}


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Unacceptable(Fault.ENCRYPTED if locked else Fault.DAMAGED) from error


def _text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    text = str(textpage.get_text_range()).replace("\r\n", "\n")
    textpage.close()
    return SOFT_BREAK.sub("", text).replace("\x00", "")


def _picture(page: pypdfium2.PdfPage) -> Image:
    width, height = (max(1.0, side) for side in page.get_size())
    scale = min(PAGE_WIDTH / width, PAGE_WIDTH * TALLEST / height)
    picture: Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return picture
