"""Numbers and readings fixed by law, as dated rows.

A room keeps them in `rules/data/*.toml`, one array of tables per kind of rule:

    [[response_time]]
    key = "general.answer"
    valid_from = 2010-04-30
    length = 10
    unit = "working_day"
    source = "UU 14/2008 Pasal 22 ayat (7)"
    confirmed = true

Rows with the same table and key are versions of one rule; the newest one already valid applies. Rows without a key,
such as the moves of a state table or the days of a calendar, form a set: each holds from its own day until its
`valid_until`. Every row names the day it became valid (`valid_from`, or `on` for a single day), its source, and whether
the source was read (`confirmed`). A file whose rows are not law but working lists begins with `undated = "why"`.
"""

from .loading import Fault, parse
from .readers import Reader, readers_in, reads
from .readings import Choice, Reading, ReadingInForce, readings_in_force
from .rows import Dated, NoRuleInForce, Rule, Value, all_in_force, history, in_force

__all__ = [
    "Choice",
    "Dated",
    "Fault",
    "NoRuleInForce",
    "Reader",
    "Reading",
    "ReadingInForce",
    "Rule",
    "Value",
    "all_in_force",
    "history",
    "in_force",
    "parse",
    "readers_in",
    "readings_in_force",
    "reads",
]
