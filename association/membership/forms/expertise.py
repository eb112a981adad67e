"""Forms of an expertise: whom to ask and until when, what one expert says, what the group concludes."""

from django import forms

from home.accounts.fields import DayField, LineField, SeenForm, TextField
from home.accounts.models import Person

from ..choices import Outcome


class _PersonLabels:
    """The capacity in the group behind each name."""

    capacities: dict[Person, str] = {}

    def label_from_instance(self, person: Person) -> str:
        return f"{person.full_name} ({self.capacities.get(person, '').lower()})"


class PeopleField(_PersonLabels, forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class PersonField(_PersonLabels, forms.ModelChoiceField):
    widget = forms.RadioSelect


class AssignmentForm(SeenForm):
    experts = PeopleField(
        Person.objects.none(),
        label="Кому поручить",
        error_messages={"required": "Выберите хотя бы одного эксперта."},
    )
    lead = PersonField(
        Person.objects.none(),
        label="Кто готовит заключение",
        empty_label=None,
        help_text="Один из выбранных экспертов.",
        error_messages={"required": "Укажите, кто готовит заключение."},
    )
    due_on = DayField(label="Срок заключения")
    task = TextField(
        label="На что обратить внимание",
        max_length=3000,
        required=False,
        help_text="Этот текст прочтут эксперты.",
    )

    def __init__(self, *args, people: dict[Person, str], **kwargs):
        super().__init__(*args, **kwargs)
        queryset = Person.objects.filter(pk__in=[each.pk for each in people]).order_by(
            "surname", "name", "pk"
        )
        for name in ("experts", "lead"):
            self.fields[name].queryset = queryset
            self.fields[name].capacities = people


class OpinionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Ваше мнение о пакете документов",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите мнение."},
    )
    remarks = TextField(
        label="Замечания",
        max_length=5000,
        required=False,
        help_text="Нужны, если мнение не положительное. Войдут в заключение.",
    )

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class ConclusionOfGroupForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Заключение Экспертной группы",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите заключение."},
    )
    text = TextField(
        label="Обоснование и замечания",
        max_length=5000,
        required=False,
        help_text="Нужны, если заключение не положительное. Их прочтёт кандидат.",
    )

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class TermForm(forms.Form):
    due_on = DayField(label="Новый срок заключения")


class CallOffForm(forms.Form):
    reason = LineField(
        label="Почему отменяется",
        max_length=500,
        help_text="Этот текст прочтут эксперты.",
        error_messages={"required": "Напишите, почему экспертиза отменена."},
    )
