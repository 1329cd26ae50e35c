from __future__ import annotations

import io
from threading import Barrier, Thread

import pytest
from django.db import connections

from telusur.kernel.accounts.models import Role
from telusur.openness.information import services
from telusur.openness.information.models import InformationItem

from .factories import AT, an_office, an_officer

ROWS = b"Judul,Kelas,Tahun\n" + b"".join(b"Laporan %d,Berkala,2024\n" % number for number in range(20))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_yes_to_the_same_file_at_once_one_brings_it_in():
    office = an_office()
    officer = an_officer(office, Role.DESK)
    register = services.NewFile(io.BytesIO(ROWS), "d.csv")
    key, _reading = services.stage_import(office=office, register=register, files=[], officer=officer, at=AT)
    start, said = Barrier(2), []

    def say_yes():
        start.wait()
        try:
            said.append(len(services.import_staged(office=office, key=key, officer=officer, at=AT).item_ids))
        except LookupError:
            said.append(0)
        finally:
            connections.close_all()

    threads = [Thread(target=say_yes) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(said) == [0, 20]
    assert InformationItem.everything.count() == 20
