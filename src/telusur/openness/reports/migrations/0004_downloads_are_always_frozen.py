from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_books_are_called_empty")]

    operations = [
        migrations.AlterField(
            model_name="edition", name="downloads", field=models.JSONField(blank=True, default=list)
        ),
    ]
