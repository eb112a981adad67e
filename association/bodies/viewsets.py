"""Choosers of people and organisations for the forms of the secretary."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from association.organisations.models import Organisation
from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.roles import has_role


class SecretaryOnly:
    """Names of people are not for every role that enters the admin (T7)."""

    def dispatch(self, request, *args, **kwargs):
        if not has_role(request.user, Role.SECRETARY):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except ValueError as error:
            # A number in the address that is none.
            raise Http404 from error


class SearchForm(BaseFilterForm):
    q = forms.CharField(label="Поиск", required=False)

    def filter(self, objects):
        text = self.cleaned_data["q"]
        if not text:
            return super().filter(objects)
        self.is_searching = True
        self.search_query = text
        return super().filter(self.found(objects, text))


class PersonSearchForm(SearchForm):
    def found(self, people, text: str):
        return people.found_by(text)


class OrganisationSearchForm(SearchForm):
    def found(self, organisations, text: str):
        return organisations.matching(text)


class ChoosePerson(SecretaryOnly, chooser.ChooseView):
    filter_form_class = PersonSearchForm


class ChoosePersonResults(SecretaryOnly, chooser.ChooseResultsView):
    filter_form_class = PersonSearchForm


class ChooseOrganisation(SecretaryOnly, chooser.ChooseView):
    filter_form_class = OrganisationSearchForm


class ChooseOrganisationResults(SecretaryOnly, chooser.ChooseResultsView):
    filter_form_class = OrganisationSearchForm


class Chosen(SecretaryOnly, chooser.ChosenView):
    pass


class ChosenMultiple(SecretaryOnly, chooser.ChosenMultipleView):
    pass


class PersonChooser(ChooserViewSet):
    model = Person
    icon = "user"
    choose_one_text = "Выбрать человека"
    choose_another_text = "Выбрать другого человека"
    edit_item_text = "Изменить"
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple
    form_fields = ["surname", "name", "patronymic"]
    creation_tab_label = "Новый человек"
    create_action_label = "Внести и выбрать"


class OrganisationChooser(ChooserViewSet):
    model = Organisation
    icon = "group"
    choose_one_text = "Выбрать организацию"
    choose_another_text = "Выбрать другую организацию"
    edit_item_text = "Изменить"
    choose_view_class = ChooseOrganisation
    choose_results_view_class = ChooseOrganisationResults
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple


person_chooser = PersonChooser("person_chooser")
organisation_chooser = OrganisationChooser("organisation_chooser")
