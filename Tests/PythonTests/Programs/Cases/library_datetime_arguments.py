# Dates and times: arguments, arithmetic, texts and what is refused.
import datetime as D, pickle, copy
from datetime import *
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f),repr(f(*a,**k)).replace('datetime.',''))
    except BaseException as e: print(getattr(f,'__name__',f),'!',type(e).__name__,e)
for a in [(),(2024,),(2024,1),(2024,1,1),(0,1,1),(10000,1,1),(2024,13,1),(2024,2,30),(2023,2,29),('a',1,1),(2024,1.0,1),(2024,1,1,1),(None,1,1),(2024,1,0),(2**40,1,1),(2**70,1,1),(True,1,1),(-5,1,1)]: t(date,*a)
t(date,year=2024,month=2,day=3);t(date,2024,day=3,month=2);t(date,2024,month=3);t(date,2024,1,2,foo=3)
for a in [(),(2024,1),(2024,1,1),(2024,1,1,24),(2024,1,1,1,60),(2024,1,1,1,1,60),(2024,1,1,1,1,1,1000000),(2024,1,1,-1),(2024,1,1,1,1,1,1,5),(2024,1,1,1,1,1,1,None,1),(2024,1,1,1.5)]: t(datetime,*a)
t(datetime,2024,1,1,fold=1);t(datetime,2024,1,1,fold=2);t(datetime,2024,1,1,tzinfo=timezone.utc);t(datetime,2024,1,1,hour=5,second=7);t(datetime,2024,1,1,foo=1)
for a in [(),(1,),(24,),(1,2,3,4),(1,2,3,4,5),(1,2,3,4,timezone.utc),('x',)]: t(time,*a)
t(time,fold=1);t(time,1,second=3)
for a in [(),(1,),(1,2,3,4,5,6,7),(1,2,3,4,5,6,7,8),(1.5,),(0,0.5,0.5),('x',),(999999999,),(1000000000,),(-999999999,-1),(1e300,),(float('nan'),),(float('inf'),),(2**100,),(0,1e-7),(0,0,1.5),(0,0,2.5),(0,0,0.5),(0.1,0.2,0.3),(None,),(1+2j,)]: t(timedelta,*a)
t(timedelta,weeks=1.5);t(timedelta,foo=1);t(timedelta,days=1,hours=-1);t(timedelta,milliseconds=1.7,minutes=3);t(timedelta,hours=1e-9);t(timedelta,True)
td=[timedelta(0),timedelta(-1),timedelta(1,2,3),timedelta(-1,86399,999999),timedelta.max,timedelta(5,3600*5+77,123)]
import operator as o
for x in td:
    print(repr(x),str(x),x.days,x.seconds,x.microseconds,x.total_seconds(),bool(x),hash(x)==hash(timedelta(x.days,x.seconds,x.microseconds)),hash(x))
    for f in (o.neg,o.pos,abs): t(f,x)
    for y in td:
        for f in (o.add,o.sub,o.mul,o.truediv,o.floordiv,o.mod,divmod,o.eq,o.lt,o.le): t(f,x,y)
    for y in (0,-3,2.5,-0.3,2**70,True,None,1/3,float('nan')):
        for f in (o.add,o.mul,o.truediv,o.floordiv,o.mod,o.eq,o.lt): t(f,x,y)
        t(o.mul,y,x);t(o.sub,y,x); t(o.truediv,y,x)
ds=[date(1,1,1),date(9999,12,31),date(2024,2,29),datetime(2024,2,29,13,5,6,789),datetime(2024,1,1,12,tzinfo=timezone.utc),datetime(2024,1,1,12,tzinfo=timezone(timedelta(hours=5,minutes=30),'IST')),datetime(2024,6,1,fold=1)]
for x in ds:
    print(repr(x),str(x),x.isoformat(),x.weekday(),x.isoweekday(),x.isocalendar(),x.toordinal(),x.ctime(),hash(x)==hash(copy.copy(x)),x.timetuple())
    for fm in ['%Y-%m-%d','%H:%M:%S.%f','%A %a %B %b %d %j %U %W %w %p %I %y %%','%z|%Z','','한글 %Y','%c|%x|%X','%G-W%V-%u','%s'[:0],'%:z','%e %k|%-d','%','a%']: t(x.strftime,fm); t(format,x,fm)
    t(x.replace,year=2000); t(x.replace,2001,3,4); t(x.replace,month=13);
    t(pickle.loads,pickle.dumps(x)); t(x.__reduce__); 
    for y in td[:4]: 
        t(o.add,x,y); t(o.sub,x,y); t(o.add,y,x); t(o.sub,y,x)
    for y in ds+[None,5]:
        for f in (o.sub,o.eq,o.lt,o.ge,o.ne,o.add): t(f,x,y)
