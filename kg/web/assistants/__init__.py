"""Tools for assistants: what can be asked, offered over the Model Context Protocol by `kg mcp`.

The tools are the operations of the API; a call is answered by the same renderers as its addresses are.
"""
