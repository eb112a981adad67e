from django.conf import settings
from django.http import Http404
from wagtail import hooks

from .rich_text import AddressLinkHandler


@hooks.register("register_rich_text_features", order=10)
def link_by_address(features):
    features.register_link_type(AddressLinkHandler)


# Wagtail sends whoever may not see a page to the log-in. Who is logged in already would be sent back from there, for
# ever: for them the page is not there (T1, T4).


@hooks.register("on_serve_page", order=-1)
def hide_closed_page(serve):
    def served(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        refused = response.get("Location", "").startswith(settings.WAGTAIL_FRONTEND_LOGIN_URL)
        if refused and request.user.is_authenticated:
            raise Http404
        return response

    return served


@hooks.register("before_serve_document", order=-1)
def hide_closed_document(document, request):
    if not request.user.is_authenticated:
        return
    for restriction in document.collection.get_view_restrictions():
        asks_password = restriction.restriction_type == restriction.PASSWORD
        if not asks_password and not restriction.accept_request(request):
            raise Http404
