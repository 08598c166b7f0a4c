"""Splink as a process of its own: `python -m pipelines.bench.splink_engine JOB`.

It links as its documentation advises: u from random pairs, m by expectation maximisation over the pairs of each
blocking rule, then predict and cluster at one threshold, in DuckDB.
"""

import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Any

import duckdb
from pyarrow import parquet

from matching.model_file.building import FILE
from matching.model_file.words import ModelFile
from pipelines.bench import models
from pipelines.bench.job import Job, Timed, answer, read_job
from pipelines.bench.memory import own_peak
from pipelines.bench.splink_settings import (
    Settings,
    blocking_rule,
    columns_of,
    link_probability,
    splink_settings,
)

_RANDOM_PAIRS, _PAIRS_OF_A_RULE = 1e6, 1e6


def run(job: Job) -> Timed:
    """Link the records; Splink itself is imported here, as it may not be installed."""
    from splink import DuckDBAPI, Linker  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    file, lists = models.plain(job.model), lists_of(job.records)
    with duckdb.connect(config={"threads": job.threads}) as connection:
        start = perf_counter()
        frames = _frames(DuckDBAPI(connection), connection, job, file)
        settings = splink_settings(file, lists, parquet.read_metadata(job.records).num_rows)
        linker = Linker(frames, settings, log_level=logging.ERROR)
        loading = perf_counter() - start
        training = _train(linker, connection, job, _rules(file, lists)) if job.fit else 0.0
        seconds = {"loading": loading} | _link(linker, link_probability(file), job)
    return Timed(version("splink"), seconds, training, own_peak())


def lists_of(records: str) -> frozenset[str]:
    """The columns of several values."""
    schema = parquet.read_schema(records)
    return frozenset(name for name in schema.names if "list" in str(schema.field(name).type))


def _frames(api: Any, connection: duckdb.DuckDBPyConnection, job: Job, file: ModelFile) -> Any:
    """The records as Splink takes them: one table, or one a file."""
    columns = ", ".join(f'"{name}"' for name in ("record_id", *columns_of(file)))
    whole = f"SELECT {columns} FROM read_parquet('{job.records}')"
    if not file.between_files:
        return api.register(connection.sql(whole), dataset_display_name="all_records")
    parts = {f"file_{number}": connection.sql(f"{whole} WHERE {FILE} = '{number}'") for number in (0, 1)}
    return [api.register(part, dataset_display_name=name) for name, part in parts.items()]


def _rules(file: ModelFile, lists: frozenset[str]) -> list[Settings]:
    """The blocking rules that Splink can learn from: those without lists."""
    return [blocking_rule(word, lists) for word in file.block if not lists.intersection(word.on)]


def _train(linker: Any, connection: duckdb.DuckDBPyConnection, job: Job, rules: Sequence[Settings]) -> float:
    """Estimate and save the parameters; seconds it took."""
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    start = perf_counter()
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=1)
    for rule in rules:
        # a rule without pairs is an error to Splink 5.0, which afterwards has forgotten the rule's comparisons
        if _brings_pairs(connection, job.records, rule["blocking_rule"]):
            linker.training.estimate_parameters_using_expectation_maximisation(
                CustomRule(**rule), estimate_without_term_frequencies=True, max_pairs=_PAIRS_OF_A_RULE
            )
    linker.misc.save_model_to_json(str(job.fitted), overwrite=True)
    return perf_counter() - start


def _brings_pairs(connection: duckdb.DuckDBPyConnection, records: str, rule: str) -> bool:
    source = f"read_parquet('{records}')"
    found = connection.execute(
        f"SELECT 1 FROM {source} AS l JOIN {source} AS r ON {rule} AND l.record_id < r.record_id LIMIT 1"
    )
    return found.fetchone() is not None


def _link(linker: Any, probability: float, job: Job) -> dict[str, float]:
    start = perf_counter()
    pairs = linker.inference.predict(threshold_match_probability=probability)
    predicted = perf_counter()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=probability
    )
    found = clusters.as_duckdbpyrelation().select("record_id, hash(cluster_id)::VARCHAR AS cluster_id")
    parquet.write_table(found.to_arrow_table(), job.memberships)
    return {"predict": predicted - start, "cluster": perf_counter() - predicted}


def main() -> None:
    """Do the job named on the command line."""
    job = read_job(sys.argv[1])
    answer(job, run(job))


if __name__ == "__main__":
    main()
