"""`telusur seats`: seats, who takes them, and how equal votes are."""

from .allocating import allocate_seats
from .disparity import show_disparity
from .files import seats
from .persons import check_lists, elect_persons

for command in (allocate_seats, show_disparity, elect_persons, check_lists):
    seats.add_command(command)
    command.callback.without_database = True  # type: ignore[union-attr]

COMMANDS = [seats]
