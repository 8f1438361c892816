"""Replies as they come in: files, pasted mails, tables; each a file from outside."""
