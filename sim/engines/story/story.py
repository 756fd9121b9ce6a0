"""The story of a contact: one SimPy process per case. Read `life` first; everything else is what it says."""

from sim.engines.story import contacts, endings, outcomes, steps
from sim.engines.story.model import ENTRY, Case, Contact, End, Next, Rest, Step, Story
from sim.engines.story.organisation import Organisation
from sim.engines.story.role import HANDLED
from sim.records import log


def life(org: Organisation, case: Case) -> Story:
    """Live a case, from the need that brought it to its end."""
    following: Next = Contact(log.FIRST, ENTRY)
    while True:
        match following:
            case Contact(cause, step):
                following = contacts.contact(org, case, cause, step)
            case Step(number):
                visit = steps.come_to(org, case, number)
                answer = yield steps.ask(org, visit)
                following = (
                    outcomes.finish(org, visit) if answer == HANDLED else endings.fail(org, visit, answer)
                )
            case Rest(until, cause, step):
                yield contacts.rest(org, case, until, cause, step)
                following = contacts.resume(org, case, cause, step)
            case End(how, asks):
                endings.close(org, case, how, asks)
                return
