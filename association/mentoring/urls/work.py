"""The room of a pair."""

urlpatterns: list = []
