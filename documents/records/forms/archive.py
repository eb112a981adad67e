"""What a reader of the archive asks for; an address with nonsense asks for less, it is never an error."""

import datetime
from urllib.parse import urlencode

from django import forms

from home.accounts.fields import LineField
from home.search.rules import LONGEST_QUERY

from ..models import RecordClass
from ..queries import bodies_in_archive, published_bodies, published_years, years_in_archive
from ..registry import Readers

ALL = ("", "все")


class Sifter(forms.Form):
    """A form in the address: a field that does not fit counts as empty."""

    def clean(self):
        for name in list(self.errors):
            del self._errors[name]
            self.cleaned_data[name] = ""
        return self.cleaned_data

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, without the empty; everything valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.asked)


class ArchiveForm(Sifter):
    q = LineField(
        label="Слова или номер",
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    person = LineField(label="Кто назван", max_length=100, required=False)
    body = forms.ChoiceField(label="Орган", required=False)
    year = forms.ChoiceField(label="Год", required=False)
    kind = forms.ChoiceField(label="Вид записей", required=False)

    def __init__(self, data, readers: Readers):
        super().__init__(data)
        bodies = bodies_in_archive(readers)
        # "" is the key of the Association itself and the value of «все»: it is asked for by a word.
        self.fields["body"].choices = [ALL, *((key or "own", name) for key, name in bodies.items())]
        self.fields["year"].choices = [ALL, *_numbered(years_in_archive(readers))]
        classes = RecordClass.objects.values_list("code", "title")
        self.fields["kind"].choices = [ALL, *classes]


class DecisionsForm(Sifter):
    body = forms.ChoiceField(label="Орган", required=False)
    year = forms.ChoiceField(label="Год", required=False)

    def __init__(self, data):
        super().__init__(data)
        bodies = published_bodies()
        self.fields["body"].choices = [ALL, *((key or "own", name) for key, name in bodies.items())]
        self.fields["year"].choices = [ALL, *_numbered(published_years())]


class YearForm(Sifter):
    year = forms.ChoiceField(label="Год", required=False)

    def __init__(self, data, first: int, today: datetime.date):
        super().__init__(data)
        self.fields["year"].choices = _numbered(range(today.year, first - 1, -1))


def _numbered(years) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in years]


def body_of(asked: dict[str, str]) -> str | None:
    """The key that was asked for; None for all."""
    body = asked.get("body")
    return "" if body == "own" else body
