"""What is asked before a meeting. Acts of the office carry the version that was on the screen (T35)."""

from django import forms
from django.conf import settings
from django.utils import timezone

from association.organisations.models import Organisation
from documents.records.choices import Level
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, SeenForm, TextField
from home.accounts.models import Person
from home.workdays.queries import today

from ..choices import (
    WITHOUT_SITTING,
    DecisionForm,
    MeetingForm,
    MeetingState,
    Occasion,
)
from ..models import Meeting
from ..operations.agenda import Question
from ..queries.preparing import Asked
from ..rules.preparing import Arrangement, zone_in_words
from .parts import ALL, ClockField, moment


class ArrangementForm(forms.Form):
    form = forms.ChoiceField(label="Форма", widget=forms.RadioSelect)
    occasion = forms.ChoiceField(label="Повод", widget=forms.RadioSelect, initial=Occasion.ORDINARY)
    reason = LineField(
        label="Какой вопрос не ждёт",
        max_length=500,
        required=False,
        help_text="Только для внеочередного: этот текст прочтут в приглашении.",
    )
    starts_on = DayField(label="День")
    starts_time = ClockField(label="Время")
    closes_on = DayField(
        label="Ответы до: день",
        required=False,
        help_text="Только для заочного голосования и опроса.",
    )
    closes_time = ClockField(label="Ответы до: время", required=False)
    place = LineField(
        label="Место",
        max_length=300,
        required=False,
        help_text="Адрес и кабинет. Например: ул. Садовая, 1, актовый зал.",
    )
    venue = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="На базе организации-члена",
        required=False,
        empty_label="Нет",
    )
    link = forms.URLField(
        label="Ссылка на видеовстречу",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Её увидят только приглашённые.",
        error_messages={"invalid": "Это не похоже на ссылку. Пример: https://meet.example.org/abc"},
    )

    def __init__(
        self, *args, body, rule_set, may_lead: bool, meeting: Meeting | None = None, **kwargs
    ):
        if meeting is not None:
            kwargs.setdefault("initial", self._of(meeting))
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = _forms(rule_set, may_lead, meeting)
        self.fields["form"].initial = MeetingForm.IN_PERSON
        self.fields["occasion"].choices = _occasions(body, may_lead, meeting)
        self.fields["venue"].queryset = Organisation.objects.members(today()).order_by(
            "short_name", "pk"
        )
        if body.owner_id is not None:
            # Premises of members are offered to the Association (5.2, 5.7).
            del self.fields["venue"]
        self._leave_out_what_is_not_offered()
        self.fields["starts_time"].help_text = f"Например, 14:30; {_zone()}."
        if meeting is not None:
            self.fields["seen"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=meeting.version
            )

    def _leave_out_what_is_not_offered(self) -> None:
        if Occasion.EXTRAORDINARY not in dict(self.fields["occasion"].choices):
            del self.fields["reason"]
        if not set(dict(self.fields["form"].choices)) & set(WITHOUT_SITTING):
            del self.fields["closes_on"], self.fields["closes_time"]

    @staticmethod
    def _of(meeting: Meeting) -> dict:
        zone = timezone.get_default_timezone()
        starts = meeting.starts_at.astimezone(zone)
        closes = meeting.closes_at.astimezone(zone) if meeting.closes_at else None
        return {
            **{
                name: getattr(meeting, name)
                for name in ("form", "occasion", "reason", "place", "link")
            },
            "venue": meeting.venue_id,
            "starts_on": starts.date(),
            "starts_time": starts.time(),
            "closes_on": closes.date() if closes else None,
            "closes_time": closes.time() if closes else None,
        }

    def clean(self):
        data = super().clean()
        if bool(data.get("closes_on")) != bool(data.get("closes_time")):
            empty = "closes_time" if data.get("closes_on") else "closes_on"
            if empty not in self.errors:
                self.add_error(empty, "Укажите и день, и время.")
        return data

    @property
    def plan(self) -> Arrangement:
        data = self.cleaned_data
        return Arrangement(
            form=data["form"],
            occasion=data["occasion"],
            reason=data.get("reason", ""),
            starts_at=moment(data["starts_on"], data["starts_time"]),
            closes_at=moment(data.get("closes_on"), data.get("closes_time")),
            place=data["place"],
            venue=data.get("venue"),
            link=data["link"],
        )


