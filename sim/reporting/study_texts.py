"""What a study folder says of itself, in Dutch and English."""

README = {
    "nl": """## Wat is dit?

Een onderzoek met *Least resistance*: een dienst nagerekend, met varianten naast elkaar. Alles wat erbij hoort staat in deze map,
die als geheel kan worden doorgegeven. Een bestand waar hieronder (gemaakt) bij staat, wordt bij elk rapport opnieuw geschreven:
verander daarin niets, of bewaar het onder een andere naam.

| bestand | wat het is |
|---|---|
| `scenario.yaml` | het scenario: de dienst, de varianten en de veranderingen, met bronnen en aannames bij de getallen{beside_nl} |
| `notes.md` | uw aantekeningen: de vraag, wat is afgesproken, wat is aangenomen en waarom |
| `tried.csv` | wat er is geprobeerd: wanneer, met welke opdracht, wat eruit kwam, toevalsgetal en versies |
| `report.html` | het rapport voor de opdrachtgever (gemaakt) |
| `figures.xlsx` | alle cijfers van het rapport (gemaakt) |
| `pictures` | elke figuur van het rapport, als SVG en als PNG (gemaakt) |
| `figures.json`, `study.json` | dezelfde cijfers in volle precisie, en waarmee ze zijn gemaakt: om het na te rekenen (gemaakt) |
| `store.sqlite` | wat al is doorgerekend, zodat het niet nog eens hoeft; mag weg |

## Zo gaat u verder

```
sim report .          het rapport opnieuw, met cijfers en figuren
sim study . --again   alles opnieuw doorrekenen, en zien of er hetzelfde uit komt
```

Ook elke andere opdracht kan met deze map (`sim judge .`, `sim staffing .`) en komt in `tried.csv`.
""",
    "en": """## What is this?

A study with *Least resistance*: a service simulated, with designs of it side by side. All that belongs to it is in this folder,
which can be handed over as a whole. A file with (made) beside it is written anew with every report: change nothing in it, or keep
it under another name.

| file | what it is |
|---|---|
| `scenario.yaml` | the scenario: the service, its designs and changes, with sources and assumptions beside the numbers{beside_en} |
| `notes.md` | your notes: the question, what was agreed, what is assumed and why |
| `tried.csv` | what was tried: when, by which command, what came out, seed and versions |
| `report.html` | the report for the client (made) |
| `figures.xlsx` | all figures of the report (made) |
| `pictures` | every picture of the report, as SVG and as PNG (made) |
| `figures.json`, `study.json` | the same figures in full precision, and what they were made with: to run it again (made) |
| `store.sqlite` | what was run already, so that it need not be run again; may be removed |

## How to go on

```
sim report .          the report anew, with figures and pictures
sim study . --again   run everything again, and see whether the same comes out
```

Every other command takes this folder, too (`sim judge .`, `sim staffing .`), and is noted in `tried.csv`.
""",
}
BESIDE = {"nl": "; het leest {}", "en": "; it reads {}"}
NOTES = {
    "nl": "# Aantekeningen: {title}\n\n## De vraag van de opdrachtgever\n\n{question}\n\n## Wat is afgesproken\n\n\n"
    "## Wat is aangenomen, en waarom\n\n\n## Wat nog moet worden uitgezocht\n\n",
    "en": "# Notes: {title}\n\n## The client's question\n\n{question}\n\n## What was agreed\n\n\n## What is assumed, and why\n\n\n"
    "## What is still to be found out\n\n",
}
MADE = ("{folder}: a study of “{title}”; go on with", "{folder}: een onderzoek naar “{title}”; ga verder met")
STANDS = (
    "{folder}: a study of “{title}”, lines in its log: {n}; go on with",
    "{folder}: een onderzoek naar “{title}”, regels in het logboek: {n}; ga verder met",
)
SAME_SCENARIO = ("The scenario is that of the report.", "Het scenario is dat van het rapport.")
OTHER_SCENARIO = (
    "The scenario is not that of the report (it was changed since): `sim report` makes the report anew.",
    "Het scenario is niet dat van het rapport (het is sindsdien veranderd): `sim report` maakt het rapport opnieuw.",
)
SAME = ("All {n} figures are the same, to the last bit.", "Alle {n} cijfers zijn gelijk, tot op de laatste bit.")
OTHER = ("{k} of {n} figures differ: {where}.", "{k} van {n} cijfers zijn anders: {where}.")
SAME_VERSIONS = ("Made with the same versions.", "Gemaakt met dezelfde versies.")
OTHER_VERSIONS = ("Made with other versions: {}.", "Gemaakt met andere versies: {}.")
THEN_NOW = ("{name} {then}, now {now}", "{name} {then}, nu {now}")
NONE = ("none", "geen")
