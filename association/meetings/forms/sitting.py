"""What the secretary and the members fill in while a meeting is held. Acts of the office carry `seen` (T35)."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from association.bodies.choices import Choice
from home.accounts.fields import LineField, NameField, SeenForm, TextField
from home.accounts.models import Person
from home.workdays.queries import today

from ..choices import Answer, DecisionForm, MeetingForm, Presence
from ..models import Ballot, Invitation, Vote

LATEST = date(2100, 12, 31)
ABSENT = ("", "нет")
_PRESENCES = {
    MeetingForm.IN_PERSON: [Presence.IN_PERSON],
    MeetingForm.REMOTE: [Presence.REMOTE],
}
_EXPECTED = {Answer.COMING: Presence.IN_PERSON, Answer.REMOTE: Presence.REMOTE}


def presences(meeting) -> list[tuple[str, str]]:
    """In what ways one may be there, by the form of the meeting."""
    allowed = _PRESENCES.get(meeting.form, list(Presence))
    return [(each.value, each.label) for each in allowed]


class ReasonForm(SeenForm):
    reason = LineField(
        label="Причина", max_length=280, error_messages={"required": "Напишите причину."}
    )


class PersonField(forms.ModelChoiceField):
    """One of the people named by the form; the empty line says what to do."""

    def __init__(self, **kwargs):
        kwargs.setdefault("empty_label", "Выберите")
        super().__init__(queryset=Person.objects.none(), **kwargs)

    def among(self, people) -> None:
        self.queryset = Person.objects.filter(pk__in=[person.pk for person in people])


class OpeningForm(SeenForm):
    """Who is there, who presides, who keeps the minutes. One choice for each invited person: `p<key>`."""

    presiding = PersonField(
        label="Кто ведёт заседание", error_messages={"required": "Выберите, кто ведёт заседание."}
    )
    ground = LineField(
        label="Кто и как назначил ведущего",
        max_length=300,
        required=False,
        help_text="Нужно, только когда нет ни председателя (руководителя), ни заместителя.",
    )
    secretary = PersonField(
        label="Кто ведёт протокол", error_messages={"required": "Выберите, кто ведёт протокол."}
    )

    def __init__(self, *args, meeting, invitations: list[Invitation], keepers: list[Person], **kw):
        super().__init__(*args, **kw)
        self.invitations = invitations
        voters = [each.person for each in invitations if each.capacity == "voting"]
        self.fields["presiding"].among(voters)
        self.fields["secretary"].among(keepers)
        ways = presences(meeting)
        known = dict(ways)
        for each in invitations:
            expected = _EXPECTED.get(each.answer, "")
            self.fields[f"p{each.pk}"] = forms.ChoiceField(
                label=str(each.person),
                choices=[ABSENT, *ways],
                required=False,
                initial=expected if expected in known else "",
                widget=forms.RadioSelect,
            )

    @property
    def rows(self):
        """Each invited person with the field of their presence."""
        return [(each, self[f"p{each.pk}"]) for each in self.invitations]

    def present(self) -> dict[int, Presence]:
        given = ((each.pk, self.cleaned_data[f"p{each.pk}"]) for each in self.invitations)
        return {pk: Presence(presence) for pk, presence in given if presence}


class PollOpeningForm(SeenForm):
    secretary = PersonField(label="Кто ведёт протокол")
    presiding = PersonField(
        label="Кто подводит итоги",
        required=False,
        empty_label="Председатель или его заместитель",
    )
    ground = LineField(
        label="Кто и как его назначил",
        max_length=300,
        required=False,
        help_text="Нужно, только когда в органе нет ни председателя (руководителя), ни заместителя.",
    )

    def __init__(self, *args, voters: list[Person], keepers: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presiding"].among(voters)
        self.fields["secretary"].among(keepers)


class ArriveForm(forms.Form):
    """One button of the attendance table: its name says how the person came, its value who."""

    in_person = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    remote = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def present(self) -> dict[int, Presence]:
        given = ((self.cleaned_data[presence], presence) for presence in Presence)
        return {pk: presence for pk, presence in given if pk}


class InvitationForm(forms.Form):
    invitation = forms.IntegerField(min_value=1, max_value=2**62)


class GuestForm(forms.Form):
    surname = NameField(label="Фамилия")
    name = NameField(label="Имя")
    patronymic = NameField(label="Отчество", required=False, help_text="Если есть.")
    ground = LineField(
        label="Кто это и откуда",
        max_length=300,
        help_text="Должность и организация: так гость назван в протоколе.",
        error_messages={"required": "Напишите, кто это и откуда."},
    )
    presence = forms.ChoiceField(label="Как присутствует", widget=forms.RadioSelect)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        ways = presences(meeting)
        self.fields["presence"].choices = ways
        self.fields["presence"].initial = ways[0][0]

    def person(self) -> Person:
        return Person(
            **{name: self.cleaned_data[name] for name in ("surname", "name", "patronymic")}
        )


class PresidingForm(SeenForm):
    presiding = PersonField(label="Кто ведёт заседание")
    ground = LineField(
        label="Кто и как назначил ведущего",
        max_length=300,
        required=False,
        help_text="Нужно, только когда нет ни председателя (руководителя), ни заместителя.",
    )

    def __init__(self, *args, voters: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presiding"].among(voters)


class CourseForm(forms.Form):
    """The prose of one question; the texts that stood on the screen come back with it (T35)."""

    heard = TextField(
        label="Слушали",
        max_length=20_000,
        required=False,
        help_text="Кто докладывал и о чём, коротко.",
    )
    spoken = TextField(label="Выступили", max_length=20_000, required=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class VoteForm(SeenForm):
    question = TextField(
        label="Что решают",
        max_length=5000,
        help_text="Эту формулировку увидят все. Когда голосование открыто, её не меняют.",
        error_messages={"required": "Напишите, что решают."},
    )
    form = forms.ChoiceField(label="Вид решения", choices=DecisionForm.choices)
    executor = PersonField(label="Исполнитель", required=False, empty_label="Исполнитель не нужен")
    due_on = forms.DateField(
        label="Исполнить до",
        required=False,
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "size": 12}),
        help_text="Например, 15.03.2027",
        error_messages={"invalid": "Такой даты нет. Впишите день, месяц и год: 15.03.2027."},
        validators=[MaxValueValidator(LATEST, "Год слишком далёкий — проверьте дату.")],
    )
    on_phones = forms.BooleanField(
        label="Члены могут голосовать сами, с телефона",
        required=False,
        initial=True,
        help_text="Перекличку можно вести одновременно: считается первый голос каждого.",
    )

    def __init__(self, *args, people: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["executor"].among(people)
        self.fields["due_on"].validators.append(MinValueValidator(today(), "Этот день уже прошёл."))

    def clean(self):
        data = super().clean()
        if data.get("due_on") and not data.get("executor"):
            self.add_error("executor", "Срок назначают исполнителю: выберите, кто исполняет.")
        return data


class RollCallForm(forms.Form):
    """One line for each ballot still waited for: `b<key>`; «просит записать» is `r<key>`."""

    def __init__(self, *args, ballots: list[Ballot], **kwargs):
        super().__init__(*args, **kwargs)
        self.ballots = [ballot for ballot in ballots if not ballot.choice]
        for ballot in self.ballots:
            self.fields[f"b{ballot.pk}"] = forms.ChoiceField(
                label=str(ballot.invitation.person),
                choices=Choice.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Такого ответа нет."},
            )
            self.fields[f"r{ballot.pk}"] = forms.BooleanField(required=False)

    @property
    def rows(self):
        return [(ballot, self[f"b{ballot.pk}"]) for ballot in self.ballots]

    def choices(self) -> dict[int, Choice]:
        given = ((each.pk, self.cleaned_data[f"b{each.pk}"]) for each in self.ballots)
        return {pk: Choice(choice) for pk, choice in given if choice}

    def asking(self) -> list[int]:
        return [each.pk for each in self.ballots if self.cleaned_data[f"r{each.pk}"]]

    def said(self) -> list[tuple[Ballot, Choice]]:
        """What was said, for the check before it is written down."""
        given = self.choices()
        return [(each, given[each.pk]) for each in self.ballots if each.pk in given]


class AnswersForm(forms.Form):
    """A member's own answers, one for each question: `v<key>`; «просит записать» is `r<key>`."""

    def __init__(self, *args, votes: list[Vote], **kwargs):
        super().__init__(*args, **kwargs)
        self.votes = []
        self.ask(votes)

    def ask(self, votes: list[Vote]) -> None:
        """Browsers send nothing for a question left empty: a form that comes back asks it again."""
        for vote in votes:
            if vote in self.votes:
                continue
            self.votes.append(vote)
            self.fields[f"v{vote.pk}"] = forms.ChoiceField(
                label=vote.item.title,
                choices=Choice.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Такого ответа нет."},
            )
            self.fields[f"r{vote.pk}"] = forms.BooleanField(
                label="Записать в протокол, что я против", required=False
            )

    def answers(self) -> list[tuple[Vote, Choice, bool]]:
        found = []
        for vote in self.votes:
            if choice := self.cleaned_data[f"v{vote.pk}"]:
                found.append((vote, Choice(choice), self.cleaned_data[f"r{vote.pk}"]))
        return found
