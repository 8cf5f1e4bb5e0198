"""Networks as figures for a report: SVG, PNG and PDF."""
