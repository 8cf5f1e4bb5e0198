"""The ontology as the code sees it: its checks (`check`), its page (`docs`) and the names it gives (`labels`)."""
