"""The secretary's register, and what the administrator sets up for it."""

import datetime

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Q
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import Kept, OnlyRead, RegisterAdmin, RegisterButtons
from home.registers.views import ReadRecord, TableView
from home.rulebook.text import fold_text
from home.workdays.queries import today

from . import permissions, queries, rules
from .choices import Status
from .forms import SignatoryForm
from .models import Certificate, CertificateKind, CertificateTemplate, HandOver, Signatory
from .standing import standing_on


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


class StandingFilter(SimpleListFilter):
    """What `status` does not tell: a valid one whose last day is past, or near."""

    title = "срок"
    parameter_name = "term"

    def lookups(self, request, model_admin):
        return [("over", "истёк"), ("month", "истекает за месяц"), ("open", "без срока")]

    def queryset(self, request, queryset):
        on = today()
        if self.value() == "over":
            return queryset.filter(status=Status.VALID, valid_until__lt=on)
        if self.value() == "month":
            soon = (on, on + datetime.timedelta(days=31))
            return queryset.filter(status=Status.VALID, valid_until__range=soon)
        if self.value() == "open":
            return queryset.filter(valid_until=None)
        return queryset


class HandedFilter(SimpleListFilter):
    title = "выдан на руки"
    parameter_name = "handed"

    def lookups(self, request, model_admin):
        return [("yes", "да"), ("no", "нет")]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(hand_over__isnull=self.value() == "no")
        return queryset


class OriginFilter(SimpleListFilter):
    title = "откуда"
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("list", "по списку"), ("taken", "перенесён")]

    def queryset(self, request, queryset):
        if self.value() == "list":
            return queryset.filter(batch_item__isnull=False)
        if self.value() == "taken":
            return queryset.filter(taken_over_at__isnull=False)
        return queryset


class ReadCertificate(ReadRecord):
    def get_context_data(self, **kwargs):
        certificate = self.instance
        own = {
            "standing": standing_on(certificate, today()),
            "chain": queries.chain_of(certificate),
            "hand_over": getattr(certificate, "hand_over", None),
        }
        return super().get_context_data(**own, **kwargs)


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
        if certificate.is_valid and not hasattr(certificate, "hand_over"):
            yield "certificates_admin:hand_over", "Выдать на руки", "button-secondary"
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
    list_display = ["number", "holder_name", "kind", "issued_on", "standing", "pdf_made"]
    list_filter = [
        "status",
        "kind",
        "year",
        StandingFilter,
        HandedFilter,
        OriginFilter,
        PdfFilter,
    ]
    index_view_class = TableView
    inspect_view_class = ReadCertificate
    list_select_related = ["kind"]
    list_export = [
        "number",
        "kind",
        "issued_on",
        "holder_name",
        "holder_address",
        "standing",
        "valid_until",
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

    @display(description="состояние")
    def standing(self, certificate) -> str:
        return standing_on(certificate, today()).label

    @display(description="PDF")
    def pdf_made(self, certificate) -> str:
        if certificate.taken_over_at:
            return "перенесён, на бумаге"
        return "готов" if certificate.is_ready else "не изготовлен"


class TemplateRights(SetUpRights):
    """Versions begin, change and come into use on pages of their own (R188)."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_inspect_obj(self, user, obj):
        return permissions.may_set_up_certificates(user)


class KindButtons(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        url = reverse("certificates_admin:start_template", args=[obj.pk])
        return [*buttons, self.act_button(url, "Новая версия бланка", "button-secondary", obj)]


class TemplateButtons(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        return buttons + [
            self.act_button(reverse(name, args=[pk]), label, css, obj)
            for name, pk, label, css in self._acts(obj)
        ]

    @staticmethod
    def _acts(template):
        if template.is_draft:
            yield "certificates_admin:change_template", template.pk, "Править", "button-secondary"
            yield "certificates_admin:approve_template", template.pk, "Утвердить", ""
            yield "certificates_admin:delete_template", template.pk, "Удалить", "no"
        elif template.is_approved:
            kind = template.kind_id
            yield "certificates_admin:start_template", kind, "Новая версия", "button-secondary"


class TemplateAdmin(RegisterAdmin):
    model = CertificateTemplate
    menu_label = "Бланки"
    menu_icon = "doc-full"
    menu_order = 3
    list_display = ["kind", "version", "state", "layout", "approved"]
    list_filter = ["state", "kind"]
    list_select_related = ["kind"]
    permission_helper_class = TemplateRights
    button_helper_class = TemplateButtons
    inspect_view_enabled = True
    inspect_template_name = "certificates/admin/template.html"

    @display(description="утверждён")
    def approved(self, template) -> str:
        return template.ground


class CertificateKindAdmin(RegisterAdmin):
    model = CertificateKind
    menu_label = "Виды"
    menu_icon = "form"
    menu_order = 2
    list_display = ["title", "number_pattern", "validity_months"]
    permission_helper_class = SetUpRights
    button_helper_class = KindButtons


class SignatoryAdmin(RegisterAdmin):
    model = Signatory
    menu_label = "Подписанты"
    menu_icon = "user"
    menu_order = 4
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


class HandOverRights(RegisterRights):
    """The lines of the book of issue are never edited."""


class HandOverAdmin(RegisterAdmin):
    model = HandOver
    menu_label = "Выдачи на руки"
    menu_icon = "user"
    menu_order = 12
    list_display = ["on", "certificate", "received_by", "receipt"]
    list_filter = ["receipt", "certificate__kind", "certificate__year"]
    list_select_related = ["certificate"]
    list_export = ["on", "certificate", "received_by", "receipt", "proxy_number", "proxy_date"]
    export_filename = "Выдачи на руки"
    search_fields = ["received_by", "certificate__search_text"]
    permission_helper_class = HandOverRights
    index_view_class = TableView
    inspect_view_enabled = True
    inspect_view_fields = [
        "certificate",
        "on",
        "received_by",
        "receipt",
        "proxy_number",
        "proxy_date",
        "by",
        "at",
    ]


class KeepersMenuItem(MenuItem):
    def is_shown(self, request):
        return permissions.may_keep_register(request.user)


class ReadersMenuItem(MenuItem):
    def is_shown(self, request):
        return permissions.may_read_register(request.user)


class CertificatesGroup(ModelAdminGroup):
    menu_label = "Сертификаты"
    menu_icon = "clipboard-list"
    menu_order = 230
    items = (CertificateAdmin, CertificateKindAdmin, TemplateAdmin, SignatoryAdmin, HandOverAdmin)

    def get_submenu_items(self):
        lists, books = reverse("certificates_admin:batches"), reverse("certificates_admin:books")
        return [
            *super().get_submenu_items(),
            KeepersMenuItem("Списки на выдачу", lists, icon_name="list-ul", order=10),
            ReadersMenuItem("Книги регистрации", books, icon_name="doc-full", order=11),
        ]
