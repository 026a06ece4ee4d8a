"""What a set of views shows, kept in step with the ledger, and the check that it is right."""
