"""What a rehearsal measures: how much came, was accepted, was published, what waits, and how long it all took."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SAMPLES = 600


@dataclass(frozen=True)
class Sample:
    """One moment. minute: simulated, since midnight of voting day. arrived, accepted, published: forms so far. queue:
    forms that came and are not acknowledged. waiting: forms that wait for people, as the server says. delay: the
    longest from coming to acknowledgment since the sample before, in seconds of the rehearsal."""

    minute: float
    arrived: int
    accepted: int
    published: int | None
    queue: int
    waiting: int | None
    delay: float


@dataclass
class Tally:
    """Counts a rehearsal. Its memory is bounded by the number of forms: one number for each, and 600 samples."""

    stations: int
    samples: list[Sample] = field(default_factory=list)
    arrived: int = 0
    accepted: int = 0
    published: int | None = None
    tried_again: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    acknowledging: list[float] = field(default_factory=list)
    publishing: list[float] = field(default_factory=list)
    _unpublished: deque[tuple[int, float, int]] = field(default_factory=deque)
    _slowest: float = 0.0
    _every: int = 1
    _seen: int = 0

    def accept(self, *, forms: int, came: Sequence[float], now: float, end: int) -> None:
        """Count an acknowledged call. came: when each form came. end: how long the log was after it; 0 where nothing in
        it was new."""
        self.accepted += forms
        took = [now - each for each in came]
        self.acknowledging += took
        self._slowest = max(self._slowest, *took)
        if end:
            self._unpublished.extend((end, each, 1) for each in came)
        elif self.published is not None:
            self.published += forms

    def publish(self, *, size: int, now: float) -> None:
        """Count what a publication of the log at this size shows."""
        self.published = self.published or 0
        kept: deque[tuple[int, float, int]] = deque()
        for end, came, forms in self._unpublished:
            if end <= size:
                self.published += forms
                self.publishing.append(now - came)
            else:
                kept.append((end, came, forms))
        self._unpublished = kept

    def fail(self, what: str) -> None:
        """Count an answer that was none, or a refusal."""
        self.errors[what] = self.errors.get(what, 0) + 1

    def sample(self, *, minute: float, waiting: int | None) -> Sample:
        """Keep how it stands now. Where there are too many samples every second one is dropped, and further ones are
        kept half as often."""
        made = Sample(
            round(minute, 2), self.arrived, self.accepted, self.published, self.arrived - self.accepted, waiting,
            round(self._slowest, 3),
        )  # fmt: skip
        self._seen += 1
        if self._seen % self._every == 0:
            self.samples.append(made)
            self._slowest = 0.0
        if len(self.samples) > MOST_SAMPLES:
            self.samples, self._every = self.samples[::2], 2 * self._every
        return made

    def result(self) -> dict[str, object]:
        """Return everything measured."""
        return {
            "stations": self.stations,
            "arrived": self.arrived,
            "accepted": self.accepted,
            "published": self.published,
            "longest_queue": max((each.queue for each in self.samples), default=0),
            "most_waiting": max((each.waiting or 0 for each in self.samples), default=0),
            "seconds_to_acknowledgment": spread(self.acknowledging),
            "seconds_to_publication": spread(self.publishing),
            "tried_again": self.tried_again,
            "errors": self.errors,
            "samples": [asdict(each) for each in self.samples],
        }


def spread(times: Sequence[float]) -> dict[str, float] | None:
    """Return median, ninetieth percentile and longest of times, in seconds; None of none."""
    if not times:
        return None
    ordered = sorted(times)
    last = len(ordered) - 1
    return {
        "p50": round(ordered[last // 2], 3), "p90": round(ordered[last * 9 // 10], 3), "max": round(ordered[-1], 3)
    }  # fmt: skip


def pause(attempt: int, chance: float) -> float:
    """Return how many seconds a device waits before it calls again: twice as long each time, up to half a minute, and
    by chance up to half of it less, so that those who failed together do not come back together."""
    return min(0.25 * 2.0**attempt, 30.0) * (1 - chance / 2)
