"""The table of Django's database cache: throttles count there for all web processes together.

Made here and not by `createcachetable`, so that `telusur migrate` is all an installation needs. Unlogged: counts of
the last minutes may be lost in a crash.
"""

from django.db import migrations

MAKE = """
create unlogged table telusur_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamp with time zone not null
);
create index telusur_cache_expires on telusur_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "drop table telusur_cache")]
