"""Forms of leaving: of the organisation itself, of a member about another, of the office."""

from django import forms

from association.bodies.viewsets import organisation_chooser
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, SeenForm, TextField

from ..operations import PaperOriginal
from .applicant import SCANS


class ExitForm(forms.Form):
    ground = TextField(
        label="Причина",
        max_length=3000,
        required=False,
        help_text="Можно не указывать: выйти организация вправе всегда.",
    )


class RemovalForm(forms.Form):
    ground = TextField(
        label="Почему организацию нужно вывести из состава",
        max_length=3000,
        help_text="Этот текст прочтут Президиум и сама организация; он войдёт в заявление.",
        error_messages={"required": "Напишите, почему."},
    )


class ChangeExitForm(SeenForm, ExitForm):
    pass


class ChangeRemovalForm(SeenForm, RemovalForm):
    pass


class FileExitForm(SeenForm):
    """The signed paper ends the membership at once: the reader says that this is known."""

    file = UploadField(label="Скан или фотография подписанного заявления", kinds=SCANS)
    sure = forms.BooleanField(
        label="Понимаю, что членство прекратится сегодня",
        error_messages={"required": "Отметьте, что понимаете последствия."},
    )


class FileRemovalForm(SeenForm):
    file = UploadField(label="Скан или фотография подписанного заявления", kinds=SCANS)


class OwnApplicationForm(forms.Form):
    file = UploadField(label="Заявление организации с подписью руководителя", kinds=SCANS)


class WithdrawDepartureForm(SeenForm):
    pass


class FindMemberForm(forms.Form):
    q = LineField(label="Название или ИНН", max_length=200, required=False)


class PaperForm(forms.Form):
    journal_number = LineField(label="Номер по журналу входящих", max_length=50)
    received_on = DayField(label="Дата получения")

    @property
    def paper(self) -> PaperOriginal:
        data = self.cleaned_data
        return PaperOriginal(data["journal_number"], data["received_on"])


class PaperRemovalForm(PaperForm):
    initiator = forms.ModelChoiceField(
        Organisation.objects.filter(standing=Standing.MEMBER),
        label="Кто предложил",
        widget=organisation_chooser.widget_class,
        help_text="Член Ассоциации, от которого пришло заявление.",
        error_messages={
            "required": "Выберите организацию.",
            "invalid_choice": "Выберите члена Ассоциации.",
        },
    )
    ground = TextField(label="Причина, как в заявлении", max_length=3000)

    field_order = ["initiator", "ground", "journal_number", "received_on"]


class OtherGroundForm(forms.Form):
    ground = TextField(
        label="Основание",
        max_length=3000,
        help_text="Например, организация ликвидирована: запись в ЕГРЮЛ, дата и номер.",
    )
    decision_text = LineField(
        label="Решение",
        max_length=500,
        help_text="Орган, дата и номер. Эти слова увидят в истории организации и на странице проверки сертификата.",
    )
    on = DayField(label="С какого дня")
