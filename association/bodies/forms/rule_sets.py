"""A set of rules as the administrator edits it: every value beside its clauses and its note."""

from fractions import Fraction

from django import forms
from django.core.validators import MaxValueValidator

from home.accounts.fields import LineField
from home.rulebook.text import one_line

from ..models import MatterRule, RuleSet
from ..operations.rule_sets import Contents
from ..rules.soundness import fault_of_clauses, fault_of_majority, fault_of_share
from ..rules.values import SECTIONS, VALUES

MOST_MATTERS = 30
LARGEST = 999
"""Days and years above it would only break the calendar."""
_CLAUSES = 100
_NOTE = 300
_FIELDS_OF = {"quorum": ("quorum_numerator", "quorum_denominator")}


class NewSetForm(forms.Form):
    """A code of its own, from the rules of another set."""

    origin = forms.ModelChoiceField(
        label="С какого набора начать",
        queryset=RuleSet.objects.in_force().order_by("title"),
        empty_label=None,
        help_text="Значения скопируются; потом их можно изменить.",
    )
    code = forms.SlugField(
        label="Код",
        max_length=50,
        help_text="Латинские буквы, цифры и дефис: council-of-school. Потом код не меняют.",
        error_messages={"invalid": "В коде только латинские буквы, цифры, дефис и подчёркивание."},
    )
    title = LineField(label="Название", max_length=200)
    source = forms.SlugField(
        label="Ключ положения",
        max_length=50,
        required=False,
        help_text="Ключ страницы положения, на пункты которого ссылается набор.",
    )


class RuleSetForm(forms.ModelForm):
    title = LineField(label="Название", max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = RuleSet
        fields = [
            "title",
            "source",
            "quorum_numerator",
            "quorum_denominator",
            *(name for name in VALUES if name != "quorum"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.edits
        for name in self.Meta.fields:
            if isinstance(self.fields[name], forms.IntegerField):
                self.fields[name].validators.append(MaxValueValidator(LARGEST))
        for name in VALUES:
            self.fields[f"clauses-{name}"] = _clauses(initial=self.instance.clauses.get(name, ""))
            self.fields[f"note-{name}"] = _note(initial=self.instance.note_for(name))

    @property
    def sections(self):
        """[(title, [(title of the value, its fields, clauses, note)])]."""
        return [(title, [self._row(name) for name in names]) for title, names in SECTIONS]

    def _row(self, name: str):
        values = [self[field] for field in _FIELDS_OF.get(name, (name,))]
        return VALUES[name], values, self[f"clauses-{name}"], self[f"note-{name}"]

    def clean(self):
        given = super().clean()
        share = given.get("quorum_numerator"), given.get("quorum_denominator")
        if None not in share and (fault := fault_of_share(*share)):
            self.add_error("quorum_numerator", fault)
        for name in VALUES:
            _check_clauses(self, f"clauses-{name}", given.get("source", ""))
        return given

    def values(self) -> dict:
        given = self.cleaned_data
        values = {name: given[name] for name in self.Meta.fields}
        values["clauses"] = _filled(given, "clauses-")
        values["notes"] = _filled(given, "note-")
        return values


class MatterForm(forms.ModelForm):
    title = LineField(label="Какие вопросы", max_length=200)
    clause = LineField(label="Пункт", max_length=_CLAUSES, required=False)
    tie_clause = LineField(label="Пункт о равенстве голосов", max_length=_CLAUSES, required=False)
    note = LineField(label="Пояснение", max_length=_NOTE, required=False)

    class Meta:
        model = MatterRule
        fields = [
            "code",
            "title",
            "comparison",
            "numerator",
            "denominator",
            "counted_of",
            "clause",
            "tie_rule",
            "tie_on_equal",
            "tie_clause",
            "note",
        ]

    def clean(self):
        given = super().clean()
        for name in ("clause", "tie_clause"):
            # The source decides only where a clause leads, not how it is written.
            _check_clauses(self, name, "")
        share = given.get("numerator"), given.get("denominator")
        if None in share:
            return given
        if fault := fault_of_share(*share):
            self.add_error("numerator", fault)
        elif {"comparison", "counted_of", "tie_rule"} <= set(given):
            self._check_majority(given, Fraction(*share))
        return given

    def _check_majority(self, given: dict, share: Fraction) -> None:
        field, fault = fault_of_majority(
            given["comparison"],
            share,
            given["counted_of"],
            given["tie_rule"],
            tie_on_equal=given["tie_on_equal"],
        )
        if fault:
            self.add_error(field, fault)


class BaseMatters(forms.BaseFormSet):
    def values(self) -> list[dict]:
        kept = [form for form in self.forms if form.cleaned_data and not _is_removed(form)]
        return [{name: form.cleaned_data[name] for name in MatterForm.Meta.fields} for form in kept]


_Matters = forms.formset_factory(
    MatterForm,
    formset=BaseMatters,
    extra=1,
    can_delete=True,
    max_num=MOST_MATTERS,
    validate_max=True,
    absolute_max=MOST_MATTERS + 1,
)


def matters_of(rule_set: RuleSet, data=None) -> BaseMatters:
    """Rows without keys of their own: all are written anew, so a page that is out of date is told so by `seen`."""
    rows = [
        {name: getattr(matter, name) for name in MatterForm.Meta.fields}
        for matter in rule_set.matters.all()
    ]
    return _Matters(data, initial=rows, prefix="matters")


def contents(form: RuleSetForm, matters: BaseMatters) -> Contents:
    return Contents(form.values(), matters.values())


def _is_removed(form: MatterForm) -> bool:
    return form.cleaned_data.get("DELETE", False)


def _clauses(initial: str) -> forms.CharField:
    return LineField(label="Пункты", max_length=_CLAUSES, required=False, initial=initial)


def _note(initial: str) -> forms.CharField:
    return forms.CharField(
        label="Пояснение",
        max_length=_NOTE,
        required=False,
        initial=initial,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _check_clauses(form: forms.Form, name: str, source: str) -> None:
    if fault := fault_of_clauses(form.cleaned_data.get(name) or "", source):
        form.add_error(name, fault)


def _filled(given: dict, prefix: str) -> dict[str, str]:
    texts = ((name, one_line(given[f"{prefix}{name}"])) for name in VALUES)
    return {name: text for name, text in texts if text}
