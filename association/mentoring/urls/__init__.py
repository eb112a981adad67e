"""Addresses of the cabinet, by subject; each list has a module of views of its own."""

from .forming import urlpatterns as forming
from .oversight import urlpatterns as oversight
from .processes import urlpatterns as processes
from .profiles import urlpatterns as profiles
from .work import urlpatterns as work

app_name = "mentoring"

urlpatterns = [*profiles, *forming, *work, *oversight, *processes]
