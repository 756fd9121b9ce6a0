"""The story of a contact: one SimPy process per case. Read `life` first; everything else is what it says."""

from sim.engines.story import appointments, chasing, choice, contacts, endings, outcomes, steps
from sim.engines.story.model import Case, Contact, End, Next, Rest, Story, ToStep
from sim.engines.story.organisation import Organisation
from sim.engines.story.role import HANDLED
from sim.records import log


def life(org: Organisation, case: Case, following: Next) -> Story:
    """Live a case, from the need (or the complaint) that brought it to its end."""
    while True:
        match following:
            case Contact(cause, step):
                following = contacts.contact(org, case, cause, step)
            case ToStep(number, server, before, appointed):
                number = number if before else choice.chosen(org, number)
                later = None if before or appointed else appointments.at_the_step(org, case, number)
                if later is not None:
                    following = later
                    continue
                visit = steps.come_to(org, case, number, server, before)
                answer = yield steps.ask(org, visit, before)
                following = (
                    outcomes.finish(org, visit) if answer == HANDLED else endings.fail(org, visit, answer)
                )
            case Rest(until, cause, step):
                yield contacts.rest(org, case, until, cause, step)
                if cause == log.ERROR_FOUND and org.world.bp.chasing[case.provider]:
                    chasing.expect_end(org, case)
                following = contacts.resume(org, case, cause, step)
            case End(how, asks):
                complaint = endings.close(org, case, how, asks)
                if complaint is not None:
                    about = Rest(org.world.now, log.COMPLAINT, org.world.bp.complaint_step[case.provider])
                    org.world.clock.process(life(org, complaint, about))
                return
