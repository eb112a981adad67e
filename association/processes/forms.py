"""What is looked for, proposed, entered and asked for around the processes of members."""

from django import forms
from django.core.exceptions import ValidationError

from association.organisations.forms import SifterForm
from association.organisations.models import Organisation
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, SeenForm, TextField

from .choices import Support
from .models import Process
from .operations.supporting import Help
from .queries import assignments as queries

PLACES_AT_MOST = 2000
"""Cells of one page of the matrix; more than any page of ours sends (T71)."""


class FindHelpForm(SifterForm):
    process = forms.TypedChoiceField(label="Процесс", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(
        label="Чем уже помогали", required=False, choices=[("", "чем угодно"), *Support.choices]
    )

    field_order = ("process", "territory", "kind", "words")

    def __init__(self, data, *, processes: list[Process]):
        super().__init__(data)
        self.offer("process", [(each.pk, each.name) for each in processes], "любой")

    @property
    def asked(self) -> queries.Asked:
        return queries.Asked(**self.given)


class MembersForm(SifterForm):
    without = forms.BooleanField(label="Только без процесса", required=False)

    @property
    def sifted(self) -> queries.Sifted:
        return queries.Sifted(**self.given)


class PlacesField(forms.MultipleChoiceField):
    """Ticked cells of the matrix, «member-process»; cleans to pairs of keys."""

    default_error_messages = {
        "invalid_list": "Отметки не\xa0прочитались. Обновите страницу и\xa0отметьте снова."
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def valid_value(self, value) -> bool:
        return True

    def clean(self, value) -> list[tuple[int, int]]:
        texts = super().clean(value)
        if len(texts) > PLACES_AT_MOST:
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return [self._pair(text) for text in texts]

    def _pair(self, text: str) -> tuple[int, int]:
        member, _, process = text.partition("-")
        if not (_is_key(member) and _is_key(process)):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return int(member), int(process)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


class PlacesForm(SeenForm):
    """One page of the matrix: which members it showed, and which cells are ticked."""

    shown = forms.ModelMultipleChoiceField(
        queries.MEMBERS.all(),
        error_messages={
            "required": "На\xa0странице не\xa0было ни одной организации.",
            "invalid_choice": "Одна из\xa0организаций уже не\xa0член Ассоциации: обновите страницу.",
            "invalid_pk_value": "Отметки не\xa0прочитались. Обновите страницу и\xa0отметьте снова.",
        },
    )
    place = PlacesField()

    def clean_place(self) -> list[tuple[int, int]]:
        places = self.cleaned_data["place"]
        asked = {process for _, process in places}
        known = Process.objects.filter(pk__in=asked).values_list("pk", flat=True)
        if asked - set(known):
            raise ValidationError(
                "Такого процесса в\xa0перечне уже нет: обновите страницу.", code="unknown"
            )
        return places


class NoteForm(SeenForm):
    note = TextField(
        label="Пояснение к\xa0предложению",
        max_length=3000,
        required=False,
        help_text="Видят председатель и\xa0секретарь; в\xa0проект решения не\xa0входит.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(SeenForm):
    reason = LineField(
        label="Почему снимается",
        max_length=500,
        error_messages={"required": "Напишите, почему предложение снимается."},
    )


class SupportForm(forms.Form):
    organisation = forms.ModelChoiceField(
        None,
        label="Кому помогли",
        empty_label="Выберите организацию",
        error_messages={
            "required": "Выберите, кому помогли.",
            "invalid_choice": "Этой организации в\xa0списке нет: обновите страницу.",
        },
    )
    kind = forms.ChoiceField(
        label="Чем помогли",
        choices=Support.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, чем помогли."},
    )
    title = LineField(
        label="Название документа или тема аудита",
        max_length=300,
        error_messages={"required": "Назовите документ или тему."},
    )
    on = DayField(label="Когда")
    note = TextField(
        label="Пояснение", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    upload = UploadField(
        label="Файл",
        required=False,
    )

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, **kwargs)
        others = queries.may_be_helped().exclude(pk=assignment.organisation_id)
        self.fields["organisation"].queryset = others
        self.fields["upload"].help_text += (
            " Его смогут открыть все члены Ассоциации и\xa0тот, кому вы помогли: "
            "уберите персональные данные."
        )

    @property
    def help(self) -> Help:
        return Help(**self.cleaned_data)


class StrikeForm(forms.Form):
    why = LineField(
        label="Почему запись неверна",
        max_length=500,
        help_text="Запись останется зачёркнутой, её файл будет уничтожен.",
        error_messages={"required": "Напишите, почему запись неверна."},
    )


class AskForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="От чьего имени",
        empty_label=None,
        error_messages={
            "required": "Выберите организацию.",
            "invalid_choice": "За\xa0эту организацию вы не\xa0говорите.",
        },
    )
    text = TextField(
        label="В\xa0чём нужна помощь",
        max_length=3000,
        error_messages={"required": "Напишите, в\xa0чём нужна помощь."},
    )

    def __init__(self, *args, organisations: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        if len(organisations) == 1:
            field.initial, field.widget = organisations[0], forms.HiddenInput()
