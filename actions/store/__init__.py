"""The profile store: tables, repository, migrations."""
