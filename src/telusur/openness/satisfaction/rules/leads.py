"""What in a comment leads to whoever wrote it beside the numbers and addresses that every document is searched for.

Links and names of chats, mail spelled out in words, accounts of banks, plates of cars, and the number of the very
request that the survey asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN_AT: Final = r"(?:[(\[{]\s*(?:at|et|@)\s*[)\]}]|@)"
_DOT: Final = r"(?:\s*[(\[{]?\s*(?:\.|\b(?:dot|titik)\b)\s*[)\]}]?\s*)"
_DOT_WRITTEN: Final = r"(?:\.|\s*[(\[{]\s*(?:dot|titik|\.)\s*[)\]}]\s*)"
_DIGIT: Final = r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_PLATE: Final = (
    r"(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|[FGHLMNRSTWZ]|K[BHTU]?|P[AB]?)"  # areas of registration
)
_LEADS: Final = (
    # A page of a person, or a chat with him.
    re.compile(
        r"(?i)\b(?:wa\.me|(?:api|chat)\.whatsapp\.com|t\.me|telegram\.me|m\.me|line\.me|(?:www\.)?(?:facebook|fb|instagram|"
        r"tiktok|twitter|x|linkedin|threads)\.(?:com|net)|linktr\.ee)/\S+"
    ),
    # budi (at) contoh dot id, budi@ contoh .com, budi[dot]s@gmail, budi at contoh titik com; addresses of offices end
    # in go.id, but for those that begin with two names.
    re.compile(
        rf"(?i)[\w.\-]{{2,64}}\s*{_SIGN_AT}\s*(?!(?:[\w\-]{{1,63}}{_DOT}){{0,6}}?go{_DOT}id\b(?!{_DOT}[a-z]))"
        rf"[\w\-]{{2,63}}(?:{_DOT}[a-z]{{2,12}}\b)+"
    ),
    re.compile(rf"(?i)\b(?!(?:ppid|kpu|info|humas|layanan|sekretariat)\b)[a-z]{{2,30}}{_DOT_WRITTEN}[a-z]{{1,30}}\s*{_SIGN_AT}\s*[\w\-]{{2,63}}"),
    re.compile(r"(?i)\b[\w.\-]{2,64}\s+(?:at|et)\s+[\w\-]{2,63}\s+(?:dot|titik)\s+[a-z]{2,12}\b"),
    # @nama_saya, IG: nama.saya88
    re.compile(r"(?<![\w@.)])@[A-Za-z_][\w.]{2,29}"),
    re.compile(
        r"(?i)\b(?:ig|instagram|fb|facebook|twitter|tiktok|telegram|line|wa)\s*[:=]\s*(?=[\w.]*[\d_.]\w)[a-z][\w.]{2,29}"
    ),
    # Rekening BCA 1234567890; ten digits and more without a word, unless they are money.
    re.compile(
        r"(?i)\b(?:no\.?\s*rek|norek|rek(?:ening)?|bca|bri|bni|bsi|btn|mandiri|bank\s+\w+|gopay|ovo)\b\.?"
        r"(?:(?!rp)[^\d\n]){0,30}\d(?:[ .\-]?\d){7,17}(?!\d)"
    ),
    re.compile(r"(?<![\d.,/])(?<!Rp)(?<!Rp )(?<!Rp\. )\d{10,18}(?![\d/])"),
    # B 1234 XYZ; ukuran A4 is none.
    re.compile(rf"\b{_PLATE}[ -]?(?:\d{{3,4}}[ -]?[A-Z]{{1,3}}|\d{{2}}[ -]?[A-Z]{{2,3}})\b"),
    re.compile(r"(?i)\b(?:plat|nopol|no\.?\s*pol|nomor\s+polisi)\b[^\d\n]{0,15}\b[a-z]{1,2}\s?\d{1,4}(?:\s?[a-z]{1,3}\b)?"),
    # 0001/PPID/2026, 12/KEB-PPID/2026, permohonan nomor 12, kode lacak ABCD-2345
    re.compile(r"(?i)\b\d{1,6}\s*/\s*(?:[\w.\-]+\s*/\s*){0,3}[\w.\-]*PPID[\w.\-]*(?:\s*/\s*[\w.\-]+){0,3}"),
    re.compile(
        r"(?i)\b(?:permohonan|keberatan|sengketa|register|registrasi|tiket|perkara)\b(?:\s+(?:saya|kami|ini))?\s*[,(]?\s*"
        r"(?:dengan\s+)?(?:no(?:mor|mer)?)\.?\s*[:.]?\s*\d{1,6}\b"
        r"|\b(?:no(?:mor|mer)?)\.?\s*(?:permohonan|keberatan|sengketa|register|registrasi|registernya|tiket|perkara)\b"
        r"(?:\s+(?:saya|kami))?\s*[:.]?\s*(?:adalah\s+|ialah\s+)?\d{1,6}\b"
    ),
    re.compile(r"\b(?=[A-Z0-9-]*[A-Z])(?=[A-Z-]*\d)[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b"),
    re.compile(
        r"(?i)\b(?:kode(?:\s+(?:lacak|pelacakan))?|lacak)(?:\s+(?:saya|kami))?\s*(?:[:=]|adalah|ialah)?\s*"
        r"[a-hj-np-z2-9]{4}-[a-hj-np-z2-9]{4}\b"
    ),
    # 0 8 1 2 3 4 5 6 7 8 9; nol delapan satu dua …
    re.compile(r"(?<!\d)(?<!\d )0(?:[ .\-]\d){8,14}(?![ .\-]?\d)"),
    re.compile(rf"(?i)\b(?:nol|kosong)(?:[\s,.\-]{{1,3}}{_DIGIT}\b){{7,14}}"),
)  # fmt: skip


def leads_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a comment holds what leads to a person, or to his request."""
    for pattern in _LEADS:
        yield from (match.span() for match in pattern.finditer(text))
