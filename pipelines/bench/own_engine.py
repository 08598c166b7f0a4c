"""Our engine as a process of its own: `python -m pipelines.bench.own_engine JOB`."""

import sys
from importlib.metadata import version
from time import perf_counter

import duckdb
import pandas  # noqa: F401  pyarrow does so at its first array: what imports take is not measured
from pyarrow import parquet

from matching import engine
from matching.loading import load
from matching.training import train
from matching.weights import adopted, write_weights
from pipelines.bench import models
from pipelines.bench.job import Job, Timed, answer, read_job
from pipelines.bench.memory import own_peak


def run(job: Job) -> Timed:
    """Link the records."""
    model, training = models.ours(job.model), 0.0
    with duckdb.connect(config={"threads": job.threads}) as connection:
        if job.fit:
            start = perf_counter()
            weights = train(model, load(connection.read_parquet(job.records), model), version="bench")
            training = perf_counter() - start
            write_weights(weights, job.fitted)
            model = adopted(model, weights)
        start = perf_counter()
        linked = engine.link(connection, connection.read_parquet(job.records), model)
        parquet.write_table(linked.memberships.select(["record_id", "cluster_id"]), job.memberships)
        parquet.write_table(linked.census, job.census)
        stages = linked.report.seconds
    seconds = stages | {"other": perf_counter() - start - sum(stages.values())}
    return Timed(version("registry-hub"), seconds, training, own_peak())


def main() -> None:
    """Do the job named on the command line."""
    job = read_job(sys.argv[1])
    answer(job, run(job))


if __name__ == "__main__":
    main()
