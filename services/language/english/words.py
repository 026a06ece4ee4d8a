"""What English words mean besides verbs: kind, value, words."""

from services.values.vocabulary import Priority

WORDS: tuple[tuple[str, object, str], ...] = (
    ('priority', Priority.URGENT, (
        'urgent|critical|asap|top|highest|p1|top priority|highest priority|most urgent|super urgent'
    )),
    ('priority', Priority.HIGH, 'high|p2|higher'),
    ('priority', Priority.MEDIUM, 'medium|normal|regular|default|p3|med|mid'),
    ('priority', Priority.LOW, 'low|lowest|minor|p4|not important|not that important|lower'),
    ('important', Priority.HIGH, 'important|very important'),
    ('important', Priority.LOW, 'unimportant'),
    ('priority word', None, 'priority|prio|priorities|importance'),
    ('status', 'completed', (
        'done|finished|completed|complete|closed|ticked|checked|checked off|ticked off|crossed off|all done|'
        'sorted out|dealt with|handled|taken care of|out of the way|wrapped up|over and done with'
    )),
    ('status', 'open', (
        'open|undone|incomplete|unfinished|remaining|remains|remain|left|outstanding|active|uncompleted|left to do|'
        'still to do|unchecked|yet to do'
    )),
    ('status', 'pending', 'pending|not started|unstarted|not begun|not yet started|to do'),
    ('status', 'in_progress', (
        'in progress|ongoing|under way|underway|working on|started|in the works|in process|begun'
    )),
    ('overdue', None, 'overdue|late|past due|behind schedule|past their due date|past its due date|missed'),
    ('undated', None, (
        "undated|unscheduled|don't have a date|don't have a due date|don't have dates|doesn't have a date|"
        "have no date|haven't got a date|no date|no due date|without a date|without a due date|no deadline|"
        'without a deadline|without due date|without due dates|no due dates|no dates|not scheduled|'
        'without deadline|without any due date|without any date|without any deadline|no deadlines|without dates|'
        'without date'
    )),
    ('dated', None, (
        'with a due date|with a date|that have a date|that have a due date|with due dates|with dates|dated|'
        'that has a date|have a due date|have a date'
    )),
    ('noted', None, 'with a note|with notes|has a note|have a note|have notes'),
    ('quantifier', 'all', (
        'all|every|everything|each|both|entire|whole|whatever|contents|every single|all of|'
        'anything and everything'
    )),
    ('quantifier', 'all', 'rest|remainder'),
    ('remainder', None, (
        'rest|remainder|the rest|all the rest|everything else|all others|all the others|the others|all other tasks|'
        'the rest of them|the rest of those|the rest of it'
    )),
    ('quantifier', 'any', 'any|anything|something'),
    ('quantifier', 'some', 'half|some|most of|a few of|few'),
    ('one', None, 'it|this|that'),
    ('many', None, (
        'them|these|those|they|all of them|all of those|both of them|both of those|all three|all of these|'
        'them all|those two|the two|these two'
    )),
    ('selected', None, (
        'selected|the selection|selection|highlighted|marked ones|what i selected|what i have selected|'
        'what is selected|my selection'
    )),
    ('newest', None, (
        'i just added|i added last|just added|last added|i last added|the last task i added|'
        'the last thing i added|the last one i added|what i just added|the newest task|the latest task|'
        'the newest one|the latest one|the newest|the latest|the task i just added|the one i just added|'
        'the task i just created|the one i just created|the one i created last|last task i added|latest task|'
        'newest task|the last one added|most recent task|most recently added task'
    )),
    ('other', None, 'the other|the other one|other one|the other task'),
    ('ordinal', 1, 'first|1st'),
    ('ordinal', 2, 'second|2nd'),
    ('ordinal', 3, 'third|3rd'),
    ('ordinal', 4, 'fourth|4th'),
    ('ordinal', 5, 'fifth|5th'),
    ('ordinal', 6, 'sixth|6th'),
    ('ordinal', 7, 'seventh|7th'),
    ('ordinal', 8, 'eighth|8th'),
    ('ordinal', 9, 'ninth|9th'),
    ('ordinal', 10, 'tenth|10th'),
    ('ordinal', -1, 'last'),
    ('cardinal', 1, 'one'),
    ('cardinal', 2, 'two|couple of'),
    ('cardinal', 3, 'three'),
    ('cardinal', 4, 'four'),
    ('cardinal', 5, 'five'),
    ('cardinal', 6, 'six'),
    ('cardinal', 7, 'seven'),
    ('cardinal', 8, 'eight'),
    ('cardinal', 9, 'nine'),
    ('cardinal', 10, 'ten'),
    ('negation', None, (
        "not|don't|dont|doesn't|didn't|never|isn't|aren't|haven't|hasn't|wasn't|weren't|won't|no|cannot|can't|"
        "shouldn't|couldn't|wouldn't|nothing|none|nobody|no one|under no circumstances"
    )),
    ('exception', None, (
        'except|except for|apart from|other than|but not|excluding|besides|but|without|save for|minus|all but'
    )),
    ('thing', 'many', (
        "things|stuff|tasks|items|todos|todo's|to do's|to dos|reminders|chores|errands|entries|assignments|"
        'to do items|todo items|things to do|stuff to do|things i have to do|things i need to do|work items|'
        'things to buy|things i need to buy|things i have to buy|things i need to get|things i need|'
        'duties|jobs'
    )),
    ('thing', 'one', (
        'task|item|todo|to do|reminder|chore|errand|entry|ticket|assignment|to do item|todo item|'
        'thing i have to do|to do task|thing'
    )),
    ('calendar', None, (
        'calendar|schedule|meeting|meetings|appointment|appointments|event|events|diary|plans|invite|'
        'anniversary|birthday|party'
    )),
    ('level', Priority.LOW, 'lower|lowered|deprioritise|deprioritize|decrease|reduce'),
    ('level', Priority.HIGH, 'prioritise|prioritize|raise|increase|bump up'),
    ('level', Priority.MEDIUM, 'reset'),
    ('attribute', 'due', 'due date|due dates|date|dates|deadline|deadlines|due time|time'),
    ('attribute', 'priority', 'priority|priorities|prio|importance|urgency'),
    ('attribute', 'status', 'status|state'),
    ('attribute', 'title', 'title|name|wording|text'),
    ('attribute', 'estimate', 'estimate|duration|estimated time'),
    ('label lead', None, (
        'tagged|tagged with|tagged as|labelled|labelled with|labelled as|labeled|labeled with|labeled as|'
        'with the label|with label|with the labels|with labels|with the tag|with tag|with the tags|with tags'
    )),
    ('part of', 'said', (
        'as a subtask of|as a sub task of|as subtask of|as sub task of|a subtask of|a sub task of|subtask of|'
        'sub task of'
    )),
    ('part of', 'maybe', 'under|beneath|underneath|part of|as part of|as a part of'),
    ('takes lead', 'of several', 'take|need|needs|requires'),
    ('takes lead', None, 'takes|taking|will take|should take|would take|it takes|it will take'),
    ('attribute', 'note', 'note|notes|description|details|comment'),
    ('elsewhere', None, (
        'alarm|alarms|email|emails|mail|song|songs|playlist|playlists|track|tracks|tune|album|music|photo|'
        'photos|picture|pictures|account|accounts|podcast|podcasts|light|lights|lamp|lamps|volume|reservation|'
        'reservations|flight|flights|card|cards|bank|checking|savings|tweet|facebook|twitter|timer|timers|'
        'audiobook|movie|movies|recipe|recipes|weather|news|radio|station|stocks|stock|traffic|contact|contacts|'
        'money|dollars|tax|taxes|credit|bill|interest|score|insurance|rate|price|calories|gas|directions|route|'
        'restaurant|restaurants|hotel|uber|taxi|cab|lyft|train|bus|phone|text|message|messages|call|joke|jokes|'
        'translate|language|spell|definition|meaning|thermostat|temperature|heat|vacuum|tv|channel|playing|'
        'artist|game|games|time zone|timezone|exchange|currency|vaccine|vaccines|visa|passport|luggage|plane|'
        'airport|airline|pin|paycheck|salary|income|payday|balance|transaction|transactions|transfer|fraud|'
        'order|coffee|cleaner|robot|socket|plug|wifi|speaker|headlines|forecast|rain|sunny|snow|umbrella|accent|'
        'voice|whisper'
    )),
    ('elsewhere', 'collected', (
        'song|songs|track|tracks|tune|tunes|album|albums|artist|artists|music|video|videos|photo|photos'
    )),
    ('elsewhere', 'collection', 'playlist|playlists|queue|contacts|contact list|favorites|favourites'),
    ('exchange', None, 'swap|exchange|switch around|trade'),
    ('alarm', None, 'alarm|alarms|timer|timers|alarm clock|stopwatch'),
    ('waking', None, 'wake me'),
    ('repeating', None, 'repeat|recur|repeating|recurring'),
    ('meta', None, (
        'request|requests|command|conversation|process|session|program|app|application|question|answer|'
        'operation|action'
    )),
    ('memo', None, (
        'remember|remind|reminded|recall|forget|forgot|forgotten|noted|planned|planning|plan|supposed|purchase|'
        'buy|bought|shop|wanted|scheduled|booked|jot|jotted|written|wrote|memory|upcoming|coming|due|'
        'overdue|deadline'
    )),
    ('question', 'what', "what|which|what's|whats|which one|which ones"),
    ('question', 'when', (
        "when|when's|what time|what day|how long until|how long till|how many days until|how many days till|"
        'how soon'
    )),
    ('question', 'how', 'how|how long'),
    ('question', 'who', "who|where|why|who's|where's|how's"),
    ('auxiliary', None, (
        "is|are|do|does|did|have|has|was|were|am|will|would|should|isn't|aren't|didn't|haven't|don't|doesn't|"
        'any|anything'
    )),
    ('order', 'next', (
        'next|first|start with|begin with|do next|work on first|work on next|focus on|tackle first|tackle next|'
        'coming up next'
    )),
    ('order', 'priority', (
        'most urgent|most important|by priority|by importance|by urgency|highest priority|most pressing|'
        'top priority'
    )),
    ('order', 'due', 'by due date|by date|by deadline|soonest|earliest|due next|due first|due soonest|by due'),
    ('order', 'newest', 'newest first|most recent|latest|by creation date|recently added|newest'),
    ('sorted', None, 'sorted|sort|ordered|order|in order|arranged'),
    ('happened', 'completed', (
        'finished|finish|completed|complete|done|get done|got done|ticked off|tick off|accomplished|accomplish|'
        'checked off|did|do'
    )),
    ('happened', 'created', 'added|add|created|create|entered|made'),
    ('elsewhere', None, (
        'playlist|colors|colour|color|oven|concert|exhibitions|vacation|pto|fuel|memory|ram|weather|youtube|'
        'itunes|trains|ticket|teams|speech|ingredients|hiking|shopping mall|metro|lasagna|roast|phone|w-2|audio|'
        'lighting|videos|artist|album|songs|benefits|jazz|television'
    )),
    ('statistics', 'day', (
        'summary|summaries|statistics|stats|recap|progress|productivity|overview|chart|graph|plot|summarize|'
        'summarise|sum up'
    )),
    ('per', 'day', 'each day|per day|every day|by day|day by day|daily|a day|per weekday'),
    ('per', 'status', 'by status|per status|of each status|for each status|of every status'),
    ('per', 'priority', 'by priority|per priority|of each priority|for each priority|of every priority'),
    ('stretch', 0, 'day'),
    ('stretch', 6, 'week'),
    ('stretch', 29, 'month'),
    ('stretch', 91, 'quarter'),
    ('unoffered', 'sub-tasks', 'subtask|subtasks|sub task|sub tasks|sub-task'),
    ('unoffered', 'projects', 'a project|new project|project called'),
    ('unoffered', 'labels', 'a tag|tag|label|labels|tags'),
    ('unoffered', 'attachments', 'attach a file|attachment|attachments'),
    ('unoffered', 'sharing', 'share|shared with|assign to|delegate'),
    ('unoffered', 'early reminders', 'day before|days before|hour before|hours before|minutes before|week before'),
    ('about', None, (
        'about|containing|mentioning|regarding|to do with|with the word|contain|contains|mention|mentions|'
        'mentioned|concerning|related to'
    )),
    ('called', None, 'called|named|titled|labelled|labeled|with the title|with the name|saying|that says|which says'),
    ('note mark', None, (
        'with the description|with description|with the note|with a note saying|with the comment|description|'
        'with note|note|notes|comment|with comment|with a comment|with a description|with a note|with a note that|'
        'with a note to|with notes|with the notes'
    )),
    ('says', None, 'saying|says|that says|to say|that'),
    ('anymore', None, 'anymore|any more|any longer|no longer'),
    ('earlier', None, 'earlier|forward|sooner|up'),
    ('follow up', None, (
        'what about|how about|and|only|just|and what about|and how about|and the|just the|only the|now|now the|'
        'but only|same for|what of'
    )),
    ('meant', None, 'i meant|i mean|meant|i was talking about|i was thinking of'),
    ('small talk', None, (
        'play|turn|tell me|sing|thanks|thank you|good|bye|goodbye|see you|lol|haha|wow|nice|cool|great|awesome|'
        'perfect|sorry|who|why|where|how|what|i love|you|are|hello|hi|hey|ok|okay|yeah|sure|not sure|yes|ignore|'
        "my|i'm|i am|she|he|they|we|it|there|i bought|i like|i think|the thing|so"
    )),
    ('scratch', None, 'scratch that|no wait|wait no|actually no|strike that|no scratch that|correction|no actually'),
)  # fmt: skip
