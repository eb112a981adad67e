"""How all pairs are getting on, their ends, the report."""

urlpatterns: list = []
