"""What a person wants done with a program list of their own: shown, sorted, given as a file, cleared, or to know how to bring it."""

from __future__ import annotations

import re

from bot.nlu.wishes import BEFORE, LONGEST, Wish, pattern, wished

LIST, TEMPLATE, FILE, CLEAR = "list", "template", "file", "clear"

_PROGRAM = r"(?:(?:pmr|pm ?& ?r|physiatry|residency|rehab) )?(?:programs?|programmes?|programes?|progs?|prgms?)"
_SHORT = r"(?:(?:own|whole|full|complete|entire|current|saved|personal|final|ranked|sorted|short) ?)*"
# "My list" is the list of programs; "the list" and "a list" may be anybody's.
_MY_LIST = rf"(?:my (?:own )?|the )?{_SHORT}{_PROGRAM} list|my {_SHORT}lists?(?: of (?:my )?{_PROGRAM})?|the list (?:of my {_PROGRAM}|(?:that )?i (?:gave|sent|uploaded|brought|pasted|made)(?: (?:you|u))?)|(?:all )?(?:of )?my {_SHORT}{_PROGRAM}|the {_PROGRAM} (?:that )?i (?:gave|sent|uploaded|added|pasted|listed|told)(?: (?:you|u))?"
_MINE = rf"(?:all (?:of )?)?(?:{_MY_LIST})"
_SHOW = r"(?:(?:show|see|view|display|open|print|list|look at|get|bring up|go through|check)(?: me| us)?(?: (?:back|up|again))?)"
_SORT = r"(?:(?:re-?)?(?:sort|rank|order|priorit[iy][sz]e|place|evaluate|assess|analy[sz]e|rate|score|compare|classify|group|tier|judge|review|check))"
_SHEET = r"(?:csv|pdf|excel|xlsx?|spreadsheet|sheet|file|table|document|ods|google sheets?)"
_AS_FILE = (
    rf"(?:as|in|to|into|by|on) (?:a |an |the )?{_SHEET}(?: (?:or|and|/) (?:a )?{_SHEET})*(?: (?:file|format|form))?"
)
_EXPORT = r"(?:export|download|save|print out|e-?mail me|mail me|send me|give me|hand me)"
_BRING = r"(?:send|give|bring|upload|import|add|enter|input|paste|submit|share|provide|load|put in|type in|attach)"
_SOME_LIST = rf"(?:a|the|my|our|one's|this|own) (?:own )?(?:{_PROGRAM} )?lists?(?: of (?:my |pmr )?{_PROGRAM})?"
_TO_YOU = r"(?: (?:to|with|into|for|in) (?:you|u|the bot|the advisor|here|this chat|this bot))?"
_SHOULD_I_REMOVE = (
    r"(?:should|can|could|do|must|shall|to)(?: i)? (?:remove|drop|delete|cut|take (?:out|off)|kick out|cross out)"
)
_HOW = r"(?:how|where|in (?:what|which) (?:format|form|way))"

