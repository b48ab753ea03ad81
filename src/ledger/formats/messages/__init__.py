"""What is sent to each kind of channel: pure payloads, signed and cut to size; nothing here opens a connection."""
