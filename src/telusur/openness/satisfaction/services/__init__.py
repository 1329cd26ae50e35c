"""What can be done with a survey. Its tables are written here and nowhere else."""

from .answering import answer, answer_invitation, answerable, deposit
from .commenting import findings_in, purge_comments, show_comment
from .faults import ANTICIPATED, Refused, sentence
from .following import finish_follow_up, plan_follow_up
from .inviting import compose, owe_invitation
from .kiosks import end_kiosk, make_kiosk
from .paper import PaperEntry, enter_paper
from .papers import answers_file, blank_sheet, in_figures, poster_of, report_of
from .releasing import release
from .reminding import remind_to_close
from .surveys import choose_cadence, close_survey, open_survey, state_population

__all__ = [
    "ANTICIPATED",
    "PaperEntry",
    "Refused",
    "answer",
    "answer_invitation",
    "answerable",
    "answers_file",
    "blank_sheet",
    "choose_cadence",
    "close_survey",
    "compose",
    "deposit",
    "end_kiosk",
    "enter_paper",
    "findings_in",
    "finish_follow_up",
    "in_figures",
    "make_kiosk",
    "open_survey",
    "owe_invitation",
    "plan_follow_up",
    "poster_of",
    "purge_comments",
    "release",
    "remind_to_close",
    "report_of",
    "sentence",
    "show_comment",
    "state_population",
]
