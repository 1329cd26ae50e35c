import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_proof_by_telephone"), ("requests", "0011_dispute_bundles")]

    operations = [
        migrations.AlterField(
            "owndatacase",
            "request",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="requests.informationrequest",
            ),
        ),
        migrations.AddField(
            "owndatacase",
            "objection",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="requests.objection",
            ),
        ),
        migrations.AddConstraint(
            "owndatacase",
            models.UniqueConstraint(
                fields=["objection", "kind"],
                condition=Q(state__in=["asked", "verified"]),
                name="one_running_own_data_case_a_kind_alone",
            ),
        ),
        migrations.AddConstraint(
            "owndatacase",
            models.CheckConstraint(
                name="own_data_is_asked_by_one_file",
                condition=Q(request__isnull=False, objection=None) | Q(request=None, objection__isnull=False),
            ),
        ),
    ]
