"""The two languages: texts through gettext, dates and numbers written and read in their form."""
