"""The process tree as a user meets it: started, stopped, killed, and two at a time."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
from contextlib import suppress

import psycopg
import pytest

from telusur.config.keeper import holding
from telusur.config.postgres import ServerFailed

from .installations import Installation, Running, until
from .kills import NAMED, Ground

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def installation(tmp_path_factory, copied):
    return copied(tmp_path_factory.mktemp("installation") / "var")


def answer(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/sehat", headers={"Host": "localhost"})
    status = connection.getresponse().status
    connection.close()
    return status


def read_pages(port: int, *, readers: int, pages: int) -> None:
    """Read the page of all offices as so many readers, over a connection each, and each answer to its end."""
    for reader in range(readers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(pages):
            agent = f"Mozilla/5.0 (X11; Linux x86_64; rv:{reader}) Gecko/20100101 Firefox/130.0"
            connection.request("GET", "/", headers={"Host": "localhost", "User-Agent": agent})
            answered = connection.getresponse()
            answered.read()
            assert answered.status == 200
        connection.close()


def views_told(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/v1/figures/0/visits.pages", headers={"Host": "localhost"})
    told = json.load(connection.getresponse())
    connection.close()
    return told["value"]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_two_commands_at_once_on_an_empty_folder_make_an_installation_that_holds_the_national_office(made):
    assert made.processes() == {}
    assert made.run("offices", "list").split()[0] == "0"
    assert made.processes() == {}


def workers(installation):
    return {pid for pid, words in installation.processes().items() if "telusur.config worker" in words}


def test_up_serves_beside_commands_revives_its_worker_and_leaves_nothing_when_killed(installation, free_port):
    up = Running(installation, "--port", str(free_port))
    try:
        assert (up.port, answer(up.port)) == (free_port, 200)
        refused = installation.fail("up")
        assert f"proses {up.process.pid}, http://localhost:{free_port}/" in refused
        assert "Komisi Pemilihan Umum" in installation.run("offices", "list")
        assert answer(up.port) == 200
        (worker,) = until(lambda: workers(installation), "no worker")
        os.kill(worker, signal.SIGKILL)
        until(lambda: workers(installation) - {worker}, "no second worker")
        read_pages(up.port, readers=2, pages=10)
        until(lambda: views_told(up.port) == 20, "visits were not written while the server runs")
    finally:
        up.stop(signal.SIGKILL)


def test_the_start_after_a_kill_takes_the_next_port_and_ends_in_order_by_ctrl_c(installation, free_port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port))
        taken.listen()
        up = Running(installation, "--port", str(free_port))
        try:
            assert f"Porta {free_port} sedang dipakai" in up.said
            assert up.port > free_port
            assert answer(up.port) == 200
            read_pages(up.port, readers=8, pages=25)
        finally:
            said = up.stop(signal.SIGINT)
    assert "Telusur berhenti." in said
    assert up.process.returncode == 0
    # what was read a moment before a clean end is counted all the same, beside what was read before the kill; the
    # keeper ended the database in order then, so the day's key is the same and who came twice is one visitor
    told = json.loads(installation.run("figures", "show", "--json"))
    assert {line["key"]: line["value"] for line in told if line["key"] in {"visits.pages", "visits.visitors"}} == {
        "visits.pages": 220,
        "visits.visitors": 8,
    }


def test_what_was_acknowledged_is_there_once_after_five_kills(installation, free_port):
    ground = Ground(installation, free_port, seed=5)
    try:
        for kind in NAMED:
            ground.round(kind)
        told = ground.end()
    finally:
        ground.leave()
    assert told["faults"] == []
    assert told["log_whole"]
    assert set(told["killed"].values()) == {1}
    assert told["acknowledged_readings"] == 20  # two people, two polling stations in each round
    assert told["acknowledged_forms"] > 0


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A data folder with a server alone, at a path of more than 200 characters."""
    return tmp_path_factory.mktemp("long") / ("x" * 110) / ("y" * 90) / "var"


def connect(server):
    return psycopg.connect(host=str(server.sockets), user="postgres", dbname="postgres", autocommit=True)


def test_a_path_of_two_hundred_characters_gets_a_private_socket_elsewhere(var):
    with holding(var) as server, connect(server) as connection:
        assert len(str(var)) > 200
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        encoding, locale, provider = connection.execute(
            "select getdatabaseencoding(), datlocale, datlocprovider from pg_database where datname = 'postgres'"
        ).fetchone()
        assert (encoding, locale, provider) == ("UTF8", "C.UTF-8", "b")
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def kill_everything(var):
    for pid in Installation(var).processes():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_five_kills_under_load_lose_no_acknowledged_commit(var):
    acknowledged = []

    def write(server):
        with suppress(psycopg.OperationalError), connect(server) as connection:
            connection.execute("create table if not exists commits (number int primary key)")
            while True:
                number = len(acknowledged)
                connection.execute("insert into commits values (%s) on conflict do nothing", [number])
                acknowledged.append(number)

    for _ in range(5):
        with holding(var) as server:
            before = len(acknowledged)
            writer = threading.Thread(target=write, args=[server])
            writer.start()
            until(lambda before=before: len(acknowledged) > before + 200, "nothing was written")
            kill_everything(var)
            writer.join()
    with holding(var) as server, connect(server) as connection:
        kept = {number for (number,) in connection.execute("select number from commits")}
    assert set(acknowledged) - kept == set()


def test_a_server_that_dies_under_its_users_is_started_again_however_often(var):
    with holding(var) as server:
        for _time in range(6):
            postmaster = (server.data / "postmaster.pid").read_text().split()[0]
            os.kill(int(postmaster), signal.SIGKILL)
            until(
                lambda dead=postmaster: (
                    server.is_ready() and (server.data / "postmaster.pid").read_text().split()[0] != dead
                ),
                "not started again",
            )
        with connect(server) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_a_pid_file_that_names_somebody_else_neither_stops_the_start_nor_harms_him(var):
    with subprocess.Popen(["sleep", "600"]) as stranger:
        (var / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{var}\n1\n5432\n\n\n  1  1\nready   \n")
        with holding(var) as server, connect(server) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert stranger.poll() is None
        stranger.kill()


def test_a_pid_file_that_names_a_zombie_does_not_stop_the_start(var):
    zombie = subprocess.Popen(["true"])
    until(lambda: " Z " in open(f"/proc/{zombie.pid}/stat").read(), "no zombie")  # noqa: PTH123, SIM115
    (var / "postgres" / "postmaster.pid").write_text(f"{zombie.pid}\n{var}\n1\n5432\n\n\n  1  1\nready   \n")
    with holding(var) as server:
        assert server.is_ready()
    zombie.wait()


def test_data_of_another_major_version_are_refused_in_plain_words(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerFailed, match="dibuat PostgreSQL 16"), holding(tmp_path):
        pass


def test_with_a_database_of_ones_own_only_migrate_migrates(var, tmp_path):
    with holding(var) as server:
        with connect(server) as connection:
            connection.execute("create database managed")
        url = f"postgresql://postgres@/managed?host={server.sockets}"
        managed = Installation(tmp_path, DATABASE_URL=url)
        assert "Jalankan `telusur migrate`" in managed.fail("offices", "list")
        managed.run("migrate")
        assert "Komisi Pemilihan Umum" in managed.run("offices", "list")
    assert "tidak dapat dihubungi" in managed.fail("offices", "list")
