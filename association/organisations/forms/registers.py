"""Forms of the office in the admin: a row of the register, and a reorganisation by its act."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, TextField

from .. import queries, rules
from .acts import SCANS
from .registration import NumberField, SinceFields


class OrganisationAdminForm(WagtailAdminModelForm):
    """The numbers of registers are checked as at registration; whether a pair is taken is told by the act."""

    inn = NumberField(label="ИНН", flaw=rules.inn_flaw)
    kpp = NumberField(label="КПП", flaw=rules.kpp_flaw)
    ogrn = NumberField(label="ОГРН", flaw=rules.ogrn_flaw)
    since = SinceFields.base_fields["since"]
    ground = SinceFields.base_fields["ground"]


class TerritoryAdminForm(WagtailAdminModelForm):
    """Neighbours are chosen one by one, and a territory is no neighbour of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = self.fields["neighbours"].queryset
        self.fields["neighbours"].queryset = others.exclude(pk=self.instance.pk)


class PartiesField(TextField):
    """Organisations of the register, one a line: ИНН, and КПП where there are several."""

    def clean(self, value):
        lines = [line.split() for line in super().clean(value).splitlines() if line.strip()]
        found, faults = [], []
        for place, words in enumerate(lines, start=1):
            organisations = queries.find_by_line(words)
            if len(organisations) == 1:
                found += organisations
            else:
                faults.append(_fault(place, words, organisations))
        if faults:
            raise forms.ValidationError(faults)
        return found


def _fault(place: int, words: list[str], organisations) -> str:
    if not organisations:
        return f"Строка {place}: организации «{' '.join(words)}» в реестре нет."
    return f"Строка {place}: с таким ИНН в реестре несколько организаций — допишите КПП."


class ReorganisationForm(WagtailAdminModelForm):
    """The act decides about days and parties and tells what is wrong; the form only reads them."""

    on = DayField(label="С какого дня")
    act_date = DayField(label="Дата акта")
    before = PartiesField(
        label="Кто реорганизован",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="ИНН, по организации на строке; если филиалов несколько — ИНН и КПП через пробел.",
        error_messages={"required": "Назовите, кто реорганизован."},
    )
    after = PartiesField(
        label="Кто возник или продолжает",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Так же. Новая организация сначала регистрируется в реестре.",
        error_messages={"required": "Назовите, кто возник или продолжает."},
    )
    scan = UploadField(label="Скан акта", kinds=SCANS, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = lambda exclude=None: None
