"""Days with a name: 'christmas', 'easter monday', 'thanksgiving'."""

import re

from services.language.dates.calendar_days import SUNDAY
from services.language.dates.feasts import (
    Feasts,
    fixed,
    from_easter,
    last_weekday_before,
    names_of,
    not_on_sunday,
    nth,
    on_a_workday,
    reader_of,
)
from services.language.dates.patterns import vocabulary
from services.language.english.dates.feasts_of_the_world import CHINESE, EASTERN, INDIAN, JEWISH, MUSLIM
from services.language.english.dates.words import AMOUNT, YEAR_WORDS

_THURSDAY, _MONDAY = 3, 0

_WESTERN: Feasts = {
    r"new year'?s?(?: day)?(?! eve)": fixed(1, 1),
    r"new year'?s? eve|nye": fixed(12, 31),
    r'(?:mlk|civil rights|martin luther king)(?:\'?s?,?(?: jr\.?)?)? day': nth(1, _MONDAY, 3),
    r"valentine'?s?(?: day)?": fixed(2, 14),
    r"presidents?'?s? day": nth(2, _MONDAY, 3),
    r"(?:st\.?|saint) patrick'?s?(?: day)?": fixed(3, 17),
    r'ash wednesday': from_easter(-46),
    r'palm sunday': from_easter(-7),
    r'good friday': from_easter(-2),
    r'easter(?: sunday)?(?! monday)': from_easter(0),
    r'easter monday': from_easter(1),
    r'ascension day': from_easter(39),
    r'pentecost|whit sunday': from_easter(49),
    r'earth day': fixed(4, 22),
    r"mother'?s?'? day": nth(5, SUNDAY, 2),
    r'memorial day': nth(5, _MONDAY, -1),
    r"father'?s?'? day": nth(6, SUNDAY, 3),
    r'independence day': fixed(7, 4),
    r'labou?r day': nth(9, _MONDAY, 1),
    r'columbus day': nth(10, _MONDAY, 2),
    r"hall?owe'?en(?: day)?": fixed(10, 31),
    r"all saints'? day": fixed(11, 1),
    r"veterans?'? day": fixed(11, 11),
    r'thanksgiving(?: day)?': nth(11, _THURSDAY, 4),
    r'black friday': nth(11, _THURSDAY, 4, plus=1),
    r'cyber monday': nth(11, _THURSDAY, 4, plus=4),
    r'christmas eve|xmas eve': fixed(12, 24),
    r'(?:christmas|xmas)(?: day)?(?! eve)': fixed(12, 25),
    r'boxing day': fixed(12, 26),
    r'epiphany|three kings day': fixed(1, 6),
    r'groundhog day': fixed(2, 2),
    r'(?:international )?women\'?s\'? day': fixed(3, 8),
    r'pi day': fixed(3, 14),
    r"april fools?'?(?: day)?": fixed(4, 1),
    r'anzac day': fixed(4, 25),
    r"may day|(?:international )?workers'? day": fixed(5, 1),
    r'cinco de mayo': fixed(5, 5),
    r'flag day': fixed(6, 14),
    r'juneteenth': fixed(6, 19),
    r'canada day': fixed(7, 1),
    r'bastille day': fixed(7, 14),
    r'guy fawkes(?: day| night)?': fixed(11, 5),
    r'remembrance day|armistice day': fixed(11, 11),
    r'(?:world )?vegan day': fixed(11, 1),
    r"all souls'? day": fixed(11, 2),
    r'kwanzaa': fixed(12, 26),
    r"(?:king'?s day|koningsdag)": not_on_sunday(4, 27),
    r"boss(?:'?s|es)?'? day": on_a_workday(10, 16),
    r"grandparents'? day": nth(9, SUNDAY, 1, plus=7),
    r'victoria day': last_weekday_before(fixed(5, 25), _MONDAY),
    r'mardi gras|shrove tuesday|pancake (?:day|tuesday)|fat tuesday': from_easter(-47),
    r'shrove monday': from_easter(-48),
    r'lent': from_easter(-46),
    r'maundy thursday|(?:thu|thursday) of mysteries|holy thursday': from_easter(-3),
    r'holy saturday|easter eve|black saturday': from_easter(-1),
    r'pentecost monday|whit monday': from_easter(50),
    r'white sunday': from_easter(49),
    r'trinity sunday': from_easter(56),
    r'corpus christi': from_easter(60),
    r'advent(?: sunday)?|first (?:sunday of )?advent': last_weekday_before(fixed(12, 4), SUNDAY),
}
FEASTS: Feasts = {**_WESTERN, **EASTERN, **JEWISH, **MUSLIM, **INDIAN, **CHINESE}
FEAST = re.compile(
    rf'(?:(?P<first>this|next|coming|following|last|previous) )?(?P<feast>{names_of(FEASTS)})\b'
    rf'(?:(?: of| in)?(?: (?P<year>(?:19|20)\d\d|{YEAR_WORDS}\b)| (?P<which>this|next|last) year)'
    rf'|(?: in)? (?P<many>{AMOUNT}) (?P<unit>month|year)s?(?P<ago> ago)?\b)?'
)
feast = reader_of(FEASTS)
FEAST_STARTS = vocabulary(
    'orthodox rosh yom sukkot sukot hoshana shemini simchat hanukkah chanukah hanukah tu purim shushan',
    'passover pesach holocaust shoah lag shavuot tisha islamic muslim hijri muharram ashura mawlid milad',
    'isra lailat laylat ramadan eid id bakr sacrifice feast lesser greater jumu juma jamat amun ugadi',
    'yugadi samvatsaradi chaitra gudi ram rama mahavir mahaveer hanuman vesak vaisakha buddha rath ratha',
    'raksha rakhi krishna janmashtami gokulashtami ganesh vinayaka vinayak navratri navaratri saptami',
    'maha durga dussehra dasara vijaya vijayadashami pargat valmiki sharad karva dhanteras dhantrayodashi',
    'choti chhoti kali naraka diwali deepavali divali lakshmi govardhan annakut bhai chhath chhat dala',
    'surya guru vasant basant saraswati shivaratri shivratri holika holi dhulandi dol phagwah lohri bogi',
    'bhogi maghi makar makara thai pongal maattu mattu kanni kaanum vaisakhi vasakhi baisakhi rabindra',
    'rabindranath jamshedi navroz parsi thiru onam chinese lunar spring lantern epiphany groundhog womens',
    'women international pi anzac workers cinco flag juneteenth canada bastille guy remembrance armistice',
    'world vegan kwanzaa king kings koningsdag boss grandparents victoria mardi shrove pancake fat lent',
    'maundy holy trinity corpus advent three civil prophet',
)
"""The words that the name of a feast can begin with, beside those that begin other dates."""
