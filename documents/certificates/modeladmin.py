"""The secretary's register, and what the administrator sets up for it."""

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Q
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import Kept, OnlyRead, RegisterAdmin, RegisterButtons
from home.registers.views import ReadRecord
from home.rulebook.text import fold_text

from . import permissions, rules
from .choices import Status
from .forms import SignatoryForm
from .models import Certificate, CertificateKind, Signatory


class RegisterSearch(BaseSearchHandler):
    """Every word in any case, or a number however it is typed (T41)."""

    def search_queryset(self, queryset, search_term, **kwargs):
        words = Q()
        for word in fold_text(search_term or "").split():
            words &= Q(search_text__contains=word)
        if key := rules.number_key(search_term or ""):
            words |= Q(number_key=key)
        return queryset.filter(words)


class PdfFilter(SimpleListFilter):
    title = "PDF"
    parameter_name = "pdf"

    def lookups(self, request, model_admin):
        return [("ready", "изготовлен"), ("missing", "не изготовлен")]

    def queryset(self, request, queryset):
        if self.value() == "ready":
            return queryset.exclude(pdf="")
        if self.value() == "missing":
            return queryset.filter(pdf="")
        return queryset


class RegisterRights(OnlyRead):
    """Rows come and change by acts of the register alone, for a superuser too."""

    def user_can_list(self, user):
        return permissions.may_read_register(user)

    def user_can_inspect_obj(self, user, obj):
        return permissions.may_read_register(user)


class SetUpRights(Kept):
    """Kinds and signatories: for the administrator; what a certificate cites is not deleted."""

    def user_can_list(self, user):
        return permissions.may_set_up_certificates(user)

    def user_can_create(self, user):
        return permissions.may_set_up_certificates(user)

    def user_can_edit_obj(self, user, obj):
        return permissions.may_set_up_certificates(user)


class CertificateButtons(RegisterButtons):
    """The acts that the state of a certificate allows; what ends it stands on its own page alone."""

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if permissions.may_keep_register(self.request.user):
            acts = [
                *self._files(obj),
                *(self._ends(obj) if isinstance(self.view, ReadRecord) else ()),
            ]
            buttons += [self._button(obj, *act) for act in acts]
        return buttons

    @staticmethod
    def _files(certificate):
        if certificate.is_ready:
            yield "certificates:download", "Скачать PDF", "button-secondary"

    @staticmethod
    def _ends(certificate):
        if certificate.status != Status.REPLACED:
            yield "certificates_admin:issue_instead", "Выдать взамен", "button-secondary"
        if certificate.is_valid:
            yield "certificates_admin:revoke", "Аннулировать", "no"
            yield "certificates_admin:void", "Признать номер недействительным", "no"

    def _button(self, certificate, url_name, label, css):
        return {
            "url": reverse(url_name, args=[certificate.pk]),
            "label": label,
            "classname": self.finalise_classname([css, "button-small"]),
            "title": f"{label}: №\xa0{certificate.number}",
        }


class CertificateAdmin(RegisterAdmin):
    model = Certificate
    menu_label = "Реестр сертификатов"
    menu_icon = "list-ul"
    menu_order = 1
    list_display = ["number", "holder_name", "kind", "issued_on", "status", "pdf_made"]
    list_filter = ["status", "kind", "year", PdfFilter]
    list_select_related = ["kind"]
    list_export = [
        "number",
        "kind",
        "issued_on",
        "holder_name",
        "holder_address",
        "status",
        "revoked_on",
        "ground",
        "code",
        "pdf_sha256",
    ]
    export_filename = "Реестр сертификатов"
    search_handler_class = RegisterSearch
    permission_helper_class = RegisterRights
    button_helper_class = CertificateButtons
    inspect_view_enabled = True
    inspect_template_name = "certificates/admin/inspect.html"
    search_fields = ["search_text"]

    @display(description="PDF")
    def pdf_made(self, certificate) -> str:
        return "готов" if certificate.is_ready else "не изготовлен"


class CertificateKindAdmin(RegisterAdmin):
    model = CertificateKind
    menu_label = "Виды"
    menu_icon = "form"
    menu_order = 2
    list_display = ["title", "number_pattern", "validity_months"]
    permission_helper_class = SetUpRights


class SignatoryAdmin(RegisterAdmin):
    model = Signatory
    menu_label = "Подписанты"
    menu_icon = "user"
    menu_order = 3
    list_display = ["person", "position", "order", "since", "until"]
    list_filter = ["kinds"]
    list_select_related = ["person"]
    permission_helper_class = SetUpRights

    def get_edit_handler(self):
        return ObjectList(
            [
                FieldPanel("person"),
                FieldPanel("position"),
                FieldPanel("kinds"),
                FieldRowPanel([FieldPanel("order"), FieldPanel("since"), FieldPanel("until")]),
                FieldPanel("facsimile"),
            ],
            base_form_class=SignatoryForm,
        )


class CertificatesGroup(ModelAdminGroup):
    menu_label = "Сертификаты"
    menu_icon = "clipboard-list"
    menu_order = 230
    items = (CertificateAdmin, CertificateKindAdmin, SignatoryAdmin)
