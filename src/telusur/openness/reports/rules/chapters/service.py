"""Chapter 3: the service in detail: requests and the people behind them, time, what was granted and refused and why."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from telusur.kernel.figures.rules.measures import Hundredths, printed

from ..content import Chapter, Column, Number, Section, Table
from ..phrasing import Counted, cell_of, filled, listed, number_of, paragraph, percent, sum_of
from .context import MONTH, TOTAL, name_of, split_chart, split_table

if TYPE_CHECKING:
    from ..content import Block, Part
    from ..given import Split
    from .context import Context

TITLE = "Rincian pelayanan informasi publik"
RECEIVED = "requests.received"
APPLICANTS = "requests.applicants"
ANSWERED = "requests.answered"
UNIT = "permohonan"
PEOPLE = (("sex", "Jenis kelamin"), ("occupation", "Pekerjaan"), ("applicant_type", "Jenis pemohon"))
OTHERS = (("channel", "Saluran"), ("track", "Jalur"))
ALL = "Semua"
BY = "Permohonan menurut {name}"
BOTH_BY = "Permohonan dan pemohon menurut {name}"
TIMES_BY = "Waktu jawab menurut {name}, dalam hari kerja"
LETTER = "Pasal 17 huruf {letter}"
TWICE = "Tercatat di lebih dari satu baris"

REQUESTS = Counted(
    none="Selama tahun {year} tidak ada permohonan informasi publik yang diterima {office}.",
    many="Selama tahun {year} {office} menerima {requests:words} permohonan informasi publik dari {people:words} "
    "pemohon.",
)
ONCE_EACH = "Setiap pemohon mengajukan satu permohonan."
COUNTED_ONCE = "Pemohon yang mengajukan lebih dari satu permohonan dihitung satu kali."
BUSIEST = "Permohonan terbanyak diterima pada bulan {month}, yakni {most} permohonan."
APART = (
    "Permohonan dan pemohon dihitung sendiri-sendiri: tabel berikut menyebut banyaknya permohonan dan banyaknya orang "
    "atau badan yang mengajukannya."
)
CLOSED = "Demi data pribadi pemohon, angka tabel ini tidak dipecah menjadi barisnya; yang terbuka ialah semua barisnya."
NO_TIME = Counted(
    none="Waktu pelayanan tidak dihitung karena tidak ada permohonan yang diterima pada tahun {year}.",
    many="Waktu pelayanan belum dapat dihitung karena belum ada permohonan tahun {year} yang dijawab.",
)
ANSWERS = Counted(
    none="",
    one="Dari {requests} permohonan, {answered} permohonan sudah dijawab tertulis.",
    many="Dari {requests} permohonan, {answered} permohonan sudah dijawab tertulis.",
)
TIMES = (
    "Rata-rata waktu jawab {mean} hari kerja dan mediannya {median} hari kerja, dihitung dari {answered} permohonan "
    "yang dijawab; yang paling lama {longest} hari kerja."
)
NINE_TENTHS = "Sembilan dari sepuluh permohonan dijawab dalam {tenth} hari kerja atau kurang."
IN_TIME = "Permohonan yang dijawab tepat waktu mencapai {in_time} persen."
NO_DAYS = "Lama jawabnya tidak diketahui karena hari jawabnya atau kalender tahun itu tidak tercatat."
DAY_ZERO = "Hari terima ialah hari ke-0, dan yang dihitung hanya hari kerja."
EXTENDED = Counted(
    none="Tidak ada waktu jawab yang diperpanjang.",
    one="Waktu jawab satu permohonan diperpanjang.",
    many="Waktu jawab {extended} permohonan diperpanjang.",
)
NO_OUTCOME = (
    "Tidak ada permohonan tahun {year} yang dikabulkan maupun ditolak karena tidak ada permohonan yang diterima."
)
OUTCOME = {
    "granted_full": "dikabulkan seluruhnya",
    "granted_part": "dikabulkan sebagian",
    "refused_exempt": "ditolak karena informasinya dikecualikan",
    "not_held": "tidak dapat dipenuhi karena informasinya tidak dikuasai",
    "not_documented": "belum dapat dipenuhi karena informasinya belum didokumentasikan",
    "withdrawn": "dicabut pemohon",
    "incomplete": "ditutup karena tidak dilengkapi",
    "": "belum diputus",
}
FATES = "Dari {requests} permohonan itu, {fates}."
ONE_FATE = "Permohonan itu {fate}."
SAME_FATE = "Semua permohonan itu {fate}."
GRANTED = ("granted_full", "granted_part")
NO_GRANT = "Tidak ada permohonan yang dikabulkan pada tahun {year}."
REFUSALS = {
    "refused_exempt": "Dikecualikan menurut Pasal 17",
    "not_held": "Informasi tidak dikuasai",
    "not_documented": "Informasi belum didokumentasikan",
}
REFUSED = Counted(
    none="Tidak ada permohonan yang ditolak pada tahun {year}.",
    one="Satu permohonan tidak dapat dipenuhi pada tahun {year}; alasannya tercantum dalam tabel berikut.",
    many="Sebanyak {refused:words} permohonan tidak dapat dipenuhi pada tahun {year} dengan alasan berikut.",
)
LETTERS = "Satu permohonan dapat memakai beberapa huruf Pasal 17, jadi banyaknya alasan bukan banyaknya permohonan."
NO_LETTER = "Tidak ada alasan pengecualian menurut Pasal 17 yang dipakai pada tahun {year}."


INDEX = "Indeks Kepuasan Masyarakat atas layanan informasi publik tahun {year} ialah {index} dari 100."
NO_INDEX = "Indeks Kepuasan Masyarakat tahun {year} tidak dihitung."
RESPONDENTS, TARGET = "satisfaction.respondents", "satisfaction.target"
BY_PEOPLE = "Nilai itu dihitung dari jawaban {people} responden."
PEOPLE_UNKNOWN = "Banyaknya responden tidak dibekukan bersama nilai itu."
TARGET_MET = "Sasarannya {target} responden menurut tabel Krejcie dan Morgan, dan sasaran itu tercapai."
TARGET_MISSED = "Sasarannya {target} responden menurut tabel Krejcie dan Morgan, dan sasaran itu belum tercapai."
TARGET_UNKNOWN = "Sasaran respondennya tidak diketahui karena jumlah pengguna layanan tidak tercatat."
FEW = "{people} responden, sasaran {target}"


def service(context: Context) -> Chapter:
    sections = (_received(context), _times(context), _outcomes(context), _refused(context), _satisfaction(context))
    return Chapter(3, TITLE, sections)


def _received(context: Context) -> Section:
    title = "Jumlah permohonan informasi publik"
    requests, people = context.count(RECEIVED), context.count(APPLICANTS)
    said = REQUESTS.about(
        requests.value, requests=requests, people=people, year=str(context.year), office=context.office.name
    )
    own = context.own_words("service")
    if not requests.value:
        return Section("received", title, (paragraph(said), *own))
    reading = context.reading(RECEIVED)
    month = split_table(
        reading, MONTH, key="by-month", title="Permohonan menurut bulan diterima", label="Bulan", unit=UNIT
    )
    more = filled(ONCE_EACH if people.value == requests.value else COUNTED_ONCE)
    blocks: list[Block] = [paragraph(said, *([more] if requests.value != 1 else []), _busiest(context))]
    blocks += [split_chart(month, upright=True), month]
    for split, name in OTHERS:
        blocks.append(
            split_table(reading, split, key=f"by-{split}", title=BY.format(name=name.lower()), label=name, unit=UNIT)
        )
    blocks.append(paragraph(filled(APART)))
    blocks += [_people(context, split, name) for split, name in PEOPLE]
    return Section("received", title, (*blocks, *own))


def _busiest(context: Context) -> tuple[Part, ...]:
    """Return which single month brought most, where one did and there were more than one."""
    reading = context.reading(RECEIVED)
    cells = sorted(reading.split(MONTH).cells, key=lambda cell: -Fraction(cell.value or 0))
    if len(cells) < 2 or cells[0].value == cells[1].value or not cells[1].value:  # noqa: PLR2004 one month is no most
        return ()
    return context.say(BUSIEST, month=cells[0].label, most=cell_of(reading, MONTH, cells[0]))


def _people(context: Context, split: str, name: str) -> Table:
    """Return requests and applicants by an attribute of the applicant. One who stands in two rows is taken off once, so
    that both columns add up."""
    requests, people = context.reading(RECEIVED), context.reading(APPLICANTS)
    rows: list[tuple[Part, ...]] = []
    for cell in requests.split(split).cells:
        if cell.value:
            person = cell_of(people, split, people.split(split).cell(cell.key))
            rows.append((name_of(cell), cell_of(requests, split, cell), person))
    total = number_of(people)
    over = sum_of("over", [row[2] for row in rows if isinstance(row[2], Number)])
    left = Fraction(over.value or 0) - Fraction(total.value or 0)
    if left:
        less = Number(f"{people.key}/{split}/twice", -int(left), f"−{printed(int(left))}", people.unit, people.rows)
        rows.append((TWICE, "–", less))
    columns = (
        Column(name, width=3),
        Column("Permohonan", numeric=True, summed=True),
        Column("Pemohon", numeric=True, summed=True),
    )
    title = BOTH_BY.format(name=name.lower())
    return Table(f"by-{split}", title, columns, tuple(rows), (TOTAL, number_of(requests), total), CLOSED)


def _times(context: Context) -> Section:
    title = "Waktu pelayanan menurut klasifikasinya"
    requests, answered = context.count(RECEIVED), context.count(ANSWERED)
    extended = context.count("requests.extended")
    longer = EXTENDED.about(extended.value, extended=extended) if requests.value else ()
    if not answered.value:
        said = NO_TIME.about(requests.value, year=str(context.year))
        return Section("times", title, (paragraph(said, longer),))
    said = ANSWERS.about(answered.value, requests=requests, answered=answered)
    return Section("times", title, (paragraph(said, *_measured(context, answered), longer), *_by_class(context)))


def _measured(context: Context, answered: Number) -> list[tuple[Part, ...]]:
    mean, median = number_of(context.reading("requests.days_mean")), number_of(context.reading("requests.days_median"))
    tenth = number_of(context.reading("requests.days_slowest_tenth"))
    longest = number_of(context.reading("requests.days_longest"))
    in_time = number_of(context.reading("requests.in_time"))
    said = []
    if mean.value is None or median.value is None or tenth.value is None or longest.value is None:
        said.append(filled(NO_DAYS))
    else:
        said.append(filled(TIMES, mean=mean, median=median, longest=longest, answered=answered))
        said.append(filled(NINE_TENTHS, tenth=tenth))
        said.append(filled(DAY_ZERO))
    if in_time.value is not None:
        exact = Number(in_time.key, in_time.value, percent(in_time.value), in_time.unit, in_time.rows)
        said.append(filled(IN_TIME, in_time=exact))
    return said


def _by_class(context: Context) -> list[Block]:
    """Return time by channel and by track: how many were answered, mean, median, longest, share in time."""
    made: list[Block] = []
    for split, name in OTHERS:
        answered = context.reading(ANSWERED)
        rows = tuple(
            (name_of(cell), cell_of(answered, split, cell), *_of_class(context, split, cell.key))
            for cell in answered.split(split).cells
            if cell.value
        )
        columns = (
            Column(name, width=2),
            Column("Dijawab", numeric=True, summed=True),
            Column("Rata-rata", numeric=True),
            Column("Median", numeric=True),
            Column("Terlama", numeric=True),
            Column("Tepat waktu", numeric=True),
        )
        measured: list[Part] = [number_of(context.reading(key)) for key in MEASURES]
        title = TIMES_BY.format(name=name.lower())
        made.append(
            Table(
                f"times-{split}",
                title,
                columns,
                rows,
                (ALL, number_of(answered), *measured[:-1], _with_sign(measured[-1])),
            )
        )
    return made


MEASURES = ("requests.days_mean", "requests.days_median", "requests.days_longest", "requests.in_time")


def _of_class(context: Context, split: str, cell: str) -> list[Part]:
    found: list[Part] = []
    for key in MEASURES:
        reading = context.reading(key)
        number = cell_of(reading, split, reading.split(split).cell(cell))
        found.append(_with_sign(number) if key == MEASURES[-1] else number)
    return found


def _with_sign(number: Part) -> Part:
    if not isinstance(number, Number) or number.value is None:
        return number
    return Number(number.key, number.value, f"{percent(number.value)}%", number.unit, number.rows)


def _outcomes(context: Context) -> Section:
    title = "Permohonan yang dikabulkan sebagian atau seluruhnya"
    requests, reading = context.count(RECEIVED), context.reading(RECEIVED)
    if not requests.value:
        return Section("outcomes", title, (paragraph(context.say(NO_OUTCOME)),))
    split = reading.split("outcome")
    ends = [cell for cell in split.cells if cell.value]
    if len(ends) == 1:
        said = filled(ONE_FATE if requests.value == 1 else SAME_FATE, fate=OUTCOME[ends[0].key])
    else:
        fates = [(cell_of(reading, "outcome", cell), f" {OUTCOME[cell.key]}") for cell in ends]
        said = filled_with(FATES, "fates", listed(fates), requests=requests)
    granted = sum_of("granted", [cell_of(reading, "outcome", split.cell(key)) for key in GRANTED])
    none = context.say(NO_GRANT) if not granted.value else ()
    table = split_table(
        reading, "outcome", key="by-outcome", title="Permohonan menurut hasil", label="Hasil", unit=UNIT
    )
    return Section("outcomes", title, (paragraph(said, none), split_chart(table), table))


def filled_with(pattern: str, place: str, parts: tuple[Part, ...], **values: Part) -> tuple[Part, ...]:
    """Return a pattern whose one place takes a list of parts."""
    before, after = pattern.split(f"{{{place}}}")
    return (*filled(before, **values), *parts, *filled(after, **values))


def _refused(context: Context) -> Section:
    title = "Permohonan yang ditolak beserta alasannya"
    reading = context.reading(RECEIVED)
    split = reading.split("outcome")
    numbers = [(name, cell_of(reading, "outcome", split.cell(key))) for key, name in REFUSALS.items()]
    total = sum_of(f"{RECEIVED}/refused", [number for _name, number in numbers], unit=UNIT, rows=reading.rows)
    said = REFUSED.about(total.value, refused=total, year=str(context.year))
    if not total.value:
        return Section("refused", title, (paragraph(said), *_letters(context, split)))
    columns = (Column("Alasan", width=3), Column("Permohonan", numeric=True, summed=True))
    rows = tuple((name, number) for name, number in numbers if number.value)
    table = Table("refused", "Permohonan yang tidak dipenuhi menurut alasan", columns, rows, (TOTAL, total))
    return Section("refused", title, (paragraph(said), table, *_letters(context, split)))


def _letters(context: Context, outcomes: Split) -> tuple[Block, ...]:
    """Return the letters of Pasal 17 that were used; that there are none is said where something was kept closed."""
    reading = context.reading("requests.kept_closed")
    if not reading.value:
        closed = outcomes.cell("refused_exempt").value
        return (paragraph(context.say(NO_LETTER)),) if not closed else ()
    rows = tuple(
        (LETTER.format(letter=cell.label), cell_of(reading, "letter", cell))
        for cell in reading.split("letter").cells
        if cell.value
    )
    columns = (Column("Dasar", width=3), Column("Alasan", numeric=True, summed=True))
    table = Table("letters", "Alasan pengecualian menurut huruf", columns, rows, (TOTAL, number_of(reading)), LETTERS)
    return (table,)


def index_of(context: Context) -> Number:
    """Return the index as its law prints it: a frozen set keeps the value, not its two decimals."""
    index = number_of(context.reading("satisfaction.index"))
    return index if index.value is None else replace(index, printed=printed(Hundredths(index.value)))


def answered_of(context: Context) -> str:
    """Return by how many the index was answered, and by how many it should be, in few words."""
    people, target = (number_of(context.reading(key)) for key in (RESPONDENTS, TARGET))
    return FEW.format(people=people.printed, target=target.printed)


def _satisfaction(context: Context) -> Section:
    """The index never stands without how many answered and how many should."""
    title, index = "Kepuasan masyarakat", index_of(context)
    if index.value is None:
        return Section("satisfaction", title, (paragraph(context.say(NO_INDEX)),))
    people, target = (number_of(context.reading(key)) for key in (RESPONDENTS, TARGET))
    said = [context.say(INDEX, index=index)]
    said.append(filled(BY_PEOPLE, people=people) if people.value is not None else filled(PEOPLE_UNKNOWN))
    if target.value is None:
        said.append(filled(TARGET_UNKNOWN))
    else:
        met = Fraction(people.value or 0) >= Fraction(target.value)
        said.append(filled(TARGET_MET if met else TARGET_MISSED, target=target))
    return Section("satisfaction", title, (paragraph(*said),))
