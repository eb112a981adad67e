from .queries import find_pages
from .registry import register_source

register_source("pages", "Страницы сайта", find_pages)
