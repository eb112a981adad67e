"""Addresses of the whole site; each room names its own."""

from django.conf import settings
from django.contrib import admin as django_admin
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from home.accounts.views.account import OwnSettings, admin_login
from home.pages import gallery
from home.registers import site_history
from portal import views

handler429 = "home.accounts.ratelimit.too_many"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    # These three would make a session from a password by themselves (T12): allauth alone does that.
    path("admin/login/", admin_login),
    path("django-admin/login/", admin_login),
    path("_util/login/", admin_login),
    path("admin/account/", require_admin_access(OwnSettings.as_view())),
    path("admin/reports/site-history/", site_history.page),
    path("admin/reports/site-history/results/", site_history.results),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", django_admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("cabinet/organisation/", include("association.organisations.urls")),
    path("files/", include(wagtaildocs_urls)),
    path("cabinet/", include("home.notices.urls")),
    path("cabinet/", include("home.desk.urls")),
    path("calendar/", include("home.desk.calendar_urls")),
    path("cabinet/bodies/", include("association.bodies.urls")),
    path("cabinet/membership/", include("association.membership.urls")),
    path("cabinet/processes/", include("association.processes.urls")),
    path("cabinet/mentoring/", include("association.mentoring.urls")),
    path("cabinet/meetings/", include("association.meetings.urls")),
    path("cabinet/minutes/", include("association.minutes.urls")),
    path("cabinet/inquiries/", include("association.inquiries.urls")),
]

if settings.DEVELOPMENT_PAGES:
    # Images of public pages alone, as the proxy does in production: documents leave through /files/.
    images = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns += [
        re_path(r"^media/images/(?P<path>(?a:[-.\w]{1,200}))$", serve, images),
        path("dev/components/", gallery.show_gallery, name="gallery"),
        path("dev/mail/", include("home.notices.dev_urls")),
    ]

urlpatterns += [
    path("", include("association.bodies.public_urls")),
    path("", include("association.organisations.public_urls")),
    path("", include("association.minutes.public_urls")),
    path("", include("association.register.urls")),
    path("", include("association.mentoring.public_urls")),
    path("", include("association.inquiries.public_urls")),
    path("", include("documents.certificates.urls")),
    path("", include("documents.readers.urls")),
    path("", include("documents.records.urls")),
    path("", include("home.accounts.urls")),
    path("", include("home.pages.urls")),
    path("", include("home.search.urls")),
    # Addresses below a page may have dots («…/p-4.2/», «…/p-4.2.json», «…/text.pdf»); Wagtail's own pattern has none.
    re_path(
        r"^((?:[\w\-]+/)+[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,4})$",
        wagtail_views.serve,
        name="wagtail_serve",
    ),
    re_path(r"^((?:[\w\-]+/)+[\w\-]+(?:\.[\w\-]+)+/)$", wagtail_views.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
