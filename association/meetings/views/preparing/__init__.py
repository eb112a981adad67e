"""Pages before a meeting opens: `pages` reads; `calling`, `agenda`, `people`, `proposals`, `answering` act; `files`."""
