"""Enterprises and sole traders: namesakes in other trades, chains with branches, owners of many firms."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.second_city import names, numbers
from tests.second_city import vocabulary as v
from tests.second_city.chance import Chance
from tests.second_city.people import TODAY, Person
from tests.second_city.places import Geography, Place
from tests.second_city.wording import short_street

_REGIONS = ("杭州", "杭州", "浙江", "杭州余杭", "杭州市余杭区", "余杭", "")


@dataclass(slots=True, eq=False)
class Firm:
    key: str
    name: str
    short: str
    sign: str
    sole: bool
    section: str
    industry: str
    type_code: str
    credit_code: str | None
    registration: str
    organization: str
    representative: Person
    address: Place
    established: date
    phones: list[str] = field(default_factory=list)
    former_name: str | None = None
    status: str = "1"
    parent: str | None = None
    capital: float = 50.0
    staff: int = 0

    @property
    def tax_number(self) -> str:
        """The credit code, or the 15-digit number of before 2015."""
        return self.credit_code or "330184" + self.organization


class Founder:
    def __init__(self, chance: Chance, city: Geography, people: list[Person]) -> None:
        self.chance = chance
        self.city = city
        self.adults = [person for person in people if not person.minor and not person.cancelled]
        self.moguls = chance.sample_or_all(self.adults, max(3, len(self.adults) // 900))
        self.firms: list[Firm] = []
        self.trades: list[str] = []
        self.names: set[str] = set()

    def found(self, count: int) -> list[Firm]:
        while len(self.firms) < count:
            draw = self.chance.random()
            if draw < 0.52:
                self.sole_trader()
            elif draw < 0.56:
                self.chain()
            else:
                self.company()
        return self.firms

    def trade(self) -> str:
        """A trade name; every fifth company takes one that another company of another trade has."""
        if self.trades and self.chance.hit(0.2):
            return self.chance.choice(self.trades)
        length = self.chance.choice((2, 2, 2, 3))
        name = "".join(self.chance.choice(v.TRADE_SIGNS) for _ in range(length))
        self.trades.append(name)
        return name

    def representative(self) -> Person:
        return self.chance.choice(self.moguls if self.chance.hit(0.12) else self.adults)

    def company(self) -> None:
        section, industry, word = self.chance.choice(v.INDUSTRIES)
        trade = self.trade()
        region = self.chance.choice(_REGIONS)
        form = self.chance.choices(("有限公司", "有限责任公司", "股份有限公司", "合伙企业(有限合伙)"), (80, 8, 5, 7))[0]
        inside = region in ("杭州", "余杭", "浙江") and self.chance.hit(0.2)
        name = f"{trade}({region}){word}{form}" if inside else f"{region}{trade}{word}{form}"
        address = self.chance.choice(
            self.city.workshops if section == "C" and self.chance.hit(0.7) else self.city.offices
        )
        firm = self.add(name, trade + word, trade + word, False, (section, industry), address)
        if firm and self.chance.hit(0.12):
            firm.former_name = f"{region}{self.trade()}{word}{form}"
        if firm:
            firm.staff = self.chance.choices((0, 3, 8, 20, 60), (30, 35, 20, 12, 3))[0]

    def sole_trader(self) -> None:
        section, industry, kind = self.chance.choice(v.SHOP_KINDS)
        owner = self.chance.choice(self.adults)
        address = self.chance.choice(self.city.shops)
        street = address.site.community.street if self.chance.hit(0.6) else ""
        after_owner = self.chance.hit(0.45)
        trade = owner.name.replace("·", "") if after_owner else self.trade()
        name = f"{self.chance.choice(('杭州市余杭区', '余杭区', '杭州余杭区'))}{street}{trade}{kind}"
        firm = self.add(
            name, trade + kind, self.shop_sign(owner, trade, kind, address), True, (section, industry), address, owner
        )
        if firm:
            firm.staff = self.chance.choices((0, 1, 3), (75, 18, 7))[0]

    def shop_sign(self, owner: Person, trade: str, kind: str, address: Place) -> str:
        words = v.SHOP_SIGNS[kind]
        head = trade
        if self.chance.hit(0.45):
            family = owner.name[: names.family_length(owner.name)]
            head = self.chance.choice(
                (f"老{family}", f"阿{owner.name[-1]}", f"{family}记", f"{family}姐", f"小{family}")
            )
        place = f"({short_street(address.site.community.street)}店)" if self.chance.hit(0.2) else ""
        return head + self.chance.choice(words) + place

    def chain(self) -> None:
        """A parent company and its branches, each a market entity of its own."""
        brand = self.chance.choice(v.CHAINS) if self.chance.hit(0.7) else self.trade()
        section, industry, word = ("H", "6210", "餐饮管理") if self.chance.hit(0.5) else ("F", "5219", "商业连锁")
        name = f"{self.chance.choice(('浙江', '杭州'))}{brand}{word}有限公司"
        parent = self.add(name, brand + word, brand, False, (section, industry), self.chance.choice(self.city.offices))
        if not parent:
            return
        parent.staff = 15
        for index in range(self.chance.randrange(2, 7)):
            address = self.chance.choice(self.city.shops)
            area = short_street(address.site.community.street)
            label = self.chance.choice(
                (f"{area}分店", f"杭州{area}店", f"第{names_number(index + 1)}分公司", f"{area}分公司")
            )
            sign = f"{brand}({area}店)"
            branch = self.add(name + label, f"{brand}{label}", sign, False, (section, industry), address)
            if branch:
                branch.parent = parent.key
                branch.staff = 4

    def add(
        self,
        name: str,
        short: str,
        sign: str,
        sole: bool,
        trade: tuple[str, str],
        address: Place,
        owner: Person | None = None,
    ) -> Firm | None:
        if name in self.names and self.chance.hit(0.95):
            return None
        self.names.add(name)
        established = TODAY - timedelta(days=self.chance.randrange(30, 365 * 24))
        body = self.chance.digits(8) if established.year < 2016 else "MA2" + self.letters(5)
        organization = numbers.organization_code(body)
        head = "92" if sole else "91"
        division = "330184" if established.year < 2002 else self.chance.choice(("330110", "330110", "330100", "330113"))
        code = numbers.credit_code(head, division, organization.replace("I", "1").replace("O", "0"))
        converted = established.year >= 2015 or not self.chance.hit(0.12)
        kind = {True: "9500", False: self.chance.choice(("1130", "1151", "1190"))}[sole]
        firm = Firm(
            f"enterprise/{len(self.firms) + 1}",
            name,
            short,
            sign,
            sole,
            *trade,
            kind,
            code if converted else None,
            numbers.registration_number("330184" + self.chance.digits(8)),
            organization,
            owner or self.representative(),
            address,
            established,
        )
        firm.phones = self.phones(firm)
        firm.status = self.chance.choices(("1", "2", "3", "4"), (82, 5, 11, 2))[0]
        firm.capital = self.chance.choice((0.5, 3, 10, 50, 100, 500, 1000, 5000.5)) if not sole else 1.0
        self.firms.append(firm)
        return firm

    def letters(self, count: int) -> str:
        return "".join(self.chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(count))

    def phones(self, firm: Firm) -> list[str]:
        own = firm.representative.phones[:1] if self.chance.hit(0.9 if firm.sole else 0.4) else []
        return own or [numbers.landline(self.chance) if self.chance.hit(0.5) else numbers.mobile(self.chance)]


def names_number(number: int) -> str:
    return "一二三四五六七八九十"[number - 1]


def hire(chance: Chance, firms: list[Firm], people: list[Person]) -> None:
    """Gives every second person of working age an employer, by size of staff."""
    employers = [index for index, firm in enumerate(firms) if firm.staff]
    weights = [firms[index].staff for index in employers]
    workers = [person for person in people if person.working_age]
    for person, index in zip(workers, chance.choices(employers, weights, k=len(workers)), strict=True):
        if chance.hit(0.72):
            person.employer = index
