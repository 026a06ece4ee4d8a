"""Where the world comes in: pages, REST, WebSocket, MCP, settings, start and stop."""

VERSION = '0.1.0'
