"""One spelling for what people write in many ways, before words are counted or a sentence is encoded."""

from __future__ import annotations

import re

# Terms of the field, in the order in which they are replaced. The names on the right hold no digits: digits are replaced last.
_TERMS = (
    (r"\b(?:usmle )?(?:step ?-?2 ?-?ck|s2 ?ck|step ?two(?: ck)?|step ?-?2|stp ?2|2ck|ck)\b", "steptwo"),
    (r"\b(?:usmle )?(?:step ?-?1|step ?one|s1|stp ?1)\b", "stepone"),
    (r"\b(?:usmle )?(?:step ?-?3|step ?three|s3|stp ?3)\b", "stepthree"),
    (r"\b(?:lors?|letters?(?: of rec\w*)?|recommendations?|reccs?|recos?)\b", "letter"),
    (
        r"\b(?:nbmes?|uwsas?(?: ?\d)?|free ?120|self assessments?|practice (?:exams?|tests?|scores?)|mocks?|amboss)\b",
        "practiceexam",
    ),
    (r"\b(?:uworld|uw|qbanks?|q ?bank|question bank)\b", "qbank"),
    (r"\b(?:pm ?& ?r|pm and r|pm n r|pmr|physiatry|physical medicine(?: and rehabilitation)?)\b", "pmr"),
    (r"\bj ?-? ?1s?\b", "visa visajone"),
    (r"\b(?:h ?-? ?1 ?-? ?b|h1)\b", "visa visahoneb"),
    (r"\bvisas\b", "visa"),
    (r"\b(?:usce|us clinical experience|observerships?|obs|electives?|externships?|rotations?|shadowing)\b", "usce"),
    (r"\b(?:personal statement|statement|interviews?|ivs?)\b", "statementinterview"),
    (r"\b(?:pubmed|papers?|publications?|case reports?|posters?|abstracts?|manuscripts?)\b", "research"),
    (r"\b(?:schedul\w*|postpone\w*|delay\w*|reschedul\w*|push(?:ed)? back)\b", "delay"),
    (r"\b(?:failed|fail|failing|flunked|didnt pass|did not pass)\b", "failed"),
    (r"\b(?:programs?|progs?|programmes?|residencies)\b", "program"),
    (r"\b(?:backup|back up|plan b)\b", "backup"),
    (r"\b(?:imgs?|fmgs?)\b", "img"),
    (r"\b(?:pls|plz|plss|please)\b", "please"),
    (r"\b(?:u|ya)\b", "you"),
    (r"\bur\b", "your"),
)
_COMPILED = tuple((re.compile(pattern), f" {name} ") for pattern, name in _TERMS)


# What the sentence encoder has not read in its own training, in words that it has.
_SPELLED_OUT = (
    (r"(?:step ?-?2 ?-?ck|s2 ?ck|2ck|ck|s2|stp ?2)", "step 2 exam"),
    (r"(?:s1|stp ?1)", "step 1"),
    (r"(?:s3|stp ?3)", "step 3"),
    (r"(?:lors?|recs?|reccs?)", "recommendation letter"),
    (r"ps", "personal statement"),
    (r"(?:nbmes?|uwsas?(?: ?\d)?|ccssa)", "practice exam"),
    (r"(?:uworld|uw|q ?banks?)", "question bank"),
    (r"(?:pm ?& ?r|pm and r|pm n r|pmr|physiatry)", "rehabilitation medicine"),
    (r"physiatrists?", "rehabilitation doctor"),
    (r"j ?-? ?1s?", "j1 visa"),
    (r"(?:h ?-? ?1 ?-? ?b|h1)", "h1b visa"),
    (r"usce", "us clinical experience"),
    (r"obs", "observership"),
    (r"yog", "year of graduation"),
    (r"fa", "first attempt"),
    (r"ivs?", "interview"),
    (r"(?:imgs?|fmgs?)", "foreign doctor"),
    (r"pds?", "program director"),
    (r"progs?", "program"),
    (r"eras", "application system"),
    (r"fm", "family medicine"),
    (r"gc", "green card"),
    (r"app", "application"),
    (r"wks?", "weeks"),
    (r"mos?", "months"),
    (r"(?:pls|plz|plss)", "please"),
    (r"u", "you"),
    (r"ur", "your"),
    (r"r", "are"),
    (r"y", "why"),
    (r"(?:wat|wht)", "what"),
    (r"shud", "should"),
    (r"b4", "before"),
    (r"(?:abt)", "about"),
    (r"(?:bc|cuz|bcoz)", "because"),
    (r"(?:thx|tnx|ty|tysm)", "thanks"),
    (r"idk", "i do not know"),
    (r"im", "i am"),
    (r"ive", "i have"),
    (r"dont", "do not"),
    (r"cant", "can not"),
)
# Small talk that the encoder knows only in English, and little pictures that it does not know at all.
_SMALL_TALK = (
    (r"(?:gracias|obrigad[oa]|merci|danke|shukr(?:iya|an)|dhany\w+|jazak ?allah\w*|salamat)", "thank you"),
    (r"(?:as+alam\w*(?: (?:o )?al[ae]i?kum)?|salam|salaam|namaste|hola|ola|hallo|bonjour|marhaba)", "hello"),
    (r"(?:ciao|khuda hafiz|allah hafiz|adios|au revoir|hasta luego|tsch[uü]ss)", "goodbye"),
    (r"(?:haan|han ji|oui|ja)", "yes"),
    (r"(?:nahi|nein|non)", "no"),
    (r"gm", "good morning"),
    (r"gn", "good night"),
    (r"(?:ttyl|brb|cya|cu later|c u later|gtg|g2g)", "see you later, i have to go"),
    (r"(?:lol|lmao|rofl|haha\w*|hehe\w*)", "haha funny"),
    (r"(?:kms)", "kill myself"),
)
_PICTURES = (
    ("👍👌✅💯", "yes okay"),
    ("👎❌", "no"),
    ("🙏", "thank you"),
    ("👋", "hello"),
    ("😂🤣😅😆😄", "haha funny"),
    ("🙂😊😀😃😁☺🥰😍❤💕", "smile, i like it"),
    ("😭😢☹🙁😔😞", "sad"),
    ("🤔", "hmm"),
)
_SPELLING = tuple((re.compile(rf"\b{pattern}\b"), words) for pattern, words in (*_SPELLED_OUT, *_SMALL_TALK))
_DRAWN = str.maketrans({sign: f" {words} " for signs, words in _PICTURES for sign in signs})


def spell_out(text: str) -> str:
    """The text in lower case, with the field's and the phone's short forms in full, for the sentence encoder."""
    text = text.lower().replace("’", "'").translate(_DRAWN)
    for pattern, words in _SPELLING:
        text = pattern.sub(words, text)
    return text


def normalize(text: str) -> str:
    """The text in lower case, with terms of the field, scores, years and other numbers each under one name."""
    text = text.lower().replace("’", "'").replace("'", "")
    for pattern, name in _COMPILED:
        text = pattern.sub(name, text)
    text = re.sub(r"\b[12]\d\d(?:ish|s)?\b|\b2\dx+\b", " scorenumber ", text)
    text = re.sub(r"\b(?:19|20)\d\d\b", " yearnumber ", text)
    text = re.sub(r"\d+", " number ", text)
    return re.sub(r"\s+", " ", text).strip()
