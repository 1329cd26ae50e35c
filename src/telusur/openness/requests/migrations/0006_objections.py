import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clocks', '0003_every_rule_is_kept'),
        ('documents', '0002_bytes_stay'),
        ('information', '0002_revisions'),
        ('offices', '0004_codes_are_kept'),
        ('requests', '0005_told_completion_date'),
    ]

    operations = [
        migrations.AlterField(
            model_name='registercounter',
            name='register',
            field=models.CharField(choices=[('general', 'Register permohonan informasi'), ('election', 'Register layanan informasi Pemilu dan Pemilihan'), ('objection', 'Register keberatan')], max_length=12),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('serial', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=60)),
                ('proxy', models.CharField(blank=True, default='', max_length=160)),
                ('channel', models.CharField(choices=[('walk_in', 'Langsung'), ('e_ppid', 'e-PPID'), ('phone', 'Telepon'), ('letter', 'Surat'), ('email', 'Surel'), ('fax', 'Faksimili'), ('whatsapp', 'WhatsApp')], max_length=12)),
                ('track', models.CharField(choices=[('general', 'Umum'), ('election', 'Pemilu dan Pemilihan')], max_length=12)),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('refused', 'penolakan atas permintaan informasi berdasarkan alasan pengecualian'), ('periodic_missing', 'tidak disediakannya informasi berkala'), ('unanswered', 'tidak ditanggapinya permintaan informasi'), ('answered_otherwise', 'permintaan informasi ditanggapi tidak sebagaimana yang diminta'), ('unfulfilled', 'tidak dipenuhinya permintaan informasi'), ('unreasonable_cost', 'pengenaan biaya yang tidak wajar'), ('late', 'penyampaian informasi yang melebihi waktu yang diatur')], max_length=20), size=None)),
                ('information', models.TextField()),
                ('purpose', models.TextField(blank=True, default='')),
                ('position', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('registered_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('executed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('late', models.BooleanField(default=False)),
                ('late_reason', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('submitted', 'Diajukan'), ('registered', 'Teregister'), ('reviewed', 'Ditelaah'), ('deliberated', 'Musyawarah'), ('decided', 'Diputus'), ('executed', 'Dilaksanakan'), ('finished', 'Selesai'), ('disputed', 'Disengketakan'), ('withdrawn', 'Dicabut')], max_length=16)),
                ('state_since', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('verdict', models.CharField(blank=True, choices=[('upheld', 'Putusan PPID dikuatkan'), ('granted', 'Keberatan dikabulkan'), ('granted_part', 'Keberatan dikabulkan sebagian')], default='', max_length=16)),
                ('reasons', models.TextField(blank=True, default='')),
                ('order', models.TextField(blank=True, default='')),
                ('order_due_on', models.DateField(blank=True, null=True)),
                ('superior_name', models.CharField(blank=True, default='', max_length=160)),
                ('superior_function', models.CharField(blank=True, default='', max_length=160)),
                ('execution_words', models.TextField(blank=True, default='')),
                ('response', models.TextField(blank=True, default='')),
                ('accepted', models.BooleanField(blank=True, null=True)),
                ('responded_at', models.DateTimeField(blank=True, null=True)),
                ('closing_words', models.TextField(blank=True, default='')),
                ('told_due_on', models.DateField()),
                ('holds', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('secret_hash', models.CharField(blank=True, default='', max_length=64)),
                ('submission', models.UUIDField(blank=True, null=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='requests.applicant')),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clocks.deadline')),
                ('dispute_window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clocks.deadline')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='requests.informationrequest')),
                ('window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clocks.deadline')),
            ],
            options={
                'ordering': ['office_id', 'year', 'serial'],
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Deliberation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meets_at', models.DateTimeField()),
                ('place', models.CharField(max_length=300)),
                ('invited_at', models.DateTimeField()),
                ('called_off_at', models.DateTimeField(blank=True, null=True)),
                ('attendance', models.TextField(blank=True, default='')),
                ('minutes', models.TextField(blank=True, default='')),
                ('agreed', models.BooleanField(blank=True, null=True)),
                ('agreement', models.TextField(blank=True, default='')),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliberations', to='requests.objection')),
            ],
            options={
                'ordering': ['objection_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ObjectionOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('written_by', models.CharField(max_length=40)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='requests.objection')),
            ],
            options={
                'ordering': ['objection_id', 'written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ObjectionRemedy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('opened', models.BooleanField(default=False)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.CharField(max_length=40)),
                ('attachment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='information.informationitem')),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='requests.objection')),
            ],
            options={
                'ordering': ['objection_id', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(models.F('office'), models.F('state'), name='objection_by_state'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(models.F('office'), models.F('received_at'), name='objection_by_receipt'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('office', 'year', 'serial'), name='one_objection_a_serial'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='one_objection_a_number'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('office', 'submission'), name='one_objection_a_submission'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['decided', 'deliberated', 'executed', 'registered', 'reviewed', 'submitted'])), fields=('request',), name='one_open_objection_a_request'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('received_at__lte', models.F('recorded_at'))), name='objection_is_recorded_after_receipt'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('grounds__len__gte', 1)), name='an_objection_has_grounds'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('request__isnull', False), ('grounds', ['periodic_missing']), _connector='OR'), name='only_the_missing_periodic_stands_alone'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict__in', ['granted_part', 'upheld']), _negated=True), models.Q(('reasons', ''), _negated=True), _connector='OR'), name='upholding_has_reasons'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict__in', ['granted', 'granted_part']), _negated=True), models.Q(models.Q(('order', ''), _negated=True), ('order_due_on__isnull', False)), _connector='OR'), name='granting_orders_by_a_day'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided', 'executed']), _negated=True), models.Q(('verdict', ''), _negated=True), _connector='OR'), name='a_decided_objection_has_a_verdict'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.UniqueConstraint(condition=models.Q(('called_off_at', None), ('recorded_at', None)), fields=('objection',), name='one_coming_deliberation_an_objection'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_at', None), models.Q(models.Q(('minutes', ''), _negated=True), ('agreed__isnull', False)), _connector='OR'), name='a_recorded_deliberation_has_minutes'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed', True), _negated=True), models.Q(('agreement', ''), _negated=True), _connector='OR'), name='an_agreement_is_written_down'),
        ),
        migrations.AddConstraint(
            model_name='objectionremedy',
            constraint=models.CheckConstraint(condition=models.Q(('item__isnull', False), ('attachment__isnull', False), _connector='OR'), name='a_remedy_is_an_entry_or_a_file'),
        ),
    ]
