"""Forms as they lie in the database, read many at once: records of one length, whose bytes NumPy takes as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION
from telusur.results.elections.rules.layout import UNREAD

from .states import COUNTED, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


def stored_form(width: int) -> np.dtype[np.void]:
    """Return the shape of one form's record: station, standings, flags, findings (big end first, as the server sends
    numbers), then the vector."""
    return np.dtype(
        [
            ("station", ">i8"),
            ("votes", ">i2"),
            ("administration", ">i2"),
            ("flags", ">i2"),
            ("findings", ">i4"),
            ("values", "<i4", (width,)),
        ]
    )


@dataclass
class Columns:
    """Forms of one contest, one row a polling station, in the order of their codes; of one that was taken away whole
    only its flags are left. partly: some of its votes were read
    and some were not, so that they have no sum."""

    codes: Ints
    votes: NDArray[np.int16]
    administration: NDArray[np.int16]
    flags: NDArray[np.int16]
    findings: NDArray[np.int32]
    values: NDArray[np.int32]
    partly: Bools

    @classmethod
    def of(cls, content: bytes | bytearray, width: int, votes: Sequence[int] = ()) -> Columns:
        """Return the columns that records hold, in whatever order they come. votes: where the fields of part IV are."""
        rows = np.frombuffer(content, dtype=stored_form(width))
        codes = rows["station"].astype(np.int64) % STATIONS_OF_AN_ELECTION
        found = cls(
            codes,
            rows["votes"].astype(np.int16),
            rows["administration"].astype(np.int16),
            rows["flags"].astype(np.int16),
            rows["findings"].astype(np.int32),
            rows["values"],
            np.zeros(len(rows), dtype=bool),
        )
        held = np.flatnonzero(found.votes == int(Standing.HELD))  # votes of which a part was read are nothing else
        places = np.array(votes, dtype=np.int64)
        found.partly[held] = (found.values[held][:, places] == UNREAD).any(axis=1)
        return found if bool((codes[1:] > codes[:-1]).all()) else found.within(np.argsort(codes))

    @classmethod
    def none(cls, width: int) -> Columns:
        """Return the columns of no form."""
        return cls.of(b"", width)

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def arrived(self) -> Bools:
        """Which forms hold any number, or an X."""
        found: Bools = (self.votes != int(Standing.MISSING)) | (self.administration != int(Standing.MISSING))
        return found

    @cached_property
    def counted(self) -> Bools:
        """Which forms' votes go into a sum."""
        return np.isin(self.votes, COUNTED)

    def counted_or_held(self) -> Bools:
        """Which forms' votes go into a sum that takes in what is held, where all of it was read."""
        found: Bools = self.counted | ((self.votes == int(Standing.HELD)) & ~self.partly)
        return found

    def only(self, places: Sequence[int]) -> Columns:
        """Return the same forms with some of their fields, in this order."""
        return replace(self, values=self.values[:, list(places)])

    def within(self, rows: Bools | Ints) -> Columns:
        """Return some of the rows."""
        return Columns(
            self.codes[rows],
            self.votes[rows],
            self.administration[rows],
            self.flags[rows],
            self.findings[rows],
            self.values[rows],
            self.partly[rows],
        )


def together(parts: Sequence[Columns]) -> Columns:
    """Return forms of several parts of a contest, which have the same fields, in the order of their codes."""
    if len(parts) == 1:
        return parts[0]
    names = ("codes", "votes", "administration", "flags", "findings", "values", "partly")
    whole = Columns(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    return whole if bool((whole.codes[1:] > whole.codes[:-1]).all()) else whole.within(np.argsort(whole.codes))
