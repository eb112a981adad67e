"""Forms of the room."""

from .acts import (
    AskCertificationForm,
    EndQmsForm,
    InviteForm,
    OutcomeForm,
    QmsForm,
    RejectQmsForm,
    RoleForm,
    StandInForm,
    WhichDayForm,
)
from .registers import OrganisationAdminForm, ReorganisationForm, TerritoryAdminForm
from .registration import (
    AcceptJoinForm,
    ChangeHeadForm,
    DetailsForm,
    HeadForm,
    JoinForm,
    NamesForm,
    NumberField,
    NumbersForm,
    RefuseJoinForm,
)
from .sifting import BranchSifterForm, SifterForm

__all__ = [
    "AcceptJoinForm",
    "AskCertificationForm",
    "BranchSifterForm",
    "ChangeHeadForm",
    "DetailsForm",
    "EndQmsForm",
    "HeadForm",
    "InviteForm",
    "JoinForm",
    "NamesForm",
    "NumberField",
    "NumbersForm",
    "OrganisationAdminForm",
    "OutcomeForm",
    "QmsForm",
    "RefuseJoinForm",
    "RejectQmsForm",
    "ReorganisationForm",
    "RoleForm",
    "SifterForm",
    "StandInForm",
    "TerritoryAdminForm",
    "WhichDayForm",
]
