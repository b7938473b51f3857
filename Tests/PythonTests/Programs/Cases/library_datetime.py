from datetime import *
import datetime as dt, calendar, copy
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = date(2024, 2, 28); print(d, repr(d), d + timedelta(days=2), d - date(2024, 1, 1), d.weekday(), d.isoweekday(), d.isocalendar(), d.isocalendar()[1], d.strftime('%d/%m/%y %A %B %j'), d.replace(day=1), d.toordinal(), date.fromordinal(738944), d.timetuple(), d.ctime(), f'{d:%Y}', d.year)
x = datetime(2024, 1, 15, 13, 5, 9, 123456); print(x, repr(x), x.isoformat(), x.date(), x.time(), repr(x.time()), x.strftime('%Y-%m-%d %H:%M:%S.%f %p %I %a %b %z|%Z|%%'), x + timedelta(hours=20, seconds=1), x - datetime(2023, 12, 31), x.replace(hour=0), x.isoformat(sep=' ', timespec='minutes'), f'{x:%H:%M}', x.timetuple()[:3])
print(datetime(2024,1,1), repr(datetime(2024,1,1)), repr(datetime(2024,1,1,5)), datetime(2024,1,1,1,2,3).isoformat())
td = timedelta(days=1, hours=2, seconds=3.5); print(td, repr(td), td.total_seconds(), td * 2, td / 2, -td, repr(-td), abs(-td), td // timedelta(hours=1), td % timedelta(hours=1), timedelta(weeks=1), repr(timedelta(0)), timedelta(0), timedelta(minutes=-1), td > timedelta(1), timedelta(hours=25).days, td / timedelta(hours=1), timedelta(microseconds=1.5), timedelta(1) == timedelta(hours=24), sum([timedelta(1), timedelta(2)], timedelta()), divmod(td, timedelta(hours=5)))
print(datetime.strptime('2024-01-15 13:05', '%Y-%m-%d %H:%M'), datetime.strptime('Jan 5, 99 3PM', '%b %d, %y %I%p'), datetime.strptime('12/31/2020 +0900', '%m/%d/%Y %z'), datetime.strptime('2024-060', '%Y-%j'), repr(datetime.strptime('1.5', '%S.%f')))
t(lambda: datetime.strptime('abc', '%Y')); t(lambda: datetime.strptime('2024x', '%Y')); t(lambda: datetime.strptime('2024', '%Q')); t(lambda: date(2024, 13, 1)); t(lambda: date(2023, 2, 29)); t(lambda: date(0, 1, 1)); t(lambda: datetime(2024, 1, 1, 25)); t(lambda: date(2024)); t(lambda: d + 1); t(lambda: d < 3); t(lambda: d < x); t(lambda: date.fromisoformat('2024-1-1')); t(lambda: timedelta('a')); t(lambda: datetime('a', 1, 1)); t(lambda: date.max + timedelta(1)); t(lambda: x - date(2024,1,1)); t(lambda: time(25))
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc); k = timezone(timedelta(hours=9), 'KST'); print(u, repr(u), u.astimezone(k), k, repr(k), repr(timezone.utc), timezone(timedelta(hours=-5, minutes=-30)), u.timestamp(), datetime.fromtimestamp(0, timezone.utc), u.astimezone(k) == u, u.utcoffset(), u.tzname(), u.strftime('%z %Z'), u.astimezone(k) - u)
t(lambda: u < x); t(lambda: u - x); print(u == x)
print(datetime.fromisoformat('2024-01-01T05:06:07.123+09:00'), datetime.fromisoformat('2024-01-01'), datetime.fromisoformat('20240101T0102'), date.fromisoformat('2024-W01-1'), time.fromisoformat('04:05:06Z'), datetime.fromisoformat('2024-01-01 10:00'))
t(lambda: datetime.fromisoformat('nope')); t(lambda: datetime.fromisoformat('2024-01-01T99'))
print(repr(time(1, 2)), time(1, 2, 3, 4), time(13).strftime('%I %p'), time(1) < time(2), time.max, time().isoformat(), date.min, datetime.max, timedelta.max, timedelta.min, timedelta.resolution)
print(sorted([date(2024,3,1), date(2023,1,1)]), {d: 1}, hash(d) == hash(date(2024, 2, 28)), d == datetime(2024,2,28), isinstance(x, date), copy.deepcopy(x) == x, datetime.combine(d, time(5)), date.today() == datetime.now().date(), bool(timedelta()), d.isocalendar().week, max(d, date(2025,1,1)))
print(calendar.month(2024, 2)); print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.day_name[0], calendar.monthcalendar(2024, 2)[0], calendar.timegm((1970,1,2,0,0,0)), calendar.weekday(2024,1,1))
import time
print(time.strptime('2024-01-02', '%Y-%m-%d'), time.mktime(time.gmtime(0)), time.strftime('%d %b %Y', time.gmtime(1e9)), time.ctime(0))
class D2(date): pass
print(repr(D2(2024,1,1)), D2.fromordinal(5), type(D2(2024,1,1) + timedelta(1)).__name__)
print(calendar.calendar(2024)[:400])
print(dt.datetime, dt.date.__name__, dt.UTC)
