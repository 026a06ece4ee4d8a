"""What `accounts` mode adds: pages to log in and to look after one's account, and commands for whoever runs it."""
