"""How the bytes of a form's files come in."""

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MAX_SIZE = 25 * 1024 * 1024


class CappedUploadHandler(FileUploadHandler):
    """Reads a huge file to its end but keeps none of it past the cap (T31).

    The rest of the form arrives, so that what was typed stays; the form sees an empty file with its
    true size and says so. Stands first in FILE_UPLOAD_HANDLERS.
    """

    def receive_data_chunk(self, raw_data, start):
        return None if start + len(raw_data) > MAX_SIZE else raw_data

    def file_complete(self, file_size):
        if file_size <= MAX_SIZE:
            return None
        return InMemoryUploadedFile(
            None, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
