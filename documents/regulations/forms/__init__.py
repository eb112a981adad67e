from .adoption import AdoptionForm
from .drafting import (
    DetailsForm,
    PairForm,
    QuickForm,
    RenditionForm,
    ReturnForm,
    ReviewForm,
    RowForm,
    SourceForm,
    SplitForm,
    UploadForm,
)
from .notes import ErratumForm, InterpretationForm

__all__ = [
    "AdoptionForm",
    "DetailsForm",
    "ErratumForm",
    "InterpretationForm",
    "PairForm",
    "QuickForm",
    "RenditionForm",
    "ReturnForm",
    "ReviewForm",
    "RowForm",
    "SourceForm",
    "SplitForm",
    "UploadForm",
]