for x in ds[3:]:
    for ts in ['auto','hours','minutes','seconds','milliseconds','microseconds','bad']: t(x.isoformat,timespec=ts)
    t(x.isoformat,' ');t(x.isoformat,'가');t(x.isoformat,'ab');t(x.isoformat,5); t(x.date);t(x.time);t(x.timetz);t(x.utcoffset);t(x.tzname);t(x.dst);t(x.utctimetuple);t(x.astimezone,timezone.utc) if x.tzinfo else 0;t(x.timestamp) if x.tzinfo else 0
    t(x.replace,tzinfo=timezone.utc); t(x.replace,tzinfo=5); t(x.replace,fold=1,microsecond=5)
for s in ['2024-01-02','20240102','2024-W01-3','2024W013','2024-W01','2024-1-2','','2024-01-02x','2024-13-01','가나다라마바사아자차','2024-01-0a','2024W01','2024-02-30','2024-W53-1','2020-W53-7','2024-W00-1','2024-W01-8']: t(date.fromisoformat,s); t(datetime.fromisoformat,s)
for s in ['2024-01-02T03:04:05','2024-01-02 03','2024-01-02T03:04','2024-01-02T03:04:05.123','2024-01-02T03:04:05.123456789','2024-01-02T030405','2024-01-02T03:04:05Z','2024-01-02T03:04:05+09:00','2024-01-02T03:04:05-0930','2024-01-02T03:04:05+09','2024-01-02T','2024-01-02T25:00','2024-01-02T03:04:05+25:00','20240102T030405','2024-W01-3T05:06','2024W013T0506','2024-01-02T03:4:05','2024-01-02T03:04:05,5','2024-01-02T03:04:05.','2024-01-02T03:04:05+00:00','2024-01-02T03:04:05+00:00:01.5','2024-01-02가03:04','2024-01-02T03:04:05z','2024-01-02T03:04:05 +09:00','2024-01-02T03:04:60']: t(datetime.fromisoformat,s); t(time.fromisoformat,s[11:]); t(time.fromisoformat,s[10:])
t(date.fromisoformat,5);t(datetime.fromisoformat,5);t(time.fromisoformat,None)
t(date.fromordinal,1);t(date.fromordinal,0);t(date.fromordinal,3652059);t(date.fromordinal,3652060);t(date.fromordinal,'x');t(datetime.fromordinal,738000)
t(date.fromisocalendar,2024,1,1);t(date.fromisocalendar,2024,60,1);t(date.fromisocalendar,2024,1,9);t(date.fromisocalendar,0,1,1)
t(date.fromtimestamp,0);t(datetime.fromtimestamp,0.5,timezone.utc);t(datetime.fromtimestamp,1e20,timezone.utc);t(datetime.utcfromtimestamp,1700000000.123456);t(datetime.fromtimestamp,-1.5,timezone.utc);t(datetime.fromtimestamp,'x');t(datetime.fromtimestamp,1700000000.999999999,timezone.utc);t(datetime.fromtimestamp,float('nan'));t(datetime.fromtimestamp,0,5)
t(datetime.combine,date(2024,1,2),time(3,4));t(datetime.combine,date(2024,1,2),time(3,4),timezone.utc);t(datetime.combine,5,time());t(datetime.combine,date(2024,1,2),5);t(datetime.combine,datetime(2024,1,2,5),time(3,4,tzinfo=timezone.utc))
for s,f in [('2024-01-02','%Y-%m-%d'),('2024-01-02 03:04:05','%Y-%m-%d %H:%M:%S'),('x','%Y'),('2024-01-02 x','%Y-%m-%d'),('12/31/99 11:59 PM','%m/%d/%y %I:%M %p'),('Jan 5 2024','%b %d %Y'),('2024-01-02T03:04:05.123+0900','%Y-%m-%dT%H:%M:%S.%f%z'),('5','%q'),('2024-02-30','%Y-%m-%d'),('Monday','%A'),('2024 100','%Y %j'),('12:30','%H:%M'),('2024-01-02 UTC','%Y-%m-%d %Z'),('2024%','%Y%%'),('2024-1-2  3','%Y-%m-%d %H')]: t(datetime.strptime,s,f)
t(datetime.strptime,5,'%Y');t(datetime.strptime,'2024',5)
tm=[time(0),time(1,2,3,4),time(23,59,59,999999),time(12,tzinfo=timezone.utc),time(12,tzinfo=timezone(timedelta(hours=1))),time(5,fold=1)]
for x in tm:
    print(repr(x),str(x),x.isoformat(),bool(x),hash(x)==hash(copy.copy(x)),x.hour,x.minute,x.second,x.microsecond,x.tzinfo,x.fold,x.utcoffset(),x.tzname(),x.dst())
    t(x.strftime,'%H:%M:%S %f %Y %z');t(format,x,'%H');t(x.replace,hour=3);t(x.replace,tzinfo=None);t(x.__reduce__);t(pickle.loads,pickle.dumps(x));t(x.isoformat,'minutes');t(x.isoformat,timespec='x')
    for y in tm+[None]:
        for f in (o.eq,o.lt,o.ge,o.sub,o.add): t(f,x,y)
