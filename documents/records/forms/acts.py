"""An act of write-off: its records, its commission, the signatures on paper."""

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import LineField, SeenForm
from home.workdays.queries import today

from ..operations.write_off import Seat
from .keeping import ReasonForm, day_field

PLACES = 5
_NOBODY = ("", "никто из списка")


class ActForm(forms.Form):
    """`seats` are the candidates: {id of a person: (person, office)}; the first place is the chair's."""

    ground = forms.CharField(
        label="Основание",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Укажите основание акта."},
        help_text="Например: истёк трёхлетний срок хранения протоколов за 2022 год.",
    )
    records = forms.MultipleChoiceField(
        label="Записи",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Выберите хотя бы одну запись.",
            "invalid_choice": "Записи, которую вы выбрали, в этом перечне уже нет.",
        },
    )

    def __init__(self, *args, records: list[tuple[int, str]], seats: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        self.fields["records"].choices = records
        people = [(str(pk), f"{person}, {office}") for pk, (person, office) in seats.items()]
        for place in range(1, PLACES + 1):
            whose = "Председатель комиссии" if place == 1 else f"Член комиссии, {place - 1}"
            self.fields[f"who_{place}"] = forms.ChoiceField(
                label=whose, choices=[_NOBODY, *people], required=False
            )
            self.fields[f"name_{place}"] = LineField(
                label="Если в списке нет: фамилия, имя, отчество", max_length=200, required=False
            )
            self.fields[f"office_{place}"] = LineField(
                label="Должность",
                max_length=200,
                required=False,
                help_text="Для выбранного из списка можно не писать." if place == 1 else "",
            )

    @property
    def places(self) -> list[list]:
        """Bound fields, three a place."""
        return [
            [self[f"{name}_{place}"] for name in ("who", "name", "office")]
            for place in range(1, PLACES + 1)
        ]

    def clean(self):
        fields = super().clean()
        seats = [self._seat(place, fields) for place in range(1, PLACES + 1)]
        if seats[0] is None and not self.has_error("who_1") and not self.has_error("office_1"):
            self.add_error("who_1", "Назовите председателя комиссии.")
        fields["commission"] = [seat for seat in seats if seat]
        return fields

    def _seat(self, place: int, fields: dict) -> Seat | None:
        who, name = fields.get(f"who_{place}"), fields.get(f"name_{place}")
        office = fields.get(f"office_{place}") or ""
        if who:
            person, known = self.seats[int(who)]
            return Seat(person.full_name, office or known, place == 1, person)
        if name and not office:
            self.add_error(f"office_{place}", "Укажите должность.")
            return None
        return Seat(name, office, place == 1) if name else None


class CancelForm(ReasonForm, SeenForm):
    pass


class CompleteForm(SeenForm):
    is_sure = forms.BooleanField(
        label="Да, уничтожить файлы и тексты этих записей. Вернуть их будет нельзя.",
        error_messages={"required": "Подтвердите, что уничтожение окончательное."},
    )


class PaperSignatureForm(forms.Form):
    member = forms.ChoiceField(label="Кто подписал")
    on = day_field("Дата подписи")
    scan = UploadField(label="Скан подписанного акта", kinds=("pdf", "jpg", "png"), required=False)

    def __init__(self, *args, members: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = members
        self.fields["on"].initial = today
