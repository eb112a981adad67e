from .adoption import AdoptionForm
from .notes import ErratumForm, InterpretationForm

__all__ = ["AdoptionForm", "ErratumForm", "InterpretationForm"]
