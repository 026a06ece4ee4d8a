"""Verbs by sense: what each means, how sure it is by itself, and what it needs around it."""

from services.language.lexicon import VerbRow

VERBS = (
    VerbRow(
        'add', 1.0, '',
        'add|create|append|insert|include|jot down|note down|write down|put down|log|enter|pencil in',
    ),
    VerbRow(
        'add', 1.0, '',
        'new task|new todo|new to do|new item|new reminder|another task|another one|reminder to|todo|to do|'
        'a reminder to|note to self',
    ),
    VerbRow(
        'add', 0.9, 'me',
        'remind|nudge|notify|alert',
    ),
    VerbRow(
        'add', 0.9, 'down',
        'put|get|note|write|jot',
    ),
    VerbRow(
        'add', 0.5, 'list',
        'make sure|put|stick|pop|throw|place|slap|chuck|get|want|need|squeeze|mark down|have to have|have',
    ),
    VerbRow(
        'add', 0.6, 'thing',
        'how about|need|give me|request|ask|set|set up|start|begin|new|another|generate|build|prepare|want|like|'
        'have|initiate|open|put|save|note|keep|get|make',
    ),
    VerbRow(
        'add', 0.9, '',
        "don't forget to|do not forget to|don't let me forget to|don't let me forget about|don't let me forget|"
        'remember to|remember that i need to|remember that i have to|remember i need to|remember i have to|'
        'make sure to|make sure i|make sure that i|i need to remember to|make a note to|be reminded|'
        "be reminded to|get reminded|get reminded to|don't want to forget to|don't want to forget|"
        "do not want to forget to|don't forget|so i don't forget|help remind me|help me remember|"
        'help me remember to|make a note of|keep in mind to',
    ),
    VerbRow(
        'add', 0.8, 'me to',
        'tell|ping|prompt|buzz|warn',
    ),
    VerbRow(
        'add', 0.4, 'when',
        'schedule|plan|book|arrange|organize|organise|set|put|have|make|mark|block',
    ),
    VerbRow(
        'show', 1.0, '',
        "plan my day|plan my week|plan my weekend|show|list|display|recite|what's|whats|enumerate",
    ),
    VerbRow(
        'show', 0.8, 'few',
        'find|search for|look for|search',
    ),
    VerbRow(
        'show', 0.7, 'list',
        'read|tell|give|find|view|see|have|check|look|look at|pull up|bring up|open|get|repeat|go over|hear|'
        'know|read out|read back|print|say|present|search|retrieve|fetch|access|go through|review|inform|name|'
        'describe|call up|load|go to|run through|talk me through|recap|locate|verify|confirm|look up|browse|'
        'let me know|walk me through|iterate|recall|refresh my memory|sort|arrange',
    ),
    VerbRow(
        'show', 0.9, 'asks',
        'remind me|tell me|let me know|need to know|want to know|know|check|find out|see|look up|show me|say',
    ),
    VerbRow(
        'count', 1.0, '',
        'how many|count|number of',
    ),
    VerbRow(
        'count', 0.8, 'list',
        'how much',
    ),
    VerbRow(
        'complete', 1.0, '',
        'complete|finish|tick off|check off|cross off|cross out|mark off|strike off|wrap up|tick|accomplish|'
        'fulfill|close',
    ),
    VerbRow(
        'complete', 0.9, 'off',
        'tick|check|cross|mark|strike|knock',
    ),
    VerbRow(
        'complete', 0.7, '',
        'done with|finished with|through with|finished|completed|done|over with|all done|already did|have done|'
        'took care of|take care of',
    ),
    VerbRow(
        'delete', 1.0, '',
        'delete|remove|erase|discard|get rid of|get rid off|trash|wipe|scrap|omit|eliminate|dump|purge|destroy|'
        'throw out|throw away|bin|junk|ditch|subtract|exclude|clear out|clean out|clear off|dispose of|'
        'do away with|leave out',
    ),
    VerbRow(
        'delete', 0.9, '',
        "no longer need|no longer need to|no longer have to|no longer want|don't need|don't need to|do not need|"
        "do not need to|don't have to|do not have to|don't want|do not want|not need|never mind about|"
        'no need to|no need for',
    ),
    VerbRow(
        'delete', 0.8, '',
        'cancel|forget about|unlist|nix|call off|disregard',
    ),
    VerbRow(
        'delete', 0.8, 'no place',
        'drop',
    ),
    VerbRow(
        'delete', 0.9, 'set',
        'clear|empty|clean|blank|blank out|strip',
    ),
    VerbRow(
        'delete', 0.9, 'off',
        'take|get|pull|cut|strike|wipe|toss|throw|keep|leave|scratch|have|knock|need',
    ),
    VerbRow(
        'reopen', 1.0, '',
        'reopen|re open|uncheck|untick|uncomplete|mark as not done|restore|unmark|bring back',
    ),
    VerbRow(
        'reopen', 0.9, '',
        "did not do|didn't do|did not finish|didn't finish|haven't done|have not done|did not complete|"
        "didn't complete|haven't finished|have not finished|hasn't been done|haven't completed|"
        'have not completed',
    ),
    VerbRow(
        'start', 0.9, '',
        'start working on|begin working on|start on|working on|start|begin|get started on|work on',
    ),
    VerbRow(
        'rename', 1.0, '',
        'rename|retitle|reword|rephrase|should be called|call it|call that|call this',
    ),
    VerbRow(
        'note', 1.0, '',
        'add a note|add note|note on|attach a note|write a note|leave a note|make a note on|put a note|annotate',
    ),
    VerbRow(
        'schedule', 1.0, '',
        'move|postpone|push|reschedule|delay|defer|bump|shift|push back|put off|snooze|bring forward|extend|'
        'pull forward|move back|move up|bring',
    ),
    VerbRow(
        'schedule', 0.5, 'value',
        'schedule|plan|do',
    ),
    VerbRow(
        'schedule', 0.9, 'value',
        'due|should be done|must be done|has to be done|needs to be done|should be finished|'
        'needs to be finished|has to be finished|is due|can wait|could wait',
    ),
    VerbRow(
        'unschedule', 1.0, '',
        'unschedule|undate',
    ),
    VerbRow(
        'prioritise', 1.0, '',
        'prioritise|prioritize|deprioritise|deprioritize|bump up',
    ),
    VerbRow(
        'set', 0.6, 'value',
        'set|make|change|update|mark|edit|turn|adjust|modify|alter|put|switch|give|raise|lower|have|flag|bring|'
        'correct|amend|assign|reset',
    ),
    VerbRow(
        'set', 0.9, 'label',
        'tag|label|categorise|categorize',
    ),
    VerbRow(
        'set', 0.9, 'goal',
        'transfer|file|stick|place',
    ),
    VerbRow(
        'set', 0.9, 'length',
        'estimate',
    ),
    VerbRow(
        'defer', 0.9, 'when',
        "hide|don't show|do not show|don't show me|do not show me|don't start|do not start|can't start|cannot start",
    ),
    VerbRow(
        'undo', 1.0, '',
        'undo|revert|roll back|rollback|take that back|take it back|take this back|ctrl z|undelete|'
        'bring it back|bring that back|revert the last|revert that|restore the deleted|bring back the deleted|'
        "undo the last|didn't mean to|did not mean to|didn't want to|restore deleted|want it back|want that back|"
        'get it back|get that back|give it back|give that back|put it back',
    ),
    VerbRow(
        'redo', 1.0, '',
        'redo',
    ),
    VerbRow(
        'help', 0.9, '',
        'help|what can you do|commands|how does this work|how do you work|what can i say|how do i|how can i|'
        'how do you|how to|how would i|what can i do here',
    ),
)  # fmt: skip
