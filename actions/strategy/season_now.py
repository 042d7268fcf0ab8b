"""Where the season under way stands, for somebody who is in it."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import calendar
from actions.strategy.advice import Advice, Rule, listed, say
from actions.strategy.calendar import Season, say_day
from actions.strategy.charts import season_of
from actions.strategy.plan_season import chosen


def season_now(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """Somebody in the season under way is told where it stands, and what the article still offers: interviews, story, Step 3, the next season."""
    days = chosen(profile, knowledge, today).under_way
    if days is None:
        return None
    step3 = profile.get("step3_status") == "passed"
    return Advice(
        id="season.under_way",
        severity="info",
        title=f"The {days.match_year} season is under way",
        body=(
            say(_standing(days, today)),
            say("All this is for those who have applied. If you have not, plan for the next Match."),
            listed(
                say(
                    "Interviews: speak fluently; be reflective and open to coaching, not defensive.",
                    "comp.interview",
                )
                if days.phase(today) in ("sending", "interviews")
                else None,
                say(
                    "Tell one story: why PM&R, what you did for it, what you learned from a setback.",
                    "narrative.integrate",
                ),
                say(
                    "Step 3 only if a comfortable pass is likely; it helps those who apply again.",
                    "faq4.step3",
                    "step3.reapplying",
                )
                if not step3
                else None,
                say(
                    "Go on with PM&R work and letters now, in case you apply again.",
                    "comp.consistency",
                ),
            ),
        ),
        notes=(calendar.note(days, knowledge.seasons, "rank_list", "match_day"), "soap", "preliminary_year"),
        next=("personal_statement_interview", "step3", "action_plan"),
        chart=season_of(days, profile, knowledge, today),
    )


def _standing(days: Season, today: date) -> str:
    """What happens on this day of the season."""
    sure = " (expected days)" if days.expected & {"rank_list", "match_day"} else ""
    week, match = say_day(days.match_week), say_day(days.match_day)
    if today == days.match_day:
        return "Today is Match Day."
    return {
        "sending": f"Applications can be sent; programs start reading on {say_day(days.reading)}.",
        "interviews": f"Programs have been reading since {say_day(days.reading)}, and interviews run. Next: your rank list, due by {say_day(days.rank_list)}. Match Day is {match}{sure}.",
        "waiting": f"Rank lists are closed. On {week} you learn whether you have a place; Match Day is {match}{sure}.",
        "match_week": f"It is Match Week. If you have no place, SOAP runs now. Match Day is {match}.",
    }[days.phase(today)]


RULE = Rule(
    name="season_now",
    topics=("action_plan", "step2_timing"),
    apply=season_now,
    sharpened_by=("step3_status",),
)
