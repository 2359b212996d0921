"""What the tests of ``figures describe`` share: the command, and packages with answers."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import figures


@dataclass(frozen=True)
class Described:
    """What the command said of one file."""

    status: int
    package: Mapping[str, Any]
    said: str

    @property
    def table(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.package["resources"][0]
        return found

    @property
    def constants(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.table["figures"]["constants"]
        return found

    @property
    def fields(self) -> Mapping[str, Mapping[str, Any]]:
        return {field["name"]: field for field in self.table["schema"]["fields"]}

    def of(self, column: str) -> Mapping[str, Any]:
        """What the mapping has of a column of ours."""
        found: Mapping[str, Any] = self.fields[column].get("figures", {})
        return found

    @property
    def questions(self) -> str:
        return self.said.partition("Questions (")[2]


def run(*arguments: str) -> Described:
    done = CliRunner().invoke(figures, ["describe", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    package = json.loads(done.stdout) if done.stdout else {}
    return Described(done.exit_code, package, done.stderr)


@dataclass(frozen=True)
class Folder:
    """A written package, whose questions an editor answers."""

    path: Path

    def read(self, name: str) -> list[dict[str, str]]:
        with (self.path / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, name: str, rows: list[dict[str, str]]) -> None:
        with (self.path / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def answer(self, name: str, **answers: str) -> None:
        """Fill in every question in those columns of a file."""
        rows = self.read(name)
        for row in rows:
            row.update({k: v for k, v in answers.items() if row[k].startswith("?")})
        self.write(name, rows)

    @property
    def described(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / "datapackage.json").read_text("utf-8"))
        return found

    def describe(self, described: Mapping[str, Any]) -> None:
        text = json.dumps(described, ensure_ascii=False)
        (self.path / "datapackage.json").write_text(text, encoding="utf-8")

    def answer_constants(self, **answers: str) -> None:
        """Fill in every question about those constants, of the tables and of their columns."""

        def filled(value: Any) -> Any:
            if isinstance(value, dict):
                return {
                    key: answers[key]
                    if key in answers and str(each).startswith("?")
                    else filled(each)
                    for key, each in value.items()
                }
            return [filled(each) for each in value] if isinstance(value, list) else value

        self.describe(filled(self.described))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "package")
