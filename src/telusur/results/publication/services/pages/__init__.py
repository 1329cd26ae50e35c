"""The pages of the published tree: whole HTML without a server behind it, with relative links only.

They are papers of the election rather than screens: one tree, in Indonesian, the same for everybody.
"""

from .beside import beside, doorway
from .changed import changes
from .frame import Frame
from .place import place

__all__ = ["Frame", "beside", "changes", "doorway", "place"]
