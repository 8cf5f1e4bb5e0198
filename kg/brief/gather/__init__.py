"""What a briefing rests on, asked of a session."""
