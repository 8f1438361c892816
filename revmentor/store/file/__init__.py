"""The bytes of the one file: read, checked, replaced whole."""
