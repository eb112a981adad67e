"""The agreement sheet."""

from django import forms

from home.accounts.fields import SeenForm

from ..choices import AgreementAnswer

LONGEST_REMARKS = 5000


class AnswerForm(forms.Form):
    """Nothing is chosen beforehand; the hash is that of the text on the screen."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[
            (AgreementAnswer.AGREED, "Согласен с протоколом"),
            (AgreementAnswer.REMARKS, "Есть замечания"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    remarks = forms.CharField(
        label="Замечания",
        required=False,
        max_length=LONGEST_REMARKS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Что исправить и в каком вопросе. Замечания прочтут секретарь и члены органа.",
    )


class ReplyForm(SeenForm):
    reply = forms.CharField(
        label="Ответ на замечания",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Напишите ответ."},
    )
