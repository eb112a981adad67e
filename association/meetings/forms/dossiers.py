"""On which meeting's agenda a dossier comes."""

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from home.accounts.fields import SeenForm

from ..models import Meeting


class MeetingForm(SeenForm):
    meeting = forms.TypedChoiceField(
        label="На какое заседание",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите заседание.",
            "invalid_choice": "Этого заседания в списке нет: обновите страницу.",
        },
    )

    def __init__(self, *args, meetings: list[Meeting], **kwargs):
        super().__init__(*args, **kwargs)
        found = {str(each.pk): each for each in meetings}
        self.fields["meeting"].choices = [(pk, _in_words(each)) for pk, each in found.items()]
        self.fields["meeting"].coerce = found.__getitem__


def _in_words(meeting: Meeting) -> str:
    on = date_format(localtime(meeting.starts_at), "DATETIME_FORMAT")
    return f"{on}, {meeting.get_form_display()}, {meeting.get_state_display()}"
