"""Registers of organisations and requests for access, for the secretary; lists, for the administrator."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from documents.uploads.operations import store_upload
from home.registers.modeladmin import Kept, OnlyRead, RegisterAdmin, RegisterButtons, WrittenOnce
from home.registers.views import AddRecord, ChangeRecord, ReadRecord
from home.rulebook import DomainError
from home.workdays.queries import today

from . import operations, rules
from .choices import Side
from .forms import OrganisationAdminForm, ReorganisationForm, TerritoryAdminForm
from .models import (
    Branch,
    CertificationRequest,
    JoinRequest,
    Organisation,
    QmsCertificate,
    Reorganisation,
    StandIn,
    Territory,
)
from .permissions import may_confirm_qms_certificate, may_decide_join, may_decide_joins
from .registry import office_pages


class OrganisationButtons(RegisterButtons):
    """With the page where representatives are seen and ended, and with those of the rooms above."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        classname = self.finalise_classname(
            ["button-secondary", *(classnames_add or [])], classnames_exclude
        )
        pages = [("Представители", obj.get_absolute_url()), *office_pages(obj)]
        return buttons + [
            {"url": url, "label": label, "classname": classname, "title": f"{label}: {obj}"}
            for label, url in pages
        ]


class ReadOrganisation(ReadRecord):
    LISTS = {"representatives": "Представители", "standing_changes": "Как менялось положение"}

    def get_field_label(self, field_name, field=None):
        return self.LISTS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field=None):
        if field_name not in self.LISTS:
            return super().get_field_display_value(field_name, field)
        return "\n".join(getattr(self, f"_{field_name}")()) or self.model_admin.empty_value_display

    def _representatives(self):
        for each in self.instance.representatives.select_related("person"):
            until = f" до\xa0{date_format(each.until)}" if each.until else ""
            yield f"{each.person}: {each.get_role_display()}, с\xa0{date_format(each.since)}{until}"

    def _standing_changes(self):
        for each in self.instance.standing_changes.all():
            yield f"{date_format(each.on)}: {each.get_standing_to_display()}. {each.ground}"


