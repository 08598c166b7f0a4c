"""The enterprises of the demo city: companies, their branches, and sole traders with and without a name."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from connectors.demo import numbers, text, vocabulary
from connectors.demo.dice import Dice, Ints
from connectors.demo.ground import Ground, Kind
from connectors.demo.habits import Rates
from connectors.demo.households import TODAY
from connectors.demo.people import OUTSIDE, People
from connectors.demo.text import Texts

FIRMS_AT_FULL_SCALE = 120_000
COMPANY, SOLE_TRADER, BRANCH = 0, 1, 2
REFORM = 16709
"""2015-10-01, the day of the unified credit code, in days since 1970."""


@dataclass(frozen=True)
class Firms:
    """One row an enterprise; texts are '' where there is none, as the name of some sole traders."""

    kind: Ints
    name: Texts
    short: Texts
    sign: Texts
    former_name: Texts
    credit_code: Texts
    registration_number: Texts
    organization_code: Texts
    type_code: Texts
    section: Texts
    industry: Texts
    legal_representative: Ints
    address: Ints
    old_address: Ints
    phone: Texts
    capital: Ints
    established: Ints
    renamed: Ints
    """Day of the change of name."""
    state: Ints
    """1 in being, 2 revoked, 3 struck off, 4 moved away."""
    parent: Ints
    size: np.ndarray
    """Weight in the choice of an employer."""
    first_rows: int
    """Those of the first night; the rows behind them were founded later."""

    def settled(self) -> Ints:
        """Rows of the first night."""
        return np.arange(self.first_rows)

    def companies(self) -> Ints:
        """Companies of the first night."""
        return np.flatnonzero(self.kind[: self.first_rows] == COMPANY)


def found(scale: float, ground: Ground, people: People, rates: Rates, dice: Dice) -> Firms:
    """All enterprises at a scale; 1.0 has 120,000."""
    keys = np.arange(max(12, round(FIRMS_AT_FULL_SCALE * scale)))
    return _Firms(keys, ground, people, rates, dice).firms(TODAY - dice("age").integer(keys, 60, 365 * 24))


def found_later(keys: Ints, days: Ints, ground: Ground, people: People, rates: Rates, dice: Dice) -> Firms:
    """Enterprises founded on these days; `keys` differ from those of all others and make the numbers differ too."""
    return _Firms(keys, ground, people, rates, dice).firms(days)


class _Firms:
    def __init__(self, own: Ints, ground: Ground, people: People, rates: Rates, dice: Dice) -> None:
        self._ground, self._people, self._rates, self._dice = ground, people, rates, dice
        self._numbers, self._keys = own, np.arange(len(own))
        self._kind = dice("kind").weighted(self._keys, (0.42, 0.55, 0.03))
        self._kind[0] = COMPANY
        companies = np.flatnonzero(self._kind == COMPANY)
        self._parent = np.where(
            self._kind == BRANCH, companies[dice("parent").integer(self._keys, 0, len(companies))], -1
        )
        self._trader = self._kind == SOLE_TRADER

    def firms(self, established: Ints) -> Firms:
        keys, dice, own = self._keys, self._dice, self._numbers
        address, old_address = self._premises()
        representative = self._representatives()
        line, section, industry = self._lines()
        named = self._names(line, address, representative)
        renamed = (
            dice("renamed").chance(keys, self._rates.renamed_firm) & text.filled(named[0]) & (self._kind != BRANCH)
        )
        organization = numbers.organization_codes(own, established >= REFORM)
        division = np.where(established < 11322, 330184, 330110)
        converted = ~dice("unconverted").chance(keys, self._rates.unconverted) | (established >= REFORM)
        code = numbers.credit_codes(text.where(self._trader, "92", "91"), np.full(len(keys), 330110), organization)
        serial = np.where(self._trader, 60_000_000, 0) + (own + 1) * 17_961_833 % 30_000_000
        owner_phone = text.numbers(self._people.phone[representative])
        land_line = text.join("0571-8", text.numbers(6_000_000 + own * 104_729 % 3_000_000))
        return Firms(
            self._kind,
            named[0],
            named[1],
            named[2],
            text.only(renamed, self._former(line, address)),
            text.only(converted, code),
            text.only(established < REFORM, numbers.registration_numbers(division, serial)),
            organization,
            self._type_codes(),
            section,
            industry,
            representative,
            address,
            old_address,
            text.where(dice("phone").chance(keys, np.where(self._trader, 0.95, 0.4)), owner_phone, land_line),
            np.array([1, 3, 5, 10, 50, 50, 100, 100, 200, 500, 1000, 5000])[dice("capital").integer(keys, 0, 12)],
            established,
            np.maximum(TODAY - dice("renamed day").integer(keys, 30, 2500), established + 20),
            dice("state").weighted(keys, (0.86, 0.04, 0.09, 0.01)) + 1,
            self._parent,
            np.where(self._trader, 0.6, 1.0) / (dice("size").uniform(keys) + 0.0005) ** 0.85,
            len(keys),
        )

    def _premises(self) -> tuple[Ints, Ints]:
        """Addresses now and before; firms share office rooms and factories, shops mostly stand alone."""
        ground, keys = self._ground, self._keys
        shops, homes = ground.of_kind(Kind.SHOP), ground.homes()
        offices, factories = ground.of_kind(Kind.OFFICE), ground.of_kind(Kind.FACTORY)

        def choose(purpose: str) -> Ints:
            dice = self._dice(purpose)
            pools = (shops, offices, factories, homes)
            kind = np.where(
                self._trader,
                dice("t").weighted(keys, (0.8, 0.02, 0.03, 0.15)),
                dice("c").weighted(keys, (0.25, 0.42, 0.25, 0.08)),
            )
            options = np.stack([pool[dice("place").integer(keys, 0, len(pool))] for pool in pools])
            return np.asarray(options[kind, keys])

        now = choose("premises")
        moved = self._dice("moved").chance(keys, self._rates.moved_firm)
        return now, np.where(moved, choose("earlier premises"), now)

    def _representatives(self) -> Ints:
        """People of 22 to 72; one in eight stands for the firm before as well."""
        people, keys, dice = self._people, self._keys, self._dice("representative")
        adults = people.adults(22, 72)
        weight = np.where(people.group[adults] == OUTSIDE, 2.0, 1.0)
        chosen = adults[dice.weighted(keys, weight)]
        source = keys.copy()
        again = dice("again").chance(keys, 0.12) & (keys > 0) & ~self._trader
        source[again] -= 1
        chosen = chosen[source]
        return np.where(self._kind == BRANCH, chosen[np.maximum(self._parent, 0)], chosen)

    def _lines(self) -> tuple[Texts, Texts, Texts]:
        """Line of business as a word, section and class of GB/T 4754."""
        firm, dice = vocabulary.words()["firm"], self._dice("line")
        columns = []
        for position in range(3):
            company = [line[position] for line in firm["company"]]
            shop = [line[position] for line in firm["shop"]]
            columns.append(
                text.where(
                    self._trader,
                    text.pick(shop, dice("shop").integer(self._keys, 0, len(shop))),
                    text.pick(company, dice("company").integer(self._keys, 0, len(company))),
                )
            )
        return columns[0], columns[1], columns[2]

    def _trade_names(self, purpose: str) -> Texts:
        """字号: two or three characters, hardly ever the same twice for companies."""
        characters = list(vocabulary.distinct(vocabulary.words()["firm"]["trade"]))
        size, dice, keys = len(characters), self._dice(purpose), self._keys
        pair = dice("pair").integer(keys, 0, size * (size - 1))
        first, second = pair // (size - 1), pair % (size - 1)
        second += second >= first
        third = text.pick(characters, dice("third").integer(keys, 0, size))
        return text.join(
            text.pick(characters, first),
            text.pick(characters, second),
            text.only(dice("three").chance(keys, 0.25), third),
        )

    def _assembled(self, trade: Texts, line: Texts, address: Ints) -> Texts:
        """A registered name: region, trade name, line, legal form."""
        keys, dice, ground = self._keys, self._dice("form"), self._ground
        region = text.pick(
            ["杭州", "杭州余杭", "浙江", "杭州市余杭区", ""],
            dice("region").weighted(keys, (0.7, 0.08, 0.15, 0.03, 0.04)),
        )
        form = text.pick(
            ["有限公司", "股份有限公司", "合伙企业(有限合伙)"], dice("legal").weighted(keys, (0.94, 0.03, 0.03))
        )
        inner = dice("bracket").chance(keys, 0.12) & text.filled(region)
        company = text.where(
            inner, text.join(trade, "(", region, ")", line, form), text.join(region, trade, line, form)
        )
        street = text.pick(ground.streets.short, ground.sites.street[ground.addresses.site[address]])
        shop_region = text.where(dice("shop region").chance(keys, 0.5), text.join("余杭区", street), "余杭区")
        shop_region = text.where(dice("city too").chance(keys, 0.4), text.join("杭州市", shop_region), shop_region)
        return text.where(self._trader, text.join(shop_region, trade, line), company)

    def _names(self, line: Texts, address: Ints, representative: Ints) -> tuple[Texts, Texts, Texts]:
        """Registered name, short name, and the sign over the door."""
        keys, dice, ground = self._keys, self._dice("name"), self._ground
        trade = self._trade_names("trade")
        nickname = self._nicknames(representative)
        personal = self._trader & dice("personal").chance(keys, 0.35)
        trade = text.where(personal, nickname, trade)
        name, short = self._assembled(trade, line, address), text.join(trade, line)
        parent = np.maximum(self._parent, 0)
        street = text.pick(ground.streets.short, ground.sites.street[ground.addresses.site[address]])
        branch = text.join(name.take(parent), street, text.where(dice("branch").chance(keys, 0.6), "分公司", "分店"))
        is_branch = self._kind == BRANCH
        name = text.where(is_branch, branch, name)
        short = text.where(is_branch, text.join(short.take(parent), street, "店"), short)
        name = self._told_apart(name, address)
        nameless = self._trader & dice("nameless").chance(keys, self._rates.nameless)
        sign = text.where(dice("bare").chance(keys, 0.3), trade, short)
        sign = text.where(dice("place").chance(keys, 0.2) & ~is_branch, text.join(sign, "(", street, "店)"), sign)
        return text.where(nameless, "", name), short, sign

    def _told_apart(self, name: Texts, address: Ints) -> Texts:
        """A registered name is given once: the second of its kind gets the community's name, or a number, added."""
        ground = self._ground
        community = text.pick(ground.communities.name, ground.sites.community[ground.addresses.site[address]])
        place = pc.replace_substring_regex(community, "(社区|村)$", "")
        repeated = np.flatnonzero(_occurrence(name) > 0)
        pairs = zip(name.take(repeated).to_pylist(), place.take(repeated).to_pylist(), strict=True)
        wider = [
            value.replace("余杭区", f"余杭区{where}", 1).replace("有限公司", "实业有限公司") for value, where in pairs
        ]
        name = text.scatter(name, repeated, wider)
        again = _occurrence(name)
        return text.where(again > 0, text.join(name, "第", text.han_numbers(again + 1), "店"), name)

    def _nicknames(self, representative: Ints) -> Texts:
        """老王, 阿明, 李记: made of the owner's name."""
        patterns = vocabulary.words()["firm"]["sign_nickname"]
        chosen = text.pick(patterns, self._dice("nickname").integer(self._keys, 0, len(patterns)))
        name = self._people.name.take(representative).to_pylist()
        made = [
            pattern.format(surname=owner[0], given=owner[-1])
            for pattern, owner in zip(chosen.to_pylist(), name, strict=True)
        ]
        return text.texts(made)

    def _former(self, line: Texts, address: Ints) -> Texts:
        return self._assembled(self._trade_names("former trade"), line, address)

    def _type_codes(self) -> Texts:
        dice = self._dice("type")
        company = text.pick(["1130", "1150", "1151", "1190", "4531", "2190"], dice.integer(self._keys, 0, 6))
        return text.where(self._trader, "9500", text.where(self._kind == BRANCH, "2130", company))


def _occurrence(names: Texts) -> Ints:
    """0 for the first row with a name, 1 for the second, and so on."""
    codes = pc.dictionary_encode(names).indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    starts = np.r_[True, np.diff(codes[order]) != 0]
    count = np.arange(len(order)) - np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    result = np.empty(len(order), dtype=np.int64)
    result[order] = count
    return result
