"""Keep the catalogues in step with the program: extract, update, compile, check.

``python tools/translations.py`` extracts every text, brings ``nb`` and ``nn`` up to date (new
texts come in empty, texts that are gone go out) and compiles. ``--check`` changes nothing and
says what is missing; ``make check`` runs it. Babel does the reading and writing of files, and
is needed only here.
"""

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "workshop"
TRANSLATED = ("nb", "nn")
KEYWORDS: dict[str, tuple[str, ...]] = {
    "_": ("text",),
    "N_": ("text",),
    "gettext": ("text",),
    "mark": ("text",),
    "msg": ("text",),
    "ngettext": ("one", "many"),
    "pgettext": ("context", "text"),
}
"""What a call to a function of this name is given first."""
PLURAL = "nplurals=2; plural=(n != 1);"


class PlainCatalog(Catalog):
    """A catalogue whose header holds no dates, names or versions: equal texts, equal bytes."""

    @property
    def mime_headers(self):
        headers = [("Language", str(self.locale))] if self.locale else []
        return [
            *headers,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURAL),
        ]

    @mime_headers.setter
    def mime_headers(self, headers):
        """What the file says in its header is not carried on."""


def sources(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


def extract(package: Path) -> PlainCatalog:
    """Return every text to translate, in the order of files and then of texts."""
    found = []
    for source in sources(package):
        # One line number for all: files tell a translator enough, and lines move all the time.
        place = (source.relative_to(package.parent).as_posix(), 1)
        for node in ast.walk(ast.parse(source.read_bytes())):
            if isinstance(node, ast.Call) and (text := _text(node)):
                found.append((place, *text))
    catalog = PlainCatalog(fuzzy=False)
    catalog.header_comment = "# The texts of the program. Made by tools/translations.py."
    for place, text, context in sorted(found, key=lambda f: (f[0], str(f[1]), str(f[2]))):
        catalog.add(text, locations=[place], context=context)
    return catalog


def _text(node: ast.Call) -> tuple[str | tuple[str, ...], str | None] | None:
    """The text that a call is about, and its context; None if it is about none.

    Read from the syntax tree, since a call may stand inside an f-string.
    """
    wanted = KEYWORDS.get(_called(node))
    if wanted is None:
        return None
    heads = node.args[: len(wanted)]
    given = [head.value if isinstance(head, ast.Constant) else None for head in heads]
    if len(given) < len(wanted) or not all(isinstance(one, str) and one for one in given):
        return None
    said = dict(zip(wanted, given, strict=True))
    context = said.pop("context", None)
    words = tuple(said.values())
    return (words if len(words) > 1 else words[0]), context


def unextractable(package: Path) -> Iterator[str]:
    """Texts that look translated and never will be: made by an f-string or by ``+``."""
    for source in sources(package):
        for node in ast.walk(ast.parse(source.read_bytes())):
            if not isinstance(node, ast.Call) or _called(node) not in KEYWORDS:
                continue
            for argument in node.args[:2]:
                if isinstance(argument, ast.JoinedStr | ast.BinOp):
                    where = f"{source.relative_to(package.parent).as_posix()}:{argument.lineno}"
                    yield f"{where}: put the text in one plain string, and values in {{names}}"


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    # translator.gettext and so on; an attribute named _ or msg is somebody else's
    if isinstance(node.func, ast.Attribute) and "gettext" in node.func.attr:
        return node.func.attr
    return ""


def read(path: Path, language: str) -> PlainCatalog:
    """Return the translations in a file; none if there is no file."""
    catalog = PlainCatalog(locale=language, fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    catalog[message.id] = message
    return catalog


def updated(template: PlainCatalog, old: PlainCatalog, language: str) -> PlainCatalog:
    """Return the texts of the template with the translations that there are."""
    new = PlainCatalog(locale=language, fuzzy=False)
    new.header_comment = f"# The program in {language}. Write here, then run make translations."
    for message in template:
        if not message.id:
            continue
        before = old.get(message.id, message.context)
        # A text that went from one form to two needs to be translated again.
        kept = before if before and before.pluralizable == message.pluralizable else None
        new.add(
            message.id,
            kept.string if kept else None,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            flags=kept.flags & {"fuzzy"} if kept else (),
            context=message.context,
        )
    return new


def po_bytes(catalog: PlainCatalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=98, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def mo_bytes(catalog: PlainCatalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def faults(catalog: PlainCatalog, language: str) -> Iterator[str]:
    """What is wrong with a language's translations, one line each."""
    for message in catalog:
        if message.id and (fault := _fault(message)):
            text = message.id[0] if message.pluralizable else message.id
            yield f"{language}: {fault}: {text!r}"


def _fault(message: Message) -> str:
    forms = message.string if message.pluralizable else (message.string,)
    texts = message.id if message.pluralizable else (message.id,)
    if not all(forms) or len(forms) != len(texts):
        return "not translated"
    if message.fuzzy:
        return "marked fuzzy"
    try:
        wanted = [places(text) for text in texts]
        given = [places(form) for form in forms]
    except ValueError as error:
        return f"braces that do not match ({error})"
    # "One answer" may do without its {n}, in either language.
    allowed = [{frozenset(names) for names in wanted} for _ in wanted]
    if message.pluralizable:
        allowed[0] |= {names - {"n"} for names in allowed[0]}
        allowed[1] = {frozenset(wanted[1])}
    if any(frozenset(have) not in may for have, may in zip(given, allowed, strict=True)):
        return f"places differ, {sorted(wanted[-1])} became {sorted(set().union(*given))}"
    return ""


def places(text: str) -> set[str]:
    """The ``{names}`` of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def outputs(package: Path) -> Iterator[tuple[Path, bytes, PlainCatalog | None]]:
    """Every file this tool makes, what it should hold, and its catalogue if it is a language."""
    locale = package / "locale"
    template = extract(package)
    yield locale / "workshop.pot", po_bytes(template), None
    for language in TRANSLATED:
        folder = locale / language / "LC_MESSAGES"
        catalog = updated(template, read(folder / "workshop.po", language), language)
        yield folder / "workshop.po", po_bytes(catalog), catalog
        yield folder / "workshop.mo", mo_bytes(catalog), None


def problems(package: Path) -> Iterator[str]:
    """Everything that ``--check`` objects to, one line each."""
    yield from unextractable(package)
    for path, content, catalog in outputs(package):
        if not path.exists() or path.read_bytes() != content:
            yield f"{path.relative_to(package.parent).as_posix()}: out of date"
        if catalog:
            yield from faults(catalog, str(catalog.locale))


def write(package: Path) -> None:
    for path, content, catalog in outputs(package):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if catalog:
            left = sum(1 for _ in faults(catalog, str(catalog.locale)))
            print(f"{catalog.locale}: {len(catalog)} texts, {left} to look at")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on problems")
    parser.add_argument("--package", type=Path, default=PACKAGE, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.package)
        return 0
    found = list(problems(options.package))
    for line in found:
        print(line)
    print(f"translations: {len(found)} problems" if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
