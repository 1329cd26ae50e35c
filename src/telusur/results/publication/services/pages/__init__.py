"""The pages of the published tree: whole HTML without a server behind it, with relative links only.

They are papers of the election rather than screens: one tree, in Indonesian, the same for everybody.
"""

from .beside import beside, doorway
from .changed import changes
from .compared import compared
from .frame import Frame
from .lists import described, district, files
from .official import d_form
from .place import page_name, place
from .seats import SeatsPaper, seats
from .station import parts_of

__all__ = [
    "Frame",
    "SeatsPaper",
    "beside",
    "changes",
    "compared",
    "d_form",
    "described",
    "district",
    "doorway",
    "files",
    "page_name",
    "parts_of",
    "place",
    "seats",
]
