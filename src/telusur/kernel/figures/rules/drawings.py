"""A chart's drawing made light: the renderer repeats on each mark what can be said once, or says nothing at all."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
SAYS_NOTHING = {"class", "role", "aria-roledescription", "aria-hidden", "pointer-events", "version"}
DEFAULTS = {("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)")}
PAINTED = {"fill", "stroke"}
_LONG = re.compile(r"-?\d+\.\d{2,}")


def lightened(svg: str) -> str:
    """Return the same drawing without what draws nothing; fonts that all its texts share stand on the whole."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314 our own renderer wrote it
    _lighten(root)
    texts = list(root.iter(f"{{{SVG}}}text"))
    for name in ("font-family", "font-size"):
        said = {text.get(name) for text in texts}
        if len(said) == 1 and (shared := said.pop()):
            root.set(name, shared)
            for text in texts:
                del text.attrib[name]
    return ET.tostring(root, encoding="unicode")


def _lighten(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        if name in SAYS_NOTHING or (name, value) in DEFAULTS:
            del element.attrib[name]
        elif name in {"d", "transform"}:
            element.set(name, _LONG.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value))
    kept: list[ET.Element] = []
    for child in list(element):
        if child.tag == f"{{{SVG}}}defs":  # what cuts shapes out of others draws nothing itself
            kept.append(child)
            continue
        _lighten(child)
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            kept += child
        elif not _draws_nothing(child):
            kept.append(child)
    element[:] = kept


def _draws_nothing(element: ET.Element) -> bool:
    kind = element.tag.removeprefix(f"{{{SVG}}}")
    if kind == "g":
        return not len(element)
    return kind == "path" and (not element.get("d") or PAINTED.isdisjoint(element.keys()))
