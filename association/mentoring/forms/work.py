"""Forms of the room of a pair: stages, journal, questions, documents, calls for help."""

from django import forms

from documents.uploads.forms import UploadField, WithFiles
from home.accounts.fields import DayField, LineField, SeenForm, TextField

from ..choices import Contact
from ..models import Entry, HelpCall, Message, SharedFile, Stage
from ..operations.planning import StageDraft
from ..operations.working import EntryDraft

PAPERS = ("pdf", "docx", "xlsx", "doc", "odt", "rtf", "txt", "jpg", "png")
MOST_HOURS = 240


class StageForm(SeenForm):
    """`seen` is the version that its reader has read; of a new stage it says nothing."""

    title = LineField(
        label="Этап",
        max_length=Stage._meta.get_field("title").max_length,
        error_messages={"required": "Назовите этап."},
    )
    about = TextField(
        label="Что сделать",
        required=False,
        max_length=Stage._meta.get_field("about").max_length,
        help_text="По этим словам обе стороны решат, пройден\xa0ли этап.",
    )
    due_on = DayField(label="Срок")

    @property
    def draft(self) -> StageDraft:
        return StageDraft(
            **{name: self.cleaned_data[name] for name in ("title", "about", "due_on")}
        )


class EntryForm(WithFiles):
    kind = forms.ChoiceField(
        label="Что было",
        choices=Contact.choices,
        widget=forms.RadioSelect,
        initial=Contact.CONSULTATION,
    )
    held_on = DayField(label="Когда")
    hours = forms.IntegerField(label="Часов", min_value=0, max_value=MOST_HOURS, initial=1)
    minutes = forms.IntegerField(label="Минут", min_value=0, max_value=59, initial=0)
    stage = forms.ModelChoiceField(
        Stage.objects.none(), label="Этап плана", required=False, empty_label="не по плану"
    )
    text = TextField(
        label="Что сделано",
        max_length=Entry._meta.get_field("text").max_length,
        error_messages={"required": "Напишите, что сделано: по этим записям видно, чем помогли."},
    )
    field_order = ["kind", "held_on", "hours", "minutes", "stage", "text", *WithFiles.FILES]

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = pair.stages.order_by("due_on", "order", "pk")

    def clean(self):
        cleaned = super().clean()
        if "hours" not in self.errors and "minutes" not in self.errors and not self._minutes:
            self.add_error("hours", "Сколько это заняло? Хотя\xa0бы минуту.")
        return cleaned

    @property
    def _minutes(self) -> int:
        given = self.cleaned_data
        return 60 * (given.get("hours") or 0) + (given.get("minutes") or 0)

    @property
    def draft(self) -> EntryDraft:
        given = {name: self.cleaned_data[name] for name in ("kind", "held_on", "stage", "text")}
        return EntryDraft(minutes=self._minutes, files=self.files_given, **given)


class StrikeForm(forms.Form):
    reason = LineField(
        label="Почему запись вычёркивается",
        max_length=Entry._meta.get_field("struck_why").max_length,
        help_text="Запись останется видна вместе с\xa0этими словами, часы перестанут считаться.",
        error_messages={"required": "Напишите причину."},
    )


class MessageForm(WithFiles):
    text = TextField(
        label="Текст",
        max_length=Message._meta.get_field("text").max_length,
        error_messages={"required": "Напишите текст; если всё в\xa0файле, скажите об\xa0этом."},
    )
    field_order = ["text", *WithFiles.FILES]


class ShareForm(forms.Form):
    file = UploadField(label="Файл", kinds=PAPERS)
    title = LineField(
        label="Название",
        required=False,
        max_length=SharedFile._meta.get_field("title").max_length,
        help_text="Пусто — имя файла.",
    )


class HelpCallForm(forms.Form):
    text = TextField(
        label="Что случилось",
        max_length=HelpCall._meta.get_field("text").max_length,
        help_text="Прочтёт председатель Президиума и\xa0его заместитель; вторая сторона не\xa0увидит. "
        "Переписку и\xa0документы пары они не\xa0видят: перескажите, что важно.",
        error_messages={"required": "Напишите, что случилось."},
    )


class HelpAnswerForm(forms.Form):
    answer = TextField(
        label="Ответ",
        max_length=HelpCall._meta.get_field("answer").max_length,
        error_messages={"required": "Напишите ответ."},
    )
