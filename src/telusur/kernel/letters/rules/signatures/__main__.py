"""The process that reads a signed PDF: what is asked (a line of JSON) and the bytes on standard
input, one JSON answer on standard output.

It inherits no secret, fetches nothing, and may use so much memory and time and no more.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from datetime import datetime

from . import NotTaken

MEMORY = 1 << 30
SECONDS = 60


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.readline())
    from .judging import judge  # noqa: PLC0415 under the limits above

    try:
        found = judge(
            sys.stdin.buffer.read(),
            size=asked["size"],
            digest=asked["digest"],
            roots=[base64.b64decode(root) for root in asked["roots"]],
            at=datetime.fromisoformat(asked["at"]),
        )
    except NotTaken as refusal:
        answer = {"fault": refusal.fault.value}
    else:
        answer = {
            "signer": found.signer,
            "issuer": found.issuer,
            "fingerprint": found.fingerprint,
            "signed_at": found.signed_at.isoformat() if found.signed_at else "",
            "trust": found.trust.value,
        }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
