"""Spreadsheets (XLSX, XLS, ODS): looked at first, then read by a process of its own."""
