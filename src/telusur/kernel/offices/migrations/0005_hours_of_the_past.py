from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0004_codes_are_kept")]
    operations = [
        migrations.AddField(
            model_name="openinghours",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300),
        )
    ]
