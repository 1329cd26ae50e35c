from django.db import migrations

# Facts are counted from their rows again within a minute; those of half years did not exist.
FORGET = """
delete from figures_factyear;
delete from figures_periodfact;
delete from figures_dailyfact;
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0004_facts")]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
