"""The cabinet's pages about oneself, the public text of a consent, and the two admin log-ins."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from home.accounts import operations, permissions, queries
from home.accounts.decorators import weighty
from home.accounts.forms import PersonForm, SignatureAgreementForm
from home.accounts.models import Consent, ConsentText, Person
from home.accounts.rules import CONSENT_WITHDRAWAL, withdrawal_due
from home.rulebook import DomainError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def admin_login(request):
    """Both admins are entered through the accounts: a password posted here is not even looked at."""
    following = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        following, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        following = reverse("wagtailadmin_home")
    return redirect_to_login(following)


@require_GET
def consent_text(request, purpose, version):
    text = get_object_or_404(ConsentText, purpose=purpose, version=version)
    return render(
        request,
        "accounts/consent_text.html",
        {"text": text, "current": queries.current_text(purpose)},
    )


@login_required
def profile(request):
    user = request.user
    return render(
        request,
        "accounts/profile.html",
        {
            "person": user.person,
            "has_password": user.has_usable_password(),
            "has_second_factor": is_mfa_enabled(user, [Authenticator.Type.TOTP]),
        },
    )


@login_required
def edit_name(request):
    person = _own_person(request)
    form = PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        operations.rename_person(person, **form.cleaned_data, by=request.user)
        messages.success(request, "Имя сохранено.")
        return redirect("accounts:profile")
    return render(request, "accounts/edit_name.html", {"form": form})


@login_required
def consents(request):
    person = _own_person(request)
    context = {
        "consents": queries.consents_of(person),
        "offered": queries.texts_offered_to(person),
        "voluntary": queries.VOLUNTARY,
        "agreements": queries.AGREEMENTS,
    }
    return render(request, "accounts/consents.html", context)


@login_required
@require_POST
def give_consent(request, purpose, version):
    person = _own_person(request)
    text = get_object_or_404(ConsentText, purpose=purpose, version=version)
    if "consent" not in request.POST:
        messages.error(request, "Отметьте, что даёте согласие, — без отметки оно не сохранится.")
        return redirect("accounts:consents")
    try:
        operations.give_consent(person, text, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(request, "Согласие сохранено.")
    return redirect("accounts:consents")


@weighty
def accept_signature(request):
    """Before the first signature in the cabinet; `next` is where the signature waits (63-FZ, art. 9)."""
    person = _own_person(request)
    following = _own_address(request.POST.get("next") or request.GET.get("next", ""))
    if queries.accepted_text(person, queries.SIMPLE_SIGNATURE):
        return redirect(following)
    text = queries.current_text(queries.SIMPLE_SIGNATURE)
    form = SignatureAgreementForm(text, request.POST or None)
    if form.is_valid():
        operations.give_consent(person, text, at=timezone.now())
        messages.success(request, "Соглашение принято. Теперь можно подписать документ.")
        return redirect(following)
    context = {"text": text, "form": form, "next": following}
    return render(request, "accounts/accept_signature.html", context)


def _own_address(path: str) -> str:
    """A path of this site, or the page of consents (T16)."""
    is_own = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_own else reverse("accounts:consents")


@weighty
def withdraw_consent(request, pk):
    person = _own_person(request)
    consent = get_object_or_404(Consent.objects.select_related("text"), pk=pk, person=person)
    if request.method == "POST":
        try:
            operations.withdraw_consent(consent, by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.printed)
        else:
            messages.success(request, _what_follows(consent))
        return redirect("accounts:consents")
    context = {
        "consent": consent,
        "is_voluntary": consent.text.purpose in queries.VOLUNTARY,
        "is_agreement": consent.text.purpose in queries.AGREEMENTS,
        "due": withdrawal_due(timezone.localdate()),
        "rule": CONSENT_WITHDRAWAL,
    }
    return render(request, "accounts/withdraw_consent.html", context)


def _what_follows(consent: Consent) -> str:
    if consent.text.purpose in queries.AGREEMENTS:
        return (
            "Соглашение расторгнуто. Подписывать в кабинете нельзя, пока вы не примете его снова."
        )
    if consent.text.purpose in queries.VOLUNTARY:
        return "Согласие отозвано. На открытых страницах вашего имени больше нет."
    return "Согласие отозвано. Администратор сайта получил задачу."


def _own_person(request) -> Person:
    """Read anew, so that what a form has tried on it is not shown in the head of the page."""
    return get_object_or_404(Person, user=request.user)


@weighty
def end_processing(request, pk):
    """In the admin: the administrator reports that withdrawn data are processed no longer."""
    if not permissions.may_end_processing(request.user):
        raise Http404("not this user's business")
    consent = get_object_or_404(Consent.objects.select_related("person", "text"), pk=pk)
    register = reverse("accounts_consent_modeladmin_index")
    if request.method == "POST":
        try:
            operations.end_processing(consent, by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.printed)
        else:
            messages.success(request, "Отмечено: обработка прекращена.")
        return redirect(register)
    return render(
        request,
        "accounts/admin/end_processing.html",
        {"consent": consent, "rule": CONSENT_WITHDRAWAL, "register": register},
    )


class OwnSettings(AccountView):
    """Wagtail's page of one's own settings, without the name that our User does not keep there."""

    def get_panels(self):
        return [
            panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)
        ]
