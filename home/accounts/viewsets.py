"""Accounts in the Wagtail admin: our User has neither user name nor first and last names, so its forms are ours."""

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from home.accounts.forms import AccountChangeForm, NewAccountForm
from home.accounts.models import Person
from home.registers.exports import in_words


class AccountIndex(users.IndexView):
    page_title = "Учётные записи"
    add_item_label = "Добавить учётную запись"
    # Shows the search box; what is searched stands below.
    search_fields = ["email"]

    @cached_property
    def columns(self):
        columns = [column for column in super().columns if column.name != "is_superuser"]
        return [self._in_russian(column) for column in columns]

    @staticmethod
    def _in_russian(column):
        """Wagtail leaves «Email» and «True» in English."""
        if column.name == "email":
            column.label = "Электронная почта"
        if column.name == "is_active":
            return Column(
                "is_active",
                label="Может войти",
                accessor=lambda user: in_words(user.is_active),
                sort_key="is_active",
            )
        return column

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("person")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        people = Person.objects.found_by(self.search_query)
        address = self.search_query.strip().casefold()
        return queryset.filter(Q(person__in=people) | Q(email__contains=address))


class NewAccount(users.CreateView):
    page_title = "Новая учётная запись"

    def get_initial(self):
        """`?person=12` makes the account of somebody whom the register knows already."""
        number = self.request.GET.get("person", "")
        person = Person.objects.filter(pk=number, user=None).first() if number.isdecimal() else None
        if person is None:
            return super().get_initial()
        names = {name: getattr(person, name) for name in ("surname", "name", "patronymic", "email")}
        return {"person": person, **names}

    def save_instance(self):
        return self.form.save(by=self.request.user)


class ChangeAccount(users.EditView):
    def save_instance(self):
        return self.form.save(by=self.request.user)


class AccountViewSet(users.UserViewSet):
    menu_label = "Учётные записи"
    index_view_class = AccountIndex
    add_view_class = NewAccount
    edit_view_class = ChangeAccount
    template_prefix = "accounts/admin/"

    def get_form_class(self, for_update=False):
        return AccountChangeForm if for_update else NewAccountForm
