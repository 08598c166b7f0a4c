"""`hub bench`: what matching and taking in cost on this machine."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import JsonOption
from pipelines.console import emit_json


class Peer(StrEnum):
    """The engines of other projects that `hub bench match` can run."""

    SPLINK = "splink"
    GOLDENMATCH = "goldenmatch"


app = typer.Typer(no_args_is_help=True, help="Measure the hub on this machine, and compare it with other engines.")

_Files = Annotated[
    list[Path] | None,
    typer.Argument(help="CSV files with a column that tells the entity.", show_default="persons made up"),
]
_Model = Annotated[str, typer.Option("--model", help="A model file, febrl3, febrl4, or the hub's own: person.")]
_Records = Annotated[int, typer.Option("--records", min=1_000, help="Without files: how many records to make up.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Without files: another seed, other persons.")]
_Fit = Annotated[bool, typer.Option("--fit", help="Estimate parameters, also where the model declares them.")]
_Peer = Annotated[
    list[Peer] | None,
    typer.Option("--peer", help="Only this engine beside ours; may be given twice.", show_default="all installed"),
]
_Minutes = Annotated[float, typer.Option("--minutes", min=0.01, help="End another engine that takes longer.")]
_GiB = Annotated[float, typer.Option("--gib", min=0.01, help="End another engine that takes more memory.")]
_Scale = Annotated[float, typer.Option("--scale", min=0.001, max=1.0, help="1.0: 3 million person records.")]
_CitySeed = Annotated[int, typer.Option("--seed", min=0, help="Another seed, another city.")]
_Night = Annotated[
    int, typer.Option("--night", min=1, max=60, help="Measure the nights after the first too, up to this.")
]
_Keep = Annotated[
    Path | None, typer.Option("--keep", help="Keep records, clusters and estimated parameters in this folder.")
]
_OfNight = Annotated[bool, typer.Option("--night", help="Measure our engine on a night instead.")]
_Share = Annotated[float, typer.Option("--share", min=0.0001, max=0.15, help="Of a night: of the records.")]


@app.command()
def match(
    files: _Files = None,
    model: _Model = "person",
    records: _Records = 100_000,
    seed: _Seed = 11,
    fit: _Fit = False,
    keep: _Keep = None,
    night: _OfNight = False,
    share: _Share = 0.01,
    peer: _Peer = None,
    minutes: _Minutes = 30,
    gib: _GiB = 12,
    json: JsonOption = False,
) -> None:
    """Link the same records with the hub's engine, Splink and GoldenMatch: quality, seconds and memory side by side.

    Without files, records of invented persons are linked with the parameters that the model declares.

    CSV files are linked as a model file says, with parameters found in the data without labels.

    Each engine has a process of its own and two cores.  A peer that fails or takes too much is left out with a remark.

    Examples:

        hub bench match --records 3000000

        hub bench match dataset3.csv --model febrl3

        hub bench match a.csv b.csv --model my_model.toml --json

        hub bench match --records 3000000 --night
    """
    # here and not above: the demo city and the models take modules that no other command needs
    bench, view = import_module("pipelines.bench.match"), import_module("pipelines.bench.match_view")
    limits = import_module("pipelines.bench.child").Limits(minutes * 60, gib * (1 << 30))
    peers = {"peers": tuple(one.value for one in peer)} if peer else {}
    request = bench.Request(tuple(files or ()), model, records, seed, fit, keep, limits=limits, **peers)
    if night:
        view = import_module("pipelines.bench.night_view")
        found = import_module("pipelines.bench.match_night").measure(request, share)
    else:
        found = bench.compare(request)
    if json:
        emit_json(view.as_json(found))
    else:
        view.show(found)


@app.command()
def sync(scale: _Scale = 0.02, seed: _CitySeed = 7, night: _Night = 1, json: JsonOption = False) -> None:
    """Make a demo city, run the hub on it, and show what that takes, system by system and stage by stage.

    Steps run one after the other: rows a second, seconds, and peak memory of the hub with its children.  Beside landing
    and mapping stands a bare copy of the same deliveries to Parquet.  The city is thrown away.

    Examples:

        hub bench sync --scale 0.1

        hub bench sync --scale 1.0 --night 2 --json
    """
    # here and not above: making a city takes modules that no other command needs
    bench, view = import_module("pipelines.bench.sync"), import_module("pipelines.bench.sync_view")
    found = bench.measure(scale, seed, night)
    if json:
        emit_json(view.as_json(found))
    else:
        view.show(found)


_Poisoned = Annotated[int, typer.Option("--poisoned", min=1, help="Records that share name, telephone and dwelling.")]


@app.command()
def poison(
    records: _Records = 100_000, poisoned: _Poisoned = 10_000, seed: _Seed = 11, json: JsonOption = False
) -> None:
    """Match invented persons without and with a key that far too many records share, and show what was capped.

    Example:

        hub bench poison --records 3000000 --poisoned 100000
    """
    bench, view = import_module("pipelines.bench.poison"), import_module("pipelines.bench.poison_view")
    found = bench.measure(records, poisoned, seed)
    if json:
        emit_json(view.as_json(found))
    else:
        view.show(found)


_Mentions = Annotated[int, typer.Option("--mentions", min=100, help="How many mentions to make up.")]
_Corpus = Annotated[
    list[Path],
    typer.Argument(help="CoNLL files: a character and its tag a line, an empty line between texts.", exists=True),
]


@app.command()
def address(mentions: _Mentions = 200_000, seed: _Seed = 11, json: JsonOption = False) -> None:
    """Read and resolve invented addresses, and show seconds, memory and the ratio to grouping the same texts.

    The mentions are resolved once as new and once more, when every text was seen before.

    Example:

        hub bench address --mentions 4000000
    """
    bench, view = import_module("pipelines.bench.addresses"), import_module("pipelines.bench.address_view")
    found = bench.measure(mentions, seed)
    if json:
        emit_json(view.as_json(found))
    else:
        view.show(found)


@app.command()
def labels(files: _Corpus, json: JsonOption = False) -> None:
    """Score the labelled spans of addresses against a corpus that people marked: precision, recall, F1 by label.

    Labels are those of the CCKS 2021 task on Chinese addresses (prov, road, roadno, poi, …); tags B-, I-, E-, S- and O.

    Example:

        hub bench labels dev.conll
    """
    scores, view = import_module("schema.normalize.address.span_scores"), import_module("pipelines.bench.address_view")
    texts = [text for file in files for text in scores.read_conll(file.read_text(encoding="utf-8").splitlines())]
    found = scores.score(texts)
    if json:
        emit_json(view.scores_as_json(found))
    else:
        view.show_scores(found, len(texts))
