"""One page with a file field, for the test of huge files."""

from django import forms
from django.http import JsonResponse
from django.urls import path

from documents.uploads.forms import UploadField


class TitledForm(forms.Form):
    title = forms.CharField()
    paper = UploadField(label="Документ")


def take(request):
    form = TitledForm(request.POST, request.FILES)
    return JsonResponse({"title": form["title"].value(), "errors": form.errors})


urlpatterns = [path("", take)]
