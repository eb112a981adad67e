"""Forms of a body: founding, changing, dissolving."""

from django import forms

from documents.regulations.models import RegulationPage
from home.accounts.fields import LineField

from ..choices import SINGLE_BODIES, BodyKind
from ..models import CollegialBody, RuleSet

ASSOCIATION = ""


class DetailsForm(forms.Form):
    title = LineField(
        label="Название",
        max_length=200,
        help_text="Как в положении или приказе. Например: Рабочая группа по качеству.",
        error_messages={"required": "Введите название органа."},
    )
    title_genitive = LineField(
        label="Название в родительном падеже",
        max_length=200,
        help_text="Например: Рабочей группы по качеству. Так оно стоит в бумагах после должности.",
        error_messages={"required": "Введите название в родительном падеже."},
    )
    rules_code = forms.ChoiceField(
        label="По каким правилам решает",
        help_text="Кворум, большинство, сроки и подписи. Прочитать правила словами можно будет на странице органа.",
        error_messages={"required": "Выберите правила."},
    )
    regulation = forms.ModelChoiceField(
        RegulationPage.objects.none(),
        label="Положение об органе",
        required=False,
        empty_label="Нет на сайте",
        help_text="Если оно опубликовано здесь.",
    )
    purpose = forms.CharField(
        label="Чем занимается",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    composition = forms.CharField(
        label="Кого включают в состав",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Должности по положению. Например: заместители директора, педагог-психолог, специалист по кадрам.",
    )
    founded_on = forms.DateField(
        label="Создан",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ground = LineField(
        label="Чем создан",
        max_length=300,
        required=False,
        help_text="Решение или приказ: чей, дата, номер.",
    )

    def __init__(self, *args, owner, rule_sets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rules_code"].choices = [
            (each.code, each.title) for each in rule_sets if _fits(each, owner)
        ]
        self.fields["regulation"].queryset = RegulationPage.objects.live().order_by("title")

    @classmethod
    def of(cls, body: CollegialBody, data, rule_sets) -> "DetailsForm":
        initial = {name: getattr(body, name) for name in cls.base_fields}
        return cls(data, initial=initial, owner=body.owner, rule_sets=rule_sets)


def _fits(rule_set: RuleSet, owner) -> bool:
    """Heads of members of the Association sit in its bodies alone."""
    return owner is None or not rule_set.members_are_heads


class FoundForm(DetailsForm):
    kind = forms.ChoiceField(
        label="Вид органа",
        error_messages={"required": "Выберите вид органа."},
    )

    field_order = ["kind", "title"]

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, owner=owner, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, kind.label)
            for kind in BodyKind
            if owner is None or kind not in SINGLE_BODIES
        ]
        self.fields["kind"].initial = BodyKind.WORKING_GROUP


class DissolveForm(forms.Form):
    on = forms.DateField(
        label="С какого дня",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день."},
    )
    ground = LineField(
        label="Решение или приказ",
        max_length=300,
        help_text="Чей, дата, номер.",
        error_messages={"required": "Назовите решение или приказ."},
    )
