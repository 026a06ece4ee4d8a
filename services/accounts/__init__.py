"""People and how they log in: profiles, passwords, logins, tokens, one-time links, identities, and the audit log."""
