"""What the verbs about networks give: asked of an open session, worked out, and laid in tables."""
