"""Care: what wants the coordinator, and why: signals, pulses, cases, the week, Today."""
