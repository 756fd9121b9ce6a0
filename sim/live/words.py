"""All words of the page, in English and Dutch."""

from sim.catalogue.numbers import pick

WORDS = {
    "ready": (
        "The engine is being made ready; the first time this takes a minute or two.",
        "De rekenmachine wordt klaargezet; de eerste keer duurt dat een minuut of twee.",
    ),
    "computing": ("Working …", "Bezig …"),
    "moving": (
        "The picture is still that of the position before; the new one is being computed{soon} …",
        "Het beeld is nog dat van de vorige stand; het nieuwe wordt berekend{soon} …",
    ),
    "intro": (
        "A is {a}. Move a slider: B changes, and the picture shows the difference with the same customers "
        "and the same luck.",
        "A is {a}. Verschuif een schuif: B verandert, en het beeld toont het verschil met dezelfde klanten "
        "en hetzelfde toeval.",
    ),
    "as_is": ("as it is: {design}", "zoals het nu is: {design}"),
    "try": ("What if …", "Wat als …"),
    "sliders_given": ("The scenario proposes these sliders.", "Het scenario stelt deze schuiven voor."),
    "sliders_usual": (
        "What does most is being looked for: {done} of {n} numbers of staff and assumptions tried. Until then these.",
        "Er wordt gezocht naar wat het meest uitmaakt: {done} van {n} aantallen medewerkers en aannames geprobeerd. Tot dan deze.",
    ),
    "sliders_by_effect": (
        "These do most: {n} numbers of staff (one more or less) and assumptions (over their range) were each tried in "
        "{pairs} pairs{runs}; {nothing} had no effect. Of both sorts the widest effect comes first, "
        "measured in the smallest difference that matters.",
        "Deze maken het meest uit: {n} aantallen medewerkers (één meer of minder) en aannames (over hun bandbreedte) zijn elk in "
        "{pairs} paren{runs} geprobeerd; {nothing} zonder effect. Van beide soorten staat het grootste effect voorop, gemeten in het "
        "kleinste verschil dat telt.",
    ),
    "of_runs": (" of runs of {length}", " van runs van {length}"),
    "design": ("Design of B", "Variant van B"),
    "at_a": ("A: {value}", "A: {value}"),
    "absent": ("not in this design", "niet in deze variant"),
    "demand": ("demand, all needs together", "vraag, alle behoeften samen"),
    "all_blocks": (
        "{label} at its highest; other hours move along",
        "{label} op het hoogst; andere uren schuiven mee",
    ),
    "pin": ("Pin B as A", "Zet B vast als A"),
    "undo": ("Undo", "Ongedaan maken"),
    "reset": ("Reset", "Terug naar het begin"),
    "judge": ("Give a verdict", "Geef een oordeel"),
    "save": ("Save B as a scenario", "Bewaar B als scenario"),
    "report": ("Make the report", "Maak het rapport"),
    "day": ("Play a day of A and B", "Speel een dag van A en B af"),
    "language": ("Nederlands", "English"),
    "to_language": ("nl", "en"),
    "same": ("A and B are the same as yet: move a slider.", "A en B zijn nog gelijk: verschuif een schuif."),
    "no_difference": (
        "Nothing shown tells B from A as yet.",
        "Niets van wat getoond is onderscheidt B nog van A.",
    ),
    "answer": (
        "{label}: {after} with B, {before} with A; that is {difference} {way}.",
        "{label}: {after} bij B, {before} bij A; dat is {difference} {way}.",
    ),
    "less": ("less", "minder"),
    "more": ("more", "meer"),
    "small": (
        "B differs from A in nothing that is shown by as much as matters.",
        "B verschilt van A in niets van wat getoond is zoveel dat het telt.",
    ),
    "unclear": (
        "Not clear yet: with more pairs the intervals get smaller.",
        "Nog niet duidelijk: met meer paren worden de intervallen kleiner.",
    ),
    "differences": ("What differs", "Wat verschilt"),
    "axis": (
        "Right is better, left is worse. The grey band is too small to matter; the bar is the 95% interval, "
        "{if}.",
        "Rechts is beter, links is slechter. De grijze band is te klein om te tellen; de balk is het "
        "95%-interval, {if}.",
    ),
    "measure": ("measure", "maat"),
    "difference": ("B less A", "B min A"),
    "finding": ("so", "dus"),
    "to": ("{low} to {high}", "{low} tot {high}"),
    "better": ("better", "beter"),
    "worse": ("worse", "slechter"),
    "same_word": ("the same", "gelijk"),
    "small_word": ("too small to matter", "te klein om te tellen"),
    "open": ("not clear yet", "nog niet duidelijk"),
    "strip": (
        "{label}: B less A {difference}, 95% interval {interval}: {finding}",
        "{label}: B min A {difference}, 95%-interval {interval}: {finding}",
    ),
    "no_interval": ("none yet", "nog geen"),
    "waits": ("How long people wait", "Hoe lang mensen wachten"),
    "waits_of": ("{role}: still waiting after … {unit}", "{role}: wacht nog na … {unit}"),
    "waits_said": (
        "{role}: of all who came, still waiting after {times}: A {a}, B {b}",
        "{role}: van allen die kwamen wacht nog na {times}: A {a}, B {b}",
    ),
    "norm": ("norm", "norm"),
    "curve_note": (
        "Of visits that began and whose wait ended, those who gave up included.",
        "Van bezoeken waarvan het wachten voorbij is, ook van wie afhaakte.",
    ),
    "where": ("Where people are, and who gives up", "Waar mensen zijn, en wie afhaakt"),
    "of_came": ("of all that came", "van alles wat kwam"),
    "waiting_at": ("waiting on average: {role}", "gemiddeld wachtend: {role}"),
    "gave_up": ("gave up waiting: {role}", "afgehaakt: {role}"),
    "mirrors": ("Two mirrors", "Twee spiegels"),
    "inside": ("What the director sees", "Wat de directeur ziet"),
    "lived": ("What customers live through", "Wat klanten meemaken"),
    "usual": ("* no goal of the scenario, but usual", "* geen doel van het scenario, maar gebruikelijk"),
    "money": ("What it costs", "Wat het kost"),
    "no_money": ("The scenario has no costs of staff.", "Het scenario heeft geen kosten van personeel."),
    "costs": (
        "B costs {amount} a year more than A ({low} to {high}).",
        "B kost {amount} per jaar meer dan A ({low} tot {high}).",
    ),
    "saves": (
        "B costs {amount} a year less than A ({low} to {high}).",
        "B kost {amount} per jaar minder dan A ({low} tot {high}).",
    ),
    "free": ("B costs as much as A.", "B kost evenveel als A."),
    "equal": (
        "No difference in cost that can be told ({low} to {high} a year).",
        "Geen verschil in kosten dat te zien is ({low} tot {high} per jaar).",
    ),
    "verdict": ("The verdict on B", "Het oordeel over B"),
    "verdict_how": (
        "A verdict takes {n} pairs and holds for all measures together; ask for it when B stands where you "
        "want it.",
        "Een oordeel vraagt {n} paren en geldt voor alle maten samen; vraag erom als B staat waar u wilt.",
    ),
    "judging": ("Judging: {done} of {n} pairs …", "Bezig met oordelen: {done} van {n} paren …"),
    "other_worlds": (
        "A and B stand in different worlds. A verdict is on what the organisation chooses: pin B as A first, "
        "then change the design.",
        "A en B staan in een andere omgeving. Een oordeel gaat over wat de organisatie kiest: zet B eerst "
        "vast als A en verander dan de variant.",
    ),
    "nothing_to_judge": (
        "A and B are the same: there is nothing to judge.",
        "A en B zijn gelijk: er valt niets te beoordelen.",
    ),
    "foot": (
        "{n} pairs of replications ({most} at most). Each interval is 95%, {if}, for all {count} measures "
        "shown together. They hold at each look by itself: who stops when he likes what he sees is wrong "
        "more often. A verdict is taken at a fixed number of pairs.",
        "{n} paren herhalingen (hoogstens {most}). Elk interval is 95%, {if}, voor alle {count} getoonde "
        "maten samen. Dat geldt voor elke blik afzonderlijk: wie stopt als het bevalt, heeft het vaker mis. "
        "Een oordeel wordt bij een vast aantal paren gegeven.",
    ),
    "first_pair": ("One pair so far: no interval yet.", "Nog maar één paar: nog geen interval."),
    "first_look": (
        "A first look: {n} pairs of runs of {length} instead of {of}{warm}. What takes longer to show is not in it; "
        "whole runs are on their way.",
        "Een eerste blik: {n} paren van runs van {length} in plaats van {of}{warm}. Wat er langer over doet om zichtbaar "
        "te worden, zit er niet in; hele runs zijn onderweg.",
    ),
    "shorter_warm_up": (", with {warm_up} of warm-up instead of {of}", ", met {warm_up} inlooptijd in plaats van {of}"),
    "soon": ("; that takes some {seconds} s", "; dat duurt zo'n {seconds} s"),
    "misfit": (
        "This position does not fit: {what}. The picture is still that of the position before.",
        "Deze stand kan niet: {what}. Het beeld is nog dat van de vorige stand.",
    ),
    "misfit_shares": ("the shares come to more than 100%", "de aandelen zijn samen meer dan 100%"),
    "misfit_values": ("these values don't go together", "deze waarden gaan niet samen"),
    "failed": (
        "This can't be computed: {what}. The picture is still that of the position before.",
        "Dit is niet uit te rekenen: {what}. Het beeld is nog dat van de vorige stand.",
    ),
    "details": ("What the engine says", "Wat de rekenmachine zegt"),
    "too_much": ("too many people would be waiting at once", "er zouden te veel mensen tegelijk wachten"),
    "stale": ("This picture is of an earlier position.", "Dit beeld is van een eerdere stand."),
    "lost": (
        "The page has lost its engine: start `sim open` again, and load the page anew.",
        "De pagina is haar rekenmachine kwijt: start `sim open` opnieuw en laad de pagina nog eens.",
    ),
    "saved": ("Saved: {name}", "Bewaard: {name}"),
    "reporting": (
        "Writing the report; you can go on meanwhile …",
        "Het rapport wordt geschreven; u kunt intussen doorgaan …",
    ),
    "reported": ("The report: {name}", "Het rapport: {name}"),
    "report_name": ("report", "rapport"),
    "b_name": ("B", "B"),
    "day_name": ("day", "dag"),
    "playing": ("Running a day of A and B …", "Een dag van A en B wordt doorgerekend …"),
    "played": ("A day that plays: {name}", "Een dag die zich afspeelt: {name}"),
    "choose": ("Choose a scenario", "Kies een scenario"),
    "choose_how": (
        "Each is a process with its question. Open one and move its sliders; nothing of it is changed.",
        "Elk is een proces met zijn vraag. Open er een en verschuif de schuiven; er verandert niets aan.",
    ),
    "none_there": (
        "There is no scenario in this folder: give one by name, sim open FILE.",
        "Er staat geen scenario in deze map: geef er een op, sim open BESTAND.",
    ),
    "unreadable": ("can't be read", "niet te lezen"),
    "back": ("Other scenarios", "Andere scenario's"),
    "point": (
        "This page was saved: it shows what was computed beforehand, from {n} pairs in each position.",
        "Deze pagina is bewaard: zij toont wat vooraf is uitgerekend, met {n} paren per stand.",
    ),
    "tried": ("Tried with sliders", "Geprobeerd met schuiven"),
    "assumption": ("assumption", "aanname"),
    "none": ("none", "geen"),
}
SPANS = {
    "weeks": (("1 week", "1 week"), ("{n} weeks", "{n} weken")),
    "days": (("1 day", "1 dag"), ("{n} days", "{n} dagen")),
}
ONE_PERSON = ("1 person", "1 persoon")


def say(key: str, language: str, **given: object) -> str:
    """Return a text of the page in the language asked for."""
    return pick(WORDS[key], language).format(**given)
