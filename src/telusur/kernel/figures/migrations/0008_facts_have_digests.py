from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0007_frozen_sets_are_closed")]

    operations = [
        migrations.AddField(
            model_name="factyear",
            name="digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
