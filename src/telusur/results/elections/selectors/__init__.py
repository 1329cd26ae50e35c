"""What is known of elections, their contests, and where they are held."""

from .duties import (
    Post,
    Service,
    digest_of_code,
    duties_held,
    duty_rights,
    election_day,
    elections_served,
    on_duty,
    service_of,
    serving,
)
from .elections import ContestUnknown, ElectionUnknown, contest_named, council_name, election_named, elections, schedule
from .forms import Terms, layout_at, layout_of, run_kinds, station_kinds, terms_of
from .stations import StationFacts, station_codes, station_facts
from .territory import names_of, names_of_children, territory_named, territory_totals
from .units import Unit, units_of

__all__ = [
    "ContestUnknown",
    "ElectionUnknown",
    "Post",
    "Service",
    "StationFacts",
    "Terms",
    "Unit",
    "contest_named",
    "council_name",
    "digest_of_code",
    "duties_held",
    "duty_rights",
    "election_day",
    "election_named",
    "elections",
    "elections_served",
    "layout_at",
    "layout_of",
    "names_of",
    "names_of_children",
    "on_duty",
    "run_kinds",
    "schedule",
    "service_of",
    "serving",
    "station_codes",
    "station_facts",
    "station_kinds",
    "terms_of",
    "territory_named",
    "territory_totals",
    "units_of",
]
