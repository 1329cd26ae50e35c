import os

from django.contrib.staticfiles import finders

from telusur.kernel.look.finders import FONT, make_font


def test_the_font_is_small_and_the_same_on_every_making(tmp_path):
    made = [tmp_path / "a" / "font.woff2", tmp_path / "b" / "font.woff2"]
    for target in made:
        make_font(target)
    first, second = (target.read_bytes() for target in made)
    assert first == second
    assert len(first) < 25_000
    assert os.listdir(tmp_path / "a") == ["font.woff2"]  # noqa: PTH208 nothing unfinished is left


def test_the_font_is_found_like_any_other_static_file():
    assert finders.find(FONT)