class JoinRequestButtons(RegisterButtons):
    """The page of deciding, for those who may open it: nobody decides about themselves."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        user = self.request.user
        if not (may_decide_joins(user) and may_decide_join(user, obj)):
            return buttons
        label = "Решить" if obj.is_waiting else "Посмотреть"
        page = {
            "url": reverse("organisations:decide_join", args=[obj.pk]),
            "label": label,
            "classname": self.finalise_classname(
                ["button-secondary", *(classnames_add or [])], classnames_exclude
            ),
            "title": f"{label}: {obj.person}",
        }
        return [*buttons, page]


class FoldedSearchHandler(BaseSearchHandler):
    """Finds Cyrillic in any case, ё as е, on every database."""

    show_search_form = True

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term)


class NotByHand(Kept):
    """Entries come by acts of the room and stay."""

    def user_can_create(self, user):
        return False


class ByAct:
    """The form only asks: the act of the room decides, and writes the history and the log."""

    def form_valid(self, form):
        try:
            self.instance = self.act(form.cleaned_data)
        except DomainError as refusal:
            refusal.show_in(form)
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message(self.instance))
        return redirect(self.get_success_url())

    @property
    def signed(self) -> dict:
        return {"by": self.request.user, "at": timezone.now()}


class ChangeOrganisation(ByAct, ChangeRecord):
    def act(self, data: dict) -> Organisation:
        dated = {"since": data["since"], "ground": data["ground"]}
        return operations.change_entry(self.instance, data, **dated, **self.signed)


class OrganisationAdmin(RegisterAdmin):
    model = Organisation
    base_url_path = "organisations/organisations"
    menu_label = "Реестр организаций"
    menu_icon = "group"
    permission_helper_class = NotByHand
    search_handler_class = FoldedSearchHandler
    button_helper_class = OrganisationButtons
    inspect_view_enabled = True
    inspect_view_class = ReadOrganisation
    edit_view_class = ChangeOrganisation
    list_display = ("short_name", "inn", "kpp", "territory", "standing")
    list_filter = ("standing", "territory", "branch")
    list_select_related = ("territory", "branch", "head")
    list_export = (
        "full_name",
        "short_name",
        "inn",
        "kpp",
        "ogrn",
        "legal_address",
        "postal_address",
        "territory",
        "branch",
        "head",
        "head_position",
        "phone",
        "email",
        "website",
        "standing",
        "registered_at",
    )
    export_filename = "Реестр организаций"
    inspect_view_fields = [*list_export[:-1], "representatives", "standing_changes"]
    edit_handler = ObjectList(
        [
            FieldPanel("full_name"),
            FieldPanel("short_name"),
            FieldRowPanel([FieldPanel("inn"), FieldPanel("kpp"), FieldPanel("ogrn")]),
            MultiFieldPanel(
                [FieldPanel("legal_address"), FieldPanel("postal_address")], heading="Адреса"
            ),
            FieldRowPanel([FieldPanel("territory"), FieldPanel("branch")]),
            FieldPanel("head_position"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")]),
            MultiFieldPanel([FieldPanel("since"), FieldPanel("ground")], heading="История"),
        ],
        base_form_class=OrganisationAdminForm,
    )


class JoinRequestAdmin(RegisterAdmin):
    model = JoinRequest
    base_url_path = "organisations/join-requests"
    menu_label = "Просьбы о доступе"
    menu_icon = "key"
    permission_helper_class = NotByHand
    button_helper_class = JoinRequestButtons
    list_display = ("person", "organisation", "asked_at", "state")
    list_filter = ("state",)
    list_select_related = ("person", "organisation")
    list_export = ("person", "organisation", "asked_at", "state", "reason", "decided_at")
    export_filename = "Просьбы о доступе"


class TerritoryAdmin(RegisterAdmin):
    model = Territory
    base_url_path = "organisations/territories"
    menu_icon = "site"
    list_display = ("name", "order", "map_column", "map_row", "latitude", "longitude")
    list_export = list_display
    export_filename = "Территории"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("order"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("map_column"), FieldPanel("map_row")])],
                heading="Клетка на карте: столбец и строка, считая с нуля от левого верхнего угла",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("neighbours", widget=CheckboxSelectMultiple),
                ],
                heading="Для подбора пар: главный город и\xa0соседи",
            ),
        ],
        base_form_class=TerritoryAdminForm,
    )


class BranchAdmin(RegisterAdmin):
    model = Branch
    base_url_path = "organisations/branches"
    menu_icon = "tag"
    list_display = ("name", "order")
    panels = [FieldPanel("name"), FieldPanel("order")]


class RecordReorganisation(ByAct, AddRecord):
    page_title = "Новая реорганизация"

    def act(self, data: dict) -> Reorganisation:
        names = ("kind", "on", "act", "act_number", "act_date")
        signed = self.signed
        file = store_upload(data["scan"], **signed) if data["scan"] else None
        act = operations.ReorganisationAct(**{name: data[name] for name in names}, file=file)
        return operations.record_reorganisation(act, data["before"], data["after"], **signed)


class ReadReorganisation(ReadRecord):
    SIDES = {
        "before": (Side.BEFORE, "Реорганизованы"),
        "after": (Side.AFTER, "Возникли или продолжают"),
    }

    def get_field_label(self, field_name, field=None):
        known = self.SIDES.get(field_name)
        return known[1] if known else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field=None):
        if field_name not in self.SIDES:
            return super().get_field_display_value(field_name, field)
        parties = self.instance.parties.filter(side=self.SIDES[field_name][0])
        return "\n".join(str(one.organisation) for one in parties.select_related("organisation"))


class ReorganisationAdmin(RegisterAdmin):
    """An act that was entered stays as it is; a wrong one is set right by the acts that follow from it."""

    model = Reorganisation
    base_url_path = "organisations/reorganisations"
    menu_icon = "resubmit"
    permission_helper_class = WrittenOnce
    create_view_class = RecordReorganisation
    inspect_view_enabled = True
    inspect_view_class = ReadReorganisation
    list_display = ("kind", "on", "act", "act_number", "act_date")
    list_filter = ("kind",)
    list_export = list_display
    export_filename = "Реорганизации"
    inspect_view_fields = [*list_display, "before", "after", "by", "at"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("on")]),
            MultiFieldPanel(
                [
                    FieldPanel("act"),
                    FieldRowPanel([FieldPanel("act_number"), FieldPanel("act_date")]),
                    FieldPanel("scan"),
                ],
                heading="Акт",
            ),
            FieldPanel("before"),
            FieldPanel("after"),
        ],
        base_form_class=ReorganisationForm,
    )


class OrganisationButton(RegisterButtons):
    """The page of its organisation, where the acts are."""

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        address = obj.organisation.get_absolute_url()
        opening = self.act_button(address, "Организация", "button-secondary", obj.organisation)
        return [*buttons, opening]


class QmsCertificateButtons(OrganisationButton):
    """One that waits is decided on a page of the cabinet, beside its scan."""

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not (obj.is_waiting and may_confirm_qms_certificate(self.request.user)):
            return buttons
        address = reverse("organisations:check_qms", args=[obj.pk])
        return [self.act_button(address, "Сверить", "", obj), *buttons]


class InForceFilter(SimpleListFilter):
    title = "действие"
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return [
            ("yes", "действует"),
            ("soon", "кончается за 90 дней"),
            ("waiting", "ждёт подтверждения"),
            ("no", "не действует"),
        ]

    def queryset(self, request, queryset):
        on = today()
        in_force = QmsCertificate.objects.in_force(on)
        waiting = QmsCertificate.objects.waiting()
        soon = on + timedelta(days=rules.QMS_WARNING_DAYS[0])
        chosen = {
            "yes": Q(pk__in=in_force),
            "soon": Q(pk__in=in_force.filter(valid_until__lte=soon)),
            "waiting": Q(pk__in=waiting),
            "no": ~Q(pk__in=in_force) & ~Q(pk__in=waiting),
        }
        return queryset.filter(chosen.get(self.value(), Q()))


class QmsCertificateAdmin(RegisterAdmin):
    model = QmsCertificate
    base_url_path = "organisations/qms"
    menu_icon = "doc-full"
    permission_helper_class = OnlyRead
    button_helper_class = QmsCertificateButtons
    list_display = ("organisation", "number", "issuer", "issued_on", "valid_until", "state")
    list_filter = (InForceFilter,)
    list_select_related = ("organisation", "confirmed_by__person")
    list_export = (*list_display, "confirmed_by", "confirmed_at", "ended_on", "end_reason")
    export_filename = "Сертификаты СМК"
    search_fields = ("number", "issuer")

    @display(description="Состояние")
    def state(self, certificate: QmsCertificate) -> str:
        return certificate.state_on(today()).label


class CertificationRequestAdmin(RegisterAdmin):
    model = CertificationRequest
    base_url_path = "organisations/certification"
    menu_icon = "tasks"
    permission_helper_class = OnlyRead
    button_helper_class = OrganisationButton
    list_display = ("organisation", "asked_at", "outcome", "outcome_on")
    list_filter = ("outcome",)
    list_select_related = ("organisation",)
    list_export = (*list_display, "outcome_note")
    export_filename = "Заявки на сертификацию СМК"


class StandInAdmin(RegisterAdmin):
    """Who of the staff acted for whom: nobody edits it."""

    model = StandIn
    base_url_path = "organisations/stand-ins"
    menu_icon = "user"
    permission_helper_class = OnlyRead
    button_helper_class = OrganisationButton
    list_display = ("organisation", "person", "reason", "began_at", "expires_at", "ended_at")
    list_select_related = ("organisation", "person")
    list_export = list_display
    export_filename = "Работа за организации"


class OrganisationsGroup(ModelAdminGroup):
    menu_label = "Организации"
    menu_icon = "group"
    menu_order = 210
    items = (
        OrganisationAdmin,
        JoinRequestAdmin,
        ReorganisationAdmin,
        QmsCertificateAdmin,
        CertificationRequestAdmin,
        StandInAdmin,
        TerritoryAdmin,
        BranchAdmin,
    )
