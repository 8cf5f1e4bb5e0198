"""The graph for browsers and other programs: pages, data and a SPARQL endpoint, served by `kg serve`.

One process, the front (`app`), takes requests and answers what is written down already; it opens no store. What has to
be made is made by `renderers`: processes that hold one state of the graph each (`states`), and whose answers depend on
what was asked (`asked.Asked`) and on that state alone, so that they can be kept (`kept`).
"""
