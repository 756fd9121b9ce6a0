"""Measures of the whole that are about what customers feel and do with it: marks, word of mouth, complaints, whims."""

from sim.catalogue.definition import (
    COMPLAINTS,
    COUNT,
    DOWN,
    MARK,
    MINUTES,
    NEITHER,
    PER_CASE,
    SHARE,
    UP,
    Definition,
    Needs,
    Text,
    per_run,
    pooled,
)

MOMENTS = ("moments", "momenten")
AFTER_CONTACT = ("after each contact", "na elk klantcontact")
WITH_CONTACT = ("ended cases with a contact", "beëindigde zaken met een klantcontact")
MIND, VOICE, WHIMS = Needs.MIND, Needs.VOICE, Needs.WHIMS

MARKS: tuple[Definition, ...] = (
    pooled("experience", MARK, MOMENTS, ("experience of a moment", "ervaring per moment"), UP, MIND),
    pooled(
        "contact_mark", MARK, ("contacts that ended", "beëindigde klantcontacten"),
        ("mark of a contact", "cijfer voor een klantcontact"), UP, MIND,
    ),
    pooled("goodwill", MARK, AFTER_CONTACT, ("goodwill after a contact", "goodwill na een klantcontact"), UP, MIND),
    pooled("felt_served_share", SHARE, MOMENTS, ("felt served, of moments", "echt bediend, van de momenten"), UP, MIND),
    pooled(
        "episode_mark", MARK, WITH_CONTACT, ("mark for the whole episode", "cijfer voor het geheel"), UP, MIND
    ),
    pooled(
        "goodwill_at_end", MARK, WITH_CONTACT,
        ("goodwill at the end of a case", "goodwill aan het eind van een zaak"), UP, MIND,
    ),
    pooled(
        "goodwill_of_all", MARK,
        (
            "all customers at the end; who left with the lowest mark",
            "alle klanten aan het eind; wie vertrok met het laagste cijfer",
        ),
        ("goodwill of all customers", "goodwill van alle klanten"), UP, MIND, Needs.POPULATION,
    ),
    per_run(
        "goodwill_long_run", MARK, ("customers who have not left", "klanten die niet zijn vertrokken"),
        ("goodwill in the long run, all customers", "goodwill op de lange duur, alle klanten"), UP, MIND, Needs.POPULATION,
    ),
    pooled(
        "made_good_share", SHARE, ("cases resolved after a failure", "zaken die na een fout zijn opgelost"),
        ("made good, of resolved after failure", "goedgemaakt, van wat na een fout is opgelost"), UP, Needs.RECOVERY,
    ),
    pooled("hostile_share", SHARE, MOMENTS, ("hostile moments", "vijandige momenten"), DOWN, MIND, Needs.ENERGY),
    pooled(
        "told_per_case", PER_CASE, ("ended cases", "beëindigde zaken"),
        ("people told, per case", "mensen verteld, per zaak"), NEITHER, Needs.WORD_OF_MOUTH,
    ),
    pooled(
        "story_reach_var", COUNT, ("ended cases, the teller included", "beëindigde zaken, de verteller meegerekend"),
        ("reach of a story, variance", "bereik van een verhaal, variantie"), NEITHER, Needs.WORD_OF_MOUTH,
    ),
)  # fmt: skip


def _pressure(name: str, over: Text, label: Text, better: int = NEITHER) -> Definition:
    return per_run(f"pressure_{name}", COMPLAINTS, over, label, better, VOICE)


COMPLAINED: tuple[Definition, ...] = (
    per_run("complaints", COUNT, ("complaints", "klachten"), ("complaints", "klachten"), DOWN, VOICE),
    pooled(
        "complaints_per_case", PER_CASE, ("ended needs", "beëindigde behoeften"),
        ("complaints per case", "klachten per zaak"), DOWN, VOICE,
    ),
    _pressure(
        "start", ("political pressure when measuring began", "politieke druk toen het meten begon"),
        ("political pressure when measuring began", "politieke druk bij het begin van de meting"),
    ),
    _pressure(
        "max", ("highest political pressure", "hoogste politieke druk"),
        ("highest political pressure", "hoogste politieke druk"), DOWN,
    ),
    _pressure(
        "long_run", ("mean that complaints at this rate keep up", "gemiddelde dat klachten in dit tempo in stand houden"),
        ("political pressure in the long run, mean", "politieke druk op de lange duur, gemiddeld"),
    ),
    per_run(
        "crisis_share", SHARE, ("replications with a crisis", "herhalingen met een crisis"),
        ("runs with a crisis", "runs met een crisis"), DOWN, VOICE, Needs.CRISIS,
    ),
    per_run(
        "time_to_crisis", MINUTES,
        (
            "replications with a crisis; from the start of the run",
            "herhalingen met een crisis; vanaf het begin van de run",
        ),
        ("time to crisis", "tijd tot een crisis"), UP, VOICE, Needs.CRISIS,
    ),
)  # fmt: skip
ASKED: tuple[Definition, ...] = (
    per_run("whims", COUNT, ("needs out of bounds", "behoeften buiten de orde"), ("whims", "grillen"), NEITHER, WHIMS),
    pooled(
        "whim_share", SHARE, ("needs that became a case", "behoeften die een zaak werden"),
        ("whims, of needs", "grillen, van de behoeften"), NEITHER, WHIMS,
    ),
    pooled(
        "whim_share_learned", SHARE,
        ("what those who ask a whim have learned", "wat wie een gril vraagt, geleerd heeft"),
        ("whims that those who ask one have learned", "grillen die wie er een heeft, geleerd heeft"), NEITHER, WHIMS,
    ),
    pooled(
        "whims_granted", SHARE, ("whims granted or refused", "grillen, ingewilligd of geweigerd"),
        ("whims granted", "grillen ingewilligd"), NEITHER, WHIMS,
    ),
)  # fmt: skip
FELT = (*MARKS, *COMPLAINED, *ASKED)
