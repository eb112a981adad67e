"""Every component in every state on sample data, at /dev/components/ of a development site."""

import datetime
from dataclasses import dataclass

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from home.rulebook import Rule
from home.rulebook.citations import Citation

from . import palette

NOON = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
SAMPLE_RULE = Rule("gallery.sample", "Образец правила", (Citation.parse("3.16"),))
TONES = [
    ("черновик", "neutral"),
    ("член ассоциации", "positive"),
    ("на рассмотрении", "waiting"),
    ("требует внимания", "attention"),
    ("действие прекращено", "ended"),
]
STEPS = [
    ("Сведения об организации", "#steps", "done"),
    ("Основание вступления", "#steps", "done"),
    ("Документы", "#steps", "current"),
    ("Согласие на обработку персональных данных", "", "todo"),
    ("Проверка ответов", "", "todo"),
]
ROWS = [
    ("Полное название", "Муниципальное автономное учреждение «Школа у\xa0реки»", "#summary"),
    ("ИНН", "7700000016", "#summary"),
    (
        "Юридический адрес",
        "690000, Озёрный край, г.\xa0Заречный,\nул. Садовая, д.\xa04",
        "#summary",
    ),
    ("Телефон", "", "#summary"),
]
ENTRIES = [
    (NOON, "Заявление подано", "А.\xa0И.\xa0Тестова, представитель"),
    (NOON + datetime.timedelta(days=2), "Возвращено с\xa0замечаниями", "секретарь"),
    (NOON + datetime.timedelta(days=5), "Подано снова", ""),
]


@dataclass(frozen=True)
class SampleTask:
    title: str
    url: str = "#tasks"
    rule: Rule | None = SAMPLE_RULE
    due: datetime.date | None = None
    about: str = ""


MESSAGES = [
    Message(constants.SUCCESS, "Заявление подано: его номер\xa012."),
    Message(constants.ERROR, "Файл не\xa0принят: он пуст. Выберите другой файл."),
    Message(constants.INFO, "Черновик сохранён. К\xa0нему можно вернуться позже."),
]
TASKS = [
    SampleTask(
        "Рассмотреть заявление о\xa0приёме №\xa012",
        due=datetime.date(2026, 11, 27),
        about="Муниципальное автономное учреждение «Школа у\xa0реки»",
    ),
    SampleTask("Загрузить подписанный экземпляр", rule=None),
]


class SiftingForm(forms.Form):
    """What a list is asked for: words, a choice and a tick."""

    words = forms.CharField(label="Слова из названия", required=False)
    territory = forms.ChoiceField(
        label="Территория", choices=[("", "все"), ("1", "Заречный округ")], required=False
    )
    is_former = forms.BooleanField(label="Только выбывшие", required=False)


class SampleForm(forms.Form):
    """One field of every kind that the site uses."""

    name = forms.CharField(
        label="Полное название", help_text="Как в\xa0уставе, без сокращений.", max_length=250
    )
    inn = forms.CharField(
        label="ИНН",
        help_text="10\xa0цифр, например 7700000016.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "12"}),
    )
    email = forms.EmailField(label="Электронная почта", required=False)
    founded = forms.DateField(
        label="Дата государственной регистрации", help_text="Например: 01.09.2014."
    )
    territory = forms.ChoiceField(
        label="Территория",
        choices=[("", "Выберите из\xa0списка"), ("1", "Заречный округ"), ("2", "Озёрный округ")],
    )
    ground = forms.ChoiceField(
        label="Основание вступления",
        help_text="От\xa0него зависит, какие документы понадобятся.",
        choices=[("a", "Победа в\xa0конкурсе"), ("b", "Статус инновационной площадки")],
        widget=forms.RadioSelect,
    )
    subjects = forms.MultipleChoiceField(
        label="О\xa0чём писать",
        required=False,
        choices=[("news", "Новости"), ("events", "Мероприятия"), ("calls", "Наборы на\xa0курсы")],
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.CharField(
        label="Об\xa0организации", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    charter = forms.FileField(
        label="Устав", help_text="PDF или скан в\xa0JPG, PNG; не\xa0больше 10\xa0МБ."
    )
    letter = forms.FileField(label="Доверенность", required=False)
    consent = forms.BooleanField(
        label="Согласен на\xa0обработку персональных данных",
        help_text="Текст согласия откроется на\xa0отдельной странице.",
    )


@dataclass(frozen=True)
class SavedFile:
    name: str
    url: str = "#forms"

    def __str__(self) -> str:
        return self.name


def filled_form() -> SampleForm:
    return SampleForm(
        initial={
            "name": "Школа у\xa0реки",
            "ground": "a",
            "charter": SavedFile("устав.pdf"),
            "letter": SavedFile("доверенность.pdf"),
        },
        auto_id="filled_%s",
    )


def refused_form() -> SampleForm:
    form = SampleForm({"inn": "123", "email": "почта", "founded": "30.02.2026"}, auto_id="bad_%s")
    form.add_error("inn", "ИНН организации состоит из\xa010\xa0цифр, а\xa0введено 3.")
    form.add_error(
        None, "За\xa0эту организацию уже подано заявление: дождитесь решения по\xa0нему."
    )
    return form


def show_gallery(request):
    pages = Paginator(range(60), 20)
    themes = palette.themes()
    return render(
        request,
        "pages/gallery.html",
        {
            "swatches": themes["light"],
            "contrasts": zip(*map(palette.pairs, themes.values()), strict=True),
            "enough": palette.ENOUGH,
            "tones": TONES,
            "rule": SAMPLE_RULE,
            "steps": STEPS,
            "rows": ROWS,
            "entries": ENTRIES,
            "tasks": TASKS,
            "trail": [("Главная", "#trail"), ("Документы", "#trail")],
            "sections": [("Об ассоциации", "#", True), ("Документы", "#", False)],
            "sample_pages": [pages.page(number) for number in (1, 2, 3)],
            "form": SampleForm(auto_id="new_%s"),
            "sifting": SiftingForm(auto_id="sifting_%s"),
            "filled_form": filled_form(),
            "refused_form": refused_form(),
            "messages": MESSAGES,
        },
    )
