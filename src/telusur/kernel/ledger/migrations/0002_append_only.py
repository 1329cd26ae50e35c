from django.db import migrations

APPEND = r"""
create function ledger_append(
    given_log text, given_act text, given_subject_kind text, given_subject_id text, given_actor text,
    given_facts text, given_happened_at timestamptz, given_recorded_at timestamptz
) returns setof ledger_act language plpgsql security definer set search_path = public, pg_temp as $$
declare
    head ledger_head;
    place bigint;
    written ledger_act;
    parts bytea;
    digest bytea;
    bits bigint;
begin
    insert into ledger_head (log, size, frontier, recorded_at)
        values (given_log, 0, '', given_recorded_at) on conflict (log) do nothing;
    select * into strict head from ledger_head where log = given_log for update;

    place := head.size;
    written.log := given_log;
    written.index := place;
    written.act := given_act;
    written.subject_kind := given_subject_kind;
    written.subject_id := given_subject_id;
    written.actor := given_actor;
    written.facts_text := given_facts;
    written.happened_at := given_happened_at;
    written.recorded_at := greatest(head.recorded_at, given_recorded_at);
    written.salt := gen_random_uuid();
    written.leaf := sha256('\x00'::bytea || convert_to(
        concat_ws(E'\n', 'telusur-act/1', written.log, written.index, written.act, written.subject_kind,
            written.subject_id, written.actor,
            to_char(written.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            to_char(written.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            written.salt, written.facts_text), 'UTF8'));

    -- The frontier: one digest of 32 bytes for each full subtree, the widest first (RFC 6962).
    parts := head.frontier;
    digest := written.leaf;
    bits := place;
    while bits & 1 = 1 loop
        digest := sha256('\x01'::bytea || substring(parts from length(parts) - 31) || digest);
        parts := substring(parts from 1 for length(parts) - 32);
        bits := bits >> 1;
    end loop;
    parts := parts || digest;
    written.root := digest;
    for step in 2 .. length(parts) / 32 loop
        written.root := sha256('\x01'::bytea || substring(parts from length(parts) - 32 * step + 1 for 32) || written.root);
    end loop;

    update ledger_head set size = place + 1, frontier = parts, recorded_at = written.recorded_at where log = given_log;
    insert into ledger_act (log, index, act, subject_kind, subject_id, actor, facts_text, happened_at, recorded_at,
            salt, leaf, root)
        values (written.log, written.index, written.act, written.subject_kind, written.subject_id, written.actor,
            written.facts_text, written.happened_at, written.recorded_at, written.salt, written.leaf, written.root)
        returning * into written;
    return next written;
end $$;
revoke execute on function ledger_append from public;
"""

REFUSE = r"""
create function ledger_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger only grows: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create function ledger_head_moves_on() returns trigger language plpgsql as $$
begin
    if new.log <> old.log or new.size <> old.size + 1 or new.recorded_at < old.recorded_at then
        raise exception 'the head of % only moves on by one act', old.log
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger act_stays before update or delete on ledger_act for each row execute function ledger_refuse();
create trigger acts_stay before truncate on ledger_act for each statement execute function ledger_refuse();
create trigger checkpoint_stays before update or delete on ledger_checkpoint
    for each row execute function ledger_refuse();
create trigger checkpoints_stay before truncate on ledger_checkpoint
    for each statement execute function ledger_refuse();
create trigger origin_stays before update or delete on ledger_origin for each row execute function ledger_refuse();
create trigger origins_stay before truncate on ledger_origin for each statement execute function ledger_refuse();
create trigger head_moves_on before update on ledger_head for each row execute function ledger_head_moves_on();
create trigger head_stays before delete on ledger_head for each row execute function ledger_refuse();
create trigger heads_stay before truncate on ledger_head for each statement execute function ledger_refuse();
alter table ledger_act enable always trigger act_stays;
alter table ledger_act enable always trigger acts_stay;
alter table ledger_checkpoint enable always trigger checkpoint_stays;
alter table ledger_checkpoint enable always trigger checkpoints_stay;
alter table ledger_origin enable always trigger origin_stays;
alter table ledger_origin enable always trigger origins_stay;
alter table ledger_head enable always trigger head_moves_on;
alter table ledger_head enable always trigger head_stays;
alter table ledger_head enable always trigger heads_stay;

alter table ledger_act add constraint act_on_one_line_each check (
    concat(log, act, subject_kind, subject_id, actor, facts_text) !~ E'[\\x01-\\x1f]');
"""

UNDO = """
drop function ledger_append;
drop function ledger_refuse cascade;
drop function ledger_head_moves_on cascade;
alter table ledger_act drop constraint act_on_one_line_each;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(APPEND + REFUSE, UNDO)]
