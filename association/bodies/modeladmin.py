"""Registers of the Association's own bodies and offices; those of organisations are not in them (T7)."""

from django import forms
from django.contrib.admin import SimpleListFilter
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import Kept, RegisterAdmin, RegisterButtons, WrittenOnce
from home.registers.views import AddRecord, ChangeRecord
from home.rulebook import DomainError
from home.workdays.queries import today

from . import operations, queries
from .models import CollegialBody, Office


class ByAct:
    """The form only asks: the act of the room decides, and writes the log."""

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


class AskingForm(WagtailAdminModelForm):
    """Constraints are left to the act: it tells in better words, and makes room where the former term is out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = lambda exclude=None: None


class BodyForm(AskingForm):
    rules_code = forms.ChoiceField(
        label="По каким правилам решает",
        required=False,
        help_text="Пусто: по правилам, обычным для органа такого вида.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sets = queries.rule_sets_in_force().values()
        known = sorted((each.code, each.title) for each in sets)
        self.fields["rules_code"].choices = [("", "По виду органа"), *known]


class FoundBody(ByAct, AddRecord):
    def act(self, data: dict) -> CollegialBody:
        return operations.found_body(data["kind"], data, **self.signed)


class ChangeBody(ByAct, ChangeRecord):
    def act(self, data: dict) -> CollegialBody:
        return operations.change_body(self.instance, data, **self.signed)


class FillOffice(ByAct, AddRecord):
    def act(self, data: dict) -> Office:
        given = {**data}
        body, kind, person = (given.pop(name) for name in ("body", "kind", "person"))
        return operations.fill_office(body, kind, person, **given, **self.signed)

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        bodies = CollegialBody.objects.of_the_association().in_being(today())
        form.fields["body"].queryset = bodies
        form.fields["filling"].required = False
        return form


class CollegialBodyAdmin(RegisterAdmin):
    model = CollegialBody
    base_url_path = "bodies/bodies"
    menu_icon = "group"
    permission_helper_class = Kept
    create_view_class = FoundBody
    edit_view_class = ChangeBody
    list_display = ("title", "kind", "founded_on", "dissolved_on")
    list_filter = ("kind",)
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("title"),
            FieldPanel("title_genitive"),
            FieldPanel("rules_code"),
            FieldPanel("regulation"),
            FieldPanel("purpose"),
            FieldPanel("composition"),
            FieldRowPanel([FieldPanel("founded_on"), FieldPanel("ground")]),
        ],
        base_form_class=BodyForm,
    )

    def records(self):
        return CollegialBody.objects.of_the_association()


class BodyFilter(SimpleListFilter):
    title = "орган"
    parameter_name = "body"

    def lookups(self, request, model_admin):
        bodies = CollegialBody.objects.of_the_association()
        return [(str(body.pk), body.title) for body in bodies]

    def queryset(self, request, queryset):
        known = {key for key, _ in self.lookup_choices}
        return queryset.filter(body=self.value()) if self.value() in known else queryset


class OfficeButtons(RegisterButtons):
    """A term that was entered is ended by an act, in the cabinet; it is never edited."""

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        opening = {
            "url": reverse("bodies:body", args=[obj.body_id]),
            "label": "Открыть орган",
            "classname": self.finalise_classname(["button-secondary"]),
            "title": f"Открыть: {obj.body}",
        }
        return [*buttons, opening]


class OfficeAdmin(RegisterAdmin):
    """A term that was entered ends by an act; it is not deleted."""

    model = Office
    base_url_path = "bodies/offices"
    menu_icon = "user"
    permission_helper_class = WrittenOnce
    button_helper_class = OfficeButtons
    create_view_class = FillOffice
    inspect_view_enabled = True
    list_display = ("person", "kind", "body", "organisation", "since", "term_ends", "until")
    list_filter = (BodyFilter, "kind")
    list_select_related = ("person", "body", "organisation")
    list_export = (
        "person",
        "kind",
        "body",
        "organisation",
        "position",
        "filling",
        "since",
        "term_ends",
        "until",
        "ground",
        "release_ground",
        "release_note",
    )
    inspect_view_fields = list(list_export)
    export_filename = "Должности в органах"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("body"), FieldPanel("kind")]),
            FieldPanel("person"),
            FieldPanel("organisation"),
            FieldPanel("position"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
            FieldPanel("filling"),
            FieldPanel("ground"),
        ],
        base_form_class=AskingForm,
    )

    def records(self):
        return Office.objects.filter(body__owner=None)


class BodiesGroup(ModelAdminGroup):
    menu_label = "Органы"
    menu_icon = "group"
    menu_order = 220
    items = (OfficeAdmin, CollegialBodyAdmin)
