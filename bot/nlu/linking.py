"""The wish to carry one's profile to another channel: "give me a linking code", "continue on my phone". The code itself is found by bot/link_code.py."""

from __future__ import annotations

import re

from bot.link_code import link_code_in
from bot.nlu.wishes import Wish, pattern, says_nothing_else, wished

ASK = "ask"

_ANY = r"(?:(?:a|an|the|my|your|our|this|that|new|another|other|same|second|fresh|different|own|one|some) )*"
_CODE = r"(?:link(?:ing|age)?|pairing|pair|connect(?:ion|ing)?|transfer|sync(?:ing)?|carry[- ]?over|switch(?:ing)?)[ -]?codes?"
_CHAT = r"(?:tele?gram|slack|what'?s ?app|watsapp|messenger|viber|(?:web ?|chat ?)?(?:site|page|widget|website|browser)|web chat|web)"
_DEVICE = r"(?:(?:mobile|cell|smart) ?phone|phone|mobile|computer|laptop|pc|desktop|tablet|ipad|iphone|android)"
_ELSEWHERE = r"(?:(?:another|an ?other|other|different|second|next|new) (?:chat|channel|app|application|device|phone|computer|place|platform|account|messenger)|elsewhere|somewhere else)"
_APP = r"(?: (?:account|chat|app|bot|channel|profile|too|also|as well|instead))*"
_THERE = rf"(?:{_ANY}(?:{_CHAT}|{_DEVICE}){_APP}|{_ANY}{_ELSEWHERE})"
_THERE = rf"{_THERE}(?: (?:and|or|&|,) (?:(?:on|to|in|with) )?{_THERE})*"
_MINE = r"(?:(?:all|everything|the|of|my|this|our|whole|entire|saved|stored|same|personal) )*(?:my |this |our |these |same )(?:(?:whole|entire|saved|stored|personal|own) )*(?:profile|data|facts?|info(?:rmation)?|details?|answers?|scores?|chat|talk|conversation|history|account|stuff|things|progress)"
_ALL = rf"(?:{_MINE}|me|everything|it all|all of it|all this|what (?:you|u) know(?: about me| of me)?|what i (?:said|told (?:you|u)))"
_INTO = r"(?:on|onto|in|into|to|over to|across to|with|from|between|at|via|through|for)"

_GIVE = r"(?:(?:give|get|send|make|create|generate|show|tell|issue|receive|provide|have)(?: me| us)? )?"
_WORDS = "|".join(
    (
        rf"{_GIVE}{_ANY}{_CODE}(?: (?:for|to|on|in) {_THERE}| for me)?",
        rf"{_GIVE}{_ANY}(?:code|link) (?:to|for) (?:(?:link|connect|pair|sync|carry|move|transfer|use|us|linking|connecting|moving|switching)(?: over)?(?: (?:to|with|on|in))?) ?(?:{_ALL} ?)?(?:(?:{_INTO} )?{_THERE})?",
        rf"{_GIVE}{_ANY}code (?:for|to use (?:on|in)) {_THERE}",
        rf"(?:link(?:ing)?|connect(?:ing)?|pair(?:ing)?|sync(?:ing|hroni[sz]e)?|couple)(?: up)?(?: (?:with|to|up|into|on))? (?:(?:{_MINE}|this|it|me|you|u) )?(?:{_INTO} )?{_THERE}",
        r"(?:link(?:ing)?|connect(?:ing)?|pair(?:ing)?|sync(?:ing|hroni[sz]e)?) (?:my |the |these |both |two |our )+(?:profiles?|accounts?|chats?|channels?|devices?)",
        r"(?:link|connect|pair|sync)(?:ing)? (?:accounts|chats|channels|profiles|devices)",
        rf"(?:my |the |your |this )?{_CODE} (?:(?:is|has|was|does|did|do|don'?t|doesn'?t|didn'?t|isn'?t|not|no longer|already) ?)*(?:expired?|too old|old|invalid|wrong|lost|gone|work(?:s|ed|ing)?|used(?: up)?)",
        rf"(?:what is|what'?s|how (?:does|do|works?)) (?:a |the |this |your )?(?:linking|{_CODE})(?: work(?:s|ing)?| for)?",
        rf"i(?:'ve| have)? (?:already |just )?(?:told|gave|given) (?:you|u)(?: (?:everything|all(?: of)? (?:it|this|that|my \w+)|all|it|this|that|my \w+))?(?: already)? (?:on|in|at|via|through) {_THERE}",
        rf"i (?:already |also )?(?:have|had|made) {_ANY}profile(?: with you)? (?:on|in|at) {_THERE}",
        rf"(?:use|using|have|keep|take|bring|carry|move|moving|transfer|transferring|copy|import|export|send|sync|share|shift|port|see|open|access|continue|migrate|put|get)(?: over| across)? {_ALL}(?: over| across| along| too| also)? {_INTO} {_THERE}",
        rf"(?:move|transfer|copy|carry|bring|shift|migrate|take)(?: over| across)? {_MINE}(?: over| across| along)? (?:to|into|from) (?:there|here)",
        rf"(?:use|continue|talk)(?: with| to)? (?:this|it|you|u|the bot|this bot|this advisor|the advisor) (?:also |too |as well )?(?:on|in|at|via|from|with|through|over) {_THERE}",
        rf"(?:i )?(?:have|got|use|installed|am on|changed to|switched to)(?: now)? {_THERE}(?: now)?,? (?:and |so |but )?(?:how|where) (?:do |can |should |to |must |could )?(?:i |we )?(?:move|transfer|bring|take|copy|carry|get|shift|send)(?: over)? {_ALL}(?: (?:there|to there|over|to it|on it|in it|here))?",
        rf"(?:move|transfer|copy|carry|bring|shift|migrate|take|get)(?: over| across)? {_MINE}(?: over| across)? there",
        rf"carry (?:over {_MINE}|{_MINE} over)",
        rf"(?:continue|go on|carry on|proceed|keep (?:on )?(?:talking|chatting)|keep going|switch|change|move|talk|chat)(?: (?:this|the|our|my) (?:talk|chat|conversation))?(?: over)?(?: (?:later|further|there))? (?:on|onto|to|over to|in|with|at|via|from) {_THERE}",
    )
)
_WISHES = ((ASK, pattern(_WORDS)),)
# What people write around a code.
_AROUND = re.compile(
    rf"\b(?:my|the|this|that|a|is|are|it'?s|it|here|here'?s|use|using|redeem|enter|entered|entering|apply|try|take|got|have|had|received|from|of|on|in|with|i|you|u|gave|give|given|me|code|codes|link|linking|linked|connect|pair|pairing|carry|over|profile|data|facts|account|for|to|was|told|by|other|another|chat|bot|app|{_CHAT}|{_DEVICE})\b",
    re.I,
)


def code_or_wish(text: str) -> Wish | None:
    """The linking code of a message, as it is shown, or the wish for one; None if it has neither."""
    if code := link_code_in(text):
        rest = text[: code.start] + " " + text[code.end :]
        return Wish(code.code, code.start, code.end, alone=says_nothing_else(_AROUND.sub(" ", rest)))
    return asks_for_code(text)


def asks_for_code(text: str) -> Wish | None:
    """The wish for a linking code, or for what it is there for; None if a message has none."""
    return wished(text, _WISHES)
