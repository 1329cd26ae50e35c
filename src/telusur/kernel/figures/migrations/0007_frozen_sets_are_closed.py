from django.db import migrations

GUARD = """
create function figures_frozen_set_taken() returns trigger language plpgsql as $$
begin
    new.taken_in := pg_current_xact_id()::text::bigint;
    return new;
end $$;

create function figures_frozen_set_closed() returns trigger language plpgsql as $$
begin
    if not exists (
        select from figures_frozenset
        where id = new.set_id and taken_in = pg_current_xact_id()::text::bigint
    ) then
        raise exception 'frozen figures stay as they are: a set takes no reading after its own transaction'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger frozen_set_taken before insert on figures_frozenset
    for each row execute function figures_frozen_set_taken();
create trigger frozen_set_closed before insert on figures_frozenreading
    for each row execute function figures_frozen_set_closed();
"""

UNGUARD = """
drop function figures_frozen_set_closed cascade;
drop function figures_frozen_set_taken cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0003_frozen_stays")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
