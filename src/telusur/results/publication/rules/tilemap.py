"""The provinces as a map of equal squares: column, row and a short name of each. A square is no area and no weight."""

from __future__ import annotations

SQUARES: dict[int, tuple[int, int, str]] = {
    11: (0, 0, "Aceh"), 12: (1, 1, "Sumut"), 14: (2, 1, "Riau"), 21: (3, 1, "Kepri"), 13: (1, 2, "Sumbar"),
    15: (2, 2, "Jambi"), 17: (1, 3, "Bengk."), 16: (2, 3, "Sumsel"), 19: (3, 3, "Babel"), 18: (2, 4, "Lamp."),
    36: (3, 5, "Banten"), 31: (4, 5, "DKI"), 32: (5, 5, "Jabar"), 33: (6, 5, "Jateng"), 34: (6, 6, "DIY"),
    35: (7, 5, "Jatim"), 51: (8, 5, "Bali"), 52: (9, 5, "NTB"), 53: (10, 5, "NTT"), 61: (5, 2, "Kalbar"),
    62: (6, 2, "Kalteng"), 63: (6, 3, "Kalsel"), 64: (7, 2, "Kaltim"), 65: (7, 1, "Kaltara"), 71: (10, 1, "Sulut"),
    75: (9, 1, "Goront."), 72: (9, 2, "Sulteng"), 76: (8, 3, "Sulbar"), 73: (9, 3, "Sulsel"), 74: (10, 3, "Sultra"),
    82: (11, 1, "Malut"), 81: (11, 3, "Maluku"), 96: (12, 1, "PBD"), 92: (13, 1, "Pabar"), 94: (13, 2, "Pateng"),
    91: (14, 1, "Papua"), 95: (14, 2, "Papeg"), 93: (14, 3, "Pasel"), 99: (0, 6, "LN"),
}  # fmt: skip
COLUMNS, ROWS = 15, 7
