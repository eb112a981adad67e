"""Pages of the cabinet: `cabinet` and `steps`; pages of the office: `office`; files of both: `files`."""
