"""The small words of German, by the part they play. A word may play several."""

_ARTICLES = 'der die das den dem des ein eine einen einem einer eines'
_OWN = 'mein meine meinen meinem meiner meines unser unsere unseren unserem unserer dein deine deinen deiner deinem'
_OTHERS = 'sein seine seinen seiner ihre ihren ihrer ihr'
_THESE = 'dieser diese dieses diesen diesem jener jene jenes'
_PLACES = 'auf aufs in ins im aus von vom zu zur zum an ans am unter bei'

ROLES = {
    'filler': 'ach oh hm hmm hmmm äh ähm öh na tja ups oha huch mist verdammt sorry ja also eigentlich',
    'heading': 'todo to neu neue neuer neues weitere erinnerung aufgabe merken',
    'these': 'diese',
    'both': 'beide beiden beides',
    'upward': 'hoch',
    'vague act': 'getan gemacht tun machen',
    'past auxiliary': 'habe hab haben hatte hatten hast hattest habt bin sind hat ist',
    'tells': 'sagt steht besagt lautet',
    'definite': f'der die das den dem des {_OWN} {_OTHERS} {_THESE}',
    'owner': f'{_ARTICLES} {_OWN} {_OTHERS} {_THESE}',
    'own': _OWN,
    'article': f'{_ARTICLES} {_OWN} {_OTHERS}',
    'indefinite': 'ein eine einen einem einer eines noch weitere weiteren weiterer',
    'new': 'neu neue neuen neuer neues neuem weitere',
    'some_list': 'ein eine einen einer',
    'to': 'auf in zu nach aufs zur zum',
    'as': 'als',
    'still': 'noch übrig',
    'due': 'fällig fällige fälligen fälliger fälliges überfällig überfällige frist deadline',
    'be': 'ist sind war waren fehlt fehlen steht stehen liegt liegen sei wird werden wurde wurden sein gewesen bin '
    'habe hab haben hat hatte bleibt',
    'is': 'ist sind war waren',
    'and': 'und & plus sowie',
    'or': 'oder',
    'nor': 'aber sondern',
    'comma': ', ;',
    'sentence': '. ! ?',
    'then': 'dann danach anschließend auch ausserdem',
    'also': 'auch ebenfalls zusätzlich',
    'if': 'ob wenn falls',
    'self': 'ich wir',
    'me': 'mir mich uns',
    'tidies': 'aufräumen ausmisten',
    'person': 'er jemand man',
    'you': 'du sie',
    'can': 'kannst könntest würdest können könnten',
    'please': 'bitte mal doch einfach auch eben',
    'not': 'nicht nie',
    'denies': 'nicht nie niemals kein keine keinen keiner keines ohne keinesfalls nichts',
    'onto': 'auf aufs in ins zu zur an',
    'off': 'von vom aus',
    'away': 'weg raus runter heraus herunter ab',
    'names a thing to do': 'planen plane plan',
    'into': 'in ins auf zu zur',
    'vague thing': 'sachen dinge ding sache punkt punkte',
    'outside': 'wissen hören lernen spielen sprechen reden essen schauen fliegen mieten',
    'particle': 'weg raus runter heraus herunter',
    'priority': 'priorität prio dringend',
    'down': 'auf',
    'list_place': f'{_PLACES} mit für',
    'before_value': 'auf als für am um bis im zum ist sei sind von in zu an erst schon mit jetzt',
    'in_values': (
        'später auf als zum und für am um bis fällig priorität prio ein eine einen der die das den dem mit in von '
        'stattdessen bitte jetzt ist sind sein status datum noch frist termin dann auch aber beide aufgabe titel hat '
        'haben uhr warten lieber doch erst schon wieder nach hinten vorne vorn soll sollen muss werden wird im zur '
        'stufe hohe'
    ),
    'in_correction': (
        'später und am um bis für auf der die das den dem fällig priorität prio nicht aber sondern es ist soll mach '
        'mache machen von ich meine meinte nein doch eigentlich sorry warte moment eher lieber ups oder besser hm sag '
        'mit ein eine in als so erst schon noch setz setze setzen verschieb verschiebe stattdessen bitte im zum ach '
        'dann uhr sein quatsch korrektur ne nee nö'
    ),
    'object_end': (
        'und nach hinten vorne vorn als auf zu für ist sind sein war wurde wird von aus hat habe hab haben schon '
        'bereits bis fällig an am um weg priorität mit in im waren ich jetzt endlich noch zum zur ab gerade doch soll '
        'muss bin wir sich wieder kann'
    ),
    'object_start': 'mit auf von an aus bei beim schon dass für zu über ich habe hab bin ist hat wir haben um '
    'beim zum zur mir',
    'names_task': (
        f'{_ARTICLES} {_OWN} aufgabe aufgaben eintrag einträge punkt punkte bitte todo todos to do nur alle beide '
        'beiden datum nummer nummern nr # task tasks eins erinnerung das dies diese dieser diesen dieses sache sachen'
    ),
    'one_word': 'aufgabe task eintrag sache datum erinnerung todo punkt todos hier da',
    'singular': 'aufgabe task eintrag sache erinnerung todo punkt besorgung',
    'attribute_to': 'von vom für der des zu zum zur bei beim an am dem den auf',
    'from': 'von vom',
    'by': 'nach',
    'title_start': 'an daran dran dass von namens für ans',
    'on_list_before': (
        'zu auf aufs von vom in ins im aus mit und hinzufügen löschen entfernen zeigen zeig lesen anlegen neu neue '
        'ist mir alle leeren finden irgendeine viele was haben habe hab es du ich wir bitte unser schreib setz setze '
        'pack tu nimm anzeigen öffnen starten erledigen beenden wie dort zur zum streich streiche steht stehen liegt '
        'an'
    ),
    'list_of': 'mit für von der',
    'list_goal': 'auf in zu zur zum aufs ins nach',
    'describes a list': (
        'ganze gesamte komplette aktuelle eigene lange kurze todo to do aufgaben todoliste aufgabenliste merkliste '
        'merkzettel todolisten neue neuen'
    ),
    'inbox': 'inbox eingang posteingang',
    'lists': 'listen',
    'labels': 'labels schlagwörter etiketten',
    'label_word': 'label labels schlagwort schlagwörter etikett etiketten',
    'label_done': 'getaggt verschlagwortet gelabelt etikettiert',
    'label_to': 'auf an zu für bei',
    'label_by': 'mit als',
    'empties': 'leeren leere leer aufräumen ausmisten',
    'destination': 'arbeit hause schule bett kirche stadt',
    'slot lead': 'und das es was',
    'slot end': 'hinzu an',
    'part lead': 'unter für bei',
    'roughly': 'etwa ungefähr rund circa ca zirka',
    'list_noun': (
        'liste listen todos to-do-liste todoliste aufgabenliste einkaufsliste einkaufszettel zettel agenda merkliste '
        'aufgaben erinnerungen packliste wunschliste besorgungsliste einkaufslisten todolisten merkzettel'
    ),
    'list_word': (
        'liste listen todoliste aufgabenliste einkaufsliste einkaufszettel zettel merkliste packliste wunschliste '
        'besorgungsliste einkaufslisten todolisten merkzettel'
    ),
    'todo_word': 'todo todos aufgabe erinnerung aufgaben erinnerungen',
    'list_kind': 'einkaufs to do todo',
    'list_content': 'sachen aufgaben dingen besorgungen todos',
    'list_content_more': 'zu erledigen kaufen',
    'place_after': 'in bei während neben',
    'head_words': (
        f'{_ARTICLES} {_OWN} folgende folgenden folgendes diese neue neuen neues neu liste mit von aufgaben aufgabe '
        'punkte dinge sachen todos todo to do erinnerungen zwei drei vier fünf sechs bitte hinzufügen an'
    ),
    'marks_priority': '! mit als priorität prio , : - ist auf',
    'small': (
        f'{_ARTICLES} {_OWN} {_OTHERS} {_THESE} von zu für in auf an am um mit und oder ist es aufgabe sache über aus '
        'bei im zum zur vom ins ans ich mich mir du wir uns sie sein als bis so bitte noch mal doch auch schon denn '
        'da hier man sich los kommt hast hat was etwas einige sachen dinge eintrag'
    ),
    'filter_noise': (
        f'{_ARTICLES} {_OWN} {_OTHERS} {_THESE} von zu für in auf an am um mit und oder ist es das aufgabe aus bei im '
        'zum zur vom ins ich mich mir du wir uns sie sein als bis so fällig fällige fälligen fälliger fälliges '
        'priorität prio sind haben habe hab hat hast welche welcher welches welchen was noch gibt gibts gäbe stehen '
        'steht an liegt ansteht anstehen anstehende anstehenden liste zeigen zeig zeige anzeigen sag sage sagen gib '
        'tun machen brauche brauch kommt kommen muss musst müssen soll sollte sollten kann könnte lass schau jetzt '
        'hier davon bleibt momentan aktuell aktuellen aktuelle gerade nicht einträge eintrag punkte punkt wieder '
        'viele viel alles alle allen irgendwelche irgendetwas irgendwas zählen zähle anzahl würde heute auch nur '
        'schon bereits erledigen erledigt abgeschlossen hinzugefügt angelegt erstellt gemacht getan aufgaben agenda '
        'bitte mal denn etwas nichts keine kein liste listen namen name reihenfolge sortiert sortiere nach erste '
        'erster nächste nächsten nächstes dran prioritäten stufe wird werden passiert geplant geplante planen plan '
        'anfangen konzentrieren frist fristen mehr hey ok okay außer aber seit enthalten enthält erwähnt über '
        'betreffend bezüglich namens vorhanden war waren hatte dann todos todo to do erinnerungen erinnerung sachen '
        'dinge ding sache da der dabei sonst ob eigentlich wie man sich übrig offen offene alle zuerst alles los '
        'meinem meiner denen deren damit darunter jeweils besitzen insgesamt gesamt fehlt fehlen wo sein bin ihr vor '
        'los mir denn einkaufsliste einkaufszettel todoliste aufgabenliste kaufen einkaufen besorgen'
    ),
    'clause_no_split': 'aber so oder welche wer weil',
    'renaming': 'ändern ändere änder korrigieren korrigiere bearbeiten mach mache machen',
    'wants': 'brauche brauch brauchen will sollte möchte muss müssen',
    'had': 'habe hab',
    'joins_names': 'und , & plus ; sowie',
    'this_same': 'heute',
    'per_number': 'nummer nr # und , & nummern aufgabe aufgaben eintrag die der das den von bis',
    'correction_lead': (
        'nein doch eigentlich warte sorry lieber eher ups oder ich meine meinte mach mache machen das es nicht '
        'stattdessen , besser ne nee nö auf für um hm sag soll ist setz setze am nee moment ach und der die den erst '
        'quatsch korrektur sein verschieb verschiebe bitte dann'
    ),
    'not_mistaken': 'aber',
    'question_do': 'habe hab haben muss soll',
    'week_words': 'tag woche monat quartal',
    'how_done': 'bin war ist sind lief läuft gelaufen produktiv gut',
    'number_word': 'nummer nr #',
    'reply_yes_but': 'aber nur außer nicht',
    'anything': 'irgendetwas irgendwas alles irgendwelche alle jede etwas',
    'until_word': 'bis',
    'infinitive': 'zu',
    'pronoun': 'es sie ihn ihm',
    'no date': 'kein keins keine nie none',
}  # fmt: skip
