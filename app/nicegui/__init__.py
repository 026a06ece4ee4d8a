"""What leans on private parts of NiceGUI and python-socketio on the server, and nothing else.

Each file says in which version it was read and what it brings; tests/app/nicegui holds NiceGUI to what
they rely on, so an update that changes that fails a test. In the browser, components/browser/connection.js does the
same.
"""
