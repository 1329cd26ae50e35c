"""`telusur seats`: seats, who takes them, and how equal votes are. Only `counted` needs a database."""

from .allocating import allocate_seats
from .counted import allocate_counted
from .disparity import show_disparity
from .files import seats
from .persons import check_lists, elect_persons

for command in (allocate_seats, show_disparity, elect_persons, check_lists):
    seats.add_command(command)
    command.callback.without_database = True  # type: ignore[union-attr]

seats.add_command(allocate_counted)

COMMANDS = [seats]
