"""What is said of the bot's own questions: "skip", "idk", "why do you ask?", "stop asking", "ask me again". Heard by phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

SKIP, UNKNOWN, WHY, STOP, RESUME = "skip", "unknown", "why", "stop", "resume"

# What is said of a question is said at the beginning of a message; no more of it is looked at, so that long ones stay quick.
LONGEST = 300
_BEFORE = (
    r"(?:(?:sorry|hm+|um+|uh+|er+|well|ok(?:ay)?|oh|hey|sir|ma'?am|please|pls|plz|actually|honestly|to be honest|tbh|but|and|no|nah|nope|yes|so|lol|bro|man|dear|ya|yeah"
    r"|i'?m afraid|i think|for now|right now|at the moment|then|just|let'?s|(?:can|could) (?:we|i|you|u)|i (?:want|would like|'?d like) to|lets|bot|u know|you know)\b[\s,.!…:;-]*)*"
)
_AFTER = (
    r"(?:[\s,.!…-]+(?:sorry|please|pls|plz|sir|ma'?am|bro|man|dear|lol|tbh|honestly|actually|yet|now|right now|for now|at the moment|at this time|so far|really|though|thanks|thank you|thx|ok(?:ay)?"
    r"|at all|exactly|here|about (?:it|that|this|that one)|for this|for that|to be honest|anyway|anymore|any more|again|today))*"
)
_NOT = r"(?:do not|don'?t|dnt|dun|donno|do'nt|does ?n'?t|did ?n'?t|did not|cannot|can'?t|can not|could ?n'?t)"
_SO = r"(?:(?:really|honestly|actually|still|just|also|even|yet|exactly|completely|totally|100%|so|very|too|quite|that|currently) )*"
_YOU = r"(?:you|u|ya|the bot|this bot)"
# What is not known: the thing asked for, never what to do ("i don't know how to study" is a question of its own).
_IT = (
    r"(?: (?:it|that|this|that one|this one|the (?:answer|date|year|number|score|exact \w+(?: \w+)?)|my (?:\w+ ){0,3}\w+|which(?: (?:one|match|year|visa|type|kind|cycle)(?: \w+)?)?"
    r"|when(?: (?:it is|exactly|i will sit|i take it|i will take it|it will be))?|how many(?: \w+)?(?: yet)?|how much|what (?:it is|visa|date|year|my \w+ is)|if i (?:do|need one|need it|will)|any of (?:it|that)))?"
)
_UNKNOWN = "|".join(
    (
        rf"(?:i |we )?{_SO}{_NOT} {_SO}(?:know|kno|no|remember|recall|have (?:any|an|a) (?:idea|clue)|have (?:it|that|this|the \w+)(?: (?:with me|yet|info|information|number))?){_IT}",
        rf"(?:i )?(?:idk|idek|i ?dk|idkk+|dunno|donno|dont kno|iono|ion know|dk){_IT}",
        rf"(?:i'?m |i am |am )?{_SO}(?:not|no|never) {_SO}(?:sure|certain|known|aware){_IT}",
        rf"(?:i'?m |i am |am )?{_SO}(?:unsure|uncertain|undecided|clueless|confused about (?:it|that|this)){_IT}",
        rf"(?:i (?:have |got )?)?(?:{_SO}no|not an?y?|zero) (?:idea|clue|info|information){_IT}",
        r"(?:i )?(?:have|had|has|am)?(?:n'?t| not) (?:decided|thought|figured|chosen|planned|checked|fixed|finali[sz]ed)(?: (?:it|that|this|about it|about that|on it|on that|it out|yet))?",
        r"(?:it'?s |it is )?not (?:decided|fixed|known|clear|final)",
        r"(?:i )?(?:have |'ve )?(?:forgot|forgotten)(?: (?:it|that|the (?:number|date|year|score)))?|i forget|who knows|god knows|only god knows|hard to (?:say|tell)|difficult to say|unknown|can'?t (?:say|tell)|cannot (?:say|tell)",
        r"(?:i )?(?:need|have|will need|will have|want|would have) to (?:check|look it up|look that up|think about it|find out|ask)|(?:i will|i'?ll|i must|will) (?:check|find out)|let me check(?: first)?",
        r"(?:i'?m |i am )?still (?:thinking|deciding|unsure|not sure|figuring (?:it )?out|to decide|undecided)|to be decided|tbd|depends|it depends",
    )
)
_SKIP = "|".join(
    (
        r"skip(?:ping)?(?: (?:it|this|that|this one|that one|(?:this|that|the) (?:question|one|part)|over it))?",
        r"(?:next|another|other|different) (?:question|one|qn|q)|(?:ask )?(?:me )?(?:something|anything) else|ask (?:me )?(?:something else|another(?: one| question)?|a different (?:one|question))",
        r"move on|moving on|never ?mind(?: (?:that|this|it))?|nvm|nevermind|leave (?:it|that|this)|(?:forget|ignore|drop) (?:it|that|this|about it|this question|the question)|cancel(?: (?:it|that|this))?|no answer",
        r"not (?:right )?now|(?:maybe )?later|another time|some other time|ask (?:me )?(?:that |this |it )?later|(?:i will|i'?ll|will) (?:tell|say|answer)(?: (?:you|u|it|that|this))* later|not today",
        rf"(?:i(?: would|'?d| wld)? |would )?(?:rather|prefer|like)(?: to)? not(?: to)?(?: (?:say|tell|answer|share|disclose)(?: (?:you|u|it|that|this))*)?|(?:i )?{_NOT} (?:want|wanna|like|wish|feel like)(?: to)? (?:say|tell|answer|share|disclose|give|saying|telling|answering|sharing|talk about)(?: (?:you|u|it|that|this|my \w+|the question))*",
        r"(?:i )?(?:won'?t|will not|wont|refuse to) (?:say|tell|answer|share)(?: (?:you|u|it|that|this))*|no comment|not (?:saying|telling|answering)(?: (?:you|u|it|that|this))*",
        r"(?:(?:it|that|this)(?: is|'?s)? )?(?:not |ir)(?:relevant|important|needed|necessary|applicable)(?: (?:to|for) me)?|(?:it |that |this )?does ?n[o']?t (?:matter|apply)(?: (?:to|for) me)?|n/?a|not my business",
        r"(?:(?:it|that|this)(?: is|'?s)? )?(?:too |very )?(?:private|personal|confidential)|none of (?:your|ur) business|no need(?: (?:to (?:know|say|tell|answer)))?",
    )
)
# These may be an answer to some questions, so they count only where none was read: "next" (Match), "pass" (an exam).
_SKIP_PERHAPS = r"next|pass|i(?:'?ll| will) pass|whatever|nothing|no thanks|no thank you|don'?t bother|dont bother"
_ASK = r"(?:ask(?:ing)?|need(?:ing)?|want(?:ing)?|require|care|wonder)"
_WHY = "|".join(
    (
        rf"(?:why|y|how come|what for|for what|for what reason)(?: (?:do|r|are|did|would|wud|does|is|you'?re|u'?re|always|even))* ?{_YOU}? ?(?:always |keep |even |r |are )*{_ASK}(?: (?:me|for|about|to know|to have|to ask))*(?: \w+){{0,6}}",
        r"(?:but |and )?(?:why|what for|for what|how so|why so|why tho(?:ugh)?|reason|how come|why (?:that|this|is that|is this)|why(?: the| this| that) question|why me)",
        r"(?:why|how) (?:is|does|would) (?:it|that|this|this question|my \w+(?: \w+)?) ?(?:be )?(?:important|relevant|matter|needed|necessary|help|useful|related|connected)(?: (?:to|for|with) \w+(?: \w+)?)?",
        r"why (?:should|must|do) i (?:have to |need to )?(?:tell|say|answer|share|give)(?: \w+){0,4}",
        rf"what (?:do|will|would|r|are) {_YOU} (?:need|want|do|doing|use|gonna do)(?: with)? (?:that|this|it|my \w+)(?: for| with)?",
        r"(?:is|are) (?:it|that|this|this question|that question) (?:really |so )?(?:important|necessary|relevant|needed|required|mandatory|compulsory)|does (?:it|that|this) (?:really )?matter|what difference (?:does|will|would) (?:it|that|this) make|what'?s the (?:reason|point|purpose)(?: of (?:this|that|the|your) question)?|do i (?:have|need) to (?:answer|say|tell|tell you)(?: (?:this|that|it))?|what does (?:it|that|this) (?:change|have to do with (?:it|this|that|anything|pm&?r))",
    )
)
_MORE_OF = r"(?:(?:any|anymore|more|so many|too many|your|these|those|the|all|silly|stupid|so|many|further|other) )*"
_QUESTIONS = (
    r"(?:questions?|qs|quest|questns|questios|things|stuff|anything|something|nothing|about (?:my|anything|me)\b.*)"
)
_STOP = "|".join(
    (
        rf"(?:please |pls )?(?:stop|quit|no more|enough|enough of|enough with|cut)(?: with)? (?:the |your |this )?(?:ask(?:ing)?|questioning|interrogati(?:ng|on)|quizzing)(?: me)?(?: {_MORE_OF}{_QUESTIONS})?",
        rf"(?:stop|enough|no more|no further|no|too many|so many|stop with|enough with|enough of|quit)(?: of)? {_MORE_OF}(?:questions?|qs|interrogation)",
        rf"(?:i )?(?:do not|don'?t|dnt|never|pls don'?t|please don'?t|must not|should not|shouldn'?t) (?:ever |keep |you |u )*(?:ask|asking|question)(?: me)?(?: (?:any ?more|again|ever))?(?: {_MORE_OF}{_QUESTIONS})?",
        rf"(?:i )?(?:do not|don'?t|dnt) (?:want|wanna|like|wish)(?: to)?(?: (?:you|u))?(?: to)? ?(?:be |being |answer |get |keep |have )*(?:ask(?:ing)?|asked|answering|questioned|interrogated)?(?: me)? ?{_MORE_OF}{_QUESTIONS}",
        rf"{_YOU} (?:are |r )?(?:always )?(?:ask|asking)(?: me)? (?:too much|too many|too many questions|so many questions|a lot(?: of questions)?)|(?:this|it) is (?:not )?an? (?:interrogation|interview)",
        r"(?:i'?m |i am )?(?:done|tired|fed up|sick|bored)(?: (?:with|of|answering|by))+ (?:all )?(?:your|these|so many)(?: \w+)? ?questions|just (?:give me (?:the |your |some )?(?:advice|answers?)|advise me|answer(?: me)?)(?: without (?:asking|questions))?|(?:only )?(?:advice|answers?) only(?: no questions)?|without (?:any |more )?questions",
    )
)
_STOP_ASKED = r"stop|stop it|stop that|stop this|enough|that'?s enough|thats enough|quit|quit it"
_RESUME = "|".join(
    (
        rf"(?:{_YOU} (?:can|may|could|should) )?(?:ask|question)(?: me)?(?: (?:your|the|more|some|those|these|any))?(?: questions?)? (?:again|now|if you (?:want|need|like))",
        rf"(?:{_YOU} (?:can|may) )(?:ask|question)(?: me)?(?: questions?| anything| more| whatever)?|ask me (?:your |the |more |some |any )?questions?|ask away|go ahead and ask|start asking(?: me)?(?: questions)?(?: again)?|(?:continue|keep|resume) (?:asking|the questions|with the questions|your questions)(?: me)?(?: questions)?|(?:resume|continue) questions",
    )
)
_END = r"[\s.!?…)(:;-]*\Z"
_REST = r"\s*(?:[.,;!\n]|\s-+\s|[–—]|\bbut\b|\bso\b|\bthen\b)\s*(?=.*\w)"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{_BEFORE}(?:{words}){_AFTER}(?:(?P<end>{_END})|(?P<rest>{_REST}))", re.I | re.S)


# In this order: "stop asking why" is no "why", and "i don't want to answer questions" no "skip".
_ANYTIME = ((STOP, _pattern(_STOP)), (RESUME, _pattern(_RESUME)))
_ASKED = ((STOP, _pattern(_STOP_ASKED)), (WHY, _pattern(_WHY)), (UNKNOWN, _pattern(_UNKNOWN)), (SKIP, _pattern(_SKIP)))
_PERHAPS = _pattern(_SKIP_PERHAPS)
# "pass" tells of an exam where one was asked about.
_EXAM = re.compile(r"step\w+_(?:status|attempts)\Z")


@dataclass(frozen=True)
class Aside:
    """What a message says of a question.

    Attributes:
        kind: skip, unknown, why, stop or resume.
        start: where its words begin.
        end: where they end.
        alone: whether the message says nothing else.
        perhaps: whether it could also be an answer, and so counts only if none was read.
    """

    kind: str
    start: int
    end: int
    alone: bool
    perhaps: bool = False


def aside_of(text: str, asked: str | None) -> Aside | None:
    """What a message says of the bot's questions; None if nothing.

    Args:
        text: the message.
        asked: the fact asked for last; without an open question only "stop asking" and "ask me again" mean anything.
    """
    plain = text[:LONGEST].replace("’", "'").replace("`", "'")
    for kind, pattern in (*_ANYTIME, *(_ASKED if asked else ())):
        found = pattern.match(plain)
        if found and not (kind in (WHY, RESUME) and found["rest"] is not None):
            return _aside(kind, text, found)
    if asked is None or (found := _PERHAPS.match(plain)) is None or found["rest"] is not None:
        return None
    if _EXAM.match(asked) and re.search(r"\bpass\b", plain, re.I):
        return None
    return _aside(SKIP, text, found, perhaps=True)


def _aside(kind: str, text: str, found: re.Match[str], *, perhaps: bool = False) -> Aside:
    start = len(text) - len(text.lstrip())
    alone = found["rest"] is None and len(text) <= LONGEST
    return Aside(kind, start, max(found.end(), start + 1), alone=alone, perhaps=perhaps)
