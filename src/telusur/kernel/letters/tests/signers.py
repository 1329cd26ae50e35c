"""A certificate authority and a signer made for one test run, and PDFs signed with them by pyHanko itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

FROM = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Hand:
    """Who signs: his certificate and key, and the certificate that issued it."""

    certificate: bytes
    key: bytes
    root: bytes


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject: str, issuer: str, key, signing_key, *, authority: bool, until: datetime):
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(signing_key, hashes.SHA256())
    )


@cache
def a_hand(name: str = "Rina Contoh", *, authority: str = "Otoritas Uji", days: int = 700) -> Hand:
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(authority, authority, root_key, root_key, authority=True, until=FROM + timedelta(days=3000))
    leaf = _certificate(name, authority, key, root_key, authority=False, until=FROM + timedelta(days=days))
    return Hand(
        certificate=leaf.public_bytes(serialization.Encoding.PEM),
        key=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        root=root.public_bytes(serialization.Encoding.PEM),
    )


def signed(pdf: bytes, hand: Hand | None = None, *, field: str = "Tanda tangan") -> bytes:
    """The PDF with an incremental, cryptographic signature over all of it."""
    from asn1crypto import keys as asn1_keys  # noqa: PLC0415 as heavy as pyHanko
    from asn1crypto import pem  # noqa: PLC0415
    from asn1crypto import x509 as asn1_x509  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    hand = hand or a_hand()
    certificates = [asn1_x509.Certificate.load(pem.unarmor(each)[2]) for each in (hand.certificate, hand.root)]
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    signer = signers.SimpleSigner(
        signing_cert=certificates[0],
        signing_key=asn1_keys.PrivateKeyInfo.load(pem.unarmor(hand.key)[2]),
        cert_registry=store,
    )
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", reason="Surat PPID"),
        signer=signer,
    )
    return out.getvalue()


def with_another_page(pdf: bytes) -> bytes:
    """The PDF with an incremental update that changes what is read: the first page's contents are gone."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
