"""Forms of the secretary's acts. Each carries the version that was on the screen (T35)."""

from django import forms

from association.bodies.models import CollegialBody
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, SeenForm, TextField
from home.rulebook import Rule, find_rule

from ..choices import DecisionForm as FormOfDecision
from ..choices import Outcome
from ..rules import names


class ReturnForm(SeenForm):
    remarks = TextField(
        label="Что исправить",
        max_length=5000,
        help_text="Этот текст заявитель прочтёт в письме и в кабинете.",
        error_messages={"required": "Напишите, что исправить."},
    )


def _grounds_of_refusal() -> list[tuple[str, str]]:
    """Asked for every form: the clauses are those of the edition in force."""
    rules = ((rule.code, f"{rule.title} — {rule.cited}") for rule in names.REFUSAL_RULES)
    return [("", "Выберите пункт"), *rules]


class RefusalForm(SeenForm):
    rule = forms.ChoiceField(
        label="На каком пункте основан отказ",
        choices=_grounds_of_refusal,
    )
    reason = TextField(
        label="Причина отказа",
        max_length=5000,
        help_text="Этот текст заявитель прочтёт в письме и в кабинете.",
        error_messages={"required": "Напишите причину отказа."},
    )

    def clean_rule(self) -> Rule:
        return find_rule(self.cleaned_data["rule"])


class PaperOriginalForm(SeenForm):
    journal_number = LineField(label="Номер по журналу входящих", max_length=50)
    received_on = DayField(label="Дата получения")


class ConclusionForm(SeenForm):
    outcome = forms.ChoiceField(
        label="Заключение", choices=Outcome.choices, widget=forms.RadioSelect
    )
    date = DayField(label="Дата заключения")
    author = LineField(
        label="Кто дал заключение", max_length=300, help_text="Эксперты и их должности."
    )
    text = TextField(label="Замечания экспертов", max_length=5000, required=False)
    upload = UploadField(label="Файл заключения", required=False)


class AdmissionDecisionForm(SeenForm):
    body = forms.ModelChoiceField(label="Какой орган решил", queryset=CollegialBody.objects.all())
    date = DayField(label="Дата решения")
    protocol_number = LineField(label="Номер протокола", max_length=50)
    form = forms.ChoiceField(
        label="Форма решения",
        choices=FormOfDecision.choices,
        widget=forms.RadioSelect,
        initial=FormOfDecision.INTERNAL,
        help_text="Пункт 1.5 Положения знает заключение, предложение и обращение; "
        "внутренним решением мы называем обязывающее решение самой Ассоциации.",
    )


class OrderForm(SeenForm):
    number = LineField(label="Номер приказа", max_length=50)
    date = DayField(label="Дата приказа")
    signed_position = LineField(label="Должность подписавшего", max_length=300)
    signed_by = LineField(label="Кто подписал", max_length=300, help_text="Фамилия и инициалы.")
