"""The words for what is neither exam nor visa, as spaCy token patterns. One label, one meaning."""

from __future__ import annotations

from bot.nlu.token_patterns import Pattern, words

_US = "us|u.s.|u.s|usa|american|states"
_PMR = "physiatrist|physiatrists|physiatry|physiatrits|physiatrsit|physiatric|pmr|pm&r|pmnr|rehab"
_DOCTOR = "doctor|doctors|physician|physicians|attending|attendings|faculty|pd|specialist|specialists|dr|drs|professor|docs|mentor"
_LETTER = "lor|lors|letter|letters|lor's|letter's|leters|lettrs|recs|reccs|recommendations|recommendation"

PHRASES: dict[str, list[Pattern]] = {
    "LETTERS": words(
        _LETTER, "letter|letters|leters of recommendation|recommendations|rec|recomendation|recommandation|support"
    ),
    "PHYSIATRIST": words(
        f"{_US}? {_PMR} {_DOCTOR}?",
        f"{_US}? pm & r {_DOCTOR}?",
        f"{_US}? pm and r {_DOCTOR}?",
        f"{_PMR} {_DOCTOR}? in|from the? {_US}",
        f"physical medicine {_DOCTOR}?",
    ),
    # A total of its own, beside which its parts are not counted again.
    "USCE": words("usce|usces|usec|uscex", f"{_US} clinical|clinic|hands experience|exp|experiance|exposure|rotation?", f"{_US} experience|exp|experiance"),
    "ROTATION": words(
        "observership|observerships|obs|obsv|obsvs|observ|observorship|observership's|observationship|obsership|observeship|externship|externships|elective|electives|rotation|rotations|clerkship|clerkships|shadowing|subi|sub-i|preceptorship",
        "sub - i|internship",
        f"{_US}? hands on? elective|electives|rotation|rotations|experience",
    ),
    "QBANK": words("uworld|uw|qbank|qbanks|uwold|uwrold|usmleworld|amboss|kaplan|truelearn", "u world", "q bank", "question|questions bank|banks", "qb"),
    "CORRECT": words(
        "correct|average|avg|accuracy|score|scoring|scores|scored|percentile|right|averaging|avrg|mean|performance|cumulative|getting"
    ),
    "DEDICATED": words(
        "dedicated|protected|dedcated|dedicated's",
        "prep|preparation|preparing|prepare|study|studying|free|review|revise|revision",
        "left|remaining|remain|ahead",
        "set aside", "time off|left", "off work",
    ),
    "RESEARCH": words(
        "research|researches|reserch|reasearch",
        "publication|publications|pubs|pub|publictions|papers|paper|article|articles|manuscript|manuscripts",
        "poster|posters|abstract|abstracts|presentation|presentations",
        "case report|reports|series", "case-report|case-reports",
        "meta analysis|analyses", "meta-analysis|meta-analyses|metaanalysis", "systematic review|reviews", "review article|articles|paper",
        "audit|audits", "retrospective|prospective chart review|reviews", "registry study|project|paper", "qi|quality audit|audits", "qi|quality project|projects|improvement project?", "retrospective|prospective|cohort study|studies", "published",
    ),
    "PUBMED": words("pubmed|pub-med|medline|pmid|pmids|pmc", "pub med", "indexed|index"),
    "NOT_INDEXED": words(
        "not|non|n't|nt|never|no|without yet? in|on|pubmed? indexed|index|pubmed|medline",
        "none|neither of? them|these? is|are|was|were? in|on? pubmed|indexed",
        "none is|are|of in? them? pubmed? indexed|pubmed",
        "not in|on pubmed|pub", "nothing|none|0|zero in|on pubmed|medline", "non - indexed|pubmed", "non-indexed|nonindexed|unindexed|non-pubmed",
        "no pubmed|indexed", "not any? pubmed",
    ),
    "GRADUATED": words(
        "yog|yof|y.o.g|y.o.g.|yograd|grad|grads|graduate|graduated|graduating|graduation|graduat|gradute|graduted|gradated|passout",
        "class of", "pass|passed out", "passed-out|passing-out", "med|medical school|college",
        "finish|finished|complete|completed|done mbbs|md|medicine|med|medical|mbbch school?", "mbbs|mbbch|mbchb",
        "final year", "last year student",
    ),
    "PROGRAMS": words("program|programs|progs|prog|programmes|programme|programms|places|residencies|prgms|applications|apps"),
    "APPLY": words("apply|applying|applied|aplying|aply|appling|application|submit|eras|nrmp"),
    "MATCH": words("match|matching|cycle|season"),
    "REAPPLICANT": words(
        "reapp|reapplicant|reaplicant|re-applicant|reapplying|re-applying|reapplied|reapply|reaplying|unmatched|un-matched",
        "re applicant|applying", "re - applicant|applying|apply|applied", "did|do|could|have|has|had not|n't|nt ever? match|matched",
        "not|never|nt got? match|matched", "didnt|didn't|couldnt|havent|hadnt|dint|didnot|doesnt match|matched|mached",
        "failed|fail to match|matching", "no match", "applied twice|before|previously|thrice",
        "second|third|2nd|3rd time|cycle|attempt applying|applicant|match|to", "apply|applying|applied again",
        "again apply|applying", "second|third|fourth|2nd|3rd|4th attempt|try|shot|go at the? match", "second|third|2nd|3rd match|cycle|application cycle|attempt|season?",
    ),
    "FIRST_APPLICATION": words(
        "first|1st|1rst time|cycle applicant|applying|apply|to|match|application",
        "first|1st time i|im 'm|am? applying|apply", "first|1st time in|for|at the match|nrmp",
        "apply|applying|applied for? the? first|1st time", "first|1st application|cycle|match|season", "first-time|firsttime|1st-time applicant|applying",
        "never been|participated|entered in? the? match|nrmp", "never applied|apply|participated|entered before?", "not|n't|nt applied|apply before|previously|earlier|yet",
        "havent|haven't|didnt|hadnt applied|apply before|previously|earlier|yet|ever",
        "not a? reapplicant|re-applicant|reapplying", "not reapplying|unmatched", "first|1st - time applicant|applying|applying", "fresh applicant", "first timer", "first-timer|firsttimer", "first - timer",
    ),
    "BACKUP": words(
        "backup|backups|back-up|backp", "back up|ups", "plan b", "second|2nd choice|specialty|option|speciality",
        "dual|double|also|parallel apply|applying|aplying", "dual-apply|dual-applying", "alternative|alternate specialty|speciality|option?",
    ),
}  # fmt: skip
