"""How many requests a second are registered: number, clock, notices, ledger, all in one transaction.

Two processes with four threads each, as the web server runs them. The floor is the bare SQL of what must be serial:
the counter raised and one row inserted, from the same processes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from _scratch import offices_with_desks, scratch_installation, slowest

PROCESSES, THREADS, EACH = 2, 4, 150
FLOOR_TABLE = "create table floor (office int, serial int, question text, primary key (office, serial))"
FLOOR_COUNTER = "create table floor_counter (office int primary key, last int not null)"


def measured(what: str, offices: int) -> dict[str, float]:
    """Run the workers at once and return what they did together."""
    command = [sys.executable, __file__, what, str(offices)]
    began = time.perf_counter()
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    said = [json.loads(process.communicate()[0].splitlines()[-1]) for process in running]
    if any(process.returncode for process in running):
        raise SystemExit(f"{what} failed after {time.perf_counter() - began:.0f} s")
    times = [each for one in said for each in one["times"]]
    took = max(one["ended"] for one in said) - min(one["began"] for one in said)
    return {
        "per_second": round(len(times) / took, 1),
        "p50_ms": slowest(times, 0.5),
        "p95_ms": slowest(times, 0.95),
    }


def work(what: str, offices: int) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from telusur.kernel.offices.models import Office  # noqa: PLC0415
    from telusur.openness.requests import services  # noqa: PLC0415
    from telusur.openness.requests.rules.identity import ApplicantFacts  # noqa: PLC0415
    from telusur.openness.requests.rules.questions import Asked  # noqa: PLC0415
    from telusur.openness.requests.rules.words import ApplicantType, Channel  # noqa: PLC0415

    places = list(Office.objects.filter(slug__startswith="kantor-uji").order_by("pk")[:offices])

    def register(turn: int) -> None:
        now = timezone.now()
        services.register_request(
            office=places[turn % offices],
            applicant=ApplicantFacts(
                ApplicantType.PERSON, f"Pemohon {turn}", email=f"p{turn}@contoh.invalid", address="Jalan Contoh"
            ),
            asked=Asked("Rekapitulasi hasil pemilu per kecamatan tahun 2024"),
            channel=Channel.E_PPID,
            received_at=now,
            at=now,
            actor="applicant",
        )

    def floor(turn: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into floor_counter values (%s, 1) on conflict (office)"
                " do update set last = floor_counter.last + 1 returning last",
                [turn % offices],
            )
            serial = cursor.fetchone()[0]
            cursor.execute("insert into floor values (%s, %s, %s)", [turn % offices, serial, "x" * 60])

    act = register if what == "register" else floor

    def thread(start: int) -> list[float]:
        act(start)  # the connection, the calendar, the rules
        spent = []
        for turn in range(start, start + EACH):
            began = time.perf_counter()
            act(turn)
            spent.append(time.perf_counter() - began)
        connection.close()
        return spent

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda _turn: connection.close(), range(THREADS)))
        began = time.time()
        times = [each for spent in pool.map(thread, range(0, THREADS * EACH, EACH)) for each in spent]
    print(json.dumps({"times": times, "began": began, "ended": time.time()}))


def main() -> None:
    with scratch_installation():
        from django.db import connection  # noqa: PLC0415

        offices_with_desks(20)
        with connection.cursor() as cursor:
            cursor.execute(FLOOR_TABLE)
            cursor.execute(FLOOR_COUNTER)
        for offices in (1, 20):
            found, floor = measured("register", offices), measured("floor", offices)
            print(
                json.dumps(
                    {
                        "benchmark": "request_registration",
                        "offices": offices,
                        "writers": PROCESSES * THREADS,
                        **found,
                        "floor_per_second": floor["per_second"],
                        "of_the_floor": round(found["per_second"] / floor["per_second"], 3),
                    }
                ),
                flush=True,
            )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(sys.argv[1], int(sys.argv[2]))
    else:
        main()
