"""What a person types behind an option: refused in words before it reaches a database or a disk."""

from __future__ import annotations

import os
from errno import ENAMETOOLONG
from typing import Any

import click
from django.utils.translation import gettext as _

from ..rules.kept import CODE, is_kept


class Text(click.ParamType):
    """A text of at most `longest` signs that a database keeps."""

    name = "text"

    def __init__(self, longest: int = CODE) -> None:
        self.longest = longest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if not is_kept(text, self.longest):
            said = _("isi paling banyak %(longest)d tanda UTF-8, tanpa tanda NUL; yang diisi %(length)d tanda.")
            self.fail(said % {"longest": self.longest, "length": len(text)}, param, ctx)
        return text


class Place(click.Path):
    """The address of a file or a folder whose name a disk can hold."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            os.lstat(value)
        except (OSError, ValueError) as error:
            if isinstance(error, ValueError) or error.errno == ENAMETOOLONG:
                self.fail(_("nama berkas atau folder itu terlalu panjang, atau memuat tanda NUL."), param, ctx)
        return super().convert(value, param, ctx)
