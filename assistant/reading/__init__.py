"""Document parsers behind a wall: an open file goes in, pages cut into chunks with their provenance come out.

`client` runs in the program: it hands an open file to the reading child and checks every byte that comes back.
`worker` runs in the child. It asks `formats` what the bytes are (the content decides, the name only helps), lets
the format's reader give pages, cuts them with `pipeline.chunk` and sends them in batches. One file holds one family
of formats:

    pdf.py         PDF, by pdfium                     ocr.py       scanned pages, by Tesseract
    pictures.py    PNG, JPEG, TIFF, ... as scans      html.py      HTML, by the standard library
    office.py      DOCX    pptx.py    PPTX            opendocument.py, ods.py   ODT, ODP, ODS
    workbook.py    XLSX, XLS, XLSB                    doc.py, ppt.py   Word and PowerPoint 97 to 2003
    epub.py        e-books                            rtf.py       RTF
    mail.py, msg.py, mbox.py, cards.py   mail, calendars, contacts; letter.py is what they share
    delimited.py   CSV, TSV                           json_data.py, xml_data.py   data
    subtitles.py   SRT, VTT                           markdown.py  Markdown
    plain.py       text and source code               code.py      names of classes and functions

    source.py      what a reader is given and gives   guards.py    sizes of zips, control characters, titles
    encoding.py    bytes -> text                      xml_events.py  XML as a stream of events
    layout.py      paragraphs, headings and table rows -> one text with the places of its headings

A format is added by one file with a function `read(source) -> Content` and one line in the table of `formats`.
Only the client may be imported by the rest of the program: everything else pulls a parser in.
"""
