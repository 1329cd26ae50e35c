import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0004_codes_are_kept'),
        ('requests', '0008_identity_purges'),
    ]

    operations = [
        migrations.AlterField(
            model_name='objection',
            name='state',
            field=models.CharField(choices=[('submitted', 'Diajukan'), ('registered', 'Teregister'), ('reviewed', 'Ditelaah'), ('deliberated', 'Musyawarah'), ('decided', 'Diputus'), ('executed', 'Dilaksanakan'), ('finished', 'Selesai'), ('disputed', 'Disengketakan'), ('withdrawn', 'Dicabut'), ('struck', 'Dicoret: salah catat')], max_length=16),
        ),
        migrations.CreateModel(
            name='ObjectionNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('written_by', models.CharField(max_length=40)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='requests.objection')),
            ],
            options={
                'ordering': ['objection_id', 'written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('upheld', 'Putusan PPID dikuatkan'), ('granted', 'Keberatan dikabulkan'), ('granted_part', 'Keberatan dikabulkan sebagian')], max_length=16)),
                ('reasons', models.TextField(blank=True, default='')),
                ('order', models.TextField(blank=True, default='')),
                ('order_due_on', models.DateField(blank=True, null=True)),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.CharField(max_length=40)),
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='requests.objection')),
            ],
            options={
                'ordering': ['objection_id'],
            },
        ),
        migrations.CreateModel(
            name='UnconfirmedObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.UUIDField(blank=True, null=True)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('sealed', models.BinaryField()),
                ('submitted_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'ordering': ['submitted_at', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('office', 'submission'), name='one_held_objection_a_submission')],
            },
        ),
    ]
