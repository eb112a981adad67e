"""Every act on an application, one function each. The applicant fills in and sends, the secretary decides."""

from .deciding import (
    admit_by_meeting,
    record_conclusion,
    record_decision,
    record_order,
    record_paper_original,
    refuse_application,
    return_application,
)
from .ending import end_certificates
from .filling import (
    acknowledge_regulation,
    attach_file,
    choose_basis,
    describe_certificate,
    recommend_to_presidium,
    remove_file,
    start_application,
)
from .sending import (
    attach_signed_scan,
    print_again,
    print_submission,
    submit_application,
    withdraw_application,
)

__all__ = [
    "acknowledge_regulation",
    "admit_by_meeting",
    "attach_file",
    "attach_signed_scan",
    "choose_basis",
    "describe_certificate",
    "end_certificates",
    "print_again",
    "print_submission",
    "recommend_to_presidium",
    "record_conclusion",
    "record_decision",
    "record_order",
    "record_paper_original",
    "refuse_application",
    "remove_file",
    "return_application",
    "start_application",
    "submit_application",
    "withdraw_application",
]
