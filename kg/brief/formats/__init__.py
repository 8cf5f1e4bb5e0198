"""A briefing as HTML, DOCX, PDF or Markdown."""
