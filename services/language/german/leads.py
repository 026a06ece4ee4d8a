"""What people say in German before and after what they want."""

OPENINGS = {
    'greeting': (
        'sagen wir|sagen wir mal|hallo|hi|hey|guten morgen|guten tag|guten abend|moin|servus|grüß gott|ok|okay|also|'
        'so|nun|jetzt|ach|oh|äh|ähm|hm|hmm|super|toll|prima|gut|klar|danke|vielen dank|danke schön|perfekt|tandem|'
        'hey tandem|hallo tandem|entschuldigung|sorry|und|dann|und dann|außerdem|übrigens|ach ja|ach so|stimmt|ja|'
        'ja genau|moment|nebenbei|noch was|noch etwas|und noch etwas|als nächstes|zuerst|zuletzt|anschließend|danach|'
        'einfach|mal|schnell|nee|nein|ach nein|eigentlich|na gut|alles klar|alexa|siri|google|hey siri|leute|du|oder|'
        'aber|doch'
    ),
    'polite': (
        'bitte|bitte bitte|wenn möglich|falls möglich|wenn du kannst|wenn es geht|sei so nett und|sei so gut und|'
        'wärst du so nett und|würde es dir etwas ausmachen|ich wäre dankbar wenn du|es wäre schön wenn du|'
        'es wäre nett wenn du|es wäre gut wenn du|magst du bitte|magst du|ich bitte dich|kurze bitte'
    ),
    'request': (
        'kannst du|kannst du bitte|kannst du mir|könntest du|könntest du bitte|könntest du mir|würdest du|'
        'würdest du bitte|würdest du mir|können sie|können sie bitte|könnten sie|könnten sie bitte|könnten sie mir|'
        'würden sie|würden sie bitte|kannst du mal|kannst du mal bitte|kannst du mir bitte|könntest du mir bitte|'
        'könntest du mal|ich möchte dass du|ich will dass du|du sollst|du sollst bitte|du kannst|du kannst jetzt|'
        'ich hätte gern dass du|lass uns|hilf mir|kann man|können wir|wollen wir|willst du|willst du bitte|kannste|'
        'kannste mal|kannst|könntest|würdest'
    ),
    'wish': (
        'ich möchte|ich will|ich würde gern|ich würde gerne|ich möchte gern|ich möchte gerne|ich hätte gern|'
        'ich hätte gerne|wir möchten|wir wollen|ich werde|wir werden|ich habe vor|lass mich|kann ich|kann ich bitte|'
        'darf ich|ich plane|ich will noch|ich möchte noch'
    ),
    'duty': (
        'ich muss|ich muss noch|ich muss unbedingt|ich muss dringend noch|ich müsste|ich müsste noch|ich sollte|'
        'ich sollte noch|ich sollte mal|ich soll|ich soll noch|muss noch|muss|müsste noch|sollte noch|wir müssen|'
        'wir müssen noch|wir sollten|wir sollten noch|muss ich noch|ich darf nicht vergessen|ich muss daran denken|'
        'ich muss dran denken|ich muss auch noch|ich muss heute|unbedingt|dringend noch|ich muss mal|'
        'ich muss mal noch|ich brauche noch|wir brauchen noch|brauche noch|brauchen noch|ich hab noch zu|'
        'ich habe noch zu|es gilt|wir müssten|wir müssten noch'
    ),
}  # fmt: skip

CLOSINGS = {
    'polite': (
        'bitte|danke|danke dir|danke schön|dankeschön|vielen dank|besten dank|wenn möglich|wenn es geht|falls möglich|'
        'wenn du kannst|ja bitte|sei so gut|merci|danke im voraus|wärst du so nett|bitte danke'
    ),
    'plain': (
        'insgesamt|für mich|jetzt|sofort|gleich|auch|ebenfalls|ok|okay|stattdessen|wieder|noch mal|nochmal|schon|'
        'bisher|dann|außerdem|gerade|aktuell|derzeit|im moment|momentan|zur zeit|endlich|tandem|mal|so|hier|schnell|'
        'kurz|erst mal|erstmal|doch|heute noch mal|oder|ja|doch bitte'
    ),
    'anymore': 'nimmer',
}  # fmt: skip
