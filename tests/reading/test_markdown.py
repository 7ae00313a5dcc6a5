import pytest

from tests.reading import making


def read(text):
    _, title, (page,), _ = making.read(text.encode(), "a.md")
    return title, page.text, [(page.text[heading.start : heading.end], heading.level) for heading in page.headings]


def test_text_is_kept_as_it_is_written():
    source = "# Title #\n\nSome *emphasis* and [a link](http://a.b).\n\n- item\n"
    assert read(source)[1] == source


@pytest.mark.parametrize("around", ["Before ![plan]({}) and after.", "[plan]: <{}>", '<img src="{}">'])
def test_bytes_of_a_picture_in_the_text_are_no_words(around):
    written_out = "data:image/png;base64," + "iVBORw0KGgo/" * 20_000 + "=="
    assert read(around.format(written_out))[1] == around.format("data:image/png")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One\n## Two ##\n####### no\n#no\n", [("One", 1), ("Two", 2)]),
        ("Big\n===\n\nSmall thing\n---\n\ntext\n", [("Big", 1), ("Small thing", 2)]),
        ("```\n# code\n```\n# real\n", [("real", 1)]),
        ("~~~~\n```\n# code\n~~~\n~~~~\n# real\n", [("real", 1)]),
        ("```\n# never closed\n", []),
        ("text\n\n---\n\nmore\n", []),
        ("- item\n---\n", []),
        ("    # code\n", []),
        ("  ### Indented\n", [("Indented", 3)]),
        ("#\n# \n", []),
    ],
)
def test_headings_are_those_of_the_format(source, expected):
    assert read(source)[2] == expected


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("---\ntitle: \"Staff handbook\"\nauthor: x\n---\n# Leave\n", "Staff handbook"),
        ("+++\ntitle = 'Staff handbook'\n+++\n# Leave\n", "Staff handbook"),
        ("# Leave\n", ""),
        ("---\nnot closed\n# Leave\n", ""),
    ],
)
def test_title_comes_from_the_front_matter(source, title):
    found, _, headings = read(source)
    assert found == title
    assert ("Leave", 1) in headings
