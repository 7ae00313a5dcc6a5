from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline.chunk import chunks
from assistant.reading import code
from assistant.reading.plain import CODE_EXTENSIONS
from tests.reading import making

PYTHON = '''\
import os

class Account:
    """Money."""

    def __init__(self):
        self.money = 0

    @property
    def empty(self) -> bool:
        def inner():
            return 0
        return self.money == inner()

async def main(
    arguments,
):
    print(Account())

if __name__ == "__main__":
    main(1)
'''

SAMPLES = {
    "py": (PYTHON, ["Account", "Account > __init__", "Account > empty", "Account > empty > inner", "main"]),
    "ts": (
        """\
export default class Account<T> extends Base {
  private async withdraw(sum: number): Promise<void> {
    if (sum > 0) {
      for (const one of all) { pay(one) }
    }
  }
  get total() { return 1 }
}
export const late = async (days: number): Promise<number> => days * 50
const plain = x => x
function* numbers() {
  describe("not a method", () => {
  })
}
exports.closed = function () {}
interface Shape { area(): number }
""",
        ["Account", "Account > withdraw", "Account > total", "late", "plain", "numbers", "exports.closed", "Shape"],
    ),
    "java": (
        """\
package org.example;
@Entity(name = "x") public class Account extends Base implements Shape {
    private final Map<String, List<Integer>> all = new HashMap<>();
    public Account(String name) {
        super(name);
    }
    @Override
    public Map<String, List<Integer>> all(int first,
                                          int last) throws IOException {
        if (first > 0) {
            return find(first);
        }
        else if (last > 0) {
            String text = String.valueOf(first);
        }
    }
    abstract int area();
    enum Kind { A }
}
""",
        ["Account", "Account > Account", "Account > all", "Account > Kind"],
    ),
    "cs": (
        "namespace Shop\n{\n    public sealed record Item(string Name)\n    {\n"
        "        public static async Task<int> Sum(int a = 1)\n        {\n            return a;\n        }\n"
        "    }\n}\n",
        ["Shop", "Shop > Item", "Shop > Item > Sum"],
    ),
    "kt": (
        "data class Item(val a: Int)\n\nfun <T> List<T>.second(): T {\n    return this[1]\n}\n\n"
        "private fun one() = 1\n",
        ["Item", "second", "one"],
    ),
    "scala": ("object Shop {\n  def total(a: Int): Int = a\n}\n", ["Shop", "Shop > total"]),
    "cpp": (
        """\
#include <vector>
namespace shop {
class Account final : public Base<int> {
public:
  Account();
  std::vector<int> all(int a) const {
    return {};
  }
private:
  int money;
};

int Account::total(const std::map<int, int> &all)
{
    if (all.empty()) {
        return 0;
    }
    printf("%d",
        1);
}
Account::~Account() = default;
}
static unsigned long *rest(void) {
out:
  return 0;
}
int declared(int a);
""",
        ["shop", "Account", "Account > all", "Account", "Account > total", "rest"],
    ),
    "c": (
        "struct point {\n    int x;\n};\n\nstatic int\nlength(struct point *a,\n       int b)\n{\n"
        "    return a->x;\n}\n",
        ["point", "length"],
    ),
    "m": (
        "@implementation Account\n\n- (void)withdraw:(int)sum {\n    [self pay];\n}\n\n+ (int)all {\n}\n@end\n",
        ["Account", "Account > withdraw", "Account > all"],
    ),
    "go": (
        "type Account struct {\n\tmoney int\n}\n\nfunc (a *Account) Withdraw(sum int) error {\n\treturn nil\n}\n\n"
        "func main() {\n}\n",
        ["Account", "Account", "Account > Withdraw", "main"],
    ),
    "rs": (
        "pub struct Account { money: i32 }\n\nimpl<T: Into<String>> fmt::Display for Account<T> {\n"
        "    pub(crate) async fn fmt(&self) -> i32\n    where\n        T: Copy,\n    {\n        1\n    }\n}\n\n"
        "impl Account {\n    const fn new() -> Self {}\n}\n\nmod tests;\n",
        ["Account", "Account", "Account > fmt", "Account", "Account > new"],
    ),
    "rb": (
        "module Shop\n  class Account < Base\n    def self.empty?\n      true\n    end\n\n    def pay(sum)\n    end\n"
        "  end\nend\n",
        ["Shop", "Shop > Account", "Shop > Account > empty?", "Shop > Account > pay"],
    ),
    "php": (
        "<?php\nabstract class Account {\n    public static function &pay(int $sum): void {\n    }\n}\n"
        "function free() {}\n",
        ["Account", "Account > pay", "free"],
    ),
    "swift": (
        "public extension Account {\n    @objc override func pay(_ sum: Int) -> Int {\n    }\n"
        "    init?(a: Int) {\n    }\n}\n",
        ["Account", "Account > pay", "Account > init"],
    ),
    "sh": ("#!/bin/sh\npay_all() {\n  echo one\n}\nfunction rest {\n  :\n}\necho end\n", ["pay_all", "rest"]),
    "ps1": ("Function Get-Rent {\n    1\n}\n", ["Get-Rent"]),
    "sql": (
        "CREATE TABLE IF NOT EXISTS shop.accounts (\n  id int\n);\n\ncreate or replace function pay(a int)\n"
        "returns int\nas $$\nbegin\n  return 1;\nend;\n$$;\nSELECT 1;\n",
        ["shop.accounts", "pay"],
    ),
    "lua": ("local function one()\n  return 1\nend\n\nfunction Account:pay(sum)\nend\n", ["one", "Account:pay"]),
    "r": ("late.fee <- function(days) {\n  50 * days\n}\n", ["late.fee"]),
    "pl": (
        "package Shop::Account;\nuse strict;\n\nsub pay {\n    return 1;\n}\n1;\n",
        ["Shop::Account", "Shop::Account > pay"],
    ),
    "toml": ('[tool.ruff]\nline-length = 118\n\n[[package]]\nname = "x"\n', ["tool.ruff", "package"]),
}