def _zone() -> str:
    now = timezone.now().astimezone(timezone.get_default_timezone())
    return zone_in_words(settings.TIME_ZONE, now.utcoffset())


def _forms(rule_set, may_lead: bool, meeting) -> list[tuple]:
    """What the rules of the body know; how to vote without a sitting only its head decides."""
    offered = [MeetingForm.IN_PERSON, MeetingForm.REMOTE, MeetingForm.MIXED]
    if may_lead and rule_set.absentee_allowed:
        offered.append(MeetingForm.ABSENTEE)
    if may_lead and rule_set.poll_allowed:
        offered.append(MeetingForm.POLL)
    if meeting is not None and meeting.form not in offered:
        offered.append(MeetingForm(meeting.form))
    return [(each.value, each.label) for each in offered]


def _occasions(body, may_lead: bool, meeting) -> list[tuple]:
    offered = [Occasion.ORDINARY]
    if may_lead or (meeting is not None and meeting.occasion == Occasion.EXTRAORDINARY):
        offered.append(Occasion.EXTRAORDINARY)
    if body.owner_id is None and body.kind in ("presidium", "general_meeting"):
        offered.append(Occasion.YEARLY_CONFERENCE)
    return [(each.value, each.label) for each in offered]


class CancelForm(SeenForm):
    reason = LineField(
        label="Почему отменяется",
        max_length=500,
        help_text="Этот текст прочтут приглашённые.",
        error_messages={"required": "Напишите, почему заседание отменено."},
    )


class ReturnForm(SeenForm):
    remarks = TextField(
        label="Что исправить",
        max_length=5000,
        error_messages={"required": "Напишите, что исправить."},
    )


class ItemForm(SeenForm):
    title = LineField(
        label="Вопрос",
        max_length=500,
        help_text="Начинают с «О»: О плане работы на следующий год.",
        error_messages={"required": "Впишите вопрос."},
    )
    matter = forms.ChoiceField(label="Какой это вопрос по правилам")
    level = forms.ChoiceField(label="Кто видит", choices=Level.choices, widget=forms.RadioSelect)
    speaker = forms.ModelChoiceField(
        Person.objects.none(), label="Докладчик", required=False, empty_label="Не назначен"
    )
    responsible = forms.ModelChoiceField(
        Person.objects.none(),
        label="Ответственный за подготовку",
        required=False,
        empty_label="Не назначен",
    )
    draft_decision = TextField(label="Проект решения", max_length=10_000, required=False)
    draft_form = forms.ChoiceField(label="Вид решения", choices=DecisionForm.choices)

    def __init__(self, *args, meeting: Meeting, item=None, **kwargs):
        names = (
            "title",
            "matter",
            "level",
            "speaker",
            "responsible",
            "draft_decision",
            "draft_form",
        )
        initial = {"level": Level.PUBLIC, "draft_form": DecisionForm.INTERNAL, "matter": "ordinary"}
        if item is not None:
            initial = {name: getattr(item, name) for name in names}
        kwargs["initial"] = {"seen": meeting.version, **initial}
        super().__init__(*args, **kwargs)
        matters = [(each.code, each.title) for each in meeting.rule_set.matters.all()]
        if item is not None and item.matter not in dict(matters):
            matters.append((item.matter, item.matter))
        self.fields["matter"].choices = matters
        people = Person.objects.filter(meeting_invitations__in=meeting.invitations.standing())
        for name in ("speaker", "responsible"):
            self.fields[name].queryset = people.order_by("surname", "name", "pk")

    @property
    def question(self) -> Question:
        return Question(**{name: self.cleaned_data[name] for name in self.fields if name != "seen"})


class MaterialForm(forms.Form):
    title = LineField(
        label="Название", max_length=200, required=False, help_text="Пусто: имя файла."
    )
    upload = UploadField(label="Файл")


class SearchForm(forms.Form):
    """Filters of the list; whatever of them is no filter is passed over (T72)."""

    body = forms.TypedChoiceField(label="Орган", required=False, coerce=int, empty_value=None)
    year = forms.TypedChoiceField(label="Год", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "любое"), *MeetingState.choices]
    )

    def __init__(self, data, *, bodies, years):
        super().__init__(data)
        self.fields["body"].choices = [ALL, *((each.pk, each.title) for each in bodies)]
        self.fields["year"].choices = [ALL, *((year, year) for year in years)]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
