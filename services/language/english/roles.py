"""The small words, by the part they play. A word may play several."""

ROLES = {
    'filler': 'actually oh hmm hm hmmm um umm uh well er ah ugh oops whoa eh aw argh damn sorry',
    'heading': 'todo to new another reminder',
    'these': 'these',
    'both': 'both',
    'upward': 'up',
    'tidies': 'clean tidy clear sort',
    'narrows a set': 'else work working main',
    'vague act': 'do done did doing',
    'same in the past': 'put set cut let',
    'past auxiliary': 'did have has',
    'tells': 'say says',
    'definite': 'the that this my our your his her its these those',
    'owner': 'my our your his her their the this a that an another',
    'own': 'my our',
    'article': 'the a an my our your his her their',
    'indefinite': 'a an another',
    'new': 'new',
    'some_list': 'a an',
    'to': 'to',
    'infinitive': 'to',
    'pronoun': 'it him',
    'no date': 'none never clear',
    'by': 'by',
    'as': 'as',
    'still': 'still remaining yet',
    'due': 'due overdue deadline deadlines',
    'be': "is are was were be been am i'm it's being has have had",
    'is': "is are was were am it's be",
    'and': 'and & plus',
    'or': 'or',
    'nor': 'but',
    'comma': ', ;',
    'sentence': '. ! ?',
    'then': 'then also afterwards',
    'also': 'also too',
    'if': 'if whether unless',
    'self': "i we i'm i've we've i'd",
    'me': 'me',
    'its': "it's its",
    'person': 'he she they somebody someone everybody everyone',
    'you': "you u you've",
    'yours': 'you your yours yourself',
    'needed': 'need have must',
    'so': 'so',
    'becomes': 'become becomes became should must seems feels',
    'further': 'later earlier sooner more longer further back forward',
    'passive': 'be been being was were',
    'adverb': 'now already also then instead actually only',
    'exchanged_for': 'with for',
    'list_goal': 'to onto into in on',
    'describes a list': (
        'whole entire full complete current own main usual general normal daily weekly personal big long short running '
        'active existing old first last other same todo to do task tasks master updated'
    ),
    'inbox': 'inbox',
    'lists': 'lists',
    'labels': 'labels tags',
    'label_word': 'label labels tag tags',
    'label_to': 'to on onto for',
    'label_by': 'with as',
    'empties': 'clear empty wipe clean purge flush',
    'destination': 'work home school bed church town',
    'slot lead': 'it that which and',
    'part lead': 'under beneath below for',
    'roughly': 'about around roughly approximately',
    'list_name': 'shopping groceries grocery errands chores',
    'can': 'can could would will',
    'please': 'please pls just also kindly',
    'not': "not n't never",
    'denies': (
        "not don't dont doesn't didn't never isn't aren't haven't hasn't wasn't weren't won't no without cannot "
        "can't"
    ),
    'onto': 'to on onto in into for at',
    'off': 'from off of out',
    'away': 'off out away',
    'names a thing to do': 'plan book arrange organize organise',
    'into': 'to onto into',
    'vague thing': 'things stuff thing items item',
    'outside': 'know hear listen see find learn fly play talk eat watch rent speak swap',
    'particle': 'off away',
    'towards a place': 'off by in at round over out into onto',
    'priority': 'priority prio urgent',
    'down': 'down',
    'list_place': 'to on onto from in into off of for at with',
    'before_value': 'to as be for on by from until till at',
    'in_values': (
        'later down to as be and for on by due priority prio a the with at in from instead please now up until '
        'back is are it its status date yet deadline then also but both of level task title'
    ),
    'in_correction': (
        "later and at on by for to the due priority not but be prio it that that's they're it's is should make of i "
        'meant mean no actually sorry wait rather oops instead better or hmm say with a an in as so'
    ),
    'object_end': (
        'back forward ahead as to for is are be off out on has been was already up by due at and away priority '
        "from with in of were have that 's it's"
    ),
    'object_start': 'with on off out of from up that the my for as to about',
    'names_task': (
        'the my task one item please of a todo just due tasks ones all both date to do number numbers entry '
        'thing reminder no nr # our this that items stuff'
    ),
    'one_word': 'one task item entry thing date reminder ones todo stuff',
    'singular': 'one task item entry thing reminder todo chore errand',
    'attribute_to': 'of for on from off',
    'from': 'from',
    'title_start': 'to about that of me for',
    'on_list_before': (
        'to on from in into onto of off at with and add delete remove clear show read create make new is me all '
        'erase get find any many what have them it you i we please your up out display list view check open '
        'start complete finish empty wipe there as'
    ),
    'list_of': 'of for',
    'list_noun': "list lists todo todos todo's notes agenda planner reminders tasks chores plate errands",
    'list_word': 'list lists',
    'todo_word': 'todo todos task reminder tasks reminders chores chore',
    'list_kind': (
        'shopping grocery groceries todo task reminder chore errand packing christmas wish purchase buy work '
        'house domestic things food'
    ),
    'list_content': 'things tasks chores todos reminders shopping groceries errands items stuff to housework',
    'list_content_more': 'to do dos buy i need complete get',
    'place_after': 'in at near around when while for with',
    'head_words': (
        'the following these this new next some few my list of tasks items things todos to do dos reminders one '
        'two three four five six task item add ones more another'
    ),
    'marks_priority': '! with as at priority prio , : - make mark set is its kinda pretty very quite rather really',
    'small': (
        'a an the my our your his her their of to for in on at with and or is it that this task one thing about '
        "from me i you we be as by so im i'm please its item tasks items things some"
    ),
    'filter_noise': (
        'a an the my our your his her their of to for in on at with and or is it that this task one thing from '
        'me i you we be as by so due priority prio ones are have has which still do yet there were whose dated '
        'left sight date dates things stuff been else show list what tell give did get see need want find read '
        'out up check when was going waiting can let know us look here now does remain currently current start '
        "whats what's right far through pull not item items again much many any anything count how would should "
        "could today's also only too it's i've i'm there's that's any's who must wants like really actually "
        'work working them those these they all every everything each already finish finished complete '
        'completed add added created done doing tasks agenda plate about just please got anyone anybody '
        'something nothing ready supposed put ahead board outstanding mine lists names name order sorted sort '
        'coming first next most pick recall say marked remind made priorities level levels than will happens '
        'happening planned plan planning scheduled upcoming open tackle focus deadline deadlines more hey ok '
        "okay in't isn't aren't haven't hasn't don't didn't doesn't no none without except but main since "
        'contain contains containing mention mentions mentioning regarding into concerning related called named '
        'set available s being had having tonight then entries entry todo todos to-do chore chores reminder '
        'reminders errand errands'
    ),
    'clause_no_split': 'but so or which who because',
    'renaming': 'change edit correct amend update alter modify turn make',
    'wants': 'need want should like must needs have get sure',
    'had': "i've did",
    'joins_names': 'and , & plus ;',
    'this_same': 'today tonight',
    'per_number': 'number no nr # option and , & numbers task tasks item items the',
    'correction_lead': (
        'no actually wait sorry rather oops i meant mean make that it not instead , better or to for at hmm say '
        "should be it's that's they're set on nope let's oh ah and the"
    ),
    'not_mistaken': 'but',
    'question_do': 'do does did have has',
    'week_words': 'day week month quarter',
    'how_done': 'am was is were did has go going been doing productive well look looking are',
    'number_word': 'number no nr #',
    'reply_yes_but': 'but only except not',
    'anything': 'anything everything any all every',
    'until_word': 'until till',
}  # fmt: skip
