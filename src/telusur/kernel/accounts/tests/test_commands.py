import json

import pytest
from click.testing import CliRunner

from telusur.kernel.accounts import selectors
from telusur.kernel.accounts.commands import office
from telusur.kernel.accounts.models import Appointment, User

from .people import PASSWORD, make_office

pytestmark = pytest.mark.django_db
ANI = ("--email", "Ani@example.test", "--name", "Ani")


def run(*arguments):
    return CliRunner().invoke(office, ["admin", *arguments])


def test_the_first_administrator_opens_the_account_with_the_printed_link(client):
    make_office()
    result = run("--office", "3673", *ANI, "--decree", "7/2026", "--decree-date", "2026-04-01")
    link = result.output.split()[-1].removeprefix("http://localhost:8000")
    client.post(client.get(link).url, {"password1": PASSWORD, "password2": PASSWORD})
    user = User.objects.get()
    assert user.check_password(PASSWORD)
    appointment = user.appointments.get()
    assert (appointment.role, appointment.decree_number) == ("administrator", "7/2026")
    assert client.get(link).context["token_fail"]  # once only


def test_without_an_office_the_national_one_is_meant_and_made():
    printed = json.loads(run(*ANI, "--json").output)
    assert (printed["office"], printed["email"]) == ("0", "ani@example.test")
    assert Appointment.objects.get().office.code == "0"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--office", "99", *ANI), "“99” tidak ada"), (("--email", "ani", "--name", "Ani"), "“ani” tidak lengkap")],
)
def test_what_is_wrong_is_said_in_plain_words(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert not User.objects.exists()


def test_twice_is_refused():
    run(*ANI)
    result = run(*ANI)
    assert result.exit_code == 1
    assert "sudah administrator" in result.output
    assert selectors.user_by_email(email="ani@example.test").appointments.count() == 1
