"""Case files: documents to what happened, what was only said, and what is in force."""
