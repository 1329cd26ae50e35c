from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0002_connections_of_today")]

    operations = [
        migrations.CreateModel(
            name="CountingSince",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.Value(1), name="counting_begins_once")],
            },
        ),
        migrations.RunSQL(
            "insert into visits_countingsince (day) select min(day) from visits_dailyvisitors having min(day) is not null",
            migrations.RunSQL.noop,
        ),
    ]
