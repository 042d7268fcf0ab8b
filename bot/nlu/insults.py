"""Whether a message is an insult and nothing else: "you are stupid", "useless bot". It is answered calmly."""

from __future__ import annotations

import re

_YOU = r"(?:you|u|ya|this thing|the bot|this bot|(?:you|u|this|your|ur) (?:stupid |dumb |useless )?(?:bot|chatbot|program|machine|app|ai))"
_BE = r"(?: ?(?:are|r|is|'?re|'?s))?"
_SO = r"(?:(?:so|such|very|really|just|a|an|the|total|totally|complete|completely|absolute|absolutely|fucking|fuckin|freaking|piece of|load of|full of|being|all|pretty|as) )*"
_BAD = (
    r"(?:stupid|dumb|idiot|idiotic|moron|moronic|useless|trash|garbage|rubbish|crap|shit|shitty|bullshit|bs|pathetic|retarded|worthless|terrible|awful|horrible|the worst|worst|suck|sucks|joke|fool|foolish"
    r"|ass|asshole|bitch|bastard|dumbass|nonsense|annoying|brainless|lame|clown|waste of time|a waste|fraud|scam|liar|hate)"
)
_NOUN = (
    r"(?: (?:bot|chatbot|program|machine|thing|ai|app|robot|tool|ever|idiot|piece of (?:shit|crap|junk)|stuff|shit))*"
)
_INSULT = re.compile(
    rf"\W*(?:(?:wow|omg|lol|man|bro|ok|oh|no|god|damn|hey|ugh|honestly|and|but)\b\W*)*(?:{_YOU}{_BE} {_SO}{_BAD}{_NOUN}|{_SO}{_BAD}(?: (?:bot|chatbot|program|machine|ai|app|robot|tool))"
    r"|(?:stupid|idiot|moron|dumbass|asshole|bitch|bastard|bullshit|shit|crap|trash|garbage|useless|pathetic)"
    r"|(?:this|it)(?: is|'?s) (?:such |so |just |total |complete )*(?:bullshit|nonsense|stupid|dumb)"
    r"|(?:fuck|screw|damn|curse) (?:you|u|off|this|it|this bot|the bot)|f+ ?u+|stfu|shut (?:up|the fuck up)|go to hell|wtf|(?:i )?hate (?:you|u|this bot|this|this thing))"
    r"(?:\W+(?:bot|man|bro|lol|really|please|idiot|stupid|seriously|bitch|asshole))*\W*",
    re.I,
)


def is_insult(text: str) -> bool:
    """Whether a message insults and says nothing else."""
    return _INSULT.fullmatch(text.replace("’", "'")) is not None
