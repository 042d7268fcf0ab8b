"""What is said of a program list: shown, brought, added to, moved. Pure functions: lists and profiles in, replies out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.programs.checklist import checklist
from actions.programs.document import IN_REPLY, document
from actions.programs.moves import Move
from actions.programs.placing import LABELS, Placement, place_all
from actions.programs.program import Fault, Program
from actions.programs.whole_list import Whole, balance, buys, fee_for, whole
from actions.programs.wording import NAMED, counted, fault_line, faults_text, first, share, tiers_text, unknown_text
from actions.replies import Replies, Reply
from actions.strategy import standing
from actions.strategy.advice import Advice, Block, Paragraph, Severity, listed, say
from actions.strategy.program_count import cost_note

# What the buttons under a list send; the value of the entity `programs`.
LIST, BROUGHT, FILE, TEMPLATE, CLEAR, DELETE = "list", "brought", "file", "template", "clear", "delete"
BUTTONS = {
    LIST: {"title": "Show my list", "payload": '/ask_program_selection{"programs":"list"}'},
    FILE: {"title": "As a file", "payload": '/ask_program_selection{"programs":"file"}'},
    TEMPLATE: {"title": "What to look up", "payload": '/ask_program_selection{"programs":"template"}'},
}
# Under the question whether the list shall go.
CLEARING = (
    {"title": "Delete my list", "payload": '/ask_program_selection{"programs":"delete"}'},
    {"title": "Keep it", "payload": '/ask_program_selection{"programs":"list"}'},
)
MOST_BUTTONS = 5
# How one program is told. Without the words before the colon it could be read as something that the person tells of themselves.
EXAMPLE = "add program: Example Rehab, Exampleville ZZ, J-1, 3 IMGs, cutoff 230"
READINGS = ("program_tiers", "program_balance", "few_imgs", "img_record", "competitive_cities")


@dataclass(frozen=True)
class Lists:
    """Speaks of one person's list.

    Attributes:
        replies: makes replies.
        knowledge: claims, numbers, outside facts.
        profile: what is held of the person.
        today: the day for which the list is placed.
    """

    replies: Replies
    knowledge: Knowledge
    profile: Profile
    today: date

    def listed(
        self,
        programs: Sequence[Program],
        faults: Sequence[Fault] = (),
        *,
        budget: int | None = None,
        file: bool = False,
    ) -> Reply:
        """The list as it is placed: the tiers, the number, the balance, the cost, what is still unknown.

        Args:
            programs: the list held.
            faults: what could not be used of what was brought last; they were told then, and are named in the document.
            budget: dollars for application fees; what they buy is told then.
            file: whether it is wanted as a file; the reply's id tells the channel to make one.
        """
        if not programs:
            return self.none(faults)
        seen: set[str] = set()
        placed = place_all(programs, self.profile.watched(seen), self.knowledge, self.today)
        found = whole(placed, self.knowledge)
        advice = Advice(
            id="programs.file" if file else "programs.list",
            severity=self._severity(found, faults),
            title=f"Your list: {counted(found.total, 'program')}",
            body=tuple(self._body(placed, found, budget)),
            notes=("program_count", self._fee_note(found)),
            next=("program_research_tools", "visa")
            if not found.specialties
            else ("program_research_tools", "backup_specialty"),
            readings=READINGS,
            facts_used=tuple(sorted(seen)),
        )
        reply = self.replies.of_advice(advice, self.profile)
        reply["document"] = document(placed, faults, self.knowledge, self.today, most=IN_REPLY)
        own = [BUTTONS[TEMPLATE]] if file else [BUTTONS[FILE], BUTTONS[TEMPLATE]]
        reply["next"] = [*own, *reply["next"]][:MOST_BUTTONS]
        return reply

    def brought(
        self,
        programs: Sequence[Program],
        *,
        rows: int,
        kept: int,
        before: int | None,
        faults: Sequence[Fault],
        remarks: Sequence[Fault] = (),
    ) -> list[Reply]:
        """The answer to a list that was brought: what was kept, what was wrong, and the list as it is placed now.

        Args:
            programs: the list held now.
            rows: how many rows told of a program.
            kept: how many of them were kept.
            before: how many programs the list before had, if this one takes its place; None if it was added to.
            faults: what could not be used.
            remarks: what is good to know and took nothing away.
        """
        if not kept:
            return [self.nothing_kept(rows, faults, held=len(programs))]
        said = [f"I kept {kept} of {counted(rows, 'row')}."]
        if before:
            said.append(f"They take the place of the {counted(before, 'program')} you had.")
        body = [*said, *([faults_text(faults)] if faults else [])]
        kept_ = self.replies.plain(
            "programs.brought",
            [" ".join(body)],
            items=[fault_line(fault) for fault in [*faults, *remarks][:NAMED]],
            severity="caution" if faults else "info",
        )
        return [kept_, self.listed(programs, faults)]

    def nothing_kept(self, rows: int, faults: Sequence[Fault], *, held: int) -> Reply:
        """The answer to a list of which nothing could be kept."""
        still = f" Your list of {held} stays as it was." if held else ""
        reply = self.replies.plain(
            "programs.not_kept",
            [f"I could keep none of {counted(rows, 'row')}.{still}"],
            items=[fault_line(fault) for fault in faults[:NAMED]],
            severity="caution",
        )
        return {**reply, "next": [BUTTONS[TEMPLATE]]}

    def added(
        self, programs: Sequence[Program], new: Sequence[Program], *, known: int, faults: Sequence[Fault] = ()
    ) -> list[Reply]:
        """The answer to programs that were told in the talk: where each stands.

        Args:
            programs: the list held now.
            new: the programs as they are held now, those told first.
            known: how many of them were in the list before.
            faults: what could not be used.
        """
        placed = place_all(new, self.profile, self.knowledge, self.today)
        shown = placed[:NAMED]
        lines = [
            say(f"**{each.program.name}**: {LABELS[each.tier].lower()}. {first(each)}", *each.reasons[0].claims)
            for each in shown
        ]
        text = f"Noted; your list has {counted(len(programs), 'program')} now."
        if known:
            text += f" {known} of these {'was' if known == 1 else 'were'} in it already and know more now."
        if len(placed) > NAMED:
            text += f" The first {NAMED}:"
        body: list[Block] = [say(text), listed(*lines)]
        if faults:
            body.append(say(faults_text(faults)))
            body.append(listed(*(say(fault_line(fault)) for fault in faults[:NAMED])))
        advice = Advice(id="programs.added", severity="caution" if faults else "info", title="", body=tuple(body))
        reply = self.replies.of_advice(advice, self.profile)
        return [{**reply, "next": [BUTTONS[LIST], BUTTONS[TEMPLATE]]}]

    def moved(self, found: Sequence[Move], total: int, because: str = "") -> list[Reply]:
        """Which programs stand elsewhere after a change of facts, in a few lines; nothing where none moved.

        Args:
            found: the moves.
            total: how many programs the list has.
            because: the changed facts in words, as "Step 2 CK 242".
        """
        if not found:
            return []
        groups = Counter((move.before, move.placement.tier) for move in found)
        items: list[Paragraph] = []
        for (before, tier), count in groups.most_common(NAMED):
            move = next(each for each in found if (each.before, each.placement.tier) == (before, tier))
            which = move.placement.program.name if count == 1 else f"{count} programs"
            why = move.reason.text if count == 1 else f"For example {move.placement.program.name}: {move.reason.text}"
            text = f"{which}: from {LABELS[before].lower()} to **{LABELS[tier].lower()}**. {why}"
            items.append(say(text, *move.reason.claims))
        if len(groups) > NAMED:
            rest = len(found) - sum(count for _, count in groups.most_common(NAMED))
            items.append(say(f"and {rest} more"))
        lead = f"With {because}, " if because else ""
        verb = "stands" if len(found) == 1 else "stand"
        opening = f"{lead}{len(found)} of your {total} {verb} elsewhere on your list now:"
        advice = Advice(
            id="programs.moved", severity="info", title="", body=(say(opening[0].upper() + opening[1:]), listed(*items))
        )
        reply = self.replies.of_advice(advice, self.profile)
        placed = [move.placement for move in found]
        reply["document"] = document(
            placed,
            (),
            self.knowledge,
            self.today,
            most=IN_REPLY,
            moved_from={move.placement.program.key: move.before for move in found},
        )
        return [{**reply, "next": [BUTTONS[LIST]]}]

    def template(self) -> list[Reply]:
        """How to bring a list, and what to verify of each program and where."""
        items = [say(f"{label}: {where}", "lookup.tools") for label, _, where in checklist()]
        advice = Advice(
            id="programs.template",
            severity="info",
            title="Bring your own list",
            body=(
                say(
                    'Send a CSV file, paste lines, or write one: "add program: Example Rehab, J-1, 3 IMGs". I hold no program data; what counts is what you checked.',
                    "lookup.identify",
                ),
                say("For each program, look up and note the day:"),
                listed(*items),
            ),
            notes=("freida_gaps",),
            next=("program_research_tools",),
        )
        reply = self.replies.of_advice(advice, self.profile)
        return [{**reply, "next": [BUTTONS[LIST], *reply["next"]]}]

    def none(self, faults: Sequence[Fault] = ()) -> Reply:
        """The answer to somebody who asks for a list and has none."""
        text = f'You have no program list yet. Send a CSV file, or paste your programs, one a line. A single one you tell like this: "{EXAMPLE}".'
        items = [fault_line(fault) for fault in faults[:NAMED]]
        reply = self.replies.plain("programs.none", [text], items=items)
        return {**reply, "next": [BUTTONS[TEMPLATE], *self.replies.buttons(["program_research_tools"])]}

    def _body(self, placed: Sequence[Placement], found: Whole, budget: int | None) -> list[Block]:
        body: list[Block] = [
            say(tiers_text(found.tiers), "programs.prioritize_track_record", "programs.prioritize_community")
        ]
        body.append(self._count(found))
        if mix := balance(found, self.profile, self.knowledge):
            body.append(say(mix, "programs.realistic"))
        body.append(self._money(placed, found, budget))
        if found.unknown or found.stale:
            body.append(say(unknown_text(found), "lookup.tools"))
        return body

    def _count(self, found: Whole) -> Paragraph:
        """How many against the article's number, where it gives one, and against what exists."""
        numbers = self.knowledge.numbers.programs_low_score
        exist = self.knowledge.outside["program_count"].values["programs"]
        if not standing.low_profile(self.profile, self.knowledge):
            text = f"The article gives no number for a profile like yours; PM&R has about {exist} programs in all."
            if standing.step2_score(self.profile) is None:
                text = f"The article says {numbers} programs for low scores only; PM&R has about {exist} in all."
            return say(text, numbers.claim)
        if found.sent < numbers.low:
            text = f"{found.sent} to send is fewer than the article's {numbers}, if affordable; PM&R has about {exist} in all, so a backup is part of it."
        elif found.sent > numbers.high:
            text = f"{found.sent} to send is more than the article's {numbers}."
        else:
            text = f"{found.sent} to send lies within the article's {numbers}."
        return say(text, numbers.claim, "programs.backup")

    def _money(self, placed: Sequence[Placement], found: Whole, budget: int | None) -> Paragraph:
        fee = self.knowledge.outside["application_fee"]
        if not found.sent:
            return say("There is none to send to, so there are no fees yet.")
        which = f"All {found.sent} to send cost" if found.sent > 1 else "The one to send costs"
        text = f"{which} **${found.fee:,}** in application fees."
        others, theirs = found.backup()
        if others:
            text += f" {others} of them ({share(others, found.sent)}%) are of another specialty: ${theirs:,}."
        if budget is not None:
            bought = buys(budget, placed, fee)
            text += f" ${budget:,} buys the first {bought.programs} (${bought.spent:,})."
        elif found.tiers["apply_first"] and found.sent > found.tiers["apply_first"]:
            cost_ = fee_for(placed, ("apply_first",), fee)
            text += f" The first tier alone: ${cost_:,}."
        return say(text, *(["programs.backup"] if others else []))

    def _fee_note(self, found: Whole) -> OutsideFact:
        if len(found.specialties) > 1 or not found.sent:
            return self.knowledge.outside["application_fee"]
        return cost_note((found.sent,), self.knowledge)

    def _severity(self, found: Whole, faults: Sequence[Fault]) -> Severity:
        low = standing.low_profile(self.profile, self.knowledge)
        few = low and found.sent < self.knowledge.numbers.programs_low_score.low
        return "caution" if faults or few or not found.sent else "info"
