"""The legal acts on a dispute (SOP 3), one function each: locked, asked of its own table, ended in the ledger."""

from .bundling import ask_for_bundle, findings_of, hand_over_bundle, make_dispute_bundle, open_bundle
from .ending import declare_final, finish_dispute, withdraw_dispute
from .executing import execute_ruling, reopen_by_ruling
from .hearing import Summons, call_off_hearing, record_hearing, record_summons
from .moving import tell_moved_dispute
from .papers import keep_papers, keep_power
from .pleading import ProxyFacts, answer_panel, grant_power, list_evidence
from .proceeding import (
    begin_adjudication,
    begin_mediation,
    examine_dispute,
    fail_mediation,
)
from .registering import CommissionNotice, register_dispute
from .ruling import Ruling, record_agreement, record_cassation_ruling, record_court_ruling, record_ruling
from .suing import SuitFacts, drop_suit, record_cassation, record_suit
from .testing import end_test, record_test_order
from .warning import warn_of_disputes

__all__ = [
    "CommissionNotice",
    "ProxyFacts",
    "Ruling",
    "SuitFacts",
    "Summons",
    "answer_panel",
    "ask_for_bundle",
    "begin_adjudication",
    "begin_mediation",
    "call_off_hearing",
    "declare_final",
    "drop_suit",
    "end_test",
    "examine_dispute",
    "execute_ruling",
    "fail_mediation",
    "findings_of",
    "finish_dispute",
    "grant_power",
    "hand_over_bundle",
    "keep_papers",
    "keep_power",
    "list_evidence",
    "make_dispute_bundle",
    "open_bundle",
    "record_agreement",
    "record_cassation",
    "record_cassation_ruling",
    "record_court_ruling",
    "record_hearing",
    "record_ruling",
    "record_suit",
    "record_summons",
    "record_test_order",
    "register_dispute",
    "reopen_by_ruling",
    "tell_moved_dispute",
    "warn_of_disputes",
    "withdraw_dispute",
]
