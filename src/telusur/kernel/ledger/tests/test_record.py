"""Acts on a real PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telusur.kernel.ledger.models import Act, Head
from telusur.kernel.ledger.rules import merkle
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.ledger.rules.entries import BadEntry, Entry
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import acts_on, published_acts, verified
from telusur.kernel.ledger.services import NewAct, personal_digest, record, record_all, sealed

NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)
LOG = "office/3673"
ELECTION = election_log("pilpres2024")


def written(act: str = "requests.register", **changes: object) -> Act:
    values = {"log": LOG, "subject_kind": "request", "subject_id": "7", "actor": "user:12"}
    values |= {"happened_at": NOW, "recorded_at": NOW, **changes}
    return record(act, **values)


def entry_of(act: Act) -> Entry:
    return Entry(
        log=act.log,
        index=act.index,
        act=act.act,
        subject_kind=act.subject_kind,
        subject_id=act.subject_id,
        actor=act.actor,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        salt=str(act.salt),
        facts=act.facts_text,
    )


@pytest.mark.django_db
def test_places_in_a_log_have_no_gaps_and_logs_do_not_mix():
    assert [written().index, written(log="office/36").index, written().index, written().index] == [0, 0, 1, 2]


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_gap():
    written()
    with pytest.raises(RuntimeError), transaction.atomic():
        written()
        raise RuntimeError
    assert written().index == 1


@pytest.mark.django_db
def test_the_database_hashes_what_python_hashes():
    texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
    plain = st.one_of(st.text(st.characters(codec="utf-8"), max_size=40), st.booleans(), st.none(), st.integers(-9, 9))
    instants = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))

    keys = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z")

    @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.sampled_from([LOG, ELECTION]), texts, texts, instants, st.dictionaries(keys, plain, max_size=4))
    def holds(log, subject_id, actor, happened_at, facts):
        act = written(log=log, subject_id=subject_id, actor=actor, happened_at=happened_at, facts=facts)
        stored = Act.objects.get(pk=act.pk)
        assert stored.facts == facts
        assert bytes(stored.leaf) == merkle.leaf_digest(entry_of(stored).content())

    holds()


@pytest.mark.django_db
def test_head_and_roots_are_those_of_the_tree_of_rfc_6962():
    acts = [written(subject_id=str(number)) for number in range(21)]
    leaves = [bytes(act.leaf) for act in acts]
    assert [bytes(act.root) for act in acts] == [merkle.root(leaves[: size + 1]) for size in range(21)]
    head = Head.objects.get(log=LOG)
    assert (head.size, bytes(head.frontier)) == (21, b"".join(merkle.frontier_of(leaves)))


def many(count: int, **facts: object) -> list[NewAct]:
    return [NewAct("results.enter", "station", f"{number}", "user:12", NOW, facts) for number in range(count)]


@pytest.mark.django_db
def test_many_acts_at_once_are_what_they_would_be_one_by_one(monkeypatch):
    monkeypatch.setattr(import_module("telusur.kernel.ledger.services.record"), "_AT_ONCE", 8)
    written(log=ELECTION)
    assert record_all(log=ELECTION, acts=many(21, votes=3), recorded_at=NOW) == range(1, 22)
    assert record_all(log=ELECTION, acts=many(1), recorded_at=NOW) == range(22, 23)
    assert record_all(log=ELECTION, acts=[], recorded_at=NOW) == range(0)
    stored = list(Act.objects.filter(log=ELECTION).order_by("index"))
    leaves = [merkle.leaf_digest(entry_of(act).content()) for act in stored]
    assert [bytes(act.leaf) for act in stored] == leaves
    assert [bytes(act.root) for act in stored] == [merkle.root(leaves[: size + 1]) for size in range(23)]
    assert [act.subject_id for act in stored[1:22]] == [str(number) for number in range(21)]
    assert len({act.salt for act in stored}) == 23
    assert verified(log=ELECTION).faults == ()


@pytest.mark.django_db
def test_one_bad_act_among_many_keeps_all_of_them_out():
    for bad in ({"Key": 1}, {"long": "x" * 16_000}):
        with pytest.raises(BadEntry):
            record_all(log=ELECTION, acts=[*many(2), *many(1, **bad)], recorded_at=NOW)
    assert not Act.objects.filter(log=ELECTION).exists()


@pytest.mark.django_db
def test_an_open_log_shows_neither_who_acted_nor_the_exact_moment():
    at = datetime(2024, 2, 14, 11, 58, 7, 5, tzinfo=UTC)
    act = written(log=ELECTION, actor="user:12", happened_at=at, recorded_at=at, facts={"votes": 1})
    (shown,) = published_acts(log=ELECTION, start=0, stop=5)
    assert shown.leaf == bytes(act.leaf) == merkle.leaf_digest(shown.content)
    *head, minute, seal, facts = shown.content.decode().split("\n")
    assert head == ["telusur-act/2", ELECTION, "0", "requests.register", "request", "7"]
    assert (minute, facts) == ("2024-02-14T11:58Z", '{"votes":1}')
    assert seal == entry_of(act).seal()
    for secret in ("user:12", "58:07", str(act.salt)):
        assert secret not in shown.content.decode()


def test_a_commitment_tells_nothing_until_it_is_opened():
    one, other = sealed(content='{"1":3}'), sealed(content='{"1":3}')
    assert one.digest != other.digest
    assert one.digest == commitment(one.salt, one.content)
    assert commitment(one.salt, '{"1":4}') != one.digest


@pytest.mark.django_db
def test_the_same_act_twice_has_two_digests_so_that_a_published_digest_betrays_nothing():
    assert written().salt != written().salt


@pytest.mark.django_db
def test_recorded_at_never_goes_back_though_a_clock_does():
    written()
    late = written(recorded_at=NOW - timedelta(hours=1))
    assert (late.recorded_at, late.happened_at) == (NOW, NOW)
    assert written(recorded_at=NOW + timedelta(seconds=1)).recorded_at == NOW + timedelta(seconds=1)


@pytest.mark.django_db
def test_an_act_may_have_happened_before_it_was_recorded():
    yesterday = NOW - timedelta(days=1)
    assert written(happened_at=yesterday).happened_at == yesterday


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["log", "subject_kind", "subject_id", "actor"])
def test_a_word_of_two_lines_is_refused(word):
    with pytest.raises(BadEntry):
        written(**{word: "a\nb"})


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["register", "requests.Register", "requests.", "requests.register.again", "a\nb.c"])
def test_an_act_is_named_by_its_room_and_a_verb(act):
    with pytest.raises(BadEntry):
        written(act)


@pytest.mark.django_db
def test_the_database_too_refuses_a_word_of_two_lines():
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select ledger_append('a', E'b\nc', 'd', 'e', 'f', '{}', now(), now())",
        )


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"Key": 1}, {"a": 1.5}, {"a": [1]}, {"a": 2**53}, {"a": "\ud800"}, {"": 1}])
def test_a_fact_that_can_be_written_in_two_ways_is_refused(facts):
    with pytest.raises(BadEntry):
        written(facts=facts)


@pytest.mark.django_db
def test_the_acts_on_a_thing_are_found_over_all_logs_oldest_first():
    written("requests.hand_on", recorded_at=NOW)
    written("requests.receive", log="office/36", recorded_at=NOW + timedelta(seconds=5))
    written(subject_id="8")
    assert [act.act for act in acts_on(subject_kind="request", subject_id="7")] == [
        "requests.hand_on",
        "requests.receive",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_act", "ledger_head", "ledger_origin"])
@pytest.mark.parametrize("change", ["update {} set log = 'x'", "delete from {}"])
@pytest.mark.parametrize("role", ["origin", "replica"])
def test_nobody_changes_or_deletes_a_row(table, change, role):
    written()
    with pytest.raises(IntegrityError, match=r"ledger|head"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local session_replication_role = {role}")
        cursor.execute(change.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_act", "ledger_head", "ledger_origin", "ledger_checkpoint"])
def test_nobody_truncates_a_table(table):
    with pytest.raises(IntegrityError, match="TRUNCATE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"truncate {table}")


@pytest.mark.django_db
def test_all_triggers_are_made_to_fire_always():
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgname, tgenabled from pg_trigger where not tgisinternal"
            " and tgrelid in ('ledger_act'::regclass, 'ledger_head'::regclass, 'ledger_origin'::regclass,"
            " 'ledger_checkpoint'::regclass)"
        )
        assert dict(cursor.fetchall()) == dict.fromkeys(
            [
                *("act_stays", "checkpoint_stays", "head_moves_on", "head_stays", "origin_stays"),
                *("acts_stay", "checkpoints_stay", "heads_stay", "origins_stay"),
            ],
            "A",
        )


def test_a_personal_digest_is_keyed_and_steady(settings):
    settings.PERSONAL_DATA_KEY = "one"
    first = personal_digest("3673010101010001")
    assert first == personal_digest("3673010101010001")
    assert len(first) == 64
    settings.PERSONAL_DATA_KEY = "two"
    assert personal_digest("3673010101010001") != first


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_may_leave_acts_behind():
    written()
    assert Act.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_at_once_leave_no_gap_and_a_whole_log():
    begin = threading.Barrier(4)

    def run():
        begin.wait()
        try:
            for number in range(25):
                with transaction.atomic():
                    written(subject_id=str(number), recorded_at=NOW + timedelta(seconds=number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    acts = list(Act.objects.filter(log=LOG).order_by("index"))
    assert [act.index for act in acts] == list(range(100))
    assert [act.recorded_at for act in acts] == sorted(act.recorded_at for act in acts)
    assert verified(log=LOG).faults == ()
