"""The forms that downloads come in: zips, packed files, csv text, workbooks, JSON and XML, each read within bounds."""
