"""What people say before and after what they want."""

OPENINGS = {
    'greeting': (
        'really|hi|hey|hello|hi there|hey there|hello there|yo|ok|okay|alright|all right|well|so|also|now|oh|um|'
        'uh|er|erm|hmm|hm|great|cool|fine|good|sure|thanks|thank you|perfect|olly|alexa|siri|google|cortana|'
        'hey siri|hi siri|hey google|ok google|hey olly|computer|assistant|tandem|hey tandem|hi tandem|sorry|'
        'then|and|just|maybe|next|finally|first|by the way|btw|hurry up and|real quick|quickly|oh yeah|yeah|'
        'oops|on second thought|instead|right|lastly|good morning|good evening|good afternoon|thanks a lot|'
        'thank you very much|great thanks|actually|oh and|and also|like|you know|uhm|oh wait|wait|anyway|ah|aha|'
        'super|awesome|excellent|nice|yes|yep|one more thing|one more|another thing|afterwards|after that|'
        'in addition|additionally|besides|no wait|guys|dear|listen|dude|mate|ps|no|yay|hooray|phew'
    ),
    'polite': (
        "please|pls|plz|kindly|if possible|if you can|if you could|if you would|if you don't mind|"
        'be so kind as to|be a dear and|would you mind|do you mind|do me a favor and|do me a favour and|'
        "i would be grateful if you could|i'd be grateful if you could|i would appreciate it if you could|"
        "i'd appreciate it if you could|it would be great if you could|it would be nice if you could|"
        'it would be good if you could|would it be possible to|is it possible to|is it possible for you to|'
        'would you be willing to|may i ask you to|may i suggest we|may i suggest you|'
        'i was wondering if you could|i wonder if you could|when you get a chance|when you have a moment|'
        'would you be so kind as to|would you kindly|any chance you could'
    ),
    'request': (
        "can you|could you|would you|will you|can u|could u|can we|could we|can i|could i|may i|won't you|"
        "are you able to|i want you to|i need you to|i'd like you to|i would like you to|i'd like for you to|"
        "i would like for you to|go ahead and|you can|you may|let's|lets|let us|help me|help me to|feel free to|"
        "you should|you need to|you have to|you|it's time to|time to|try to|be sure to|do|please can you|"
        'please could you|i need you|can you please|could you please|you could|you might'
    ),
    'wish': (
        "i want to|i'd like to|i would like to|i wish to|i wanna|wanna|we want to|i'm going to|i am going to|"
        "i'll|i will|i'd love to|i would love to|can i please|let me|i also want to|we would like to|we will|"
        'we will need to|i hope to|i plan to|i intend to'
    ),
    'duty': (
        "got to|i should really|i really ought to|ought to|i need to|i have to|i must|i've got to|i got to|"
        'i gotta|gotta|have to|must|need to|we have to|we must|i have got to|i still have to|i also have to|'
        'i really must|i still must|we still have to|remember i have to|i also must|we need to|i really need to|'
        'i also need to|i still need to|i should|we should|should|i really should|i ought to|we still need to|'
        "we also need to|i better|i'd better|i had better|i definitely need to|i just need to|"
        "i need to remember to|i'm supposed to|i am supposed to|i do need to|we ought to|i mustn't forget to|"
        'i must not forget to|i must remember to|i have to remember to|we need to remember to|i really have to|'
        'i just have to'
    ),
}  # fmt: skip

CLOSINGS = {
    'polite': (
        'please|pls|plz|thanks|thank you|thank you very much|thx|ty|cheers|if you can|if possible|would you|'
        'will you|could you|thanks a lot|many thanks|thank you so much|if you please|if you would|when you can|'
        'when you get a chance|appreciate it|if you could'
    ),
    'plain': (
        'for me|now|right now|right away|too|as well|ok|okay|instead|again|olly|already|yet|so far|immediately|'
        'then|also|after all|mate|at the moment|currently|at last|finally|tandem|siri|for now|for the moment'
    ),
    'anymore': 'anymore|any more|any longer',
}  # fmt: skip
