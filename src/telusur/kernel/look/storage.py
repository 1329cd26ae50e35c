"""Static files under names that carry their digest, so that browsers may keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]  # noqa: SLF001 what Django itself offers for all scripts or none


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the imports of our own modules: one never meets another of an older version. The scripts of
    packages are left alone: examples in their comments look like imports of files that do not exist."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("look/js/*.js", _IMPORTS))
