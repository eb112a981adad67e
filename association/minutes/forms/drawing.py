"""What the secretary writes: the prose, the place and the positions, why the protocol comes back."""

from django import forms

from association.meetings.choices import ItemState
from home.accounts.fields import LineField, SeenForm

from ..operations.drawing import LONGEST_POSITION

LONGEST_PROSE = 20_000


def prose(label: str, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_PROSE,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TextForm(SeenForm):
    """Two fields an item; what was voted and decided is not among them."""

    preamble = prose(
        "Перед повесткой",
        3,
        "Например: кто открыл заседание, о чём объявил. Явку и кворум программа напечатает сама.",
    )
    ending = prose("В конце протокола", 3)

    def __init__(self, *args, protocol, **kwargs):
        initial = {
            "seen": protocol.version,
            "preamble": protocol.preamble,
            "ending": protocol.ending,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.items = [
            item
            for item in protocol.meeting.items.select_related("speaker").order_by("position", "pk")
            if item.state != ItemState.REMOVED
        ]
        for item in self.items:
            self.fields[f"heard_{item.pk}"] = prose("Слушали", 4)
            self.fields[f"spoken_{item.pk}"] = prose("Выступили", 4)
            self.initial |= {f"heard_{item.pk}": item.heard, f"spoken_{item.pk}": item.spoken}

    @property
    def item_fields(self):
        """(item, heard, spoken) for the page."""
        return [(item, self[f"heard_{item.pk}"], self[f"spoken_{item.pk}"]) for item in self.items]

    @property
    def answers(self) -> dict:
        data = self.cleaned_data
        items = {
            item.pk: (data[f"heard_{item.pk}"], data[f"spoken_{item.pk}"]) for item in self.items
        }
        return {
            "preamble": data["preamble"],
            "ending": data["ending"],
            "items": items,
            "seen": data["seen"],
        }


class FactsForm(SeenForm):
    place = LineField(label="Место заседания", max_length=300, required=False)

    def __init__(self, *args, protocol, **kwargs):
        meeting = protocol.meeting
        initial = {"seen": protocol.version, "place": meeting.place}
        super().__init__(*args, initial=initial, **kwargs)
        self.invitations = list(
            meeting.invitations.standing()
            .select_related("person", "organisation")
            .order_by("person__surname", "person__name", "pk")
        )
        for invitation in self.invitations:
            name = f"position_{invitation.pk}"
            self.fields[name] = LineField(
                label=invitation.person.full_name,
                max_length=LONGEST_POSITION,
                required=False,
                help_text=invitation.organisation.short_name if invitation.organisation else "",
            )
            self.initial[name] = invitation.position

    @property
    def answers(self) -> dict:
        data = self.cleaned_data
        positions = {each.pk: data[f"position_{each.pk}"] for each in self.invitations}
        return {"place": data["place"], "positions": positions, "seen": data["seen"]}


class ReopenForm(SeenForm):
    reason = forms.CharField(
        label="Что исправить",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Напишите, что нужно исправить."},
    )
