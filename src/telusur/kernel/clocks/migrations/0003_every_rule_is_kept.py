from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("clocks", "0002_confirmation")]

    operations = [
        migrations.AddField(
            model_name="deadline", name="rule_ids", field=models.JSONField(blank=True, default=list)
        ),
    ]
