"""The demo city: one synthetic world, and the departments' systems that describe it badly.

No real person is in it.  Streets, communities, division codes and surname frequencies are public facts; every person,
dwelling, firm, road and compound is invented by seed.  Resident ids carry real division codes with random birthdays and
sequence numbers, so that one may by chance equal a real number; nothing else about it would fit.
"""