def paths(text, extension):
    """The names in order, each with those around it."""
    found, path = [], []
    for heading in code.headings(text, extension):
        path = [*(one for one in path if one[0] < heading.level), (heading.level, text[heading.start : heading.end])]
        if heading.start < heading.end:
            found.append(" > ".join(name for _, name in path if name))
    return found


def places(text, name):
    """(heading path, first line) of the chunks of the file."""
    (page,) = making.read(text.encode(), name)[2]
    return [(one.heading, one.line) for one in chunks(page, "")]


@pytest.mark.parametrize("extension", SAMPLES)
def test_classes_and_functions_are_named_as_they_are_nested(extension):
    text, expected = SAMPLES[extension]
    assert paths(text, extension) == expected
    assert extension in CODE_EXTENSIONS


def test_chunk_begins_with_the_decorators_of_its_function_and_carries_its_path():
    assert places(PYTHON, "account.py") == [
        ("", 1), ("Account > __init__", 3), ("Account > empty > inner", 9), ("Account > empty", 13), ("main", 15),
        ("", 20),
    ]  # fmt: skip


def test_small_functions_are_found_by_their_own_names():
    text = "class Item {\n  getName() {\n    return this.name\n  }\n  getPrice() {\n    return this.price\n  }\n}\n"
    assert places(text, "item.js") == [("Item > getName", 1), ("Item > getPrice", 5)]


def test_long_function_carries_its_path_in_every_chunk():
    text = "class A:\n    def pay(self):\n" + "        self.money = self.money + self.fee(1)\n" * 80
    made = places(text, "a.py")
    assert len(made) > 2
    assert {heading for heading, _ in made} == {"A > pay"}


def test_comment_belongs_to_the_function_below_it():
    text = "int one() {\n    return 1;\n}\n\n/**\n * Twice as much.\n */\nint two() {\n    return 2;\n}\n"
    assert places(text, "a.c") == [("one", 1), ("two", 5)]


def test_language_that_is_not_known_has_no_headings_and_is_code_all_the_same():
    (page,) = making.read(b"(defun one () 1)\n", "a.lisp")[2]
    assert page.code
    assert page.headings == ()


def test_names_nested_too_deep_do_not_grow_the_path():
    text = "".join(f"{' ' * depth}def f{depth}():\n" for depth in range(200))
    assert len(list(code.headings(text, "py"))) == 6


lines = st.sampled_from(
    ["def f():", "class A:", "  def g(x):", "\tint f(int a) {", "}", "", "x = 1", "public:", "@a", "# b",
     "func (a *B) C() {", "impl<T> A for B {", "package A;", "sub b {", "CREATE TABLE t (", "[a]", "- (void)m {",
     "A::b() {", "end", "\u3000\u00e4"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, max_size=25).map("\n".join), st.sampled_from(sorted(SAMPLES)))
def test_headings_are_in_order_and_chunks_cover_the_text(text, extension):
    found = list(code.headings(text, extension))
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    (page,) = making.read(text.encode() or b" ", f"a.{extension}")[2]
    made = list(chunks(page, ""))
    assert not page.text.strip() or "".join(one.text for one in made) == page.text


HOSTILE = [
    "x" * 1_000_000, "{" * 1_000_000, "a<" * 500_000, "a b " * 250_000, "(" * 1_000_000, "@a(" * 300_000,
    "public " * 100_000, "\n" * 1_000_000, "def f():\n" * 30_000, ("a::" * 130 + "\n") * 800,
    ("a < b > c " * 39 + "\n") * 800, ("impl " + "a for " * 65 + "\n") * 800, ("x = " * 99 + "\n") * 800,
    ("const a: " + "( ) " * 97 + "\n") * 800, ("a<b<c>" * 66 + "\n") * 800, ("[ " * 199 + "\n") * 800,
    (" " * 399 + "\n") * 800, ("a " * 199 + "(\n") * 800,
]  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("extension", SAMPLES)
def test_hostile_text_is_read_in_linear_time(extension):
    for text in HOSTILE:
        for _ in code.headings(text, extension):
            pass
