import re

import pytest
from django.core.management import call_command
from django.test import override_settings

MODULE = re.compile(r'import\("\./([a-z]+)\.([0-9a-f]{12})\.js"\)')


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    staticfiles = {"BACKEND": "telusur.kernel.look.storage.Storage"}
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(STATIC_ROOT=root, STORAGES={"default": default, "staticfiles": staticfiles}):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_a_module_imports_the_others_by_the_names_that_carry_their_digest(collected):
    (entry,) = [path for path in (collected / "look/js").glob("look.*.js") if path.stem != "look"]
    imported = MODULE.findall(entry.read_text())
    assert len(imported) == entry.read_text().count("import(")
    for name, digest in imported:
        assert (collected / f"look/js/{name}.{digest}.js").exists()


def test_the_stylesheet_names_the_font_by_its_digest(collected):
    (sheet,) = collected.glob("look/app.*.css")
    (font,) = re.findall(r'url\("(plus-jakarta-sans\.[0-9a-f]{12}\.woff2)"\)', sheet.read_text())
    assert (collected / "look" / font).exists()


def test_the_stylesheet_travels_compressed_below_ten_kilobytes(collected):
    (packed,) = collected.glob("look/app.*.css.br")
    assert packed.stat().st_size < 10_000
