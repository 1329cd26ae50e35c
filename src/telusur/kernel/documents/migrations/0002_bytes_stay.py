from django.db import migrations

GUARD = """
create function documents_bytes_stay() returns trigger language plpgsql as $$
begin
    raise exception 'bytes under an id never change: document %', old.id
        using errcode = 'restrict_violation';
end $$;

create trigger documents_bytes_stay before update of id, digest, size, media_type on documents_document
    for each row when (
        old.id is distinct from new.id or old.digest is distinct from new.digest
        or old.size is distinct from new.size or old.media_type is distinct from new.media_type
    ) execute function documents_bytes_stay();

create function documents_attachment_stays() returns trigger language plpgsql as $$
begin
    raise exception 'an attachment stays at its thing: attachment %', old.id
        using errcode = 'restrict_violation';
end $$;

create trigger documents_attachment_stays
    before update of id, document_id, thing_kind, thing_id, office_id, version, replaces_id on documents_attachment
    for each row when (
        (old.id, old.document_id, old.thing_kind, old.thing_id, old.office_id, old.version, old.replaces_id)
        is distinct from
        (new.id, new.document_id, new.thing_kind, new.thing_id, new.office_id, new.version, new.replaces_id)
    ) execute function documents_attachment_stays();

create function documents_deleted_by_one_function() returns trigger language plpgsql as $$
declare
    doomed bigint := case when tg_table_name = 'documents_document' then (to_jsonb(old) ->> 'id')::bigint
        else (to_jsonb(old) ->> 'document_id')::bigint end;
begin
    if coalesce(current_setting('telusur.deleting_document', true), '') <> doomed::text then
        raise exception 'documents are deleted by delete_document alone: document %', doomed
            using errcode = 'restrict_violation';
    end if;
    if exists (
        select 1 from documents_legalhold hold
        where hold.lifted_at is null and (
            (hold.thing_kind = 'document' and hold.thing_id = doomed::text)
            or exists (
                select 1 from documents_attachment attachment
                where attachment.document_id = doomed
                    and attachment.thing_kind = hold.thing_kind and attachment.thing_id = hold.thing_id
            )
        )
    ) then
        raise exception 'a legal hold keeps document %', doomed using errcode = 'restrict_violation';
    end if;
    return old;
end $$;

create trigger documents_document_deleted before delete on documents_document
    for each row execute function documents_deleted_by_one_function();
create trigger documents_attachment_deleted before delete on documents_attachment
    for each row execute function documents_deleted_by_one_function();
"""

UNGUARD = """
drop trigger documents_attachment_deleted on documents_attachment;
drop trigger documents_document_deleted on documents_document;
drop function documents_deleted_by_one_function();
drop trigger documents_attachment_stays on documents_attachment;
drop function documents_attachment_stays();
drop trigger documents_bytes_stay on documents_document;
drop function documents_bytes_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