tz=[timezone.utc,timezone(timedelta(hours=9)),timezone(timedelta(hours=-3.5),'X'),timezone(timedelta(seconds=1)),timezone(timedelta(0)),timezone(timedelta(0),'Z'),timezone(timedelta(hours=9,microseconds=5))]
for x in tz:
    print(repr(x),str(x),x.utcoffset(None),x.tzname(None),x.dst(None),hash(x)==hash(copy.deepcopy(x)),x is timezone.utc,x.__getinitargs__()); t(x.utcoffset,5);t(x.fromutc,datetime(2024,1,1));t(x.fromutc,datetime(2024,1,1,tzinfo=x)); t(pickle.loads,pickle.dumps(x))
    for y in tz: t(o.eq,x,y)
t(timezone,5);t(timezone,timedelta(1));t(timezone,timedelta(0),5);t(timezone,timedelta(hours=-24))
class MyDate(date):
    def hi(s): return s.year
class MyDT(datetime):
    def __new__(cls,*a,**k): return super().__new__(cls,*a,**k)
t(MyDate,2024,1,2); print(type(MyDate(2024,1,2)+timedelta(1)),type(MyDT(2024,1,1)+timedelta(1)),type(MyDT(2024,1,1).replace(year=3)),repr(MyDT(2024,1,1)),MyDate(2024,1,2).hi(),MyDate(2024,1,2)==date(2024,1,2)); t(pickle.loads,pickle.dumps(MyDate(2024,1,2)))
class Z(tzinfo):
    def utcoffset(s,dt): return timedelta(hours=2)
    def dst(s,dt): return timedelta(hours=1)
    def tzname(s,dt): return 'ZZ'
x=datetime(2024,1,1,tzinfo=Z()); print(x.utcoffset(),x.dst(),x.tzname(),x.isoformat(),x.strftime('%z %Z'),x.astimezone(timezone.utc),x-datetime(2024,1,1,tzinfo=timezone.utc),x.timetuple().tm_isdst)
t(tzinfo().utcoffset,None);t(tzinfo().tzname,None);t(tzinfo().dst,None)
class ZB(tzinfo):
    def utcoffset(s,dt): return 5
t(datetime(2024,1,1,tzinfo=ZB()).utcoffset);t(datetime(2024,1,1,tzinfo=ZB()).isoformat)
class ZC(tzinfo):
    def utcoffset(s,dt): return timedelta(5)
t(datetime(2024,1,1,tzinfo=ZC()).utcoffset)
for c in (date,datetime,time,timedelta,timezone,tzinfo): print(c,c.__module__,c.__qualname__,c.__mro__,sorted(n for n in dir(c) if not n.startswith('_')))
t(setattr,date(2024,1,1),'year',5);print(date.min,date.max,date.resolution,datetime.min,datetime.max,datetime.resolution,time.min,time.max,time.resolution,timedelta.min,timedelta.max,timedelta.resolution,timezone.min,timezone.max,UTC)
import math
print(sum([timedelta(1),timedelta(2)],timedelta()),round(timedelta(1,1)/timedelta(0,7),3),max(ds[:3]),sorted(ds[:3]),{date(2024,1,1):1}[date(2024,1,1)])
print(f'{date(2024,1,2):%d/%m}',f'{datetime(2024,1,2):%d}',date(2024,1,1).__str__(),[date(2024,1,2).isocalendar().week,date(2024,1,2).isocalendar()[0]],type(date(2024,1,2).isocalendar()))
