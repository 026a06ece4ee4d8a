"""What `accounts` mode adds: browser sessions, mail, OpenID Connect, and commands for whoever runs Tandem."""
