from django.db import migrations, models
from django.db.models import Q

# Until now the first letter ended the time. Of what still runs nobody stated that all are told; of what is closed the
# letters say how many were.
BACKFILL = """
    update privacy_breach set subjects_told_at = null where state not in ('closed', 'dismissed');
    update privacy_breach set
        subjects_told = (
            select count(*) from privacy_breachtelling
            where privacy_breachtelling.breach_id = privacy_breach.id and told = 'subject'
        ),
        subjects_told_words = 'Menurut surat yang tercatat.'
    where subjects_told_at is not null;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.AddField("breach", "subjects_told", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("breach", "subjects_told_words", models.TextField(blank=True, default="")),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "breach",
            models.CheckConstraint(
                name="a_breach_told_to_all_says_to_how_many_and_how",
                condition=Q(subjects_told_at=None) | (Q(subjects_told__isnull=False) & ~Q(subjects_told_words="")),
            ),
        ),
    ]
