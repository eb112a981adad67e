"""Lists of pairs, from the suggestion to the decision."""

urlpatterns: list = []
