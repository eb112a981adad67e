"""Addresses of the whole site; each room names its own."""

from django.conf import settings
from django.contrib import admin as django_admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", django_admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("files/", include(wagtaildocs_urls)),
]

if settings.DEVELOPMENT_PAGES:
    urlpatterns += []

urlpatterns += [
    path("", include("home.pages.urls")),
    path("", include(wagtail_urls)),
]
