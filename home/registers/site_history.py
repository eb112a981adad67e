"""Wagtail's «История сайта» without the records that rooms keep to themselves (T7)."""

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import ModelLogEntry

from .operations import log_export
from .registry import private_models


class SiteHistory(LogEntriesView):
    """In its place in the admin: the same page, table and export."""

    def filter_queryset(self, queryset):
        private = ContentType.objects.get_for_models(*private_models()).values()
        return super().filter_queryset(queryset).exclude(content_type__in=list(private))

    def as_spreadsheet(self, queryset, spreadsheet_format):
        log_export(
            ModelLogEntry,
            "История сайта",
            rows=len(queryset),
            file=spreadsheet_format,
            by=self.request.user,
            asked="; ".join(f"{each.field_label} {each.value}" for each in self.active_filters),
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)


page = require_admin_access(SiteHistory.as_view())
results = require_admin_access(SiteHistory.as_view(results_only=True))
