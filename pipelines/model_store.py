"""Trained weights in the home, and which of them the nights use.

<home>/models/<kind>/<version>.json      weights, as `hub model train` wrote them
<home>/models/<kind>/adopted.json        every adoption, the newest last; none: the weights that the hub declares
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from matching.model import LinkageModel, ModelError
from matching.weights import Weights, adopted, digest, read_weights, weights_of, write_weights
from pipelines import models
from schema.errors import NotFound, StoreError
from schema.linkage import Kind
from warehouse.clock import now
from warehouse.membership import ModelUsed

_ADOPTED = "adopted.json"


@dataclass(frozen=True, slots=True)
class Adoption:
    """From when on which weights are used, and who wanted it."""

    version: str | None
    """None: the declared weights."""
    weights_digest: str
    author: str
    reason: str
    adopted_at: datetime


_ADOPTIONS = TypeAdapter(list[Adoption])


def current(home: Path, kind: Kind) -> LinkageModel:
    """The model of a kind with the weights that were adopted last; ModelError if they fit it no more."""
    made = adoptions(home, kind)
    return with_version(home, kind, made[-1].version) if made else models.declared(kind)


def used(model: LinkageModel) -> ModelUsed:
    """What the workshop and its releases keep of the model that made them."""
    return ModelUsed(model.version, digest(weights_of(model)))


def with_version(home: Path, kind: Kind, version: str | None) -> LinkageModel:
    """The model with the weights of a version, None: the declared ones; NotFound if there is none."""
    declared = models.declared(kind)
    if version is None:
        return declared
    file = _folder(home, kind) / f"{version}.json"
    if not file.exists():
        raise NotFound(
            f"there are no weights {version!r}",
            where=f"model {kind}",
            next_step="`hub model show` lists those there are",
        )
    try:
        return adopted(declared, read_weights(file))
    except ModelError as error:
        raise ModelError(
            error.what,
            where=f"model {kind}, {file.name}",
            next_step=f"`hub model train {kind}` makes new ones; `hub model adopt {kind} --declared` does without",
        ) from None


def versions(home: Path, kind: Kind) -> list[str]:
    """Of all trained weights, the oldest first."""
    files = (file for file in _folder(home, kind).glob("*.json") if file.name != _ADOPTED)
    return [file.stem for file in sorted(files, key=lambda file: file.stem)]


def next_version(home: Path, kind: Kind) -> str:
    """The day and a number: 2026-11-24.1."""
    day, taken = f"{now():%Y-%m-%d}", versions(home, kind)
    return next(f"{day}.{number}" for number in range(1, len(taken) + 2) if f"{day}.{number}" not in taken)


def keep(home: Path, kind: Kind, weights: Weights) -> Path:
    """Write trained weights down under their version; nobody uses them before they are adopted."""
    folder = _folder(home, kind)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{weights.version}.json"
    write_weights(weights, file)
    return file


def adoptions(home: Path, kind: Kind) -> list[Adoption]:
    """Who adopted what, the newest last."""
    file = _folder(home, kind) / _ADOPTED
    if not file.exists():
        return []
    try:
        return _ADOPTIONS.validate_json(file.read_bytes())
    except ValidationError:
        raise StoreError("the file is not whole", where=file.name, next_step="restore it from a backup") from None


def adopt(home: Path, kind: Kind, version: str | None, author: str, reason: str) -> Adoption:
    """From the next run on these weights are used; NotFound or ModelError if they cannot be."""
    model = with_version(home, kind, version)
    made = Adoption(version, digest(weights_of(model)), author, reason, now())
    folder = _folder(home, kind)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{_ADOPTED}.tmp"
    with temporary.open("wb") as stream:
        stream.write(_ADOPTIONS.dump_json([*adoptions(home, kind), made], indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(folder / _ADOPTED)
    return made


def before(home: Path, kind: Kind) -> str | None:
    """The version that was in use before the one that is; NotFound if there never was another."""
    made = adoptions(home, kind)
    if not made:
        raise NotFound("nothing was adopted yet", where=f"model {kind}", next_step="`hub model show` says what is used")
    return made[-2].version if len(made) > 1 else None


def _folder(home: Path, kind: Kind) -> Path:
    return home / "models" / kind.value
