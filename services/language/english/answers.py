"""Whole answers: what says yes, what says no."""

ANSWERS = {
    'yes': (
        'yes please do|yes do|yes do that|do that|please do that|yes|yeah|yep|yup|sure|ok|okay|correct|right|'
        'affirmative|absolutely|of course|do it|go ahead|confirm|approve|approved|definitely|true|exactly|'
        'please do|y|yes please|yes do it|yes go ahead|sure do it|sure go ahead|ok do it|okay do it|go for it|'
        'yes delete them|yes delete it|yes all of them|yes that is right|yes of course|sounds good|sounds right|'
        'yes exactly|yes thanks|yes thank you|sure thing|yep do it|yep go ahead|that is right|that is correct|'
        "please go ahead|yes i am sure|i am sure|that's right|that's correct|i'm sure|yes i'm sure|yes to all|"
        'yes both|yes all|make it so|carry on|proceed|yes approve|yes confirm|fine|fine by me|fine do it|'
        'alright|all right|perfect|great|good|why not|ok go|ok go ahead|okay go ahead|yes go'
    ),
    'agreed': (
        'delete them|delete it|all of them|both|both of them|all|everything|add them|add it|add it as a task|'
        'add as a task|yes make it|make it|yes make the list|make the list|yes add it|yes add them|yes take it back|'
        'yes add them all|take it back|add them all'
    ),
    'no': (
        "no|nope|nah|negative|false|don't|dont|do not|no thanks|no thank you|not that one|never mind|nevermind|"
        'neither|none|n|reject|hang on|hold on|wait|leave it|forget it|stop|cancel that|cancel|cancel it|'
        'cancel the task|forget that|forget about it|not now|wait no|no wait|better not|keep them|keep it|'
        "keep that|no don't|no keep it|no keep them|no stop|please don't|please stop|no cancel|no cancel that|"
        'hang on no|hold on no|no hold on|stop it|stop that|abort|rather not|no not that one|not that|not those|'
        'not these|none of them|none of those|no no|neither of them|leave it alone|leave them|leave them alone|'
        'leave that|skip it|skip|no leave it|i changed my mind|changed my mind|on second thought no|actually no|'
        "no way|not really|maybe later|later|no do not|absolutely not|of course not|by no means|don't do it|"
        "don't do that|do not do it|do not do that|no longer|let it be|no i don't|no that's wrong|"
        "no that is wrong|wrong|that was wrong|that is wrong|that's wrong|that's not right|"
        "that's not what i meant|not what i meant|no that's not what i meant|no not really|no it isn't|"
        "no it is not|oops no|wait stop|oh no|no sorry|sorry no|no thanks i'm good|drop it"
    ),
    'no start': 'no|nope|nah|wait|hang on|hold on|stop|never mind|not now|better not|please no|oh no',
    'wrong': (
        "that was wrong|that is wrong|that's wrong|wrong|wrong one|the wrong one|that's not right|"
        "that's not what i meant|not what i meant|no that's wrong|no that is wrong|that was a mistake|"
        "that was the wrong one|no that was wrong|that's not it|oops wrong one"
    ),
    'undone': "no it isn't|no it is not|it isn't|no not yet|no they aren't|no it's not|it's not|it is not",
    'redo': (
        'redo|redo that|redo it|undo the undo|undo that undo|do it again|do that again|put it back again|'
        'reapply|reapply that'
    ),
    'stop': 'exit|quit|bye|goodbye',
}  # fmt: skip
