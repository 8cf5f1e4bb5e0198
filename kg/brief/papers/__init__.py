"""The papers: what chapters each kind of briefing has."""
