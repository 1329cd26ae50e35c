"""What the public has seen is remembered, so that nothing shown later tells, beside it, what a small unit says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Contest

_FIRST = """
insert into elections_shownunit (contest_id, code, together, log_size)
select %s, code, together, %s from unnest(%s::bigint[], %s::bigint[]) as shown (code, together)
"""
_ANEW = """
update elections_shownunit as kept set together = shown.together, log_size = %s
from unnest(%s::bigint[], %s::bigint[], %s::bigint[]) as shown (code, together, before)
where contest_id = %s and kept.code = shown.code and kept.together = shown.before
"""


class ShownElsewhere(Exception):
    """Another publication has shown one of these units, or in other company, since they were read."""


def remember_shown(*, contest: Contest, groups: Mapping[int, int], known: Mapping[int, int], log_size: int) -> None:
    """Remember by code the group that polling stations are about to be shown in. known: what was remembered of them
    when `groups` was decided. Raises: ShownElsewhere, and then nothing is remembered."""
    first = {code: group for code, group in groups.items() if code not in known}
    anew = {code: group for code, group in groups.items() if code in known}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if first:
                cursor.execute(_FIRST, [contest.pk, log_size, list(first), list(first.values())])
            if anew:
                before = [known[code] for code in anew]
                cursor.execute(_ANEW, [log_size, list(anew), list(anew.values()), before, contest.pk])
                if cursor.rowcount != len(anew):
                    raise ShownElsewhere(contest.code)
    except IntegrityError as error:
        raise ShownElsewhere(contest.code) from error