_LIST_WORDS = "|".join(
    (
        rf"{_SHOW} (?:{_MINE})",
        rf"(?:(?:my |the ){_SHORT}{_PROGRAM} list|my {_SHORT}{_PROGRAM}|my list(?: of (?:my )?{_PROGRAM})?)",
        rf"(?:{_SHOW}|(?:re-?)?sort) (?:the )?list",
        rf"{_SORT} (?:these|those|the) {_PROGRAM}",
        rf"(?:how (?:is|does|good is)|what (?:do|does) (?:you|u) (?:think|say) (?:of|about|to)) (?:{_MINE})(?: look(?: like)?)?",
        rf"where do i stand (?:with|at|in|on) (?:{_MINE})",
        rf"(?:to )?which (?:one|ones|programs?) (?:of|from|on|in|among) (?:{_MINE}) (?:(?:should|do|would|shall|can|must|are|is) )*(?:i )?(?:(?:apply|choose|pick|go|put|rank|send|contact|best|good|better|realistic|worth it|worth) ?)+(?:(?:to|for|at|with) ?)?(?:(?:first|now|best|me) ?)*",
        rf"what(?:'?s| is| are| programs? (?:is|are)| do i have)(?: (?:now|currently|still))? (?:on|in) (?:{_MINE})",
        rf"which {_PROGRAM} (?:are|do i have|have i|did i put)(?: (?:now|currently))? (?:on|in) (?:{_MINE})",
        rf"which {_PROGRAM} (?:did|have) i (?:give|given|send|sent|tell|told|add|added)(?: (?:you|u))?",
        rf"{_SORT} (?:{_MINE})(?: (?:by|for|from|into|in|according to|with|against|based on) (?:my |the |best |better |most |good |which )*(?:chances?|fit|me|order|tiers?|priority|profile|scores?|rules?|to worst|best|first|groups?|article(?:'s rules)?))*",
        rf"(?:to )?which (?:ones? )?(?:of|from|on|in|among) (?:{_MINE}|these on my list|them on my list)(?: (?:should|do|would|shall|can|must|are|is))?(?: i)?(?: (?:apply|choose|pick|go|put|rank|send|contact|best|good|better|realistic|worth it|worth))*(?: (?:to|for|at|with))?(?: (?:first|now|best|me))*",
        rf"where (?:should|do) i apply first (?:of|from|on|in|among) (?:{_MINE})",
        rf"(?:(?:do|did) (?:you|u) think (?:that )?|(?:is|are) )(?:{_MINE}) (?:(?:is|are|looks?) )?(?:good|balanced|ok|okay|fine|realistic|too long|too short|well balanced|enough|good enough|long enough|too big|too small)",
        r"(?:to )?which (?:ones? )?of mine(?: (?:should|do|would|shall|can|must|are|is))?(?: i)?(?: (?:apply|choose|pick|go|put|rank|send|contact|best|good|better|realistic|worth it|worth))*(?: (?:to|for|at|with))?(?: (?:first|now|best|me))*",
        rf"which(?: (?:ones?|{_PROGRAM}))?(?: (?:of|from|on|in) (?:mine|{_MINE}))? {_SHOULD_I_REMOVE} (?:from|off|of|on|in) (?:{_MINE}|the list)",
        rf"which(?: ones?| of mine| (?:ones?|{_PROGRAM}) (?:of|from|on|in) (?:mine|{_MINE})| of (?:{_MINE}))? {_SHOULD_I_REMOVE}",
        rf"(?:how much|what) (?:does|do|will|would|is|are) (?:the (?:cost|price|fees?) (?:of|for) )?(?:{_MINE})(?: (?:cost|costs|costing))?(?: me)?(?: (?:in (?:total|all|fees)|altogether))?",
        rf"(?:how much|what) (?:is|are|would be|will be) the (?:total )?(?:cost|costs|price|fees?) (?:of|for) (?:{_MINE})",
        rf"(?:the )?(?:total )?(?:costs?|price|fees?) (?:of|for) (?:{_MINE})",
        rf"(?:which|what) (?:ones? |{_PROGRAM} )?(?:of|on|in|from) (?:mine|{_MINE}) (?:have |has |did )?(?:moved?|changed?)(?: (?:up|down|tiers?|places?|groups?))*",
        rf"how many(?: (?:ones|{_PROGRAM}))? (?:are|do i have|have i|are there|is)(?: (?:still|now))?(?: (?:left|there|remaining))? (?:in|on) (?:{_MINE})",
        rf"what(?:'?s| is) (?:wrong|bad|missing|the problem|not good) (?:in|with|on|about|from) (?:{_MINE})",
    )
)
_TEMPLATE_WORDS = "|".join(
    (
        rf"{_HOW} (?:do|can|should|could|to|must|would|may|shall) (?:i |we )?{_BRING}(?: (?:you|u|here))? (?:{_SOME_LIST}|my {_PROGRAM}|{_PROGRAM} (?:of my own|to (?:my|the) list))(?: in)?{_TO_YOU}",
        rf"(?:send|give|bring|upload|import|add|enter|paste|submit|provide|load)(?: (?:you|u))? (?:my|the|this|our) (?:own )?(?:{_PROGRAM} )?lists?(?: of (?:my |pmr )?{_PROGRAM})?{_TO_YOU}",
        rf"{_HOW} (?:do|can|should|could|to|must|may) (?:i )?(?:send|give|upload|import|add|paste)(?: (?:you|u))? (?:(?:a |an |my |the )?(?:csv|excel|spreadsheet)(?: file)?|my {_PROGRAM})(?: (?:of|with) (?:my )?{_PROGRAM})?(?: in)?{_TO_YOU}",
        rf"add (?:a|another|one more|some|more|new|my|the)? ?(?:new )?{_PROGRAM}(?: to (?:my|the) (?:{_PROGRAM} )?list)?(?: here)?",
        rf"(?:{_SHOW}|give me|send me|download|do (?:you|u) have|is there|have|make me)? ?(?:a |an |the |your |some )?(?:empty |blank )?(?:csv|excel|spreadsheet|{_PROGRAM}|{_PROGRAM} list|list|{_PROGRAM} csv|sheet)(?: file)? templates?(?: file)?(?: for (?:my |the |a )?(?:{_PROGRAM}|list|{_PROGRAM} list))?",
        rf"i (?:already )?(?:have|got|made) (?:a |an |my |the )?(?:{_SHEET})(?: (?:file|sheet|list|table))? (?:of|with|for) (?:my |the |all |about |pmr |\d+ )*{_PROGRAM}",
        rf"{_HOW} (?:do|can|should|to|must) (?:i )?(?:make|create|fill|fill in|fill out|write|format|prepare) (?:the|a|my|your) (?:csv|template|excel sheet|spreadsheet|(?:csv|excel) file)(?: (?:of|with|for) (?:my )?{_PROGRAM})?",
        rf"(?:what|how) (?:(?:should|must) (?:the|my|a)|(?:does|do) (?:the|a)) (?:csv|file|{_PROGRAM} list|list|table|spreadsheet|excel)(?: (?:of|with) (?:my )?{_PROGRAM})? look(?: like)?",
        r"(?:give me|send me|show me|show|download) (?:the|your) templates?(?: file)?",
        rf"(?:a |the |your )?templates? (?:for|of) (?:my |the |a )?(?:{_PROGRAM}|{_PROGRAM} list|list|list of {_PROGRAM}|csv)",
        r"(?:what|which) (?:columns|headers|headings)(?: (?:do|should|must|can|does|are|has|have|to|needed|need|required))*(?: (?:you|u|i|it|the list|the csv|the file|my list|my csv|my file))*(?: (?:have|need|read|know|accept|want|use|understand|put|include|expect|required|needed|be))*(?: (?:in|for|on) (?:the|my|a) (?:list|csv|file|table|sheet|spreadsheet|excel|template))?",
        rf"(?:what|which) (?:format|file format|form) (?:should|must|does|do) (?:my |the |a )(?:{_PROGRAM} )?(?:list|csv|file)(?: of {_PROGRAM})? (?:have|be|need|be in)",
        rf"(?:i )?(?:have|got|made|keep|prepared|created|wrote)(?: already)? (?:a |my |an )?(?:own |long |big )?(?:{_PROGRAM} )?(?:list|table|file|sheet|spreadsheet|csv|excel)(?: (?:file|sheet))?(?: (?:of|with|for) (?:my |the |all |pmr |\d+ )*{_PROGRAM})? (?:in|on|as|at) (?:a |an |my )?(?:{_SHEET}|google drive|notion|paper|word|notes|numbers|my (?:computer|phone|laptop))(?: (?:file|sheet|format))?",
        rf"(?:(?:can|could|may) i {_BRING}|(?:can|could|do) (?:you|u) (?:read|take|use|accept|open|work with))(?: (?:you|u))? (?:{_SOME_LIST}|an? (?:csv|excel|spreadsheet)(?: file)?(?: (?:of|with) (?:my )?{_PROGRAM})?)(?: (?:as|from|in) (?:a |an )?{_SHEET})?{_TO_YOU}",
    )
)
_MAY_HAVE = rf"(?:can|could|may) (?:i|we) (?:please )?(?:have|get|see) (?:{_MINE}) {_AS_FILE}"
_EXPORT_WORDS = "|".join(
    (
        rf"(?:export|download) (?:{_MINE})(?: {_AS_FILE})?",
        rf"(?:export|download) (?:the )?list(?: {_AS_FILE})?",
        rf"(?:{_EXPORT}|{_SHOW}|get|have|want|make|create) (?:me )?(?:{_MINE}) {_AS_FILE}",
        rf"(?:{_MINE}) {_AS_FILE}",
        rf"(?:{_EXPORT}|get|have|want|make|create) (?:me )?(?:a |an |the )?{_SHEET}(?: (?:file|copy|version|export))? (?:of|with|from|for) (?:{_MINE})",
        rf"(?:a |the )?{_SHEET} (?:of|with) (?:{_MINE})",
        rf"(?:my )?{_PROGRAM} list (?:export|download)",
    )
)
_GONE = r"(?:delete|remove|clear|erase|empty|wipe(?: out)?|discard|reset|forget|drop|throw away|get rid of|trash|del|cancel)"
_WHOLE_LIST = rf"(?:all (?:of )?)?(?:my |the )?(?:own |whole |full |entire |complete |saved )*(?:{_PROGRAM} list|list of (?:my )?{_PROGRAM})|(?:my|the) (?:own |whole |full |entire |saved )*list|all (?:of )?(?:my |the |these |those )?(?:saved |listed )?{_PROGRAM}|(?:all|everything|every program|everything that is|all that is|all {_PROGRAM}|all (?:my|the) {_PROGRAM}) (?:from|on|in|of) (?:my|the) (?:{_PROGRAM} )?list"
_CLEAR_WORDS = "|".join(
    (
        rf"{_GONE} list",
        rf"{_GONE} (?:{_WHOLE_LIST})(?: (?:that )?(?:you|u) (?:have|hold|saved|keep)| (?:completely|entirely|totally|altogether))?",
        rf"start (?:a |my |the )?(?:new (?:{_PROGRAM} )?list|(?:{_PROGRAM} )?list (?:anew|again|over|from scratch|from zero))",
    )
)
# "I have my list in Excel" is wanted to be brought, "my list in Excel" to be given.
_WISHES = (
    (CLEAR, pattern(_CLEAR_WORDS)),
    (FILE, pattern(_MAY_HAVE)),
    (TEMPLATE, pattern(_TEMPLATE_WORDS)),
    (FILE, pattern(_EXPORT_WORDS)),
    (LIST, pattern(_LIST_WORDS)),
)
_REMOVE = re.compile(
    rf"{BEFORE}(?:(?:remove|delete|drop|take|cross|strike|erase|scratch|kick|cut) (?P<what>[^?!\n]+?) (?:from|off|out of|off of) (?:my|the) (?:own )?(?:{_PROGRAM} list|list(?: of (?:my )?{_PROGRAM})?|{_PROGRAM})"
    rf"|(?:remove|delete|drop) (?:the )?program:? (?P<named>[^?!\n]+?))(?:\W+(?:please|pls|plz|thanks|thank you|now|again|too|also))*[\s.!]*",
    re.I,
)
# Names for what a list can hold more than one of, and for what is no program.
_NO_NAME = re.compile(
    rf"(?:(?:all|any|the|my|that|this|these|those|some|other|one|it|them|of|which|more|every|each|out|a|an|off) ?)*(?:{_PROGRAM}|ones?|it|them|everything|anything|something|that|this|things?|names?)?",
    re.I,
)


