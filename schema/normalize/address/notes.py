"""What suppliers and clerks note behind an address: how the meter counts, who lives there, that nobody does."""

from schema.normalize.address.numerals import HAN

NOTES = (
    rf"(?<=[ 0-9A-Za-z室号幢栋座元楼层房户])(?:[{HAN}多]户(?:[{HAN}]表|合[一用表]|共[表用])|[{HAN}]梯[{HAN}]户"
    "|(?:合|分|总|单|双|公|新|旧)表|[公专]变|[单三]相电?|(?:峰谷|照明|动力|居民|临时|生活|商业)用?[电水]"
    "|(?:已|待|未)?(?:出租|空置|空关|闲置|拆迁|装修)中?[房屋]?|租[房屋]|空房|自[建住用有][房屋宅]?|[老新旧]宅|[老旧]房子?"
    "|租客|房东)"
)
"""As a regular expression: one stands behind a number, its word or a separator, never at the end of a name."""
LAST_OF_NOTES = "表一用共户变相电水租置关闲迁修中房屋宅建住有子客东"
"""Every character that a note can end with."""
