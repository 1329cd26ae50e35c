from django.db import migrations


class Migration(migrations.Migration):
    """Counters of the running hour change all the time: swept only when a fifth of a table of years had changed, the
    newest months would be read from the table itself and not from its indexes alone."""

    dependencies = [("visits", "0003_counting_since")]

    operations = [
        migrations.RunSQL(
            "alter table visits_hourlycounter set (autovacuum_vacuum_scale_factor = 0.01, "
            "autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02)",
            "alter table visits_hourlycounter reset (autovacuum_vacuum_scale_factor, "
            "autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor)",
        ),
    ]
