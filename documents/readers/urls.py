"""Addresses of links in letters and of the cabinet; those below a regulation come by its page."""

from django.urls import path

from .views import cabinet, feeds, following

app_name = "readers"
urlpatterns = [
    path("follow/confirm/<str:secret>/", following.confirm, name="confirm"),
    path("follow/leave/<str:token>/", following.leave, name="leave"),
    path("cabinet/regulations/", cabinet.mine, name="mine"),
    path("cabinet/regulations/<int:pk>/", cabinet.read, name="read"),
]

page_patterns = [
    path("follow/", following.follow, name="follow"),
    path("follow/sent/", following.show_sent, name="follow_sent"),
    path("follow/confirmed/", following.show_confirmed, name="follow_confirmed"),
    path("feed.xml/", feeds.feed_of_page, name="feed"),
]
index_patterns = [path("feed.xml/", feeds.feed_of_all, name="feed")]
