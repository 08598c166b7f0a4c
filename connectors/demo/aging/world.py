"""One night later: the world with everything that has happened since the last night."""

from dataclasses import replace

import numpy as np

from connectors.demo.address_text import AddressWriter
from connectors.demo.aging import arrivals, building, calendar, moves, trade
from connectors.demo.aging.present import present, stacked
from connectors.demo.habits import Habits
from connectors.demo.nights import Night, PeopleNews, PlaceNews
from connectors.demo.world import World


def next_night(world: World, habits: Habits) -> World:
    """The same world and habits give the same night; the rows that were there keep their places."""
    number, now, pace = len(world.nights) + 2, present(world), habits.pace
    days = calendar.days_since_1970(number - 1), calendar.days_since_1970(number)
    dice = world.dice(f"night {number}")
    homes, registered = moves.moved(world, now, pace, dice("moves"))
    left = moves.went_away(world, now, homes.rows, pace, dice("left"))
    firms = trade.firm_news(world, now, habits, dice("firms"))
    later = building.with_buildings(world, pace, dice("built"))
    places = PlaceNews(
        building.sold(later, now, pace, dice("sold")), building.renamed_roads(world, pace, dice("roads"))
    )
    born = arrivals.newborn(world, now, days, habits, dice("born"))
    came = arrivals.newcomers(world, len(born[0].group), days, habits, dice("came"))
    later = arrivals.with_more(arrivals.with_more(later, born), came)
    names = trade.all_names(world, now, firms)
    later = replace(later, firms=stacked(later.firms, trade.founded(world, names, days, habits, dice("founded"))))
    jobs, insured, employers = trade.work(later, now, pace, days, dice("work"))
    people = PeopleNews(
        homes,
        registered,
        moves.new_phones(world, now, pace, number, dice("phones")),
        moves.renamed(world, now, habits, dice("names")),
        employers,
        moves.died(world, now, pace, dice("died")),
        left,
    )
    nights = (*world.nights, Night(number, *days, pace, people, firms, places))
    return replace(
        later,
        jobs=jobs,
        late_insured=np.concatenate([world.late_insured, insured]),
        nights=nights,
        writer=AddressWriter(later.ground, nights),
    )
