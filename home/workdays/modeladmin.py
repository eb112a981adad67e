"""The calendar in the Wagtail admin: particular days, and years whose moved days are checked."""

from django.contrib import messages
from django.contrib.admin import display
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import RegisterAdmin, RegisterButtons, WrittenOnce
from home.registers.views import AddRecord
from home.rulebook import DomainError

from .models import ConfirmedYear, DayOverride
from .operations import confirm_year


class DayOverrideAdmin(RegisterAdmin):
    model = DayOverride
    menu_label = "Особые дни"
    menu_icon = "date"
    list_display = ["date", "kind_of_day", "note"]
    list_filter = ["is_working"]
    panels = [FieldPanel("date"), FieldPanel("is_working"), FieldPanel("note")]

    @display(description="день", ordering="is_working")
    def kind_of_day(self, override) -> str:
        return "рабочий" if override.is_working else "выходной"


class ConfirmYearView(AddRecord):
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
            error.show_in(form)
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"{confirmed}\N{NO-BREAK SPACE}год подтверждён: сроки через него считаются.",
        )
        return redirect(self.index_url)


class ConfirmButtons(RegisterButtons):
    def add_button(self, *args, **kwargs):
        return super().add_button(*args, **kwargs) | {
            "label": "Подтвердить год",
            "title": "Подтвердить год, сверенный с постановлением",
        }


class ConfirmedYearAdmin(RegisterAdmin):
    """A confirmation is a fact of the log: terms already run through the year."""

    model = ConfirmedYear
    menu_label = "Подтверждённые годы"
    menu_icon = "check"
    list_display = ["year", "ground", "confirmed_at"]
    permission_helper_class = WrittenOnce
    button_helper_class = ConfirmButtons
    create_view_class = ConfirmYearView
    panels = [FieldPanel("year"), FieldPanel("ground")]


class WorkdaysGroup(ModelAdminGroup):
    menu_label = "Календарь"
    menu_icon = "calendar-alt"
    menu_order = 800
    items = [DayOverrideAdmin, ConfirmedYearAdmin]
