"""Forms of the accounts in the words of the house. Allauth does the work; labels, hints and refusals are ours."""

from allauth.account import forms as account_forms
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from home.accounts import operations, queries, ratelimit
from home.accounts.choices import Role
from home.accounts.fields import (
    CodeField,
    EmailField,
    NewPasswordField,
    PasswordField,
    TextField,
)
from home.accounts.models import Person, User, validate_human_name
from home.accounts.rules import CONSENT

LETTER_RATE = "5/5m"
"""Letters that one address may cause to one mailbox: nobody else can use up the owner's (T12)."""


def refuse_many_letters(email: str) -> None:
    if ratelimit.counted(context.request, "letter", LETTER_RATE, name=email):
        raise ImmediateHttpResponse(ratelimit.too_many(context.request))


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField()
        self.fields["password"] = PasswordField()
        self.fields["remember"] = forms.BooleanField(
            label="Не выходить на этом устройстве",
            help_text="Не отмечайте на чужом компьютере.",
            required=False,
        )
        self.order_fields(["login", "password", "remember"])


class RequestLoginCodeForm(account_forms.RequestLoginCodeForm):
    email = EmailField()

    def clean_email(self):
        email = super().clean_email()
        refuse_many_letters(email)
        return email


class ConfirmLoginCodeForm(account_forms.ConfirmLoginCodeForm):
    code = CodeField()


class ConfirmEmailForm(account_forms.ConfirmEmailVerificationCodeForm):
    code = CodeField()


class ResetPasswordForm(account_forms.ResetPasswordForm):
    email = EmailField()

    def clean_email(self):
        email = super().clean_email()
        refuse_many_letters(email)
        return email


class ReauthenticateForm(account_forms.ReauthenticateForm):
    password = PasswordField()


class NewPasswordForm:
    """One field: what is typed can be shown by the browser, a second field only doubles the mistakes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        field = NewPasswordField(label="Новый пароль")
        field.user = self.user
        self.fields["password1"] = field


class ResetPasswordKeyForm(NewPasswordForm, account_forms.ResetPasswordKeyForm):
    pass


class SetPasswordForm(NewPasswordForm, account_forms.SetPasswordForm):
    pass


class ChangePasswordForm(NewPasswordForm, account_forms.ChangePasswordForm):
    oldpassword = PasswordField(label="Нынешний пароль")


class AddEmailForm(account_forms.AddEmailForm):
    email = EmailField(label="Новый адрес")

    def clean_email(self):
        email = super().clean_email()
        refuse_many_letters(email)
        return email


class ChangeEmailForm(account_forms.ChangeEmailForm):
    email = EmailField(label="Новый адрес")


class SecondFactorForm(mfa_forms.AuthenticateForm):
    code = CodeField(label="Код из приложения или запасной код")


class SecondFactorAgainForm(mfa_forms.ReauthenticateForm):
    code = CodeField(label="Код из приложения или запасной код")


class ActivateTotpForm(totp_forms.ActivateTOTPForm):
    code = CodeField(label="Код из приложения")


class SignatureAgreementForm(forms.Form):
    """The agreement to sign by the account: its own box, unticked, for the version that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    accepted = forms.BooleanField(
        label="Соглашение прочитано, принимаю его",
        error_messages={
            "required": "Отметьте, что принимаете соглашение, или подпишите на бумаге."
        },
    )

    def __init__(self, text, *args, **kwargs):
        super().__init__(*args, initial={"version": text.version}, **kwargs)
        self.text = text

    def clean(self):
        if self.cleaned_data.get("version") != self.text.version:
            self.data = {"version": self.text.version}
            raise forms.ValidationError("Текст соглашения обновился. Прочитайте новую версию.")
        return self.cleaned_data


class PersonForm(forms.ModelForm):
    """Surname, name and patronymic."""

    class Meta:
        model = Person
        fields = ["surname", "name", "patronymic"]
        error_messages = {
            "surname": {"required": "Введите фамилию."},
            "name": {"required": "Введите имя."},
        }
        widgets = {
            "surname": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "patronymic": forms.TextInput(attrs={"autocomplete": "additional-name"}),
        }


