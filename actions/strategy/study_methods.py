"""How to study for Step 2 CK with PM&R in mind."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, listed, say


def study_methods(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """A question bank is the core tool, UWorld first, in timed mixed blocks, with the fields close to PM&R in focus."""
    return Advice(
        id="study.methods",
        severity="info",
        title="Question bank first, PM&R fields in focus",
        body=(
            say(
                "Make a question bank your main tool, UWorld first. Do timed, mixed blocks, so that practice feels like the real exam.",
                "study.uworld",
                "study.timed_mixed",
            ),
            say(
                "PM&R asks for clinical reasoning in neurology, musculoskeletal and internal medicine and rehabilitation. So give these more time:",
                "study.physiatry_skills",
            ),
            listed(
                say("Neurology: stroke, spinal cord injury, neuropathies", "study.focus_neuro"),
                say("Musculoskeletal complaints: back pain, joints", "study.focus_msk"),
                say("Rheumatology and orthopedics", "study.focus_rheum_ortho"),
                say("The basics of pain management", "study.focus_pain"),
            ),
            say(
                "Next: set the filters of the bank to neuro and MSK, and work through cases with PM&R in them.",
                "plan2.pmr_cases",
            ),
        ),
        notes=("exam_format",),
        next=("practice_exams", "error_analysis", "step2_timing"),
    )


RULE = Rule(name="study_methods", topics=("study_methods",), apply=study_methods, sharpened_by=("step2_ck_status",))
