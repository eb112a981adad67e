from django.urls import path

from .views import rule_sets

app_name = "rule_sets_admin"
urlpatterns = [
    path("", rule_sets.rule_sets, name="rule_sets"),
    path("new/", rule_sets.create_rule_set, name="create_rule_set"),
    path("<int:pk>/", rule_sets.rule_set, name="rule_set"),
    path("<int:pk>/next/", rule_sets.draft_version, name="draft_version"),
    path("<int:pk>/change/", rule_sets.change_rule_set, name="change_rule_set"),
    path("<int:pk>/put-in-force/", rule_sets.put_in_force, name="put_in_force"),
    path("<int:pk>/delete/", rule_sets.delete_draft, name="delete_draft"),
]
