"""Every system the hub knows, found in the department files by itself: a new file is a new department."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from connectors import departments
from connectors.source import System
from schema.errors import DeclarationError


def systems_of(module: ModuleType) -> tuple[System, ...]:
    """The systems that one department's file declares, in its order."""
    return tuple(value for value in vars(module).values() if isinstance(value, System))


def _modules() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(departments.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{departments.__name__}.{found.name}")


def collect(modules: Iterator[ModuleType]) -> Mapping[str, System]:
    """System id → system; DeclarationError where two share an id."""
    found: dict[str, System] = {}
    for module in modules:
        for system in systems_of(module):
            if system.id in found:
                raise DeclarationError(
                    f"system '{system.id}' is declared twice, also at {found[system.id].place}", where=system.place
                )
            found[system.id] = system
    return MappingProxyType(found)


SYSTEMS: Mapping[str, System] = collect(_modules())
"""All systems by id, in the order of the department files."""
