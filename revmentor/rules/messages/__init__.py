"""Messages: in which phase each fits, and to whom it goes."""
