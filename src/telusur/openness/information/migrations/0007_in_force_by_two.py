"""What one officer alone took over waits for a second person from now on."""

from django.db import migrations, models

WAITS = """
update information_determination set force = 'proposed' where force = 'in_force' and test_id is null
"""


class Migration(migrations.Migration):
    dependencies = [("information", "0006_taken_over_by_two")]
    operations = [
        migrations.RunSQL(WAITS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="determination",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("force", "in_force"), _negated=True), ("test__isnull", False), ("confirmed_by__isnull", False), _connector="OR"), name="in_force_by_a_test_or_a_second_person"),
        ),
    ]
