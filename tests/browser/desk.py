"""The coding desk as its user works it: with the mouse, with the keys, by what the screen says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from hosts import open_in_lab, open_page
from playwright.sync_api import CDPSession, Locator, Page, expect
from serving import Server

# Where a phrase stands on the screen once it is scrolled there: the edges of its first and last letter.
_PLACE = """async ([root, phrase]) => {
  const line = [...root.querySelectorAll(".cm-line")].find((each) => each.textContent.includes(phrase));
  line?.scrollIntoView({ block: "center", behavior: "instant" });
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const parts = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    parts.push([text.length, node]);
    text += node.data;
  }
  const from = text.indexOf(phrase);
  if (from < 0) return null;
  const edge = (offset, last) => {
    const [start, node] = parts.findLast(([begin]) => begin <= (last ? offset - 1 : offset));
    const range = document.createRange();
    range.setStart(node, offset - start - (last ? 1 : 0));
    range.setEnd(node, offset - start + (last ? 0 : 1));
    const boxes = range.getClientRects();
    const box = boxes[last ? boxes.length - 1 : 0];
    return [last ? box.right - 0.5 : box.left + 0.5, box.top + box.height / 2];
  };
  return [...edge(from, false), ...edge(from + phrase.length, true)];
}"""


class Desk:
    """A desk on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".wb-desk")
        self.text = self.root.locator(".wb-reading")
        self.status = self.root.get_by_role("status").first
        self.picker = self.root.get_by_role("combobox").last

    def wait(self) -> Desk:
        """Wait until the first text is painted."""
        self.page.locator('.wb-desk[data-ready="1"]').wait_for()
        return self

    def open(self, source: str) -> Desk:
        """Open a source from the list at the left."""
        self.root.locator(".wb-source", has_text=source).click()
        expect(self.text).to_contain_text(source)
        return self

    def select(self, phrase: str) -> None:
        """Drag the mouse over a phrase that is on the screen."""
        place = self.page.evaluate(_PLACE, [self.text.element_handle(), phrase])
        assert place, f"{phrase!r} is not on the screen"
        left, top, right, bottom = place
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, (top + bottom) / 2)
        self.page.mouse.move(right, bottom)
        self.page.mouse.up()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def code(self, phrase: str, code: str) -> None:
        """Select a phrase, choose a code by name, and wait until it is saved."""
        before = self.acks()
        self.select(phrase)
        self.press("Enter")
        self.page.keyboard.type(code)
        self.press("Enter")
        self.answered(before)

    def recent(self) -> list[str]:
        """The codes on the keys 1 to 9."""
        buttons = self.root.locator(".wb-recent-code")
        names = [button.get_attribute("aria-label") or "" for button in buttons.all()]
        return [found.group(1) for name in names if (found := re.search(r"« (.*) »", name))]

    def acks(self) -> int:
        """How many answers the page has had from the kernel."""
        return int(self.root.get_attribute("data-acks") or 0)

    def answered(self, before: int) -> None:
        """Wait for an answer after the one counted in `before`, and for the word that all is saved."""
        self.page.wait_for_function(
            "([root, before]) => Number(root.dataset.acks || 0) > before",
            arg=[self.root.element_handle(), before],
        )
        expect(self.status).to_contain_text("nregistré")

    def coded(self, phrase: str) -> Locator:
        """The coded words on the screen."""
        return self.text.locator(".wb-coded", has_text=phrase)


def open_desk(
    host: Literal["voila", "lab"], request: Callable[[str], Server], page: Page, source: int | None = None
) -> Desk:
    """Open the coding notebook in one of the two hosts."""
    if host == "voila":
        query = {"source": source} if source else {}
        open_page(page, request("voila"), "01_coding", **query)
    else:
        open_in_lab(page, request("lab"), "01_coding")
    return Desk(page).wait()


def press_physical(page: Page, code: str, key: str, virtual: int) -> None:
    """Press the key that stands at `code` on the keyboard and writes `key`: "Digit1" writes "&" in France."""
    session: CDPSession = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        press = {"type": kind, "code": code, "key": key, "windowsVirtualKeyCode": virtual}
        if kind == "keyDown":
            press["text"] = key
        session.send("Input.dispatchKeyEvent", press)
    session.detach()
