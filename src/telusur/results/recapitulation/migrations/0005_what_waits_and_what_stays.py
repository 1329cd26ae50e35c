from django.db import migrations

WAIT = "update recapitulation_run set waits_for = 1 where in_force and votes < 4"  # for two readers: queue.Wait
STAY = """
create function recapitulation_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.turn is not null or (new.run_id, new.person_id) <> (old.run_id, old.person_id) then
        raise exception 'what somebody read from a form stays as it was handed in'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger entry_stays before update or delete on recapitulation_entry
    for each row execute function recapitulation_entry_stays();
alter table recapitulation_entry enable always trigger entry_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("recapitulation", "0004_entries_pictures_challenges")]
    operations = [
        migrations.RunSQL(WAIT, migrations.RunSQL.noop),
        migrations.RunSQL(STAY, "drop function recapitulation_entry_stays cascade"),
    ]
