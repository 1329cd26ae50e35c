"""What a strict Content-Security-Policy and Django's own syntax ask of every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = sorted((Path(__file__).parents[2] / "src").glob("**/templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": r"<[a-z][^>]*\sstyle\s*=",
    "a style element": r"<style[\s>]",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an event attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "an address of another host": r"""(?:src|action)=["'](?:https?:)?//""",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_a_template_holds_nothing_that_the_browser_must_refuse(template: Path) -> None:
    text = re.sub(r"\{[%#{].*?[%#}]\}", "", template.read_text(), flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_a_short_comment_ends_on_its_line(template: Path) -> None:
    """Django prints a `{#` comment that spans lines."""
    assert [line for line in template.read_text().splitlines() if "{#" in line and "#}" not in line] == []
