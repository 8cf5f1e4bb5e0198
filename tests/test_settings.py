"""An option beats the environment, which beats the file, which beats the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Usage
from kg.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test; the user's folders lie in a folder of the test."""
    for name in ("STORE", "ENDPOINT", "LANG", "COUNTRY", "CONFIG"):
        monkeypatch.delenv(f"SAMKART_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_defaults(tmp_path: Path) -> None:
    assert load_settings() == Settings(tmp_path / "cache" / "samkart" / "store", "", "nb")


def test_each_beats_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path / "config" / "samkart" / "config.toml", 'store = "/file"\nlang = "nn"\n')
    assert load_settings() == Settings(Path("/file"), "", "nn")
    monkeypatch.setenv("SAMKART_STORE", "/environment")
    monkeypatch.setenv("SAMKART_LANG", "en")
    assert load_settings() == Settings(Path("/environment"), "", "en")
    assert load_settings(store="/option", lang="nb") == Settings(Path("/option"), "", "nb")


def test_the_reader_s_country(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load_settings().country == "NO"
    write(tmp_path / "config" / "samkart" / "config.toml", 'country = "uk"\n')
    assert load_settings().country == "GB"
    monkeypatch.setenv("SAMKART_COUNTRY", "Sverige")
    with pytest.raises(Usage, match="country: 'Sverige' is not a country; expected a code of two letters, as in NO"):
        load_settings()


def test_an_explicit_store_is_not_overruled_by_an_endpoint_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = write(tmp_path / "own.toml", 'endpoint = "http://file/query"\n')
    monkeypatch.setenv("SAMKART_CONFIG", str(named))
    assert load_settings().endpoint == "http://file/query"
    assert load_settings(store="/option").endpoint == ""
    assert load_settings(store="/option", endpoint="http://option/query").endpoint == "http://option/query"


def test_home_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert load_settings(store="~/graph").store == Path("/home/someone/graph")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("store = ", "is not TOML: "),
        ("store = 3", "store = 3 is not a setting; expected text for store, endpoint, lang, country"),
        ('colour = "red"', "colour = 'red' is not a setting; expected text for store, endpoint, lang, country"),
        ('lang = "sv"', "unknown language 'sv'; expected one of nb, nn, en"),
    ],
)
def test_a_file_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, message: str
) -> None:
    monkeypatch.setenv("SAMKART_CONFIG", str(write(tmp_path / "own.toml", content)))
    with pytest.raises(Usage) as caught:
        load_settings()
    assert message in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("path", "message"), [("missing.toml", "does not exist"), (".", "cannot be read")])
def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, message: str) -> None:
    monkeypatch.setenv("SAMKART_CONFIG", str(tmp_path / path))
    with pytest.raises(Usage, match=message):
        load_settings()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_file_from_notepad(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "config" / "samkart" / "config.toml", "")
    path.write_bytes('# språk\r\nlang = "nn"\r\n'.encode(encoding))
    assert load_settings().lang == "nn"


@pytest.mark.parametrize("raw", [b'lang = "nn"\0', b"PK\x03\x04", 'lang = "å"'.encode() + b"\xe5"])
def test_a_file_that_is_no_text_is_told(tmp_path: Path, raw: bytes) -> None:
    write(tmp_path / "config" / "samkart" / "config.toml", "").write_bytes(raw)
    with pytest.raises(Usage, match=r"config\.toml.*; expected settings in TOML in UTF-8$"):
        load_settings()
