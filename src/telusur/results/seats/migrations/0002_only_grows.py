from django.db import migrations

KEPT = ("council", "basis", "correction", "tiedecision", "courtpaper", "determination", "seat")
REFUSE = """
create function seats_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what was taken, corrected, decided or determined of seats stays: % is refused', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
"""
ONE = """
create trigger {name}_stays before update or delete on seats_{name}
    for each row execute function seats_refuse();
create trigger {name}_rows_stay before truncate on seats_{name}
    for each statement execute function seats_refuse();
alter table seats_{name} enable always trigger {name}_stays;
alter table seats_{name} enable always trigger {name}_rows_stay;
"""


class Migration(migrations.Migration):
    dependencies = [("seats", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE + "".join(ONE.format(name=name) for name in KEPT), "drop function seats_refuse cascade")
    ]
