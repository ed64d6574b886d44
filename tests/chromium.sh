# Sourced by make: sets WORKBENCH_CHROMIUM to a Chromium, installing one where that can be done.
find_chromium() {
  local name
  for name in "${WORKBENCH_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then command -v "$name"; return 0; fi
  done
  # A browser that Playwright installed for itself.
  .venv/bin/python - <<'PYTHON' 2>/dev/null
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = pathlib.Path(playwright.chromium.executable_path)
    sys.exit(print(path) if path.exists() else 1)
PYTHON
}

install_chromium() {
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
  if command -v apt-get >/dev/null 2>&1 && { [ -z "$sudo" ] || sudo -n true 2>/dev/null; }; then
    echo "Installing Chromium with apt-get…" >&2
    $sudo apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
      $sudo apt-get install -y -qq chromium fonts-noto-color-emoji >&2 && return 0
  fi
  echo "Installing Chromium with Playwright…" >&2
  .venv/bin/python -m playwright install chromium >&2
}

WORKBENCH_CHROMIUM="$(find_chromium || { install_chromium && find_chromium; })"
if [ -z "$WORKBENCH_CHROMIUM" ]; then
  echo "The browser tests need Chromium. Install it, or give its path: WORKBENCH_CHROMIUM=/path/to/chromium make test" >&2
  return 1
fi
export WORKBENCH_CHROMIUM
