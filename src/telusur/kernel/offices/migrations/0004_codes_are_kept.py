"""The code of an office is never given to another: its row is not deleted and its code does not change."""

from django.db import migrations

KEEP = """
create function offices_keep_code() returns trigger language plpgsql as $$
begin
    raise exception 'offices keep their code: % is not deleted or changed', old.code
        using errcode = 'restrict_violation';
end $$;
create trigger offices_keep_code_on_delete before delete on offices_office
    for each row execute function offices_keep_code();
create trigger offices_keep_code_on_change before update on offices_office
    for each row when (old.code is distinct from new.code) execute function offices_keep_code();
"""
LET_GO = """
drop trigger offices_keep_code_on_delete on offices_office;
drop trigger offices_keep_code_on_change on offices_office;
drop function offices_keep_code();
"""


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
