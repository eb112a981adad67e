"""The panel «Версия для слабовидящих»: what a reader chose, kept in one small cookie.

The cookie holds one letter for each choice, in the order of the fields of `Vision`. Anything else is
ignored, so that a forged cookie can neither reach the page nor swell the cache of public pages.
"""

from dataclasses import asdict, dataclass, fields

from django import forms
from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

COOKIE = "vision"
COOKIE_SECONDS = 365 * 24 * 60 * 60

SIZES = {"n": "Обычный", "l": "Крупный", "h": "Очень крупный"}
SPACINGS = {"n": "Обычные", "w": "Увеличенные"}
CONTRASTS = {"n": "Обычные", "b": "Чёрным по\xa0белому", "w": "Белым по\xa0чёрному"}
IMAGES = {"n": "Показывать", "o": "Не\xa0показывать, писать их описания"}


@dataclass(frozen=True)
class Vision:
    """How a page is shown; each value is a letter of the dictionary above, "n" the ordinary one."""

    size: str = "n"
    spacing: str = "n"
    contrast: str = "n"
    images: str = "n"

    @classmethod
    def parse(cls, value: str) -> "Vision":
        """Read the cookie; the ordinary look on anything that this site has not written."""
        dictionaries = (SIZES, SPACINGS, CONTRASTS, IMAGES)
        if len(value) != len(dictionaries) or any(
            letter not in known for letter, known in zip(value, dictionaries, strict=True)
        ):
            return cls()
        return cls(*value)

    def __str__(self) -> str:
        return "".join(getattr(self, field.name) for field in fields(self))

    @property
    def ordinary(self) -> bool:
        return self == Vision()

    @property
    def attributes(self) -> str:
        """Attributes for the <html> element, with a leading space: ` data-size="l"`."""
        chosen = [(name, letter) for name, letter in asdict(self).items() if letter != "n"]
        return format_html_join("", ' data-{}="{}"', chosen)


def chosen(request) -> Vision:
    return Vision.parse(request.COOKIES.get(COOKIE, ""))


def normalised(request) -> str:
    """The choice as a part of a cache key: "" for the ordinary look, else four known letters."""
    vision = chosen(request)
    return "" if vision.ordinary else str(vision)


class VisionForm(forms.Form):
    size = forms.ChoiceField(label="Размер букв", choices=SIZES, widget=forms.RadioSelect)
    spacing = forms.ChoiceField(
        label="Расстояния между буквами и\xa0строками", choices=SPACINGS, widget=forms.RadioSelect
    )
    contrast = forms.ChoiceField(label="Цвета", choices=CONTRASTS, widget=forms.RadioSelect)
    images = forms.ChoiceField(label="Изображения", choices=IMAGES, widget=forms.RadioSelect)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_vision(request):
    """Ask how to show the site and return to the page `next` of this site (T16).

    A page of its own because public pages are cached and carry no token (T64).
    """
    back = _own_address(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST" and "reset" in request.POST:
        return _remember(Vision(), back)
    form = VisionForm(request.POST or None, initial=asdict(chosen(request)))
    if form.is_valid():
        return _remember(Vision(**form.cleaned_data), back)
    return render(request, "pages/vision.html", {"form": form, "next": back})


def _own_address(address: str) -> str:
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"


def _remember(vision: Vision, back: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(back)
    if vision.ordinary:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE,
        str(vision),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
