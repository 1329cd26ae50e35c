"""Everything an office keeps of one person, as he may ask for it. Law: UU 27/2022 Pasal 7, 32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.letters import selectors as letters
from telusur.kernel.notices import selectors as notices

from ..models import Dispute, IdentityPurge, InformationRequest, Note, Objection, labels
from ..rules.words import Audience
from .applicants import rows_of_person
from .openings import openings_of_case, openings_of_objection
from .proofs import proofs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..models import Applicant
    from ..rules.words import Tie

Rows = list[dict[str, Any]]


def holdings(
    *, applicant_id: int, tie: Tie | None, numbers: dict[int, str], told: Sequence[str] = ()
) -> dict[str, Rows]:
    """Return what is kept of a person at one office, by heading; texts as they are read, instants as its own time.

    tie: what binds his other files to this one. numbers: his identity numbers in the clear by the id of their row,
    opened by the caller in an act; others masked.
    told: how the keys of notices begin that rooms above owe him.
    """
    people = list(rows_of_person(applicant_id=applicant_id, tie=tie).select_related("user", "office"))
    keys = [row.pk for row in people]
    cases = list(InformationRequest.everything.filter(applicant_id__in=keys).select_related("office").order_by("pk"))
    objections = list(Objection.everything.filter(applicant_id__in=keys).select_related("office").order_by("pk"))
    disputes = list(Dispute.everything.filter(applicant_id__in=keys).select_related("office").order_by("pk"))
    return {
        _("Identitas"): [_person(row, numbers) for row in people],
        _("Akun"): [_account(row) for row in {each.user_id: each for each in people if each.user_id}.values()],
        _("Permohonan"): [_case(case) for case in cases],
        _("Keberatan"): [_objection(each) for each in objections],
        _("Sengketa"): [_dispute(each) for each in disputes],
        _("Keterangan Anda"): [
            {_("waktu"): _at(note.written_at, note.request.office.time_zone), _("isi"): note.text}
            for note in Note.objects.filter(request__in=cases, audience=Audience.APPLICANT)
            .select_related("request__office")
            .order_by("pk")
        ],
        _("Surat"): [letter for case in cases for letter in _letters("request", case)]
        + [letter for each in objections for letter in _letters("objection", each)]
        + [letter for each in disputes for letter in _letters("dispute", each)],
        _("Pindaian"): [scan for case in cases for scan in _scans(case)],
        _("Pemberitahuan"): [
            {
                _("waktu"): _at(notice.due_at, people[0].office.time_zone),
                _("kepada"): notice.to_email,
                _("perihal"): notice.subject,
                _("isi"): notice.text,
            }
            for notice in notices.mails_about(
                office_id=people[0].office_id,
                begins=[
                    *(f"request:{case.pk}:" for case in cases),
                    *(f"objection:{each.pk}:" for each in objections),
                    *(f"dispute:{each.pk}:" for each in disputes),
                    *told,
                ],
            )
        ],
        _("Pembukaan identitas"): [
            {
                _("waktu"): _at(each.at, each.zone),
                _("petugas"): f"{each.by}, {each.held}".strip(", "),
                _("yang dibuka"): each.what,
                _("untuk apa"): each.purpose,
                _("nomor"): each.number,
            }
            for found in (
                *(openings_of_case(request_id=case.pk) for case in cases),
                *(openings_of_objection(objection_id=each.pk) for each in objections if each.request_id is None),
            )
            for each in found
        ],
    }


def _person(row: Applicant, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        _("nama"): row.name,
        _("jenis pemohon"): str(row.get_type_display()),
        _("wakil atau kuasa"): row.representative,
        _("jenis identitas"): str(row.get_identity_kind_display()),
        _("nomor identitas"): numbers.get(row.pk, row.identity_masked),
        _("surel"): row.email,
        _("telepon"): row.phone,
        _("alamat"): row.address,
        _("pekerjaan"): row.occupation_words or str(row.get_occupation_display()),
        _("jenis kelamin"): str(row.get_sex_display()),
        _("terhubung ke akun"): _("ya") if row.user_id else _("tidak"),
    }


def _account(row: Applicant) -> dict[str, Any]:
    """Return the profile of the account that a person joined his requests to."""
    user = row.user
    assert user is not None  # noqa: S101 the caller chose those with one
    return {
        _("nama"): user.full_name,
        _("surel"): user.email,
        _("dibuat"): _at(user.created_at, row.office.time_zone),
    }


def _case(case: InformationRequest) -> dict[str, Any]:
    return {
        _("nomor"): case.number,
        _("diterima"): _at(case.received_at, case.office.time_zone),
        _("saluran"): str(case.get_channel_display()),
        _("yang diminta"): case.question,
        _("tujuan penggunaan"): case.purpose,
        _("bantuan"): case.assistance_words,
        _("tahap"): str(labels.STATES[case.state]),
        _("putusan"): str(case.get_outcome_display()),
    }


def _objection(each: Objection) -> dict[str, Any]:
    return {
        _("nomor"): each.number,
        _("diterima"): _at(each.received_at, each.office.time_zone),
        _("informasi"): each.information,
        _("kasus posisi"): each.position,
        _("kuasa"): each.proxy,
        _("tanggapan Anda"): each.response,
        _("tahap"): str(each.get_state_display()),
    }


def _dispute(each: Dispute) -> dict[str, Any]:
    return {
        _("nomor"): each.number,
        _("diterima"): _at(each.noticed_at, each.office.time_zone),
        _("komisi dan nomor perkara"): f"{each.commission_name}, {each.commission_number}",
        _("informasi"): each.information,
        _("pokok permohonan"): each.petition,
        _("alasan terlambat"): each.late_reason,
        _("tahap"): str(each.get_state_display()),
        _("putusan"): str(each.get_outcome_display()),
    }


def _letters(kind: str, file: InformationRequest | Objection | Dispute) -> Rows:
    return [
        {
            _("nomor"): letter.number,
            _("judul"): letter.title,
            _("tanggal"): _at(letter.issued_at, file.office.time_zone),
            _("berkas"): file.number,
        }
        for letter in letters.letters_about(subject_kind=kind, subject_id=str(file.pk))
    ]


def _scans(case: InformationRequest) -> Rows:
    zone = case.office.time_zone
    kept = [
        {
            _("jenis"): str(labels.PROOFS.get(proof.title, proof.title)),
            _("berkas"): case.number,
            _("diterima"): _at(proof.received_at, zone),
            _("keadaan"): _("disimpan tersegel"),
        }
        for proof in proofs_of(request_id=case.pk)
    ]
    gone = [
        {
            _("jenis"): _("Pindaian identitas"),
            _("berkas"): case.number,
            _("diterima"): "",
            _("keadaan"): _("dihapus %(moment)s") % {"moment": _at(purge.purged_at, zone)},
        }
        for purge in IdentityPurge.objects.filter(request=case).order_by("pk")
    ]
    return [*kept, *gone]


def _at(at: datetime, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "j F Y H.i")
