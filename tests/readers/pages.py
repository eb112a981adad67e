from wagtail.models import PageViewRestriction


def close_page(page):
    """For those who have logged in alone."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
