"""The topics of the vocabulary and the intents named after them."""

from __future__ import annotations

# Topics that are answered from the article; their intents are called `ask_` and the topic.
ADVICE = (
    "score_band",
    "step1",
    "step2_target",
    "step2_timing",
    "study_methods",
    "practice_exams",
    "error_analysis",
    "perfectionism_burnout",
    "low_score_recovery",
    "usce",
    "lors",
    "research",
    "personal_statement_interview",
    "program_selection",
    "backup_specialty",
    "step3",
    "visa",
    "specialty_commitment",
    "competitiveness",
    "action_plan",
    "program_research_tools",
)
# Topics that are a question too, but about the person's own data or about an answer.
REQUESTS = ("what_if", "ask_profile", "delete_my_data", "export_plan", "how_do_you_know")
CHITCHAT = "chitchat"
# Conversation: answered only where nothing is asked or stated beside it.
TALK = ("affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "help", "restart", CHITCHAT, "out_of_scope")
STATEMENT = "profile_statement"
DISTRESS = "distress"

TOPICS = (*ADVICE, *REQUESTS, STATEMENT, *TALK, DISTRESS)


def intent_of(topic: str) -> str:
    """The intent of a topic: `ask_lors` for `lors`, the topic itself outside the article."""
    return f"ask_{topic}" if topic in ADVICE else topic


def topic_of(intent: str) -> str:
    """The topic of an intent, the other way round."""
    topic = intent[len("ask_") :] if intent.startswith("ask_") else intent
    return topic if topic in ADVICE else intent
