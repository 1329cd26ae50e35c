"""When forms arrive: the curve of a count, and the moment at which each of so many forms comes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

WHOLE = 1000


class BadCurve(ValueError):
    """Points that are no curve of arrival."""


@dataclass(frozen=True)
class Curve:
    """What share of all forms has come. minutes: since midnight of voting day; permille: of those that ever come, from
    0 to 1000, rising evenly between two points. coming: how many of a thousand polling stations ever send."""

    minutes: tuple[int, ...]
    permille: tuple[int, ...]
    coming: int

    def __post_init__(self) -> None:
        rising = all(one < next_ for one, next_ in zip(self.minutes, self.minutes[1:], strict=False))
        never_falling = list(self.permille) == sorted(self.permille)
        whole = self.permille[:1] == (0,) and self.permille[-1:] == (WHOLE,)
        if not (rising and never_falling and whole and len(self.minutes) == len(self.permille)):
            raise BadCurve(self.minutes, self.permille)

    @property
    def begins(self) -> int:
        """The minute before which nothing comes."""
        return self.minutes[0]

    @property
    def ends(self) -> int:
        """The minute after which nothing comes any more."""
        return self.minutes[-1]

    def share(self, minute: float) -> float:
        """Return what share of all that ever come has come by a minute, from 0 to 1."""
        if minute <= self.begins:
            return 0.0
        if minute >= self.ends:
            return 1.0
        place = bisect_right(self.minutes, minute)
        first, last = self.minutes[place - 1 : place + 1]
        low, high = self.permille[place - 1 : place + 1]
        return (low + (high - low) * (minute - first) / (last - first)) / WHOLE

    def moments(self, number: int) -> list[float]:
        """Return the minute at which each of so many forms comes, the first one first."""
        return [self._moment((place + 0.5) / number) for place in range(number)]

    def _moment(self, share: float) -> float:
        wanted = share * WHOLE
        place = bisect_left(self.permille, wanted)
        low, high = self.permille[place - 1 : place + 1]
        first, last = self.minutes[place - 1 : place + 1]
        return first + (last - first) * (wanted - low) / (high - low)
