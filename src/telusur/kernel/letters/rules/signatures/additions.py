"""What may stand between a letter and the end of its signed copy: signature fields and what belongs to them.

pyHanko's own comparison begins at a first signature; a letter has none yet, so what was added before it is judged here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

# What a signature may set in the catalogue: its form, its proofs, the version and extensions it needs, metadata.
CATALOGUE = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"})
FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
LARGEST_SHARE = 0.25  # of the page, for the picture of a signature


def only_signatures_added(reader: PdfFileReader, *, base: int) -> bool:
    """Return whether the revisions after `base` add signatures and change nothing that is read."""
    old = reader.get_historical_resolver(base)
    if reader.root_ref != old.root_ref:
        return False
    xrefs = reader.xrefs
    existing = {ref for number in range(base + 1) for ref in xrefs.explicit_refs_in_revision(number)}
    later = range(base + 1, reader.total_revisions)
    changed = {ref for number in later for ref in xrefs.explicit_refs_in_revision(number)}
    freed = {ref for number in later for ref in xrefs.refs_freed_in_revision(number)}
    if freed & existing:
        return False
    return all(_may_change(ref, old, reader) for ref in changed & existing)


def _may_change(ref: generic.Reference, old: HistoricalResolver, new: PdfFileReader) -> bool:
    before, after = old(ref), new.get_object(ref)
    if not isinstance(before, generic.DictionaryObject) or not isinstance(after, generic.DictionaryObject):
        return False
    if ref in {_target(old.trailer_view, "/Info"), _target(old.trailer_view["/Root"], "/Metadata")}:
        return True
    if ref == old.root_ref:
        return _same_but(before, after, CATALOGUE) and _only_signature_fields(after)
    if _at(before, "/Type") == "/Page":
        return _same_but(before, after, {"/Annots"}) and _only_signatures_shown(before, after)
    return False


def _target(holder: generic.DictionaryObject, key: str) -> generic.Reference | None:
    raw = holder.raw_get(key) if key in holder else None
    return raw.reference if isinstance(raw, generic.IndirectObject) else None


def _at(holder: generic.DictionaryObject, key: str) -> Any:
    """Return what stands at a key, followed to where it is; None if nothing does."""
    return holder[key] if key in holder else None  # noqa: SIM401 `get` would not follow


def _written(value: generic.PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def _raw(of: generic.DictionaryObject, but: Iterable[str]) -> dict[str, bytes]:
    left_out = frozenset(but)
    return {key: _written(of.raw_get(key)) for key in of if key not in left_out}


def _same_but(before: generic.DictionaryObject, after: generic.DictionaryObject, but: Iterable[str]) -> bool:
    return _raw(before, but) == _raw(after, but)


def _only_signature_fields(catalogue: generic.DictionaryObject) -> bool:
    form = _at(catalogue, "/AcroForm")
    if form is None:
        return True
    if not isinstance(form, generic.DictionaryObject) or set(form) - FORM:
        return False
    return all(_at(field.get_object(), "/FT") == "/Sig" for field in _at(form, "/Fields") or ())


def _only_signatures_shown(before: generic.DictionaryObject, after: generic.DictionaryObject) -> bool:
    shown = [_written(each) for each in _annotations(before)]
    now = _annotations(after)
    if [_written(each) for each in now[: len(shown)]] != shown:
        return False
    return all(_is_small_signature(each.get_object(), after) for each in now[len(shown) :])


def _annotations(page: generic.DictionaryObject) -> list[generic.PdfObject]:
    found = _at(page, "/Annots")
    return list(found) if isinstance(found, generic.ArrayObject) else []


def _is_small_signature(shown: generic.PdfObject, page: generic.DictionaryObject) -> bool:
    """Return whether an annotation is a signature's, and too small to hide the letter behind its picture."""
    if not isinstance(shown, generic.DictionaryObject) or _at(shown, "/Subtype") != "/Widget":
        return False
    if _at(shown, "/FT") != "/Sig":
        return False
    return _area(_at(shown, "/Rect")) <= LARGEST_SHARE * _area(_at(page, "/MediaBox"))


def _area(box: object) -> float:
    if not isinstance(box, generic.ArrayObject) or len(box) != 4:  # noqa: PLR2004 two corners
        return float("inf")
    left, low, right, high = (float(each) for each in box)
    return abs(right - left) * abs(high - low)
