from wagtail import hooks

from .rich_text import AddressLinkHandler


@hooks.register("register_rich_text_features", order=10)
def link_by_address(features):
    features.register_link_type(AddressLinkHandler)
