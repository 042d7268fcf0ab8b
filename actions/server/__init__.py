"""The action server: rasa-sdk's protocol and our own HTTP interface."""
