"""Do the walls hold, and the house rules? Each rule says what to do instead."""

from __future__ import annotations

import ast
import importlib
import logging.config
import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

import activity_desktop
from activity_desktop.model.problems import Exit, Problem

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/activity_desktop"
FILES = sorted(SOURCE.rglob("*.py"))
NAMES = [str(file.relative_to(SOURCE)) for file in FILES]

LONGEST = 400
LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with the reason why it is one thing."""

SPEAK_SQL = ("store/", "local_server/")
OPENS_URLS = "ui/safe_open.py"
APPLICATIONS = ("app", "application")
"""What a `QApplication` is called where its one loop is run."""


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((SOURCE / name).read_text("utf-8"))


def attributes(name: str) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute))


def packages() -> set[str]:
    """What lies directly in the program's package: every one of them has its place in the layers."""
    return {f"activity_desktop.{module.name}" for module in pkgutil.iter_modules([str(SOURCE)])}


def contracts() -> dict[str, dict[str, list[str]]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {contract["id"]: contract for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]}


def test_the_walls_between_the_packages_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's folder tells whom it may call. Pass a function or a value down instead of importing upwards."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(logging.config, "dictConfig", lambda _: None)  # it would silence each logger for all later tests
    result = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert result == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("contract", "allowed"),
    [("qt", {"app", "ui"}), ("http", {"transport"}), ("sql", {"store", "local_server"}), ("server", set(packages()))],
)
def test_a_new_package_is_not_forgotten(contract: str, allowed: set[str]) -> None:
    """Where a contract must name every package, it does."""
    named = set(contracts()[contract]["source_modules"])
    if contract == "server":
        shared = {"activity_desktop.model", "activity_desktop.resources"}
        above = {f"activity_desktop.{name}" for name in ("__main__", "cli", "app", "ui", "local_server")}
        assert set(contracts()[contract]["forbidden_modules"]) == packages() - shared - above
    else:
        assert named == packages() - {f"activity_desktop.{name}" for name in allowed}


def test_every_system_is_kept_apart_from_every_other() -> None:
    """A new folder in `crm` also gets a line in the contract "systems"."""
    folders = {f"activity_desktop.crm.{file.parent.name}" for file in SOURCE.glob("crm/*/connector.py")}
    assert set(contracts()["systems"]["modules"]) == folders


def test_nothing_imports_in_a_circle() -> None:
    """Nor by an import inside a function, nor for a type alone. Move what both need into a third file."""
    graph = grimp.build_graph("activity_desktop", cache_dir=None)
    below = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while leaves := {module for module, imported in below.items() if not imported & below.keys()}:
        for module in leaves:
            del below[module]
    while roots := below.keys() - {module for imported in below.values() for module in imported}:
        for module in roots:
            del below[module]
    assert sorted(below) == []


def test_each_file_opens_with_the_question_it_answers() -> None:
    """The first line says which question; whoever looks for the answer then knows whether it is here."""
    first_lines = {name: (ast.get_docstring(tree(name)) or "").partition("\n")[0] for name in NAMES}
    assert {name: line for name, line in first_lines.items() if "?" not in line} == {}


def test_no_file_has_grown_too_long() -> None:
    """Ask which station it has swallowed, and give that a file of its own."""
    lengths = {name: len((SOURCE / name).read_text("utf-8").splitlines()) for name in NAMES}
    assert {name: length for name, length in lengths.items() if length > LONGEST and name not in LONG_FILES} == {}


def test_nothing_runs_a_second_event_loop() -> None:
    """`exec()` of a dialog or menu stops everything else. Use `open()` and its `finished` signal, or `popup()`."""
    found = [
        f"{name}, line {node.lineno}"
        for name in NAMES
        for node in attributes(name)
        if node.attr in ("exec", "exec_") and ast.unparse(node.value).rpartition(".")[2] not in APPLICATIONS
    ]
    assert found == []


def test_only_the_store_and_the_embedded_server_speak_sql() -> None:
    """Who else wants something of a database calls a function of `store` that is named for what it does."""
    found = {
        f"{name}, line {node.lineno}"
        for name in NAMES
        if not name.startswith(SPEAK_SQL)
        for node in attributes(name)
        if node.attr in ("execute", "executemany", "executescript")
    }
    assert found == set()


def test_links_leave_the_program_through_one_door() -> None:
    """`openUrl` would also open files, shares and scripts; one file decides what may be opened."""
    assert {name for name in NAMES for node in attributes(name) if node.attr == "openUrl"} <= {OPENS_URLS}


def problems() -> list[type[Problem]]:
    """Every problem the program knows, wherever it is defined."""
    for module in pkgutil.walk_packages(activity_desktop.__path__, "activity_desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[Problem]] = []
    waiting: list[type[Problem]] = [Problem]
    while waiting:
        found += (below := waiting.pop().__subclasses__())
        waiting += below
    return found


def test_every_problem_tells_what_happened_and_what_to_do() -> None:
    """In sentences of its own, for the person: a title, a remedy, and what the command line answers."""
    for problem in problems():
        assert problem.title != Problem.title, problem
        assert problem.remedy, problem
        assert problem.title.endswith((".", "?")), problem
        assert problem.remedy.endswith((".", "?")), problem
        assert isinstance(problem.exit_code, Exit), problem
        assert isinstance(problem.retries_itself, bool), problem
