from django.db import migrations

REFUSE = """
create function recapitulation_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the events of a recapitulation only grow: % is refused', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger event_stays before update or delete on recapitulation_event
    for each row execute function recapitulation_refuse();
create trigger events_stay before truncate on recapitulation_event
    for each statement execute function recapitulation_refuse();
alter table recapitulation_event enable always trigger event_stays;
alter table recapitulation_event enable always trigger events_stay;

create function recapitulation_run_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.contest_id, new.station_id, new.number) <> (old.contest_id, old.station_id, old.number) then
        raise exception 'a run is never deleted, nor given to another polling station'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger run_stays before update or delete on recapitulation_run
    for each row execute function recapitulation_run_stays();
alter table recapitulation_run enable always trigger run_stays;
alter table recapitulation_run alter column values set storage plain;
"""
UNDO = """
drop function recapitulation_refuse cascade;
drop function recapitulation_run_stays cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("recapitulation", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
