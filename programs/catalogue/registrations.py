"""What the room puts into the registries of the rooms below."""

from home.pages.finding import register_pages_source

from .models import ProgrammePage

register_pages_source("programmes", "Программы", ProgrammePage)
