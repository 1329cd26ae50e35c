from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0004_what_paper_does_not_say")]

    operations = [
        migrations.AddField(
            model_name="informationrequest",
            name="told_completion_due_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
