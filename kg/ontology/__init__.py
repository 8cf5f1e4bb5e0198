"""The ontology as the code sees it: its checks (`kg.ontology.check`) and its page (`kg.ontology.docs`)."""
