"""Numbers that a scenario uses without writing them down: from where to where each may lie, and where that is known from.

A table by path, `*` being each step or role. What has no source is an assumption of ours [A]; what has no range is not
varied, and says why.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Default:
    """From where to where a default may lie, as it is written in a file, with its source ('' where it is an assumption of ours).

    Without a range it is not varied: `why` says for what reason.
    """

    low: str = ""
    high: str = ""
    source: str = ""
    why: str = ""

    @property
    def varied(self) -> bool:
        """Whether it has a range."""
        return bool(self.low)


HIRSCHMAN = "Bolton 1998; Hirschman 1970"
VERHOEF = "Verhoef, Antonides & De Hoog 2004"
DECLINE = "Bogomolova, Romaniuk & Sharp 2009"
PARLIAMENT = "Dutch parliamentary figures, 2018"
SEDDON = "Seddon; 30% measured at a police force, 40 to 60% in finance"
SELF_HELP = "answerstat.com, old"
UWV = "UWV 2018: .3% of decisions"
JD_R = "Demerouti 2001; Grandey 2004; Dormann & Zapf 2004"
OFF = "nothing of the kind unless a scenario says so"
_MARK = Default("6", "8")

DEFAULTS: dict[str, Default] = {
    "world.mind.start_goodwill": _MARK,
    "world.mind.start_expectation": _MARK,
    "world.mind.should_expectation": _MARK,
    "world.mind.baseline": _MARK,
    "world.mind.half_life": Default("2 weeks", "26 weeks", DECLINE),
    "world.mind.grievance_half_life": Default("2 weeks", "52 weeks", "Baumeister et al. 2001"),
    "world.mind.perceived_wait.a": Default("0.8", "1.6"),
    "world.mind.perceived_wait.b": Default("0.6", "1"),
    "world.mind.perceived_wait.acceptable": Default("1 min", "5 min"),
    "world.mind.perceived_wait.loss": Default("0.05", "0.3"),
    "world.mind.perceived_wait.quadratic": Default(why=OFF),
    "world.mind.hand_over.transfer": Default("0.2", "0.6"),
    "world.mind.hand_over.retelling": Default("0.2", "0.6"),
    "world.mind.hand_over.repeat": Default("5%", "20%", "SQM Group (vendor)"),
    "world.mind.outcome.solved": Default("0.2", "0.8"),
    "world.mind.outcome.promised": Default("-0.3", "0.3"),
    "world.mind.outcome.unsolved": Default("-1.5", "-0.5"),
    "world.mind.outcome.broken": Default("-2", "-1"),
    "world.mind.disconfirmation.k": Default("0.3", "1.5"),
    "world.mind.disconfirmation.power": Default("0.7", "1", "Tversky & Kahneman 1992"),
    "world.mind.disconfirmation.loss_aversion": Default("1.3", "3", "Brown et al. 2024: mean 1.96"),
    "world.mind.disconfirmation.omega": Default("0%", "100%"),
    "world.mind.expectation.up": Default("5%", "50%"),
    "world.mind.expectation.down": Default("5%", "50%"),
    "world.mind.expectation.drift": Default("0%", "5%", "Boulding et al. 1993; Rust & Oliver 2000"),
    "world.mind.episode.mean": Default(why="gives way to the other three"),
    "world.mind.episode.best": Default("0", "0.4", VERHOEF),
    "world.mind.episode.worst": Default("0", "0.4", VERHOEF),
    "world.mind.episode.last": Default("-0.2", "0.2", VERHOEF),
    "world.mind.leaving.p0": Default("0.1%", "0.4%"),
    "world.mind.leaving.beta": Default("0.1", "1", HIRSCHMAN),
    "world.mind.leaving.g_star": _MARK,
    "world.mind.handling.a": Default("0.05", "0.3", "Belastingdienst, answer 2799 (2017-18)"),
    "world.mind.handling.g_star": _MARK,
    "world.mind.word_of_mouth.base": Default("0", "0.5"),
    "world.mind.word_of_mouth.gain": Default("0.05", "0.2"),
    "world.mind.word_of_mouth.loss": Default("0.1", "0.25", "Anderson 1998: 1 to 2.5 times that of gain"),
    "world.mind.word_of_mouth.g_star": _MARK,
    "world.mind.word_of_mouth.weight": Default("5%", "30%"),
    "world.mind.recovery.q": Default("0.6", "1.05", "de Matos et al. 2007"),
    "world.mind.recovery.mark": _MARK,
    "world.voice.complains": Default("0.1%", "1%", UWV),
    "world.voice.beta": Default("0.1", "1", "Hirschman 1970"),
    "world.voice.g_star": _MARK,
    "world.voice.half_life": Default("13 weeks", "52 weeks"),
    "world.chasing.rate": Default("0.1 / day", "0.5 / day"),
    "world.chasing.status_factor": Default("0.1", "0.6"),
    "world.redial.probability": Default("50%", "80%", PARLIAMENT),
    "world.redial.after": Default("15 min", "4 h"),
    "world.failure_demand.probability": Default("10%", "60%", SEDDON),
    "world.failure_demand.after": Default("1 day", "10 days"),
    "world.error_lag": Default("0.1 days", "30 days"),
    "world.energy.start": Default("70%", "100%"),
    "world.energy.recover": Default("0.02", "0.04", JD_R),
    "world.energy.drain": Default("0.02", "0.04", JD_R),
    "world.energy.hostile": Default("1%", "4%", JD_R),
    "world.energy.hostile_below": Default("4", "6"),
    "world.energy.handling": Default("0", "0.3", "KC & Terwiesch 2009"),
    "world.energy.errors": Default("0.2", "1"),
    "world.energy.absence.base": Default("2%", "4%", "Dutch municipalities: 6.3% absent"),
    "world.energy.absence.beta": Default("2", "4"),
    "world.energy.turnover.base": Default("0.02%", "0.08%"),
    "world.energy.turnover.beta": Default("2", "4"),
    "world.energy.turnover.vacancy": Default("4 weeks", "26 weeks"),
    "world.whims.share": Default("5%", "20%"),
    "world.whims.up": Default("10%", "50%", "Rust & Oliver 2000"),
    "world.whims.down": Default("5%", "20%", "Rust & Oliver 2000"),
    "world.whims.extra": Default("5 min", "20 min"),
    "world.whims.explain": Default("0.5 min", "3 min"),
    "world.whims.pleased": Default("0.5", "1.5"),
    "world.whims.refused": Default("-1", "0"),
    "resistance.customer": Default("0.5", "2"),
    "resistance.organisation": Default(why="only what it is to that of customers counts"),
    "resistance.transfer": Default("1 min", "5 min"),
    "resistance.retelling": Default("1 min", "5 min"),
    "resistance.switch": Default("2 min", "10 min"),
    "resistance.hand_over": Default("1 min", "5 min"),
    "resistance.unresolved": Default("0 min", "30 min"),
    "steps.*.mark": _MARK,
    "steps.*.detects": Default("30%", "80%"),
    "steps.*.right_first_time": Default(why=OFF),
    "steps.*.self_service.fails": Default("10%", "50%", SELF_HELP),
    "steps.*.self_service.share": Default("50%", "80%", SELF_HELP),
    "roles.*.absence": Default(why=OFF),
    "roles.*.appointments.notice": Default(why=OFF),
    "roles.*.appointments.kept_free": Default(why=OFF),
    "roles.*.appointments.urgent": Default(why=OFF),
    "roles.*.appointments.no_show": Default(why=OFF),
    "roles.*.appointments.moves": Default(why=OFF),
    "roles.*.strain": Default(why="the unit of strain"),
    "roles.*.spells.speed": Default("0.5", "0.9"),
    "roles.*.cost.hours": Default("1400", "1700"),
    "unanswered": Default("1", "5"),
    "whims.grant": Default(why="a policy"),
    "markets.*.theta": Default("0.2", "1"),
    "productivity.staff_day": Default(why="a unit: 8 hours"),
    "run.length": Default("half", "twice"),
}
