from django.db import migrations

# What was out before there was a release check stays out, and says so; a job looks at it afterwards. Letters were
# written by the office to their reader.
CLEAR = """
update documents_attachment
set clearance = case when thing_kind = 'request' then 'addressed' else 'earlier' end, cleared_at = attached_at
where clearance = '' and (access = 'public' or (access = 'officers' and thing_kind in ('request', 'request_answer')));
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_redaction_and_release")]

    operations = [migrations.RunSQL(CLEAR, migrations.RunSQL.noop)]
