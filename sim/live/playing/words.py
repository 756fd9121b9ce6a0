"""All words of the day that plays, in English and Dutch; what is written as {so} is filled in by the page."""

WORDS = {
    "intro_one": (
        "{day}. Every dot is a case on its way.",
        "{day}. Elke stip is een zaak onderweg.",
    ),
    "intro_two": (
        "{day}. Every dot is a case on its way; both designs have the same customers and the same luck.",
        "{day}. Elke stip is een zaak onderweg; beide varianten hebben dezelfde klanten en hetzelfde toeval.",
    ),
    "play": ("Play", "Afspelen"),
    "pause": ("Pause", "Pauze"),
    "time": ("Time of day", "Tijd van de dag"),
    "speed": ("Speed", "Snelheid"),
    "per_second": ("{n} min a second", "{n} min per seconde"),
    "follow": ("Follow a customer", "Volg een klant"),
    "unfollow": ("Stop following", "Stop met volgen"),
    "language": ("Nederlands", "English"),
    "line_most": ("Waiting, at most", "Wachtend, hoogstens"),
    "line_said": (
        "Waiting over the day: at most {most} at {clock} in {design}.",
        "Wachtenden over de dag: hoogstens {most} om {clock} bij {design}.",
    ),
    "so_far": ("So far", "Tot nu toe"),
    "came": ("came in", "binnengekomen"),
    "waiting": ("waiting now", "wacht nu"),
    "helped": ("in hand now", "nu in behandeling"),
    "resolved": ("resolved", "opgelost"),
    "failed": ("gave up or were turned away", "afgehaakt of weggestuurd"),
    "chased": ("asked where it is", "vroegen waar het blijft"),
    "complained": ("complaints that came in", "klachten die binnenkwamen"),
    "again": ("came back because something went wrong", "kwamen terug omdat er iets misging"),
    "lost": ("ended unresolved", "niet opgelost"),
    "left": ("customers gone for good", "klanten voorgoed weg"),
    "self": ("By themselves", "Klanten zelf"),
    "away": ("Not here now", "Nu niet hier"),
    "away_long": ("comes back later, or time has to pass", "komt later terug, of er moet tijd voorbijgaan"),
    "ended": ("Resolved", "Opgelost"),
    "unresolved": ("Unresolved", "Niet opgelost"),
    "busy": ("{busy} of {staff} busy", "{busy} van {staff} bezig"),
    "busy_any": ("{busy} in hand", "{busy} in behandeling"),
    "closed": ("nobody there", "niemand aanwezig"),
    "waits": ("{n} waiting", "{n} wachten"),
    "one_waits": ("1 waiting", "1 wacht"),
    "here": ("{n} here", "{n} hier"),
    "key": ("What the dots say", "Wat de stippen zeggen"),
    "band3": ("goodwill 7 or more", "goodwill 7 of hoger"),
    "band2": ("goodwill 6", "goodwill 6"),
    "band1": ("goodwill 5 or less", "goodwill 5 of lager"),
    "band0": ("a case", "een zaak"),
    "file": ("open: the case, without its customer", "open: de zaak, zonder de klant"),
    "ring": ("ring: again, because something went wrong", "ring: opnieuw, omdat er iets misging"),
    "cross": ("cross: gives up or is turned away", "kruis: haakt af of wordt weggestuurd"),
    "seat": ("square: somebody of the staff; empty is free", "vierkant: een medewerker; leeg is vrij"),
    "marks_note": (
        "Goodwill is what past moments left behind, a mark from 1 to 10, rounded, as of the last moment.",
        "Goodwill is wat eerdere momenten achterlieten, een cijfer van 1 tot 10, afgerond, na het laatste moment.",
    ),
    "foot": (
        "One day of one replication: it shows how it goes, and not how it goes on average. What a difference is worth is "
        "for many replications to say. {inside}",
        "Eén dag van één herhaling: zo gaat het, niet zo gaat het gemiddeld. Wat een verschil waard is, zeggen vele "
        "herhalingen. {inside}",
    ),
    "inside": (
        "Inside or to come back when the day began: {all}.",
        "Bij het begin van de dag binnen of onderweg terug: {all}.",
    ),
    "keys": (
        "Space plays and pauses, arrows move a minute (with Shift a quarter of an hour), Home and End go to either end.",
        "Spatie speelt en pauzeert, pijltjes gaan een minuut verder of terug (met Shift een kwartier), Home en End naar "
        "begin en eind.",
    ),
    "now": ("{clock}, {design}: {came} came in, {waiting} waiting, {helped} in hand, {resolved} resolved, {failed} gave up or were "
            "turned away.",
            "{clock}, {design}: {came} binnengekomen, {waiting} wachten, {helped} in behandeling, {resolved} opgelost, {failed} "
            "afgehaakt of weggestuurd."),
    "longest": ("Most wait at {role}: {n}.", "De meesten wachten bij {role}: {n}."),
    "followed": ("Followed: {what}", "Gevolgd: {what}"),
    "f_waits": ("waiting at {role} since {clock}", "wacht bij {role} sinds {clock}"),
    "f_helped": ("in hand at {role} since {clock}", "in behandeling bij {role} sinds {clock}"),
    "f_laid": ("laid down at {role} since {clock}", "blijft liggen bij {role} sinds {clock}"),
    "f_self": ("by themselves since {clock}", "zelf bezig sinds {clock}"),
    "f_away": ("not here since {clock}", "niet hier sinds {clock}"),
    "f_failed": ("gave up or was turned away at {clock}", "afgehaakt of weggestuurd om {clock}"),
    "f_resolved": ("resolved at {clock}", "opgelost om {clock}"),
    "f_lost": ("ended unresolved at {clock}", "niet opgelost, geëindigd om {clock}"),
    "f_before": ("not come yet", "nog niet gekomen"),
    "followed_hint": (
        "A click on a dot follows that customer, in both designs.",
        "Klik op een stip om die klant te volgen, in beide varianten.",
    ),
    "lost_script": (
        "This page needs a browser of 2023 or later with scripts on.",
        "Deze pagina heeft een browser van 2023 of later nodig, met scripts aan.",
    ),
    "frame": ("The day, as it plays", "De dag, zoals hij verloopt"),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """Return all words in a language."""
    return {key: texts[language == "nl"] for key, texts in WORDS.items()}
