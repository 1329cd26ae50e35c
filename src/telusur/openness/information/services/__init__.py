"""The legal acts on the list of public information (DIP): one function each, its ledger row last."""

from .entering import NewFile, add_file, discard_item, edit_item, enter_item, entry_of, remove_file
from .importing import (
    Imported,
    RegisterRefused,
    export_register,
    export_with_files,
    import_register,
    import_staged,
    read_file,
    stage_import,
    template,
)
from .indexing import index_files, reindex
from .publishing import (
    Incomplete,
    announce_item,
    approve_item,
    confirm_item,
    missing_of,
    move_confirmation,
    propose_item,
    return_item,
    review_item,
    withdraw_item,
)
from .register_texts import problem_of, remark_of, remedy_of
from .revising import NothingRevised, RevisionPending, accept_revision, return_revision, revise_item
from .writing import ReasonMissing, SecondPersonNeeded

__all__ = [
    "Imported",
    "Incomplete",
    "NewFile",
    "NothingRevised",
    "ReasonMissing",
    "RegisterRefused",
    "RevisionPending",
    "SecondPersonNeeded",
    "accept_revision",
    "add_file",
    "announce_item",
    "approve_item",
    "confirm_item",
    "discard_item",
    "edit_item",
    "enter_item",
    "entry_of",
    "export_register",
    "export_with_files",
    "import_register",
    "import_staged",
    "index_files",
    "missing_of",
    "move_confirmation",
    "problem_of",
    "propose_item",
    "read_file",
    "reindex",
    "remark_of",
    "remedy_of",
    "remove_file",
    "return_item",
    "return_revision",
    "review_item",
    "revise_item",
    "stage_import",
    "template",
    "withdraw_item",
]
