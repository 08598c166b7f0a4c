"""A process that cleans texts for another one: requests on standard input, cleaned columns on standard output.

Cleaning is Python and holds the interpreter's lock, so each core needs a process of its own.  They are plain child
processes: `multiprocessing` would import the program's main module, with all its flows, in each of them.  A child ends
when its input does, also when its parent was killed.
"""

import json
import signal
import sys
from typing import IO

import pyarrow as pa

from connectors.cleaning.texts import Cleaning, clean_texts


def send(target: IO[bytes], batch: pa.RecordBatch) -> None:
    """One message: its length in eight bytes, then the batch as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content = sink.getvalue()
    target.write(len(content).to_bytes(8, "little"))
    target.write(content)
    target.flush()


def receive(source: IO[bytes]) -> pa.RecordBatch | None:
    """The next message; None at the end of the stream."""
    size = source.read(8)
    if len(size) < 8:
        return None
    content = source.read(int.from_bytes(size, "little"))
    with pa.ipc.open_stream(content) as reader:
        return reader.read_next_batch()


def request(cleaning: Cleaning, texts: pa.Array) -> pa.RecordBatch:
    """What is to be cleaned, and how."""
    how = {"relation": cleaning.relation, "claim": cleaning.claim, "codes": json.dumps(dict(cleaning.codes))}
    return pa.RecordBatch.from_arrays([texts], schema=pa.schema([("text", pa.string())], metadata=how))


def main() -> None:
    """Answer until the input ends; an interrupt is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the messages
    while (asked := receive(source)) is not None:
        how = {key.decode(): value.decode() for key, value in (asked.schema.metadata or {}).items()}
        cleaning = Cleaning(how["relation"], how["claim"], json.loads(how["codes"]))
        send(target, clean_texts(cleaning, asked.column(0)))


if __name__ == "__main__":
    main()
