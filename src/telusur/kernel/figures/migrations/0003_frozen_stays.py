from django.db import migrations

GUARD = """
create function figures_frozen_stays() returns trigger language plpgsql as $$
begin
    raise exception 'frozen figures stay as they are: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger frozen_set_stays before update or delete on figures_frozenset
    for each row execute function figures_frozen_stays();
create trigger frozen_sets_stay before truncate on figures_frozenset
    for each statement execute function figures_frozen_stays();
create trigger frozen_reading_stays before update or delete on figures_frozenreading
    for each row execute function figures_frozen_stays();
create trigger frozen_readings_stay before truncate on figures_frozenreading
    for each statement execute function figures_frozen_stays();
"""

UNGUARD = "drop function figures_frozen_stays cascade"


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
