class FileRefused(ValueError):
    """Why a file is not taken, as a sentence for the one who handed it in."""
