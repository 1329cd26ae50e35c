from django.db import migrations

KEPT = ("determination", "correction", "paper")
REFUSE = """
create function plenaries_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what a plenary printed, corrected or determined stays: % is refused', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
"""
ONE = """
create trigger {name}_stays before update or delete on plenaries_{name}
    for each row execute function plenaries_refuse();
create trigger {name}s_stay before truncate on plenaries_{name}
    for each statement execute function plenaries_refuse();
alter table plenaries_{name} enable always trigger {name}_stays;
alter table plenaries_{name} enable always trigger {name}s_stay;
"""


class Migration(migrations.Migration):
    dependencies = [("plenaries", "0001_initial")]
    operations = [
        migrations.RunSQL(
            REFUSE + "".join(ONE.format(name=name) for name in KEPT), "drop function plenaries_refuse cascade"
        )
    ]
