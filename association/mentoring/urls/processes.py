"""Who answers for which process."""

urlpatterns: list = []
