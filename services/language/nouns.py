"""The words people use for what is kept here, and for what is kept elsewhere."""

OWNER = r'(?:my|our|the|this|that|your|a|his|her)'
TODO = r"(?:to-?\s?do'?s?|todos?|task|chores?|errands?)"
LIST = (
    rf"(?:{OWNER}\s)?(?:current\s|whole\s|entire\s|running\s|domestic\s)?(?:(?!\bplay)[\w'-]{{1,20}}\s"
    rf"(?:[\w'-]{{1,20}}\s){{0,2}}?)??(?:lists?|(?:{TODO}s?|tasks|reminders?)(?:\slists?\b)?|notes?"
    r'|calendar|schedule|agenda'
    r'|planner|plate)(?:\s(?:of|for)\s(?:things|tasks|chores|to-?\s?dos|reminders|shopping|groceries'
    r'|errands|housework|items)(?:\s(?:to|i)\s[\w ]{1,25}?)?|\sto\sdo)?'
)
LISTED = r'(?:lists?|to-?\s?dos?|todos?|tasks?|chores?|errands?|reminders?|agenda)'
THINGS = r"(?:tasks?|to-?\s?do'?s?|todos?|items?|chores?|errands?|reminders?|entry|entries)"
PLAINLY = r"\b(?:to-?\s?do|todo|task|reminder|chore|shopping|grocery|errand|appointment)s?'?s?\b"
DATED = r'(?:appointments?|meetings?|events?|calendar|schedule|agenda|plans|anniversary)'
ELSEWHERE = (
    r'(?:alarms?|e-?mails?|mails?|songs?|playlists?|tracks?|tunes?|albums?|music|photos?|pictures?'
    r'|accounts?|podcasts?|lights?|lamps?|volume'
    r'|reservations?|bookings?|flights?|tickets?|credit cards?|cards?|bank|checking|savings|tweets?'
    r'|facebook|inbox|timers?|audiobooks?|movies?|recipes?|weather|news'
    r'|radio|station|stocks?|traffic|contacts?)'
)
