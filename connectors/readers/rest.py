"""Pages of items from a JSON service until it has given as many as it announces."""

from datetime import datetime
from typing import Any

from connectors.damage import DamagedFile, IncompleteDelivery
from connectors.readers.canonical import SHANGHAI
from connectors.readers.items import Item
from connectors.readers.service import Service
from connectors.reading import Wanted

_NOT_GIVEN = object()
_BEGINNING = datetime.fromisoformat("1970-01-01")
_MORE_PAGES = 3
"""Pages asked for beyond twice the announced number while items are missing: repeated ones push others back."""


_GROWTH = 2
"""A total may grow by a page while the pages are read, but not to more than so many times."""
_NOTHING_NEW = 3
"""So many pages in a row without a new item are a circle, whatever the service calls them."""

Start = tuple[str, datetime | None]
"""The name of the parameter that says from when, and the time; None: from the beginning."""


def numbered_pages(service: Service, wanted: Wanted, since: Start, size: int) -> list[Item]:
    """`page=N&size=…` from page 1; answers {total, items}.

    Items can repeat, and `total` may or may not count the repetitions: it must equal the number of different items or
    of all items given, or IncompleteDelivery is raised.
    """
    items: list[Item] = []
    keys: set[tuple[str, ...]] = set()
    total = page = first = 0
    given: list[Item] = []
    while page == 0 or (given and len(keys) < total and page * size < 2 * total + _MORE_PAGES * size):
        page += 1
        answer = service.get(wanted.table, {since[0]: _iso(since[1]), "page": page, "size": size})
        total = _total(answer, service)
        first = first or total
        if total > _GROWTH * first + size:
            raise _incomplete(f"its total went from {first} to {total} while it was read", service)
        given = _items(answer, service)
        items.extend(given)
        if _is_enough(items, wanted):
            return items
        keys.update(_key(item, wanted) for item in given)
    if len(keys) < total != len(items):
        raise _incomplete(f"it announces {total} items and gave {len(keys)}", service)
    return items


def chained_pages(service: Service, wanted: Wanted, since: Start, cursor: str) -> list[Item]:
    """Answers {items, next}: `next` is asked for until it is null; one that comes twice would never end."""
    items: list[Item] = []
    seen: set[str] = set()
    keys: set[tuple[str, ...]] = set()
    idle = 0
    parameters: dict[str, str | int] = {since[0]: _iso(since[1])}
    while True:
        answer = service.get(wanted.table, parameters)
        given = _items(answer, service)
        items.extend(given)
        if _is_enough(items, wanted):
            return items
        new = {_key(item, wanted) for item in given} - keys
        keys |= new
        idle = 0 if new else idle + 1
        following = answer.get("next", _NOT_GIVEN)
        if following is None:
            return items
        if not isinstance(following, str) or following in seen or idle == _NOTHING_NEW:
            what = "its answer has no next" if following is _NOT_GIVEN else "its pages go round in a circle"
            raise DamagedFile(what, where=service.where, next_step="ask the service's owner")
        seen.add(following)
        parameters[cursor] = following


def _incomplete(what: str, service: Service) -> IncompleteDelivery:
    next_step = "it is tried again with the next run; ask the service's owner if it stays so"
    return IncompleteDelivery(what, where=service.where, next_step=next_step)


def _key(item: Item, wanted: Wanted) -> tuple[str, ...]:
    return tuple(str(item.get(name)) for name in wanted.key)


def _is_enough(items: list[Item], wanted: Wanted) -> bool:
    return wanted.limit is not None and len(items) >= wanted.limit


def _iso(moment: datetime | None) -> str:
    """ISO 8601 with the offset of Shanghai."""
    return (moment or _BEGINNING).replace(tzinfo=SHANGHAI).isoformat()


def _items(answer: dict[str, Any], service: Service) -> list[Item]:
    items = answer.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise DamagedFile("its answer has no list of items", where=service.where, next_step="ask the service's owner")
    return items


def _total(answer: dict[str, Any], service: Service) -> int:
    total = answer.get("total")
    if not isinstance(total, int):
        raise DamagedFile("its answer has no total", where=service.where, next_step="ask the service's owner")
    return total
