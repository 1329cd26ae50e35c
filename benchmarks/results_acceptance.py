"""How many forms a second are accepted over HTTP, durably, in calls of fifty: one append to the log for each call.

A real server with two workers, and senders in a process of their own on the same cores. What becomes of forms when
processes are killed meanwhile, `tools/kill_rounds.py` tells.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

STATIONS, FORMS, SENDERS, SECONDS, PORT = 4_000, 50, 4, 8, 18700
OF = ["--election", "pilpres2024", "--contest", "ppwp", "--json"]
VECTOR = "," * 28 + "{0},{1},{2}"  # only the votes are read
PATIENCE = 90


def telusur(*words: str) -> str:
    command = [sys.executable, "-m", "telusur.config", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def prepare(folder: Path) -> tuple[list[str], str]:
    """Make polling stations and a device; return their codes and its key."""
    codes = [
        f"36{1 + number // 1000:02d}01{2001 + number // 20 % 50:04d}{1 + number % 20:03d}" for number in range(STATIONS)
    ]
    file = folder / "hasil_20240214.csv"
    file.write_text("kode_tps,paslon1,paslon2,paslon3\n" + "".join(f"{code},,,\n" for code in codes))
    telusur("results", "import", *OF, str(file))
    made = json.loads(telusur("results", "device", "add", "--election", "pilpres2024", "--name", "Uji", "--json"))
    return codes, made["key"]


class Sender(threading.Thread):
    """Sends calls until told to stop; a call without an answer is sent again under its key, as a device would."""

    def __init__(self, codes: list[str], key: str, name: str) -> None:
        super().__init__(daemon=True)
        self.codes, self.key, self.called = codes, key, name
        self.stopped = threading.Event()
        self.acknowledged: dict[str, str] = {}
        self.times: list[float] = []
        self.refused = ""

    def run(self) -> None:
        connection, turn, forms = None, 0, None
        while forms is not None or not self.stopped.is_set():  # a call is not given up before it is answered
            if forms is None:
                forms = self.forms(turn)
            began = time.perf_counter()
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
                status, said = self.send(connection, forms, turn)
            except (OSError, http.client.HTTPException):
                connection = None
                time.sleep(0.05)
                continue
            if status == http.HTTPStatus.OK:
                self.times.append(time.perf_counter() - began)
                self.acknowledged |= {form["station"]: form["vector"] for form in forms}
                forms, turn = None, turn + 1
            elif status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                self.refused = said
                return
            else:
                time.sleep(0.05)

    def forms(self, turn: int) -> list[dict[str, str]]:
        start = turn * FORMS % len(self.codes)
        return [
            {"station": code, "vector": VECTOR.format(turn % 90 + 1, place, 7)}
            for place, code in enumerate(self.codes[start : start + FORMS])
        ]

    def send(self, connection: http.client.HTTPConnection, forms: list[dict[str, str]], turn: int) -> tuple[int, str]:
        body = json.dumps({"contest": "ppwp", "forms": forms})
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": f"{self.called}-{turn}"}
        connection.request("POST", "/api/v1/results/forms", body, {**headers, "Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def senders(codes: list[str], key: str, name: str) -> list[Sender]:
    each = len(codes) // SENDERS // FORMS * FORMS
    made = [Sender(codes[place * each : (place + 1) * each], key, f"{name}-{place}") for place in range(SENDERS)]
    for sender in made:
        sender.start()
    return made


def stop(running: list[Sender]) -> None:
    for sender in running:
        sender.stopped.set()
    for sender in running:
        sender.join(PATIENCE)
        if sender.refused:
            raise SystemExit(f"a call was refused: {sender.refused}")


def serve() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "telusur.config", "up", "--port", str(PORT), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/sehat", headers={"Host": "localhost"})
            if connection.getresponse().status == http.HTTPStatus.OK:
                return process
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def lost(running: list[Sender]) -> list[str]:
    """Return the polling stations whose acknowledged form is not what the database holds."""
    import psycopg  # noqa: PLC0415

    from telusur.config import installation  # noqa: PLC0415
    from telusur.results.elections.rules.layout import from_words  # noqa: PLC0415

    query = "select station_id % 10000000000000, values from recapitulation_run where in_force"
    with psycopg.connect(**installation.connection_parameters()) as connection:
        held = {str(code): bytes(values) for code, values in connection.execute(query)}
    wanted = {code: vector for sender in running for code, vector in sender.acknowledged.items()}
    packed = {
        code: b"".join(n.to_bytes(4, "little", signed=True) for n in from_words(text)) for code, text in wanted.items()
    }
    return [code for code, content in packed.items() if held.get(code) != content]


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its server must not outlive it
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        os.environ |= {"TELUSUR_VAR": str(var), "DJANGO_SETTINGS_MODULE": "telusur.config.settings"}
        os.environ["TELUSUR_SECRET_KEY"] = os.environ["TELUSUR_PERSONAL_DATA_KEY"] = "x" * 50
        from telusur.config import installation  # noqa: PLC0415 the data folder must be named first

        codes, key = prepare(Path(folder))
        installation.adopt(var)
        server = serve()
        try:
            measuring(codes, key)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def measuring(codes: list[str], key: str) -> None:
    warm = senders(codes, key, "warm")
    time.sleep(2)
    stop(warm)
    began = time.perf_counter()
    running = senders(codes, key, "timed")
    time.sleep(SECONDS)
    stop(running)
    took = time.perf_counter() - began
    times = sorted(each for sender in running for each in sender.times)
    print(
        json.dumps(
            {
                "benchmark": "results_acceptance",
                "forms_a_call": FORMS,
                "senders": SENDERS,
                "forms_per_second": round(len(times) * FORMS / took),
                "p50_ms": round(1000 * times[len(times) // 2], 1),
                "p95_ms": round(1000 * times[int(len(times) * 0.95)], 1),
                "lost": len(lost(running)),
                "at_least_per_second": 500,
            }
        )
    )


if __name__ == "__main__":
    main()
