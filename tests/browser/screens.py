"""What every page of ours is on a screen: keys that are pressed, acts that are waited for."""

from __future__ import annotations

from playwright.sync_api import Page


class Screen:
    """A page with its root."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".wb-desk")
        self.dialog = self.root.get_by_role("dialog")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def act(self, *keys: str) -> None:
        """Press keys, and wait until the kernel has answered and all is saved."""
        before = int(self.root.get_attribute("data-acks") or 0)
        self.press(*keys)
        self.page.wait_for_function(
            "([root, before]) => Number(root.dataset.acks || 0) > before",
            arg=[self.root.element_handle(), before],
        )
