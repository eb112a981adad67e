"""What is asked while a draft is made: the file, a row of the outline, the act, the remark."""

from django import forms
from django.core.validators import validate_slug

from documents.uploads.forms import UploadField
from home.accounts.fields import LineField, SeenForm

from ..choices import ActKind, ClauseKind
from ..importer.corrections import MARKER_LENGTH
from ..models import Edition, RegulationPage
from ..operations import Destination
from .fields import DateInput

SOURCES = ("docx", "pdf", "txt", "md", "doc", "rtf", "odt")
_FIELD = Edition._meta.get_field
_PAGE = RegulationPage._meta.get_field


class SourceForm(forms.Form):
    """A file alone: it takes the place of the file of a draft."""

    file = UploadField(label="Файл положения", kinds=SOURCES)


class PageField(forms.ModelChoiceField):
    """Short names: a title is a sentence, wider than any screen. Two of one name are told apart by their addresses."""

    def label_from_instance(self, page: RegulationPage) -> str:
        return f"{page.short_name} ({page.slug})"


class UploadForm(SourceForm):
    """A file, and the regulation whose edition it is."""

    page = PageField(
        label="Положение",
        queryset=RegulationPage.objects.order_by("short_name", "pk"),
        required=False,
        empty_label="Новое положение",
    )
    title = LineField(
        label="Название нового положения",
        required=False,
        max_length=_PAGE("title").max_length,
        help_text="Пусто — возьмётся заголовок из файла.",
    )
    short_name = LineField(
        label="Краткое название",
        required=False,
        max_length=_PAGE("short_name").max_length,
        help_text=_PAGE("short_name").help_text,
    )
    slug = forms.CharField(
        label="Адрес",
        required=False,
        max_length=80,
        validators=[validate_slug],
        help_text="Латиницей, последнее слово адреса: polozhenie. Пусто — составится из названия.",
    )

    @property
    def destination(self) -> Destination:
        answers = self.cleaned_data
        if answers["page"]:
            return Destination(page=answers["page"])
        names = ("title", "short_name", "slug")
        return Destination(**{name: answers[name] for name in names})


class QuickForm(SeenForm):
    """A button in the outline: what to do with which row."""

    act = forms.RegexField(r"^(?:in|out|join):\d{1,6}$|^untitle$")

    @property
    def row(self) -> int:
        return int(self.cleaned_data["act"].partition(":")[2] or 0)


class RowForm(SeenForm):
    kind = forms.ChoiceField(label="Вид строки", choices=ClauseKind)
    marker = forms.CharField(
        label="Номер в тексте",
        required=False,
        max_length=MARKER_LENGTH,
        help_text="То, с чего строка начинается, точно как напечатано: «3.16.», «а)», «Приложение А». "
        "Пусто — номера нет.",
    )
    label = forms.CharField(
        label="Номер для ссылок",
        required=False,
        max_length=30,
        help_text="Как на место ссылаются: 3.16, а, А. Пусто — номер без точки и скобки.",
    )


class SplitForm(SeenForm):
    word = forms.TypedChoiceField(
        label="С какого слова начинается новая строка", coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, words: list[str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].choices = list(enumerate(words))[1:]
        self.fields["word"].error_messages["required"] = "Выберите слово."


class DetailsForm(forms.Form):
    """The act of approval, typed as soon as it is known; everything may still be empty."""

    title = LineField(
        label="Заголовок",
        required=False,
        max_length=255,
        help_text="В файле заголовка нет: напишите его здесь.",
    )
    act_kind = forms.ChoiceField(
        label="Чем принята", choices=[("", "—"), *ActKind.choices], required=False
    )
    adopted_by = LineField(
        label="Чей документ",
        required=False,
        max_length=_FIELD("adopted_by").max_length,
        help_text=_FIELD("adopted_by").help_text,
    )
    act_number = LineField(
        label="Номер", required=False, max_length=_FIELD("act_number").max_length
    )
    adopted_on = forms.DateField(label="Дата документа", required=False, widget=DateInput())
    effective_from = forms.DateField(label="Действует с", required=False, widget=DateInput())


class ReviewForm(SeenForm):
    acknowledged = forms.BooleanField(
        label="Предупреждения просмотрены: оставшиеся есть в\xa0самом документе", required=False
    )

    def __init__(self, warnings: int, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not warnings:
            del self.fields["acknowledged"]


class ReturnForm(forms.Form):
    remark = forms.CharField(
        label="Что исправить",
        max_length=_FIELD("review_remark").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RenditionForm(SeenForm):
    """Which differences are readings of one text, and what becomes of the other rendition."""

    readings = forms.TypedMultipleChoiceField(
        label="Разночтения", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    delete_other = forms.BooleanField(label="Удалить другой проект", required=False)

    def __init__(self, places: list[int], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readings"].choices = [(place, str(place)) for place in places]


class PairForm(forms.Form):
    """Two editions of one regulation, chosen in the register or on the page of a draft."""

    other = forms.ModelChoiceField(
        label="Сравнить с\xa0редакцией", queryset=Edition.objects.none(), empty_label="Выберите"
    )

    def __init__(self, edition: Edition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Edition.objects.filter(page=edition.page_id).exclude(pk=edition.pk)
        self.fields["other"].queryset = others.defer("source_text", "findings").order_by("-number")
