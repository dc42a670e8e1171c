"""A Chromium without a window, driven over the WebDriver protocol with the standard library alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Tab": "\ue004",
    "Space": " ",
    "ArrowDown": "\ue015",
    "ArrowRight": "\ue014",
}


class Browser:
    """One browser with one page."""

    def __init__(self, chromium: str, chromedriver: str, folder: Path) -> None:
        self._log = (folder / "chromedriver.log").open("wb")
        self._driver = subprocess.Popen([chromedriver, "--port=0"], stdout=subprocess.PIPE, stderr=self._log)
        self._url = f"http://127.0.0.1:{self._port()}"
        options = {"binary": chromium, "args": [*FLAGS, f"--user-data-dir={folder / 'profile'}"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._url += f"/session/{session['sessionId']}"

    def _port(self) -> str:
        assert self._driver.stdout is not None
        for line in self._driver.stdout:
            if b"started successfully on port" in line:
                return line.split(b"port")[-1].strip(b" .\r\n").decode()
        raise RuntimeError("chromedriver did not start")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def open(self, path: Path, *, width: int = 1280, scheme: str = "light") -> None:
        """Load a file at that width (pixels) in `light` or `dark`."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.cdp("Emulation.setDeviceMetricsOverride", size)
        self.cdp("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self._call("POST", "/url", {"url": path.as_uri()})

    def cdp(self, command: str, parameters: dict[str, Any]) -> Any:
        """A command of the Chrome DevTools Protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def run(self, script: str, *arguments: object) -> Any:
        """What the script returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": arguments})

    def wait(self, script: str) -> None:
        """Until the script returns something true; at most ten seconds."""
        end = monotonic() + 10
        while not self.run(script):
            assert monotonic() < end, script
            sleep(0.05)

    def click(self, selector: str) -> None:
        element = self._call("POST", "/element", {"using": "css selector", "value": selector})
        self._call("POST", f"/element/{element[ELEMENT]}/click", {})

    def keys(self, *names: str) -> None:
        """Press keys by name, or type a text."""
        actions: list[dict[str, str]] = []
        for name in names:
            for char in KEYS.get(name, name):
                actions += [{"type": "keyDown", "value": char}, {"type": "keyUp", "value": char}]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def complaints(self) -> Sequence[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in self._call("POST", "/se/log", {"type": "browser"})]

    def close(self) -> None:
        with suppress(URLError):
            self._call("DELETE", "")
        self._driver.terminate()
        self._driver.wait(20)
        self._log.close()
