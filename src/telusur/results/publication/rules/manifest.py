"""A manifest says which files a folder holds, by their digests, and which folders, by those of their own manifests.

The digest of the topmost manifest therefore names one whole tree, and two trees are compared folder by folder.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256

NAME = "manifest.json"
FORMAT = "telusur-manifest/1"
NOTE = "manifest.note"  # the signed statement about the topmost manifest, beside it
NOTE_HEADING = "telusur-results/1"
_DIGEST = re.compile("[0-9a-f]{64}")


class BadManifest(ValueError):
    """Bytes that are no manifest."""


@dataclass
class Manifest:
    """What one folder holds: names with the SHA-256 (hex) of the file, or of the folder's own manifest."""

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the manifest as it is written: one way to write the same folder."""
        return canonical({"files": self.files, "folders": self.folders, "format": FORMAT})


def read_manifest(content: bytes) -> Manifest:
    """Return what a manifest says. Raises: BadManifest."""
    try:
        said = json.loads(content)
        manifest = Manifest(dict(said["files"]), dict(said["folders"]))
        digests = all(map(_DIGEST.fullmatch, [*manifest.files.values(), *manifest.folders.values()]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadManifest from error
    if said.get("format") != FORMAT or not digests:
        raise BadManifest(said.get("format"))
    return manifest


def canonical(value: object) -> bytes:
    """Return a value as JSON in UTF-8 with sorted keys and no spaces (RFC 8785 for texts, whole numbers and None)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


@dataclass(frozen=True)
class Statement:
    """What is signed of a published tree. root: the digest of its topmost manifest. log_size: how far the log was read.

    number: counts the publications. made_at: the second it was made, in UTC.
    """

    origin: str
    number: int
    made_at: str
    log_size: int
    root: str

    def text(self) -> str:
        """Return the text that is signed, with its last line end."""
        return f"{NOTE_HEADING}\n{self.origin}\n{self.number}\n{self.made_at}\n{self.log_size}\n{self.root}\n"


def read_statement(text: str) -> Statement:
    """Return what the text of a note states. Raises: BadManifest."""
    lines = text.split("\n")
    if lines[0] != NOTE_HEADING or len(lines) < 7 or not (lines[2].isdigit() and lines[4].isdigit()):  # noqa: PLR2004
        raise BadManifest(lines[0])
    return Statement(lines[1], int(lines[2]), lines[3], int(lines[4]), lines[5])
