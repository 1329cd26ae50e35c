"""The rules R01 to R24 once more, for one form at a time, in plain arithmetic: what the columns are proved against."""

from __future__ import annotations

from math import ceil
from statistics import median

from telusur.results.elections.rules.layout import UNREAD

SEXES = "lpj"
PART_ONE = [
    f"{name}_{sex}"
    for name in ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total")
    for sex in SEXES
]
TOTALS = ["suara_sah", "suara_tidak_sah", "suara_total"]


class Form:
    """One form with what is known beside it. A field that was not read is None, an X is 0."""

    def __init__(self, sheet, row):
        self.sheet, self.row = sheet, row
        self.numbers = {
            name: None if sheet.values[row, place] == UNREAD else max(int(sheet.values[row, place]), 0)
            for name, place in sheet.layout.places.items()
        }
        self.choices = [choice.total for choice in sheet.layout.choices]
        self.votes = [name for choice in sheet.layout.choices for name in choice.fields]
        self.village = int(sheet.codes[row]) // 1000
        self.regency = int(sheet.codes[row]) // 10**9

    def __getitem__(self, name):
        return self.numbers[name]

    def known(self, *names):
        return all(self.numbers[name] is not None for name in names)

    def over(self, part, whole):
        return self.known(part, whole) and self[part] > self[whole]

    def differ(self, one, other):
        return self.known(one, other) and self[one] != self[other]

    def reserve(self, voters):
        return ceil(voters * self.sheet.limits.reserve)

    def limit(self):
        cap = self.sheet.limits.cap
        if self.known("ss_diterima"):
            return self["ss_diterima"]
        if self.known("dpt_j", "pengguna_dptb_j", "pengguna_dpk_j"):
            own = min(self["dpt_j"], cap)
            return own + self.reserve(own) + self["pengguna_dptb_j"] + self["pengguna_dpk_j"]
        return cap + self.reserve(cap)

    def turnout(self):
        return (
            self["pengguna_total_j"] / self["dpt_j"]
            if self.known("pengguna_total_j", "dpt_j") and self["dpt_j"]
            else None
        )

    def is_whole(self):
        return (
            self.known(*PART_ONE, *TOTALS, *self.votes) and sum(value > 0 for value in self.sheet.values[self.row]) >= 5
        )


def r01(form, _all):
    names = ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total", "disabilitas")
    rows = [[f"{name}_{sex}" for sex in SEXES] for name in names]
    return any(form.known(*row) and form[row[0]] + form[row[1]] != form[row[2]] for row in rows)


def r02(form, _all):
    rows = [[f"pengguna_{name}_{sex}" for name in ("dpt", "dptb", "dpk", "total")] for sex in SEXES]
    return any(form.known(*row) and sum(form[name] for name in row[:3]) != form[row[3]] for row in rows)


def r03(form, _all):
    parts = ("ss_digunakan", "ss_dikembalikan", "ss_tidak_digunakan")
    return form.known("ss_diterima", *parts) and form["ss_diterima"] != sum(form[name] for name in parts)


def r04(form, _all):
    return form.differ("ss_digunakan", "pengguna_total_j")


def r05(form, _all):
    return form.known("suara_sah", *form.choices) and form["suara_sah"] != sum(form[name] for name in form.choices)


def r06(form, _all):
    lists = [choice for choice in form.sheet.layout.choices if choice.candidates]
    return any(
        form.known(*each.fields) and form[each.total] != sum(form[name] for name in each.fields if name != each.total)
        for each in lists
    )


def r07(form, _all):
    return form.known(*TOTALS) and form["suara_total"] != form["suara_sah"] + form["suara_tidak_sah"]


def r08(form, _all):
    return form.differ("suara_total", "pengguna_total_j")


def r09(form, _all):
    return form.differ("suara_total", "ss_digunakan")


def r10(form, _all):
    return any(form.over(f"pengguna_dpt_{sex}", f"dpt_{sex}") for sex in SEXES)


def r11(form, _all):
    return form.known("ss_diterima", "dpt_j") and form["ss_diterima"] != form["dpt_j"] + form.reserve(form["dpt_j"])


def r12(form, _all):
    return form.over("suara_total", "ss_diterima") or any(form.over(name, "suara_sah") for name in form.choices)


def r13(form, _all):
    kind = form.sheet.capped[form.row]
    bound = kind == 2 or (kind == 1 and form.known("dpt_j") and form["dpt_j"] > 0)
    return bool(bound and form.known("suara_total") and form["suara_total"] > form.limit())


def r14(form, _all):
    return form.over("disabilitas_j", "pengguna_total_j")


def r15(form, _all):
    if form.sheet.voters is None:
        return False
    known = dict(zip(SEXES, form.sheet.voters[form.row], strict=True))
    return any(known[sex] != UNREAD and form.known(f"dpt_{sex}") and form[f"dpt_{sex}"] != known[sex] for sex in SEXES)


def r16(form, _all):
    for other in form.sheet.elsewhere:
        dpt, dptb, dpk = other.users[form.row]
        for name, there in (("pengguna_dpt_j", dpt), ("pengguna_dpk_j", dpk)):
            if there != UNREAD and form.known(name) and form[name] != max(there, 0):
                return True
        if dptb != UNREAD and form.known("pengguna_dptb_j"):
            more = form["pengguna_dptb_j"] - max(dptb, 0)
            if (other.wider and more > 0) or (not other.wider and other.narrower and more < 0):
                return True
    return False


def r17(form, _all):
    names = [*form.choices, *TOTALS]
    readings = [] if form.sheet.readings is None else [reading[form.row] for reading in form.sheet.readings]
    return any(
        value != UNREAD and form.known(name) and form[name] != max(value, 0)
        for reading in readings
        for name, value in zip(names, reading, strict=True)
    )


def r18(form, _all):
    return form.sheet.pages_whole is not None and not form.sheet.pages_whole[form.row]


def r19(form, forms):
    if form.sheet.image_reused is not None and form.sheet.image_reused[form.row]:
        return True
    own = list(form.sheet.values[form.row])
    return form.is_whole() and any(
        other.row != form.row and other.village == form.village and list(other.sheet.values[other.row]) == own
        for other in forms
    )


def r20(form, _all):
    one = len(form.choices) > 1 and any(
        form.known(name, "suara_sah") and 0 < form["suara_sah"] == form[name] for name in form.choices
    )
    whole = form.known("dpt_j", "pengguna_total_j", "suara_tidak_sah") and 0 < form["dpt_j"] == form["pengguna_total_j"]
    return one or (whole and form["suara_tidak_sah"] == 0)


def r23(form, forms):
    own = form.turnout()
    others = [each.turnout() for each in forms if each.regency == form.regency and each.turnout() is not None]
    if own is None or len(others) < 8:
        return False
    usual = median(others)
    return abs(own - usual) > 4 * 1.4826 * median(abs(each - usual) for each in others)


def r24(form, _all):
    return any(any(form.known(name) for name in names) and not form.known(*names) for names in (PART_ONE, form.votes))


RULES = {name.upper(): rule for name, rule in globals().items() if name[0] == "r" and name[1:].isdigit()}


def broken(sheet):
    """Return by form the names of the rules it breaks."""
    forms = [Form(sheet, row) for row in range(len(sheet.codes))]
    return [sorted(name for name, rule in RULES.items() if rule(form, forms)) for form in forms]
