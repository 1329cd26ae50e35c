"""A form that adds up, made up to practise with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

LISTED, RESERVE = 280, 6


def made_up(fields: Sequence[str], chance: random.Random) -> dict[str, int | str]:
    """Return numbers for a form with these fields that no rule holds; a field that no rule knows holds an X."""
    choices = [name for name in fields if name.startswith("suara_") and name.rpartition("_")[2].isdigit()]
    spoiled = chance.randint(0, 9)
    users = chance.randint(180, LISTED)
    left, votes = users - spoiled, {}
    for name in choices[:-1]:
        votes[name] = chance.randint(0, left)
        left -= votes[name]
    votes |= dict.fromkeys(choices[-1:], left)
    men = users // 2
    listed, ballots = LISTED // 2, LISTED + RESERVE
    numbers: dict[str, int | str] = {
        "dpt_l": listed, "dpt_p": listed, "dpt_j": LISTED,
        "pengguna_dpt_l": men, "pengguna_dpt_p": users - men, "pengguna_dpt_j": users,
        "pengguna_total_l": men, "pengguna_total_p": users - men, "pengguna_total_j": users,
        "ss_diterima": ballots, "ss_digunakan": users, "ss_dikembalikan": 0, "ss_tidak_digunakan": ballots - users,
        "suara_sah": users - spoiled, "suara_tidak_sah": spoiled, "suara_total": users, **votes,
    }  # fmt: skip
    return {name: numbers.get(name, "x") for name in fields}
