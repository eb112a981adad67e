"""The calendar in the Wagtail admin: particular days, and years whose moved days are checked."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import CreateView

from home.rulebook import DomainError

from .models import ConfirmedYear, DayOverride
from .operations import confirm_year


class DayOverrideAdmin(ModelAdmin):
    model = DayOverride
    menu_label = "Особые дни"
    menu_icon = "date"
    list_display = ["date", "is_working", "note"]
    list_filter = ["is_working"]
    panels = [FieldPanel("date"), FieldPanel("is_working"), FieldPanel("note")]


class ConfirmYearView(CreateView):
    """«Подтвердить год»: the form of the register, the act of `operations`."""

    page_title = "Подтвердить год"

    def get_page_subtitle(self):
        return ""

    def form_valid(self, form):
        try:
            confirmed = confirm_year(
                form.cleaned_data["year"],
                form.cleaned_data["ground"],
                by=self.request.user,
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"{confirmed}\N{NO-BREAK SPACE}год подтверждён: сроки через него считаются.",
        )
        return redirect(self.index_url)


class ConfirmButtons(ButtonHelper):
    def add_button(self, *args, **kwargs):
        return super().add_button(*args, **kwargs) | {
            "label": "Подтвердить год",
            "title": "Подтвердить год, сверенный с постановлением",
        }


class OnlyConfirmed(PermissionHelper):
    """A confirmation is a fact of the log: terms already run through the year, so it is not edited."""

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class ConfirmedYearAdmin(ModelAdmin):
    model = ConfirmedYear
    menu_label = "Подтверждённые годы"
    menu_icon = "tick"
    list_display = ["year", "ground", "confirmed_at"]
    permission_helper_class = OnlyConfirmed
    button_helper_class = ConfirmButtons
    create_view_class = ConfirmYearView
    panels = [FieldPanel("year"), FieldPanel("ground")]


class WorkdaysGroup(ModelAdminGroup):
    menu_label = "Рабочие дни"
    menu_icon = "calendar"
    menu_order = 800
    items = [DayOverrideAdmin, ConfirmedYearAdmin]
