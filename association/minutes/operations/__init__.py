"""Every act upon a protocol, one function each."""

from .agreement import answer_agreement, end_agreement, reply_to_remarks
from .drawing import edit_text, open_protocol, set_term, state_facts
from .filing import file_protocol, forget_written_off
from .finishing import make_paper_again
from .signing import attach_detached, record_paper, sign_protocol
from .submitting import gaps_of, reopen_protocol, submit_protocol

__all__ = [
    "answer_agreement",
    "attach_detached",
    "edit_text",
    "end_agreement",
    "file_protocol",
    "forget_written_off",
    "gaps_of",
    "make_paper_again",
    "open_protocol",
    "record_paper",
    "reopen_protocol",
    "reply_to_remarks",
    "set_term",
    "sign_protocol",
    "state_facts",
    "submit_protocol",
]
