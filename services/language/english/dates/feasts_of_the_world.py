"""Feasts of the eastern churches, and of other calendars, by their English names."""

from services.language.dates.calendar_days import FRIDAY
from services.language.dates.feasts import (
    Feasts,
    before,
    fixed,
    from_julian_easter,
    hanukkah,
    hebrew,
    last_weekday_before,
    muslim,
    nisan,
    of_india,
    onam,
    tishri,
    tu_bishvat,
)
from services.language.dates.moon import chinese_new_year

EASTERN: Feasts = {
    r'orthodox (?:easter(?: sunday)?|pascha)(?! monday)': from_julian_easter(0),
    r'orthodox easter monday': from_julian_easter(1),
    r'orthodox good friday|orthodox great friday': from_julian_easter(-2),
    r'orthodox palm sunday': from_julian_easter(-7),
    r'orthodox (?:ash|clean|shrove) monday': from_julian_easter(-48),
    r'orthodox ascension(?: day)?': from_julian_easter(39),
    r'orthodox (?:pentecost|whit sunday)': from_julian_easter(49),
    r'orthodox christmas(?: day)?': fixed(1, 7),
}
JEWISH: Feasts = {
    r'rosh has?h?anah?|jewish new year': hebrew(tishri, 1),
    r'yom kippur|day of atonement': hebrew(tishri, 10),
    r'suk(?:k|)ot|feast of tabernacles': hebrew(tishri, 15),
    r'hoshana rabbah?': hebrew(tishri, 21),
    r'shemini atzeret': hebrew(tishri, 22),
    r'simchat torah': hebrew(tishri, 23),
    r'c?hanuk?kah?': hanukkah,
    r"tu bi?'?shvat": tu_bishvat,
    r'purim(?! katan)': hebrew(nisan, -15),
    r'shushan purim': hebrew(nisan, -14),
    r'passover|pesach': hebrew(nisan, 15),
    r'(?:holocaust|shoah)(?: remembrance)? day|yom hashoah': hebrew(nisan, 27),
    r"yom ha'?atzma'?ut|israel(?:i)? independence day": hebrew(nisan, 35),
    r"lag b(?:a)?'?omer": hebrew(nisan, 48),
    r'shavu?\'?ot|feast of weeks': hebrew(nisan, 65),
    r"tisha b'?av": hebrew(nisan, 127),
    r"tu b'?av": hebrew(nisan, 133),
}
_EID = 'e?id'
_SACRIFICE = r'feast of (?:the )?sacrifice|sacrifice feast'
MUSLIM: Feasts = {
    r'(?:islamic|muslim|hijri|arabic) new year|muharram|amun jadid': muslim(1, 1),
    r'(?:day of )?ashura': muslim(1, 10),
    r"mawlid(?: al[- ]nabi)?|milad[- ]un[- ]nabi|the prophet'?s birthday": muslim(3, 12),
    r"isra (?:and|&|wal) mi'?raj|lailat al[- ]miraj|the prophet'?s ascension|the night journey": muslim(7, 27),
    r'ramad[ah]an': muslim(9, 1),
    r'(?:the )?night of (?:power|measures|destiny)|la[iy]lat al[- ]qadr': muslim(9, 27),
    r"(?:jum[au]'?(?:ah?|at)[- ]?ul[- ]?(?:wida|vida)|jamat[- ]ul[- ](?:wida|vida))": last_weekday_before(
        muslim(10, 1), FRIDAY
    ),
    rf'{_EID}[- ](?:al|ul)[- ]?fitr|feast of breaking (?:the )?fast|lesser eid': muslim(10, 1),
    rf'{_EID}[- ](?:al|ul)[- ]?adha|bakr[- ]?{_EID}|{_SACRIFICE}|greater eid': muslim(12, 10),
}
INDIAN: Feasts = {
    r'u?y?ugadi|samvatsaradi|chaitra sukladi|gudi padwa': of_india(1, 1),
    r'ram[a]? navami': of_india(1, 9, 12),
    r'maha(?:vir|veer|veera) (?:jayanti|janma kalyanak)': of_india(1, 13),
    r'hanuman jayanti': of_india(1, 15),
    r'vesak(?: day)?|vaisakha|buddha(?: purnima|\'?s birthday| day| jayanti)': of_india(2, 15, 18),
    r'rath(?:a)?[- ]yatra': of_india(4, 2),
    r'raksha bandhan|rakhi': of_india(5, 15),
    r'(?:krishna )?janmashtami|gokulashtami': of_india(5, 23, 23.9),
    r'(?:ganesh|vinayaka?) chaturthi|ganeshotsav': of_india(6, 4, 12),
    r'(?:maha )?navratri|navaratri': of_india(7, 1),
    r'(?:maha )?saptami': of_india(7, 7),
    r'(?:maha |durga )ashtami': of_india(7, 8),
    r'maha navami': of_india(7, 9),
    r'dussehra|dasara|vijaya ?dashami': of_india(7, 10, 16),
    r'pargat diwas|valmiki jayanti|sharad purnima': of_india(7, 15),
    r'karva chauth': of_india(7, 19, 20),
    r'dhanteras|dhan(?:a)?trayodashi': of_india(7, 28, 18),
    r'(?:choti|chhoti) (?:diwali|deepavali)|kali chaudas|naraka? chaturdashi': of_india(7, 29, 18),
    r'diwali|deepavali|divali|lakshmi puja': of_india(7, 30, 18),
    r'govardhan puja|annakut': before(of_india(7, 30, 18), -1),
    r'bhai (?:dooj|duj)': before(of_india(7, 30, 18), -2),
    r'chhath?(?: puja)?|dala puja|surya shashthi': of_india(8, 6),
    r'guru nanak(?:\'?s)? (?:jayanti|birthday|gurpurab)': of_india(8, 15),
    r'(?:vasant|basant) panchami|saraswati puja': of_india(11, 5),
    r'guru ravidass?(?:\'?s)? (?:jayanti|birthday)': of_india(11, 15),
    r'(?:maharishi dayanand )?saraswati jayanti': of_india(11, 25),
    r'(?:maha )?shiva?ratri': of_india(11, 29, 23.9),
    r'(?:choti|chhoti) holi|holika dahan': of_india(12, 15, 18),
    r'holi|dhulandi|dhulivandan|dol(?: purnima)?|phagwah': before(of_india(12, 15, 18), -1),
    r'(?:guru gobind singh)(?:\'?s)? (?:jayanti|birthday|gurpurab)': of_india(10, 7),
    r'lohri|bogi pandigai|bhogi': fixed(1, 13),
    r'maghi': fixed(1, 15),
    r'(?:makara?|makar) sankranth?i|thai pongal|surya pongal|pongal': fixed(1, 14),
    r'ma+t+u pongal': fixed(1, 15),
    r'ka+n+(?:i|um) pongal': fixed(1, 16),
    r'vais?akhi|bais?akhi|vasakhi': fixed(4, 14),
    r'rabindra(?:nath)? jayanti': fixed(5, 9),
    r'(?:jamshedi )?nav?roz|parsi new year': fixed(8, 17),
    r'(?:thiru )?onam': onam,
}
CHINESE: Feasts = {
    r"(?:chinese|lunar)(?: lunar)? new year(?:'?s)?(?: day)?|spring festival": chinese_new_year,
    r'(?:chinese )?lantern festival': before(chinese_new_year, -14),
}
