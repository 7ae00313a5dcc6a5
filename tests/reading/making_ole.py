"""Makes the container of older office files, byte by byte. Source: MS-CFB."""

import struct

SECTOR, MINI, SMALL = 512, 64, 4096
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NOBODY = 0xFFFFFFFF


def container(streams):
    """A container of these streams, by their path ("storage/stream")."""
    entries = _entries(streams)
    contents = [data for _, kind, data, *_ in entries if kind == 2 and len(data) >= SMALL]
    minis = [data for _, kind, data, *_ in entries if kind == 2 and len(data) < SMALL]
    mini_stream = b"".join(_filled(data, MINI) for data in minis)
    mini_table = _chains([len(data) for data in minis], MINI)
    directory_size = -(-len(entries) * 128 // SECTOR) * SECTOR
    regular = [bytes(directory_size), _filled(struct.pack(f"<{len(mini_table)}I", *mini_table), SECTOR), mini_stream]
    regular += contents
    tables = 1
    while tables * SECTOR // 4 < tables + sum(-(-len(one) // SECTOR) for one in regular):
        tables += 1
    table = [TABLE] * tables + _chains([len(one) for one in regular], SECTOR, tables)
    starts = _starts([len(one) for one in regular], SECTOR, tables)
    starts = [start if one else END for start, one in zip(starts, regular, strict=True)]
    big, small = iter(starts[3:]), iter(_starts([len(data) for data in minis], MINI, 0))
    written = b""
    for name, kind, data, left, right, child in entries:
        start, size = END if kind != 1 else 0, len(data)
        if kind == 5:
            start, size = starts[2], len(mini_stream)
        elif kind == 2 and data:
            start = next(big) if len(data) >= SMALL else next(small)
        elif kind == 2:
            next(small)
        wide = name.encode("utf-16-le")
        written += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, left, right, child)
        written += bytes(36) + struct.pack("<IQ", start, size)
    regular[0] = written.ljust(directory_size, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, starts[0], 0, SMALL, starts[1], len(regular[1]) // SECTOR, END, 0)
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    body = struct.pack(f"<{len(table)}I", *table).ljust(tables * SECTOR, b"\xff")
    return header + body + b"".join(_filled(one, SECTOR) for one in regular)


def _entries(streams):
    """Name, kind, content, left, right and child of each entry of the directory, the root first."""
    tree = {}
    for path, data in streams.items():
        *folders, name = path.split("/")
        inner = tree
        for folder in folders:
            inner = inner.setdefault(folder, {})
        inner[name] = data
    entries = [["Root Entry", 5, b"", NOBODY, NOBODY, NOBODY]]

    def add(inner):
        """A balanced tree of what stands in one storage; the number of its top."""
        if not inner:
            return NOBODY
        names = sorted(inner, key=lambda name: (len(name), name.upper()))
        middle = len(names) // 2
        name, number = names[middle], len(entries)
        content = inner[name]
        is_stream = isinstance(content, bytes)
        entries.append([name, 2 if is_stream else 1, content if is_stream else b"", NOBODY, NOBODY, NOBODY])
        entries[number][3] = add({one: inner[one] for one in names[:middle]})
        entries[number][4] = add({one: inner[one] for one in names[middle + 1 :]})
        if not is_stream:
            entries[number][5] = add(content)
        return number

    entries[0][5] = add(tree)
    return entries


def _filled(data, size):
    return data + bytes(-len(data) % size)


def _starts(lengths, size, first):
    starts = []
    for length in lengths:
        starts.append(first)
        first += -(-length // size)
    return starts


def _chains(lengths, size, first=0):
    table = []
    for length in lengths:
        count = -(-length // size)
        table += [first + len(table) + place + 1 for place in range(count - 1)]
        table += [END] * (count > 0)
    return table


def summary(title, page=65001):
    """The stream with a document's own title. Source: MS-OLEPS."""
    text = title.encode("utf-8" if page == 65001 else f"cp{page}") + b"\0"
    values = struct.pack("<IHxx", 2, page) + struct.pack("<II", 30, len(text)) + text
    section = struct.pack("<IIIIII", 24 + len(values), 2, 1, 24, 2, 32) + values
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section
