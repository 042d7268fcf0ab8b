"""What runs inside the Rasa server: understanding, channels, the web page, and the `advisor` command. Imports nothing of actions."""
