"""Forms of the cabinet (`applicant`) and of the office (`office`)."""
