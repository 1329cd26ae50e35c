"""Only the national office and a province determine what is excluded; a regency or city never does by itself."""

from django.db import migrations

HOLD = """
create function information_competent_office() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1 from offices_office where id = new.office_id and kind = new.level and kind in ('national', 'province')
    ) then
        raise exception 'office % does not determine what is excluded', new.office_id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger information_competent_office before insert or update of office_id, level
    on information_determination for each row execute function information_competent_office();
"""
LET_GO = """
drop trigger information_competent_office on information_determination;
drop function information_competent_office();
"""


class Migration(migrations.Migration):
    dependencies = [("information", "0001_initial")]
    operations = [migrations.RunSQL(HOLD, LET_GO)]
