"""The council of 2024: every cell of the published allocation, and every known slip, from the files themselves."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from telusur.results.seats.commands import seats

ON = ("--on", "2024-02-14", "--json")
PASSING = ["pkb", "gerindra", "pdip", "golkar", "nasdem", "pks", "pan", "demokrat"]


def ask(command: str, folder, *more: str):
    files = [folder / "dpr2024_dapil_suara.csv", "--seats", folder / "dpr2024_dapil_kursi.csv"]
    result = CliRunner().invoke(seats, [command, *map(str, files), *ON, *more])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def control(recapitulation_data):
    return ("--control", str(recapitulation_data / "dpr2024_nasional_resmi.csv"))


@pytest.fixture(scope="module")
def counted(recapitulation_data, control):
    return ask("allocate", recapitulation_data, "--threshold", "0.04", *control)


def rows(folder, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_84_times_8_cells_are_equal(counted, recapitulation_data):
    places = rows(recapitulation_data, "dpr2024_dapil_kursi.csv")
    cells = {(place["dapil"], party): int(place[party]) for place in places for party in PASSING}
    assert len(cells) == 672
    assert {place: counted["districts"][place[0]][place[1]] for place in cells} == cells
    assert counted["comparison"] == {"compared": 690, "differences": []}


def test_the_nation_has_580_seats_and_the_official_threshold(counted, recapitulation_data):
    official = rows(recapitulation_data, "dpr2024_nasional_resmi.csv")
    assert (counted["total_seats"], counted["open_seats"], counted["ties"]) == (580, 0, [])
    assert counted["by_party"] == {row["partai"].lower(): int(row["kursi"]) for row in official}
    assert (counted["valid_votes"], counted["threshold_votes"]) == (151_793_293, "6071731.72")
    assert sorted(counted["passing"]) == sorted(PASSING)


def test_control_totals_find_the_known_slips_and_no_other(counted):
    found = {each["name"]: (each["difference"], each["read_as"]) for each in counted["faults"]}
    assert found == {
        "not_whole/RIAU II/perindo": (None, 24_214),
        "sum_misses/pbb": (129_361, 2_282),
        "sum_misses/golkar": (4_000, None),
        "sum_misses/ummat": (-1, None),
    }


def test_one_seat_hangs_on_them_and_the_determination_is_refused(counted):
    assert counted["provisional"] == [
        {
            "district": "JAWA BARAT I",
            "seats": 1,
            "could_hold": {"golkar": [1, 2], "nasdem": [0, 1]},
            "faults": ["sum_misses/golkar"],
            "one_cell": True,
        }
    ]
    assert counted["determination"]["refused"]


def test_corrections_settle_them(recapitulation_data, control, tmp_path):
    """Where the 4,000 and the 1 lie is not known; any district serves to show what a correction does."""
    written = tmp_path / "koreksi.csv"
    votes = {row["dapil"]: row for row in rows(recapitulation_data, "dpr2024_dapil_suara.csv")}
    wrong = {("RIAU II", "perindo"): 24_214, ("JAWA TENGAH VIII", "pbb"): 2_282}
    wrong |= {("BALI", column): int(votes["BALI"][column]) + by for column, by in (("golkar", -4000), ("ummat", 1))}
    lines = [f"{place},{party},{votes[place][party]},{new},contoh" for (place, party), new in wrong.items()]
    written.write_text("\n".join(["dapil,partai,lama,baru,alasan", *lines]), encoding="utf-8")
    found = ask("allocate", recapitulation_data, *control, "--corrections", str(written), "--determine")
    assert (found["faults"], found["provisional"], found["determination"]["refused"]) == ([], [], False)
    assert (len(found["settled"]), len(found["corrections"])) == (4, 4)
    assert found["comparison"]["differences"] == []


def test_without_a_control_only_the_point_is_seen(recapitulation_data):
    found = ask("allocate", recapitulation_data)
    assert [each["name"] for each in found["faults"]] == ["not_whole/RIAU II/perindo"]
    assert found["provisional"] == []


def test_disparity_is_what_was_published(recapitulation_data, control):
    found = ask("disparity", recapitulation_data, *control)
    assert (found["people"], round(found["price"])) == (204_807_222, 353_116)
    index = {name: round(place["index"], 3) for name, place in found["districts"].items()}
    cheapest = sorted(index, key=index.__getitem__)[:4]
    assert {name: index[name] for name in cheapest} == {
        "PAPUA SELATAN": 0.347,
        "PAPUA BARAT": 0.364,
        "PAPUA BARAT DAYA": 0.416,
        "KALIMANTAN UTARA": 0.476,
    }
    dearest = sorted(index, key=index.__getitem__)[-4:]
    assert {name: index[name] for name in dearest} == {
        "JAWA BARAT VII": 1.335,
        "BANTEN III": 1.342,
        "JAWA BARAT VI": 1.512,
        "DKI JAKARTA II": 1.759,
    }
    assert found["beyond"] == {"0.1": 36, "0.25": 11}
    percent = {name: round(100 * found[name], 2) for name in ("malapportionment", "gallagher", "gallagher_passing")}
    assert percent == {"malapportionment": 5.96, "gallagher": 4.86, "gallagher_passing": 0.99}
    assert (round(100 * found["loosemore_hanby"], 2), round(100 * found["wasted"], 2)) == (11.4, 11.4)
    assert (round(found["enep"], 2), round(found["enpp"], 2)) == (9.1, 7.26)
    assert sum(place["fair"] for place in found["provinces"].values()) == 580


def test_the_elected_are_as_many_of_each_party_but_for_one_known_slip(recapitulation_data, control):
    """580 places by district and party; in ACEH II the source gives one of GERINDRA's seats to PDIP."""
    elected = recapitulation_data / "dpr2024_terpilih.csv"
    found = ask("allocate", recapitulation_data, *control, "--elected", str(elected))
    assert found["elected"]["differences"] == [
        {"district": "ACEH II", "party": "gerindra", "counted": 1, "known": 0},
        {"district": "ACEH II", "party": "pdip", "counted": 0, "known": 1},
    ]
    assert found["comparison"]["differences"] == []
