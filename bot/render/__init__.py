"""Replies of the contract as what a channel shows: text, Slack blocks, Telegram, pictures, files."""
