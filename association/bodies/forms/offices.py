"""Forms of offices: who comes in, who leaves."""

from django import forms

from association.organisations.models import Organisation
from home.accounts.fields import EmailField, LineField, NameField
from home.accounts.models import Person

from ..choices import Filling, OfficeKind, ReleaseGround


def date_field(label: str, **kwargs) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class FillForm(forms.Form):
    """Somebody already known, or a person named here; heads of members are found by their organisation."""

    kind = forms.ChoiceField(label="Должность", error_messages={"required": "Выберите должность."})
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кто",
        required=False,
        empty_label="Другой человек: впишу ниже",
    )
    surname = NameField(label="Фамилия", required=False)
    name = NameField(label="Имя", required=False)
    patronymic = NameField(label="Отчество", required=False, help_text="Если есть.")
    email = EmailField(
        required=False,
        help_text="По этому адресу человек войдёт в кабинет: код придёт письмом. Можно не указывать.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="От какой организации",
        required=False,
        empty_label="Не указана",
    )
    position = LineField(
        label="Должность на основной работе",
        max_length=200,
        required=False,
        help_text="Стоит в протоколе после фамилии. Кто входит по должности, для того она обязательна.",
    )
    since = date_field("С какого дня", error_messages={"required": "Укажите день."})
    until = date_field(
        "До какого дня",
        required=False,
        help_text="Первый день после срока. Если срок задан правилами органа, оставьте пустым: программа посчитает сама.",
    )
    filling = forms.ChoiceField(
        label="Как занял место",
        required=False,
        choices=[("", "По правилам органа"), *Filling.choices],
    )
    ground = LineField(
        label="Решение или приказ",
        max_length=300,
        help_text="Чей, дата, номер. Например: общее собрание, протокол от 15 сентября № 1.",
        error_messages={"required": "Назовите решение или приказ."},
    )

    def __init__(self, *args, kinds, people, organisations, needs_organisation: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["person"].queryset = people
        self.fields["organisation"].queryset = organisations
        self.takes_heads = needs_organisation
        if needs_organisation:
            self.fields["person"].empty_label = "Руководитель выбранной организации"
            self.fields["organisation"].help_text = "Организация — член Ассоциации."

    def clean(self):
        cleaned = super().clean()
        self.chosen = cleaned.get("person") or self._named(cleaned) or self._head(cleaned)
        if self.chosen is None and not self.errors:
            self.add_error("person", "Выберите человека или впишите фамилию и имя.")
        return cleaned

    def _named(self, cleaned) -> Person | None:
        if not (cleaned.get("surname") or cleaned.get("name")):
            return None
        for field, words in (("surname", "Введите фамилию."), ("name", "Введите имя.")):
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, words)
        return Person(
            surname=cleaned.get("surname", ""),
            name=cleaned.get("name", ""),
            patronymic=cleaned.get("patronymic", ""),
        )

    def _head(self, cleaned) -> Person | None:
        organisation = cleaned.get("organisation")
        is_secretary = cleaned.get("kind") == OfficeKind.SECRETARY
        return organisation.head if organisation and self.takes_heads and not is_secretary else None

    def answers(self) -> dict:
        """What `operations.fill_office` takes, beside the person and the kind."""
        cleaned = self.cleaned_data
        names = ("email", "organisation", "position", "since", "until", "ground")
        return {name: cleaned[name] for name in names} | {"filling": cleaned["filling"] or None}


class EndForm(forms.Form):
    on = date_field("С какого дня", error_messages={"required": "Укажите день."})
    note = LineField(
        label="Почему",
        max_length=300,
        required=False,
        help_text="Решение, приказ или заявление: дата, номер.",
    )


class ReleaseForm(forms.Form):
    ground = forms.ChoiceField(
        label="Основание",
        choices=ReleaseGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите основание."},
    )
    on = date_field("С какого дня", error_messages={"required": "Укажите день."})
    note = LineField(
        label="Решение Президиума",
        max_length=300,
        help_text="Дата и номер протокола.",
        error_messages={"required": "Назовите решение Президиума."},
    )


class AnnulForm(forms.Form):
    reason = LineField(
        label="В чём ошибка",
        max_length=300,
        help_text="Останется в журнале вместе с тем, что было внесено.",
        error_messages={"required": "Напишите, в чём ошибка."},
    )