_DOLLARS = r"(?:\$ ?|usd ?|us\$ ?)(?P<{0}>\d[\d,]{{0,6}})(?P<{0}k>k\b)?|(?P<{0}_>\d[\d,]{{0,6}})(?P<{0}_k>k)? ?(?:\$|usd\b|us ?\$|us dollars?\b|dollars?\b|bucks\b)"
_ONLY = (
    r"(?:only|just|max(?:imum)?|about|around|up to|at most|like|maybe|is|of|the|a|total|not more than|no more than) "
)
_BUDGET = re.compile(
    rf"\b(?:budget|afford|spend|spending|pay|money|application fees?|fees)\b[^.?!\n]{{0,40}}?(?:{_DOLLARS.format('a')})"
    rf"|(?:{_DOLLARS.format('b')})[^.?!\n]{{0,40}}?\b(?:budget|application fees?|fees|applications?|programs?|to spend)\b"
    r"|\bbudget (?:is |of |about |around |only |just |= ?|: ?)*(?P<c>\d[\d,]{2,6}|\d{1,3}(?=k\b))(?P<ck>k)?\b"
    rf"|\b(?:i|we|can|could|will|to|only)(?:'ll| will| can| could| only)* (?:spend|pay) (?:{_ONLY})*(?P<d>(?!20[23]\d\b)\d[\d,]{{2,6}}|\d{{1,3}}(?=k\b))(?P<dk>k)?\b(?!\s*(?:%|€|£|[a-z]*(?:hours?|days?|weeks?|months?|minutes?|years?|programs?|progs?|apps?|applications?|questions?|rupees|rs|inr|pkr|euros?|pounds?)\b))"
    rf"|\b(?:i|we)(?:'ve)?(?: only| just| do)? (?:have|got) (?:{_ONLY})*(?:{_DOLLARS.format('e')})"
    rf"|\b(?:how many (?:programs?|progs?)|apply|applications?)\b[^.?!\n\d]{{0,30}}?\b(?:with|for) (?:{_ONLY})*(?:{_DOLLARS.format('g')})"
    rf"|^\W*(?:(?:and|ok|so|but|what|if|about|how|with|for|only|just|max(?:imum)?|i have|my budget) )*(?:{_DOLLARS.format('f')})\W*$",
    re.I,
)
# Money for something else than applications.
_NOT_FEES = re.compile(
    r"\b(?:usce|rotations?|observ\w*|externs?\w*|electives?|courses?|uworld|nbmes?|exams?|visas?|h-?1b|j-?1|coaching|tutor\w*|rent|salary|salaries|loans?|debts?|research|a month|monthly|per|each|flights?|tickets?)\b",
    re.I,
)
_FEES = re.compile(r"\b(?:applications?|apply\w*|programs?|progs?|eras|fees?|budget|list)\b", re.I)
_MOST_DOLLARS = 100_000


def budget_in(text: str) -> tuple[int, int, int] | None:
    """The dollars for application fees that a message tells, and where; None if it tells none."""
    found = _BUDGET.search(text)
    if found is None:
        return None
    name = next(name for name in ("a", "a_", "b", "b_", "c", "d", "e", "e_", "f", "f_", "g", "g_") if found[name])
    if name[0] in "ade" and _NOT_FEES.search(text) and not _FEES.search(text):
        return None
    digits = found[name].replace(",", "")
    dollars = int(digits) * (1000 if found[f"{name}k"] else 1)
    return (dollars, found.start(name), found.end(name)) if 0 < dollars <= _MOST_DOLLARS else None


def wish_on_list(text: str) -> Wish | None:
    """What a message wants done with the person's own list: list, template, file or clear; None if nothing."""
    return wished(text, _WISHES, whole=(TEMPLATE,))


def program_to_remove(text: str) -> str | None:
    """The name of the program that a message wants off the list; None if it wants something else."""
    plain = text.replace("’", "'").strip()
    found = _REMOVE.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        return None
    name = (found["what"] or found["named"]).strip(" .,:;\"'")
    return None if not re.search(r"\w", name) or _NO_NAME.fullmatch(name) else name
