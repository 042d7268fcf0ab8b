"""Tells by its words whether a message may be despair or a wish to be forgotten. Of such a message nothing is kept to learn from."""

from __future__ import annotations

import re

from actions.scrubbing import in_one_way

# Both lists are wide on purpose: a question about life in residency that is not learnt from is a small loss. They are read without
# apostrophes, as they are often left out.
_DESPAIR = (
    # death, and ways to it
    r"suicid|\bkill|\bkms\b|\bdie[ds]?\b|\bdying\b|\bdead\b|\bdeath\b|self.?harm|\bharm(?:ing)?\b|\bhurt|\boverdos|\bpills?\b|\brope\b",
    r"\bjump|\bbridge\b|\bcrash(?:ing)? my|\bcut again|\btoo much of my|\b(?:cut|cutting|burn|burned|end|hate|ending) (?:my|it|every|life|her|him)",
    r"\bhow to do it\b|\bgoodbye|\btake me\b|\b(?:morir|matarme|vivir|jeene|marna|marne|mourir|sterben)\b",
    # life, and not being there
    r"\b(?:my|her|his|of|want|in|with|on|to) life\b|\blife (?:is|any|has)|\bdo life|\bliv(?:e|ing)\b|\balive\b|\bexist|\bwake up|\bwaking up",
    r"\b(?:never|not|wasnt|werent) (?:born|around)|\b(?:not|never) get up|\bbetter off|\bgone\b|\bmiss me\b|\bwithout me\b|\bvanish|\bdisappear",
    r"\blast night\b|\bthis (?:world|earth)\b|\bto be here\b|\bnot here\b|\b(?:not|wont|dont) (?:be here|see myself|feel any|be needing)",
    r"\b(?:to|with|end) myself\b|\bno(?:body|[ -]?one) (?:cares?|would (?:care|notice))|\bfuture for me",
    # what it feels like
    r"\bhopeless|\bworthless|\bdepress|\babus|\brape|\bburden\b|\bshame|\bashamed|\blonely\b|\b(?:am|m|so|feel|all) alone\b|\bscared of what",
    r"\bno (?:hope|reason|point|way|light|strength|future|will)\b|\bsee a way\b|\bpoint (?:of|in) any|\bnothing (?:matters|helps|left)",
    r"\bgive up\b|\bcant (?:go on|bear|(?:take|do|stand) (?:it|this))|\bto (?:end|stop)\b|\bso it stops|\b(?:pain|it all) (?:to be|is) over",
    r"\bcry(?:ing)?\b|\bbreathe\b|\bpanic|\b(?:i am|im|feel) (?:so )?broken|\bfeel(?:ing)? empty",
)
_TO_BE_FORGOTTEN = (
    r"\bdel(?:et\w*)?\b|\bdlet|\beras(?:e|ed|ing)\b|\bwip(?:e|ed|ing)\b|\b(?:un)?(?:forget|forgotten|remember)|\bpurg|\bscrub|\bexpunge|\bunsave",
    r"\bremov(?:e|ed|ing) (?:me|my|all|every|what|saved)|\btake out (?:my|all)|\bsaved facts|\bclear it\b|\bthrow my",
    r"\b(?:destroy|clear|cancel|get rid of|throw away|drop|scratch|discard|undo|lose) (?:me|my|all|every|what)",
    r"\bgdpr\b|\bprivacy\b|\bconsent\b|\bwithdraw|\bpersonal data|\bconfidential|\bmy (?:data|details|profile|account|history|info|chats?|messages?)\b",
    r"\b(?:off|from|out of) (?:your|this|the) (?:servers?|system|thing|machine)|\b(?:conversation|chat|history) (?:vanish|gone|away)",
    r"\babout me\b|\babt me\b|\brecords? of me\b|\bnothing of me\b|\bmemory\b|\bdatabase\b|\bhold my\b",
    r"\b(?:dont|not|stop|never)(?: \w+){0,3} (?:keep|keeping|save|saving|store|storing|hold|record)\b",
)
_PRIVATE = re.compile("|".join((*_DESPAIR, *_TO_BE_FORGOTTEN)), re.I)


def is_private(text: str) -> bool:
    """Whether the words of a message may be despair or a wish to be forgotten."""
    return bool(_PRIVATE.search(" ".join(re.sub("['’`´]", "", in_one_way(text)).split())))
