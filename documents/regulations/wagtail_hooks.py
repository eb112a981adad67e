from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls, notes_urls, permissions
from .modeladmin import RegulationsGroup
from .models import RegulationIndexPage, RegulationPage
from .queries import has_editions_below

modeladmin_register(RegulationsGroup)

LOG_ACTIONS = {
    "regulations.draft_edition": ("Загрузить редакцию", "Загружена редакция (проект)"),
    "regulations.correct_draft": ("Исправить разбивку", "Исправлена разбивка проекта"),
    "regulations.replace_source": ("Заменить файл", "Заменён файл проекта"),
    "regulations.save_details": ("Записать реквизиты", "Записаны реквизиты проекта"),
    "regulations.choose_rendition": ("Выбрать список", "Выбран список, записаны разночтения"),
    "regulations.send_to_review": ("Передать на проверку", "Проект передан на проверку"),
    "regulations.return_draft": ("Вернуть с замечанием", "Проект возвращён с замечанием"),
    "regulations.delete_draft": ("Удалить проект", "Проект удалён"),
    "regulations.adopt_edition": ("Принять редакцию", "Редакция принята"),
    "regulations.correct_misprint": ("Исправить опечатку", "Исправлена опечатка"),
    "regulations.write_interpretation": ("Добавить толкование", "Добавлено толкование"),
    "regulations.withdraw_interpretation": ("Снять толкование", "Толкование снято"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("regulations/edition/", include(admin_urls)),
        path("regulations/edition/", include(notes_urls)),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_upload(page, user, next_url=None, **kwargs):
    """From the page of a regulation, and from the list of them, to the form that takes its file."""
    model = page.specific_class
    if model in (RegulationPage, RegulationIndexPage) and permissions.may_prepare_drafts(user):
        query = f"?page={page.pk}" if model is RegulationPage else ""
        address = reverse("regulations_admin:upload_edition") + query
        yield Button("Загрузить редакцию", address, icon_name="upload", priority=70)


@hooks.register("before_delete_page")
def refuse_to_delete_editions(request, page):
    """What records cite stays; the database would refuse as well, but not kindly."""
    if has_editions_below(page):
        messages.error(
            request,
            "На этой странице или под ней есть редакции положений, удалить её нельзя. Снимите её с публикации.",
        )
        return redirect("wagtailadmin_explore", page.pk)
    return None
