"""The forms that CORDIS files come in: zips, csv text, JSON, XML and XLSX, each read within bounds."""