class SignupForm(account_forms.SignupForm):
    """The account, the person and the consent: three things, made together or not at all."""

    field_order = ["surname", "name", "patronymic", "email", "password1", "consent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = queries.current_text(queries.PERSONAL_DATA)
        self.fields.update(self._name_fields())
        self.fields["email"] = EmailField(
            help_text="На этот адрес придёт код подтверждения; по нему вы будете входить."
        )
        self.fields["password1"] = NewPasswordField(label="Пароль")
        self.fields["consent"] = self._consent_field()
        self.fields["text_version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=self.text.version, required=False
        )
        self._quiet_honeypot()
        self.order_fields(self.field_order)

    def _name_fields(self) -> dict[str, forms.Field]:
        fields = PersonForm().fields
        for field in fields.values():
            # A model's validators run with its instance, and there is none yet.
            field.validators.append(validate_human_name)
        return fields

    def _consent_field(self) -> forms.BooleanField:
        hint = format_html(
            '<a href="{}" target="_blank">Прочитать текст согласия</a> (откроется в&nbsp;новой вкладке)',
            self.text.get_absolute_url(),
        )
        refusal = (
            "Без согласия на обработку персональных данных учётную запись завести нельзя"
            f" ({CONSENT.clause})."
        )
        return forms.BooleanField(
            label="Даю согласие на обработку персональных данных",
            help_text=hint,
            error_messages={"required": refusal},
        )

    def _quiet_honeypot(self) -> None:
        """Allauth hides the trap by an inline style, which the site's policy forbids: the template hides it."""
        trap = self.fields[self.honeypot_name]
        trap.label = "Не заполняйте это поле"
        trap.widget.attrs = {"tabindex": "-1", "autocomplete": "off"}

    @property
    def honeypot_name(self) -> str:
        return account_forms.app_settings.SIGNUP_FORM_HONEYPOT_FIELD

    @property
    def honeypot(self):
        return self[self.honeypot_name]

    def fields_for_people(self) -> list:
        return [field for field in self.visible_fields() if field.name != self.honeypot_name]

    def clean_text_version(self) -> int:
        """The text that was on the page is the text that is agreed to (T66)."""
        version = self.cleaned_data["text_version"]
        if version != self.text.version:
            self.data = self.data.copy()
            self.data["text_version"] = self.text.version
            raise forms.ValidationError(
                "Пока вы заполняли форму, текст согласия обновился. Прочитайте его и отправьте форму ещё раз."
            )
        return version

    def clean(self):
        cleaned = super().clean()
        if "text_version" in self.errors:
            self.add_error("consent", self.errors.pop("text_version")[0])
        return cleaned

    def clean_email(self):
        email = super().clean_email()
        refuse_many_letters(email)
        return email

    def try_save(self, request):
        if self.account_already_exists:
            # A taken address takes as long as a free one: hashing the password is the slow part (T11).
            User().set_password(self.cleaned_data["password1"])
        with transaction.atomic():
            return super().try_save(request)

    def custom_signup(self, request, user) -> None:
        names = {name: self.cleaned_data[name] for name in PersonForm.Meta.fields}
        operations.register_person(user, **names, text=self.text, at=timezone.now())


class AccountForm(PersonForm):
    """An account in the admin: its person, address and roles. Passwords are never set for another."""

    email = EmailField(help_text="По этому адресу человек входит, на него приходят письма.")
    groups = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=Role.labels),
        label="Роли",
        help_text="Заявителям, представителям и членам органов роли не нужны.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, instance=None, **kwargs):
        self.account = instance
        person = instance.person if instance else None
        super().__init__(*args, instance=person, **kwargs)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        others = User.objects.exclude(pk=self.account.pk if self.account else None)
        if others.filter(email=email).exists() or EmailAddress.objects.filter(email=email).exclude(
            user=self.account
        ):
            raise forms.ValidationError("Этим адресом уже пользуется другая учётная запись.")
        return email

    def names(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PersonForm.Meta.fields}


class NewAccountForm(AccountForm):
    person = forms.ModelChoiceField(
        Person.objects.filter(user=None), required=False, widget=forms.HiddenInput
    )

    def save(self, *, by) -> User:
        if person := self.cleaned_data["person"]:
            operations.rename_person(person, **self.names(), by=by)
        else:
            person = Person.objects.create(**self.names())
        user = operations.create_account(person, self.cleaned_data["email"], by=by)
        user.groups.set(self.cleaned_data["groups"])
        return user


class AccountChangeForm(AccountForm):
    is_active = forms.BooleanField(
        label="Учётная запись действует",
        help_text="Снимите отметку, и человек сразу окажется вне сайта на всех устройствах.",
        required=False,
    )

    def __init__(self, *args, editing_self=False, instance, **kwargs):
        kwargs["initial"] = {
            "email": instance.email,
            "is_active": instance.is_active,
            "groups": instance.groups.all(),
        } | kwargs.get("initial", {})
        super().__init__(*args, instance=instance, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    def save(self, *, by) -> User:
        return operations.change_account(
            self.account,
            names=self.names(),
            email=self.cleaned_data["email"],
            groups=self.cleaned_data["groups"],
            is_active=self.cleaned_data.get("is_active", True),
            by=by,
        )


class RefuseErasureForm(forms.Form):
    answer = TextField(
        label="Что обязывает хранить данные",
        max_length=3000,
        help_text="Назовите закон или договор и срок. Ответ увидит тот, кто просил.",
        error_messages={"required": "Напишите, что обязывает хранить данные."},
    )
