#!/usr/bin/env python3
"""The language server as an editor sees it: pygls' client over standard input and output. The
client turns every answer into the protocol's types, and so holds its shape to the specification.
Usage: client_test.py PATH/TO/tariff"""

import asyncio
import sys
import tempfile
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

MANIFEST = """\
version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low}
groups:
  hero: {quality: high}
assets:
  - id: 🎨-one
    group: hero
    size: 1024x1024
    prompt_file: prompts/fox.txt
  - id: two
    prompt: "🎨"
    params: {size: 1792x936}
"""


class Client(LanguageClient):
    def __init__(self):
        super().__init__("tariff-test", "1")
        self.published = asyncio.Queue()
        self.errors = []

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: lsp.PublishDiagnosticsParams):
            self.published.put_nowait(params)

    def report_server_error(self, error, source):
        self.errors.append(error)


def abilities(encodings, pull=False):
    return lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=encodings),
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
        ),
        text_document=lsp.TextDocumentClientCapabilities(
            diagnostic=lsp.DiagnosticClientCapabilities() if pull else None,
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            document_symbol=lsp.DocumentSymbolClientCapabilities(
                hierarchical_document_symbol_support=True
            ),
            code_action=lsp.CodeActionClientCapabilities(
                code_action_literal_support=lsp.ClientCodeActionLiteralOptions(
                    code_action_kind=lsp.ClientCodeActionKindOptions(
                        value_set=[lsp.CodeActionKind.QuickFix]
                    )
                )
            ),
        ),
    )


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def find(diagnostics, code):
    return next((each for each in diagnostics if each.code == code), None)


def offset(text, position, encoding):
    """Where a position stands in the text; lines end with LF here."""
    line = text.split("\n")[position.line]
    name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    before = line.encode(name)[: position.character * unit].decode(name)
    return sum(len(each) + 1 for each in text.split("\n")[: position.line]) + len(before)


def apply(text, edits, encoding):
    for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
        begin, end = (offset(text, at, encoding) for at in (edit.range.start, edit.range.end))
        text = text[:begin] + edit.new_text + text[end:]
    return text


async def start(program, encodings, pull=False):
    client = Client()
    await client.start_io(program, "lsp", "--as-of", "2026-11-21")
    answer = await client.initialize_async(
        lsp.InitializeParams(process_id=None, root_uri=None, capabilities=abilities(encodings, pull))
    )
    client.initialized(lsp.InitializedParams())
    check(answer.server_info.name == "tariff", "the server says who it is")
    return client, answer.capabilities.position_encoding


async def stop(client, status=0):
    if status == 0:
        await client.shutdown_async(None)
    client.exit(None)
    check(await asyncio.wait_for(client._server.wait(), 10) == status, f"exit status {status}")
    check(not client.errors, f"the client understood everything: {client.errors}")
    await client.stop()


def open_document(client, uri, text):
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(
            lsp.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=text)
        )
    )


async def published(client):
    return await asyncio.wait_for(client.published.get(), 10)


def place(uri, text, piece, encoding):
    """The document and the position of a piece of its text."""
    before = text[: text.index(piece)]
    line = before.split("\n")[-1]
    units = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2}
    return {
        "text_document": lsp.TextDocumentIdentifier(uri=uri),
        "position": lsp.Position(before.count("\n"), units.get(encoding, len(line))),
    }


