from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0003_shown_units'),
        ('plenaries', '0002_only_grows'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='compared',
            options={'ordering': ['contest_id', models.OrderBy(models.F('gain'), descending=True, nulls_last=True), 'unit', 'choice', 'pk']},
        ),
        migrations.RemoveIndex(
            model_name='compared',
            name='comparisons_by_gain',
        ),
        migrations.AlterField(
            model_name='compared',
            name='gain',
            field=models.IntegerField(null=True),
        ),
        migrations.RunSQL(
            'update plenaries_compared set gain = null where form is null',
            'update plenaries_compared set gain = 0 where form is null',
        ),
        migrations.AddIndex(
            model_name='compared',
            index=models.Index(models.F('contest'), models.OrderBy(models.F('gain'), descending=True, nulls_last=True), models.F('unit'), models.F('choice'), name='comparisons_by_gain'),
        ),
    ]
