"""Wagtail's admin as this house shows it."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .models import EXPORT


@hooks.register("insert_global_admin_css")
def link_admin_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(EXPORT, "Выгрузка", "Таблица выгружена")


@hooks.register("construct_help_menu")
def leave_out_english_pages(request, menu_items):
    """Wagtail's news and guide are in English, on another site."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]