async def edit_session(program, folder, encoding):
    """Findings, hover, a quick fix and an ignored finding, a completion, symbols."""
    client, agreed = await start(program, [encoding])
    check(agreed == encoding, f"{encoding} is agreed on, not {agreed}")
    uri = (folder / "images.yaml").as_uri()
    open_document(client, uri, MANIFEST)

    first = await published(client)
    check(first.version == 1, "findings say their version")
    size = find(first.diagnostics, "OAI-SIZE-016")
    check(size is not None, f"a finding of the size: {first.diagnostics}")
    marked = MANIFEST[offset(MANIFEST, size.range.start, encoding):
                      offset(MANIFEST, size.range.end, encoding)]
    check(marked == "1792x936", f"the value is marked, not {marked!r}")
    check(size.code_description.href.startswith("https://"), "the finding has its source")
    check(find(first.diagnostics, "INPUT-FILE") is None, "the prompt file is found")

    hover = await client.text_document_hover_async(
        lsp.HoverParams(**place(uri, MANIFEST, "🎨-one", encoding))
    )
    check("**🎨-one**" in hover.contents.value and "a request" in hover.contents.value,
          f"hover shows the price: {hover.contents.value}")

    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(
            text_document=lsp.TextDocumentIdentifier(uri=uri),
            range=size.range,
            context=lsp.CodeActionContext(diagnostics=[size]),
        )
    )
    fix = next(each for each in actions if each.title.startswith("set size"))
    fixed = apply(MANIFEST, fix.edit.document_changes[0].edits, encoding)
    open_document(client, uri + ".fixed.yaml", fixed)
    check(find((await published(client)).diagnostics, "OAI-SIZE-016") is None,
          f"the fix mends it: {fixed}")

    ignore = next(each for each in actions if "ignore OAI-SIZE-016" in each.title)
    change = ignore.edit.document_changes[0]
    check(change.text_document.version == 1, "edits are for the version")
    ignored = apply(MANIFEST, change.edits, encoding)
    check("# tariff: ignore[OAI-SIZE-016]" in ignored, ignored)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[
                lsp.TextDocumentContentChangePartial(range=each.range, text=each.new_text)
                for each in change.edits
            ],
        )
    )
    second = await published(client)
    check(second.version == 2, "the change is seen")
    check(find(second.diagnostics, "OAI-SIZE-016") is None, "an ignored finding is not shown")

    broken = ignored.replace("size: 1024x1024", "qual")
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=3),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=broken)],
        )
    )
    check((await published(client)).diagnostics, "half a line is a finding")
    at = place(uri, broken, "qual\n", encoding)
    at["position"].character += len("qual")
    offered = await client.text_document_completion_async(lsp.CompletionParams(**at))
    quality = next(each for each in offered.items if each.label == "quality")
    check(quality.insert_text_format == lsp.InsertTextFormat.PlainText, "no snippet was asked for")
    check("quality: \n" in apply(broken, [quality.text_edit], encoding), "the key is completed")

    symbols = await client.text_document_document_symbol_async(
        lsp.DocumentSymbolParams(text_document=lsp.TextDocumentIdentifier(uri=uri))
    )
    assets = next(each for each in symbols if each.name == "assets")
    check([each.name for each in assets.children] == ["🎨-one", "two"], "assets are symbols")

    client.text_document_did_close(
        lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri=uri))
    )
    check(not (await published(client)).diagnostics, "a closed document has no findings")
    await stop(client)


async def pull_session(program, folder):
    """A client that asks for findings gets them, and none unasked."""
    client, agreed = await start(program, None, pull=True)
    check(agreed == "utf-16", "utf-16 is agreed on where the client says nothing")
    uri = (folder / "images.yaml").as_uri()
    open_document(client, uri, MANIFEST)
    document = lsp.TextDocumentIdentifier(uri=uri)
    full = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document))
    check(full.kind == "full" and find(full.items, "OAI-SIZE-016"), "findings can be asked for")
    again = await client.text_document_diagnostic_async(
        lsp.DocumentDiagnosticParams(document, previous_result_id=full.result_id)
    )
    check(again.kind == "unchanged", "the same findings are not sent again")
    check(client.published.empty(), "nothing comes unasked")
    try:
        await client.protocol.send_request_async("tariff/unknown", {})
        check(False, "an unknown method is an error")
    except JsonRpcException as error:
        check(error.code == -32601, f"an unknown method is not found: {error.code}")
    await stop(client)


async def settings_session(program, folder):
    """The project's settings hold for its documents, and are read again when one is saved."""
    client, _ = await start(program, ["utf-8"])
    uri = (folder / "images.yaml").as_uri()
    settings = folder / ".tariff.yaml"
    settings.write_text("lint: {ignore: [OAI-SIZE]}\n", encoding="utf-8")
    open_document(client, uri, MANIFEST)
    check(find((await published(client)).diagnostics, "OAI-SIZE-016") is None, "it is ignored")
    settings.unlink()
    client.text_document_did_save(
        lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri=uri))
    )
    check(find((await published(client)).diagnostics, "OAI-SIZE-016"), "it is not any more")
    await stop(client)


async def rude_session(program):
    """Exit without shutdown is a failure by the protocol."""
    client, _ = await start(program, ["utf-8"])
    await stop(client, status=1)


async def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "prompts").mkdir()
        (folder / "prompts" / "fox.txt").write_text("a fox", encoding="utf-8")
        for encoding in ("utf-8", "utf-16", "utf-32"):
            await edit_session(program, folder, encoding)
        await pull_session(program, folder)
        await settings_session(program, folder)
        await rude_session(program)
    print("language client: 6 sessions, all as they should be")


if __name__ == "__main__":
    asyncio.run(asyncio.wait_for(main(sys.argv[1]), 120))
