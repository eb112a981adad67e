"""Where allauth asks the house: letters, addresses, limits, words."""

import base64
import io
import time

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.crypto import salted_hmac

from home.accounts import mail, permissions, queries, ratelimit
from home.accounts.rules import normalise_email

SECRET_LETTERS = {
    "email_confirmation",
    "email_confirmation_signup",
    "login_code",
    "password_reset_key",
}
"""Letters whose text lets the reader in."""

LOGIN_RATE = "10/5m"
"""Wrong passwords of one name from one address."""
NAME_RATE = "100/h"
"""Wrong passwords of one name from everywhere; a one-time code by mail still lets the owner in (T12)."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Эта учётная запись отключена.",
        "duplicate_email": "Это и есть ваш нынешний адрес.",
        "email_password_mismatch": "Почта или пароль не подходят. Проверьте раскладку и регистр букв или войдите по коду из письма.",
        "email_taken": "Этим адресом уже пользуется другая учётная запись.",
        "enter_current_password": "Нынешний пароль набран неверно.",
        "incorrect_code": "Код не подходит. Проверьте цифры или запросите новый код.",
        "incorrect_password": "Пароль набран неверно.",
        "invalid_password_reset": "Ссылка устарела или уже использована. Запросите новую.",
        "max_email_addresses": "Сначала подтвердите или отмените прежний новый адрес.",
        "rate_limited": "Слишком много попыток. Подождите несколько минут.",
        "same_as_current": "Это прежнее значение. Введите новое.",
        "too_many_login_attempts": "Слишком много неудачных попыток. Подождите несколько минут и начните заново.",
    }

    def is_open_for_signup(self, request) -> bool:
        return queries.current_text(queries.PERSONAL_DATA) is not None

    def clean_email(self, email: str) -> str:
        return normalise_email(email)

    def get_client_ip(self, request) -> str:
        """X-Forwarded-For counts only behind the declared number of proxies; nonsense in it counts for nothing (T13)."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return clean_client_ip(request.META["REMOTE_ADDR"])

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        template = template_prefix.rpartition("/")[2]
        kept = {name: value for name, value in context.items() if name != "request"}
        mail.send_letter(
            mail.write_letter(template, email, kept, secret=template in SECRET_LETTERS)
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the site's own address, whatever Host the request came with (T9)."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.WAGTAILADMIN_BASE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address) -> str:
        if self.request.user.is_authenticated:
            return reverse("accounts:profile")
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever logged in a moment ago has just proved it; allauth counts only the second proof."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "account_reauthenticate": "Подтвердить паролем",
            "mfa_reauthenticate": "Подтвердить кодом из приложения",
        }
        names = {reverse(name): text for name, text in words.items()}
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": names[method["url"]]} for method in methods]

    def pre_authenticate(self, request, **credentials) -> None:
        """Counts the attempt before the password is looked at; `authenticate` forgives a right one."""
        name = _login_name(credentials)
        if ratelimit.counted(request, "login", LOGIN_RATE, name=name) or ratelimit.counted(
            request, "login-name", NAME_RATE, name=name, any_address=True
        ):
            raise ImmediateHttpResponse(ratelimit.too_many(request))

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            name = _login_name(credentials)
            ratelimit.forgive(request, "login", LOGIN_RATE, name=name)
            ratelimit.forgive(request, "login-name", NAME_RATE, name=name, any_address=True)
        return user


def _login_name(credentials: dict) -> str:
    return normalise_email(credentials.get("email", ""))


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Пока включён второй шаг входа, новый адрес добавить нельзя.",
        "cannot_delete_authenticator": "Сотрудникам второй шаг входа обязателен, отключить его нельзя.",
        "cannot_generate_recovery_codes": "Запасные коды выдаются, когда включён второй шаг входа.",
        "incorrect_code": "Код не подходит. Дождитесь следующего кода в приложении и введите его.",
        "unverified_email": "Сначала подтвердите адрес электронной почты.",
    }

    def encrypt(self, text: str) -> str:
        """A stolen copy of the database does not open the second door."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Dark on white with a quiet zone: the telephone reads it on a dark page too."""
        picture = io.BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", light="#fff", scale=5)
        return picture.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        required = settings.STAFF_MFA_REQUIRED and permissions.is_staff_member(authenticator.user)
        return not (required and authenticator.type == Authenticator.Type.TOTP)


def _fernet() -> MultiFernet:
    """Keys follow SECRET_KEY; former ones in SECRET_KEY_FALLBACKS still open what they closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in secrets])


def _fernet_key(secret: str) -> bytes:
    digest = salted_hmac("home.accounts.mfa", "", secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
