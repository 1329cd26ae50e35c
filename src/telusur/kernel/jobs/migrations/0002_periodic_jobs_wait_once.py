from django.db import migrations

# A periodic job of which one waits already is not queued again. The queue's own unique index says so as well, but as an
# error, and PostgreSQL writes each error into its log: every five seconds while a worker is busy.
SKIP = """
create function jobs_wait_once() returns trigger language plpgsql as $$
begin
    if exists (select 1 from procrastinate_jobs where queueing_lock = new.queueing_lock and status = 'todo') then
        return null;
    end if;
    return new;
end
$$;
create trigger jobs_wait_once before insert on procrastinate_jobs for each row
    when (new.queueing_lock is not null and jsonb_exists(new.args, 'timestamp'))
    execute function jobs_wait_once();
"""
QUEUE_AGAIN = """
drop trigger jobs_wait_once on procrastinate_jobs;
drop function jobs_wait_once();
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(SKIP, QUEUE_AGAIN)]
