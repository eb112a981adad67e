"""What the chair asks for and writes about pairs, and what the two say of their work."""

from django import forms

from association.organisations.forms import SifterForm
from home.accounts.fields import TextField

from ..choices import Shown
from ..operations.evaluating import Marks
from ..queries.oversight import Asked
from ..queries.public import Asked as PublicAsked

MARKS = [
    (5, "5 — очень"),
    (4, "4 — да"),
    (3, "3 — отчасти"),
    (2, "2 — мало"),
    (1, "1 — совсем нет"),
]


class PairsForm(SifterForm):
    shown = forms.ChoiceField(
        label="Какие пары", required=False, choices=[(one.value, one.label) for one in Shown]
    )
    field_order = ("words", "territory", "shown")

    @property
    def asked(self) -> Asked:
        return Asked(**self.given)


class PublicPairsForm(SifterForm):
    @property
    def asked(self) -> PublicAsked:
        return PublicAsked(**self.given)


class EndForm(forms.Form):
    """Why a pair should end: the line of the list, and later the decision, say it."""

    ground = TextField(
        label="Почему пару прекращают",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Напишите, почему: эти слова прочтут члены Президиума и\xa0обе организации."
        },
    )


def _marks(label: str, missing: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class EvaluationForm(forms.Form):
    usefulness = _marks("Была\xa0ли работа полезной", "Отметьте, полезна\xa0ли была работа.")
    cooperation = _marks(
        "Удавалось\xa0ли договариваться", "Отметьте, удавалось\xa0ли договариваться."
    )
    text = TextField(
        label="Что было важно",
        max_length=3000,
        required=False,
        help_text="Несколько слов, если захотите: что помогло, чего не\xa0хватило.",
    )

    @property
    def marks(self) -> Marks:
        return Marks(**self.cleaned_data)
