from .arranging import answer_template, answer_templates, letter_settings
from .letters import blank_power_of_attorney, blank_request_form, letter_page, letter_verification, letters_list
from .signing import signing_item, signing_preview, signing_tray

__all__ = [
    "answer_template",
    "answer_templates",
    "blank_power_of_attorney",
    "blank_request_form",
    "letter_page",
    "letter_settings",
    "letter_verification",
    "letters_list",
    "signing_item",
    "signing_preview",
    "signing_tray",
]
