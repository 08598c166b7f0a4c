"""GoldenMatch as a process of its own: `python -m pipelines.bench.goldenmatch_engine JOB`.

One probabilistic matchkey, one blocking pass a rule, its native scorer.  Where parameters are to be found it finds them
itself, by expectation maximisation over pairs of its blocks, saves them, and links with what it saved, which is how its
documentation has it.  The survivorship that it cannot leave out costs little: the first value of each field.
"""

import logging
import os
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from matching.model_file.words import ModelFile
from pipelines.bench import models
from pipelines.bench.goldenmatch_settings import Settings, Translation, Weights, of_file, of_persons
from pipelines.bench.job import Job, Timed, answer, read_job
from pipelines.bench.memory import own_peak
from pipelines.bench.splink_engine import lists_of
from pipelines.bench.splink_settings import columns_of

_LARGEST_BLOCK = 2_000
_LINK_RULE = "evidence_12"
"""Of the nine rules for the threshold of estimated parameters the one that is best on FEBRL 3 and 4."""
_NO_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})
_SURROUNDINGS = {
    # nothing is remembered from run to run, nothing asks a language model, nothing is suggested after the fact
    "GOLDENMATCH_AUTOCONFIG_MEMORY": "0",
    "GOLDENMATCH_AUTOCONFIG_LLM": "0",
    "GOLDENMATCH_SUGGEST_ON_DEDUPE": "0",
    "GOLDENMATCH_CONFIG_LINT": "0",
    "GOLDENMATCH_TRANSITIVE_POSTFLIGHT": "0",
}


def run(job: Job) -> Timed:
    """Link the records; GoldenMatch itself is imported here, as it may not be installed."""
    os.environ |= _SURROUNDINGS | dict.fromkeys(("GOLDENMATCH_FS_WORKERS", "RAYON_NUM_THREADS"), str(job.threads))
    sys.addaudithook(_refuse_network)
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    import goldenmatch  # noqa: PLC0415

    file, lists = models.plain(job.model), lists_of(job.records)
    start = perf_counter()
    records = _records(job, file, lists)
    identifiers, records = records["record_id"], records.drop(["record_id"])
    words = of_persons(file) if job.model == models.OWN else of_file(file, _lengths(records), lists)
    config = _config(words, job)
    loading, training = perf_counter() - start, 0.0
    if words.weights is not None and not job.fit:
        _save(words.weights, config, records, job)
    else:
        training = _train(config, records)
    start = perf_counter()
    found = goldenmatch.dedupe_df(records, config=config, keep_original_values=False)
    linked = perf_counter()
    _write(found.clusters, identifiers, job.memberships)
    seconds = {"loading": loading, "dedupe": linked - start, "output": perf_counter() - linked}
    return Timed(version("goldenmatch"), seconds, training, own_peak(), words.unsaid)


def _refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _NO_NETWORK:
        raise PermissionError("a bench does not use the network")


def _records(job: Job, file: ModelFile, lists: frozenset[str]) -> pa.Table:
    """All columns as text, of a list the first value: GoldenMatch blocks and compares single texts."""
    columns = (
        f'"{name}"[1]::VARCHAR AS "{name}"' if name in lists else f'"{name}"::VARCHAR AS "{name}"'
        for name in columns_of(file)
    )
    with duckdb.connect(config={"threads": job.threads}) as connection:
        return connection.sql(
            f"SELECT record_id, {', '.join(columns)} FROM read_parquet('{job.records}')"
        ).to_arrow_table()


def _lengths(records: pa.Table) -> dict[str, float]:
    """The mean length of what is there."""
    with duckdb.connect() as connection:
        connection.register("records", records)
        means = (f'coalesce(avg(len("{name}")), 1)' for name in records.column_names)
        row = connection.sql(f"SELECT {', '.join(means)} FROM records").fetchone() or ()
    return dict(zip(records.column_names, row, strict=True))


def _config(words: Translation, job: Job) -> Any:
    from goldenmatch.config.schemas import GoldenMatchConfig  # noqa: PLC0415

    matchkey: Settings = {
        "name": Path(job.model).stem,
        "type": "probabilistic",
        "missing": "unobserved",
        "fields": words.fields,
        "model_path": str(job.fitted),
    }
    if words.weights is not None and not job.fit:
        matchkey["link_threshold"] = words.weights.share
    else:
        matchkey["link_cut_rule"] = _LINK_RULE
    return GoldenMatchConfig.model_validate(
        {
            "matchkeys": [matchkey],
            "blocking": {"strategy": "multi_pass", "passes": words.passes, "max_block_size": _LARGEST_BLOCK},
            # splitting by its own rule of thumb changed nothing on persons; links of the matchkey decide
            "golden_rules": {"default_strategy": "first_non_null", "auto_split": False},
        }
    )


def _save(weights: Weights, config: Any, records: pa.Table, job: Job) -> None:
    """The bits as a model that GoldenMatch has saved, with frequencies of the values."""
    from goldenmatch.core.probabilistic import EMResult, _training_config_manifest  # noqa: PLC0415

    (matchkey,) = config.matchkeys
    bits = {name: list(values) for name, values in weights.bits.items()}
    even = {name: [1 / len(values)] * len(values) for name, values in bits.items()}
    shares = {field.field: _frequencies(records, field.field) for field in matchkey.fields if field.tf_adjustment}
    by_chance = {name: sum(share * share for share in of.values()) for name, of in shares.items()}
    EMResult(
        even, even, bits, True, 1, 0.5, shares, by_chance, training_config=_training_config_manifest(matchkey)
    ).save_json(str(job.fitted))


def _frequencies(records: pa.Table, column: str) -> dict[str, float]:
    counted = records[column].drop_null().value_counts()
    counts = counted.field("counts").to_numpy()
    return dict(zip(counted.field("values").to_pylist(), (counts / max(counts.sum(), 1)).tolist(), strict=True))


def _train(config: Any, records: pa.Table) -> float:
    """Let it estimate and save its parameters; seconds it took."""
    from goldenmatch.core.blocker import build_blocks, collect_blocking_fields  # noqa: PLC0415
    from goldenmatch.core.probabilistic import load_or_train_em  # noqa: PLC0415

    start = perf_counter()
    (matchkey,) = config.matchkeys
    Path(matchkey.model_path).unlink(missing_ok=True)
    numbered = records.append_column("__row_id__", pa.array(np.arange(len(records))))
    load_or_train_em(
        numbered,
        matchkey,
        blocks=build_blocks(numbered, config.blocking),
        blocking_fields=collect_blocking_fields(config.blocking, for_em=True),
    )
    return perf_counter() - start


def _write(clusters: dict[int, dict[str, Any]], identifiers: pa.ChunkedArray, path: Path) -> None:
    """Clusters have members by row number; a record in none is one by itself."""
    cluster = np.arange(len(identifiers))
    for found in clusters.values():
        cluster[found["members"]] = min(found["members"])
    table = pa.table({"record_id": identifiers, "cluster_id": pa.array(cluster).cast(pa.string())})
    parquet.write_table(table, path)


def main() -> None:
    """Do the job named on the command line."""
    job = read_job(sys.argv[1])
    answer(job, run(job))


if __name__ == "__main__":
    main()
