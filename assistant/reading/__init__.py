"""Document parsers behind a wall: an open file goes in, pages cut into chunks with their provenance come out.

`client` runs in the program: it hands an open file to the reading child and checks every byte that comes back.
`worker` runs in the child. It asks `formats` what the bytes are (the content decides, the name only helps), lets
the format's reader give pages, cuts them with `pipeline.chunk` and sends them in batches. One file holds one family
of formats:

    pdf.py         PDF, by pdfium                     office.py    DOCX, by zipfile and expat
    html.py        HTML, by the standard library      markdown.py  Markdown
    plain.py       text and source code

    source.py      what a reader is given and gives   guards.py    sizes of zips, control characters, titles
    encoding.py    bytes -> text                      xml_events.py  XML as a stream of events
    layout.py      paragraphs, headings and table rows -> one text with the places of its headings

A format is added by one file with a function `read(source) -> Content` and one line in the table of `formats`.
Only the client may be imported by the rest of the program: everything else pulls a parser in.
"""
