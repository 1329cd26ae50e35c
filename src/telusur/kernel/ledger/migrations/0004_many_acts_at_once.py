from django.db import migrations

# One function writes and hashes: `ledger_append` is the case of a single act.
CONTENT = r"""
create function ledger_moment(at timestamptz) returns text language sql stable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

create function ledger_content(
    log text, index bigint, act text, subject_kind text, subject_id text, actor text, facts text,
    happened_at timestamptz, recorded_at timestamptz, salt uuid
) returns bytea language sql stable as $$
    select convert_to(case when log like 'election/%' then
        concat_ws(E'\n', 'telusur-act/2', log, index, act, subject_kind, subject_id,
            to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
            encode(sha256(convert_to(concat_ws(E'\n', 'telusur-seal/1', salt, actor, ledger_moment(happened_at),
                ledger_moment(recorded_at)), 'UTF8')), 'hex'),
            facts)
    else
        concat_ws(E'\n', 'telusur-act/1', log, index, act, subject_kind, subject_id, actor, ledger_moment(happened_at),
            ledger_moment(recorded_at), salt, facts)
    end, 'UTF8')
$$;
"""

APPEND_ALL = r"""
create function ledger_append_all(
    given_log text, given_recorded_at timestamptz, given_acts text[], given_subject_kinds text[],
    given_subject_ids text[], given_actors text[], given_facts text[], given_happened_at timestamptz[]
) returns table (first_index bigint, last_index bigint) language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    head ledger_head;
    moment timestamptz;
    many int := cardinality(given_acts);
    salts uuid[];
    leaves bytea[];
    roots bytea[];
    parts bytea[];
    depth int;
    digest bytea;
    bits bigint;
begin
    if many = 0 then
        raise exception 'no act to append' using errcode = 'invalid_parameter_value';
    end if;
    insert into ledger_head (log, size, frontier, recorded_at)
        values (given_log, 0, '', given_recorded_at) on conflict (log) do nothing;
    select * into strict head from ledger_head where log = given_log for update;
    moment := greatest(head.recorded_at, given_recorded_at);

    with given as materialized (
        select *, gen_random_uuid() as salt from unnest(given_acts, given_subject_kinds, given_subject_ids, given_actors,
            given_facts, given_happened_at) with ordinality
            as one (act, subject_kind, subject_id, actor, facts, happened_at, number)
    )
    select array_agg(salt order by number), array_agg(sha256('\x00'::bytea || ledger_content(given_log,
            head.size + number - 1, act, subject_kind, subject_id, actor, facts, happened_at, moment, salt))
            order by number)
        into salts, leaves from given;

    -- The frontier: one digest of 32 bytes for each full subtree, the widest first (RFC 6962).
    depth := length(head.frontier) / 32;
    for step in 1 .. depth loop
        parts[step] := substring(head.frontier from 32 * step - 31 for 32);
    end loop;
    for number in 1 .. many loop
        digest := leaves[number];
        bits := head.size + number - 1;
        while bits & 1 = 1 loop
            digest := sha256('\x01'::bytea || parts[depth] || digest);
            depth := depth - 1;
            bits := bits >> 1;
        end loop;
        depth := depth + 1;
        parts[depth] := digest;
        for step in reverse depth - 1 .. 1 loop
            digest := sha256('\x01'::bytea || parts[step] || digest);
        end loop;
        roots[number] := digest;
    end loop;

    digest := '';
    for step in 1 .. depth loop
        digest := digest || parts[step];
    end loop;
    update ledger_head set size = head.size + many, frontier = digest, recorded_at = moment where log = given_log;
    insert into ledger_act (log, index, act, subject_kind, subject_id, actor, facts_text, happened_at, recorded_at,
            salt, leaf, root)
        select given_log, head.size + number - 1, act, subject_kind, subject_id, actor, facts, happened_at, moment,
            salt, leaf, root
        from unnest(given_acts, given_subject_kinds, given_subject_ids, given_actors, given_facts, given_happened_at,
            salts, leaves, roots) with ordinality
            as one (act, subject_kind, subject_id, actor, facts, happened_at, salt, leaf, root, number);
    return query select head.size, head.size + many - 1;
end $$;
revoke execute on function ledger_append_all from public;

create or replace function ledger_append(
    given_log text, given_act text, given_subject_kind text, given_subject_id text, given_actor text,
    given_facts text, given_happened_at timestamptz, given_recorded_at timestamptz
) returns setof ledger_act language plpgsql security definer set search_path = public, pg_temp as $$
declare
    place bigint;
begin
    select first_index into strict place from ledger_append_all(given_log, given_recorded_at, array[given_act],
        array[given_subject_kind], array[given_subject_id], array[given_actor], array[given_facts],
        array[given_happened_at]);
    return query select * from ledger_act where log = given_log and index = place;
end $$;

create or replace function ledger_head_moves_on() returns trigger language plpgsql as $$
begin
    if new.log <> old.log or new.size <= old.size or new.recorded_at < old.recorded_at then
        raise exception 'the head of % only moves on', old.log
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(CONTENT + APPEND_ALL, migrations.RunSQL.noop)]
