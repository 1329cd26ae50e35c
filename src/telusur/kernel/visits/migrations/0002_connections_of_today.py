from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TodaysConnection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_code", models.CharField(max_length=13)),
                ("time_zone", models.CharField(max_length=32)),
                ("day", models.DateField()),
                ("digest", models.BinaryField()),
                ("visitors", models.PositiveIntegerField()),
                ("visits", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office_code", "day", "digest"), name="one_row_per_connection_and_day"
                    )
                ],
            },
        ),
        # What is thrown away at midnight stands in no log of the database and on no replica.
        migrations.RunSQL(
            "alter table visits_todaysconnection set unlogged",
            "alter table visits_todaysconnection set logged",
        ),
    ]
