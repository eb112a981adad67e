"""Profiles of mentors and candidates; what the lists of them may be asked for."""

from django import forms

from association.organisations.forms import BranchSifterForm
from association.organisations.models import Branch
from association.processes.models import Process
from home.accounts.fields import TextField

from ..choices import Language
from ..models import CandidateProfile, MentorProfile
from ..queries.profiles import Asked
from ..rules.profiles import FARTHEST_KM, MOST_AT_ONCE


class ManyField(forms.ModelMultipleChoiceField):
    """Checkboxes of a short list that the administrator keeps."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "Этого больше нет в\xa0списке. Обновите страницу и\xa0отметьте снова.",
        "invalid_pk_value": "Отметки не\xa0прочитались. Обновите страницу и\xa0отметьте снова.",
        "list": "Отметки не\xa0прочитались. Обновите страницу и\xa0отметьте снова.",
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class ProfileForm(forms.Form):
    """Common to both sides: how they can work together."""

    works_remotely = forms.BooleanField(label="Удалённо: звонки и\xa0видеосвязь", required=False)
    meets_in_person = forms.BooleanField(label="Очно, с\xa0выездами", required=False)
    languages = forms.MultipleChoiceField(
        label="На\xa0каких языках удобно работать",
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте хотя\xa0бы один язык.",
            "invalid_choice": "Такого языка в\xa0списке нет.",
        },
    )

    @classmethod
    def of(cls, profile, data=None):
        """With what has been told before; a new profile offers the usual answers."""
        return cls(data, initial=cls.told_by(profile))


class MentorForm(ProfileForm):
    is_willing = forms.BooleanField(
        label="Готовы быть наставником",
        required=False,
        help_text="Снимите отметку, если сейчас не\xa0можете: остальное в\xa0анкете сохранится, работающие пары продолжатся.",
    )
    capacity = forms.IntegerField(
        label="Скольким кандидатам сможете помогать сразу",
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text="Больше одного получится, только пока кандидатов больше, чем наставников (п.\xa03.16).",
        error_messages={
            "required": "Напишите, скольким кандидатам сможете помогать.",
            "invalid": "Напишите число.",
            "min_value": "Хотя\xa0бы одному.",
            "max_value": f"Не\xa0больше {MOST_AT_ONCE}.",
        },
    )
    processes = ManyField(
        label="Каким процессам научите",
        queryset=Process.objects.in_use(),
    )
    branches = ManyField(
        label="Какие отрасли знаете, кроме своей",
        queryset=Branch.objects.all(),
    )
    reach_km = forms.IntegerField(
        label="На\xa0сколько километров готовы выезжать",
        required=False,
        min_value=0,
        max_value=FARTHEST_KM,
        help_text="Между центрами территорий. Пусто\xa0— на\xa0любое расстояние.",
        error_messages={
            "invalid": "Напишите число километров.",
            "min_value": "Расстояние не\xa0бывает меньше нуля.",
            "max_value": "Не\xa0больше 10\xa0000\xa0км; если расстояние не\xa0важно, оставьте пустым.",
        },
    )
    about = TextField(
        label="О\xa0себе",
        max_length=2000,
        required=False,
        help_text="Что у\xa0вас получилось лучше всего и\xa0чем вы готовы поделиться. Прочитают члены Президиума и\xa0секретарь.",
    )

    @staticmethod
    def told_by(profile: MentorProfile | None) -> dict:
        if profile is None:
            return {
                "is_willing": True,
                "capacity": 1,
                "works_remotely": True,
                "meets_in_person": True,
                "languages": [Language.RUSSIAN],
            }
        return {
            "is_willing": profile.is_willing,
            "capacity": profile.capacity,
            "processes": profile.processes.all(),
            "branches": profile.branches.all(),
            "works_remotely": profile.works_remotely,
            "meets_in_person": profile.meets_in_person,
            "reach_km": profile.reach_km,
            "languages": profile.languages,
            "about": profile.about,
        }


class CandidateForm(ProfileForm):
    needs = ManyField(
        label="В\xa0каких процессах нужна помощь",
        queryset=Process.objects.in_use(),
    )
    about = TextField(
        label="Что уже сделано и\xa0чего не\xa0хватает",
        max_length=2000,
        required=False,
        help_text="Прочитают члены Президиума и\xa0секретарь, когда подбирают наставника.",
    )

    @staticmethod
    def told_by(profile: CandidateProfile | None) -> dict:
        if profile is None:
            return {
                "works_remotely": True,
                "meets_in_person": True,
                "languages": [Language.RUSSIAN],
            }
        return {
            "needs": profile.needs.all(),
            "works_remotely": profile.works_remotely,
            "meets_in_person": profile.meets_in_person,
            "languages": profile.languages,
            "about": profile.about,
        }


class PartiesForm(BranchSifterForm):
    @property
    def asked(self) -> Asked:
        return Asked(**self.given)
