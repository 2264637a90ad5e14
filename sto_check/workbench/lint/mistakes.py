"""Mistakes that keep a scheme from being used: what each code means. Loading the scheme finds them, not lint."""

from __future__ import annotations

from sto_check.text.language import Text

CODES = {
    "overview-shape": Text(
        "Een onderdeel van overview.yaml is geen names, sum, values of timeline met een title.",
        "A part of overview.yaml is no names, sum, values or timeline with a title.",
    ),
    "overview-kind": Text(
        "overview.yaml noemt een soort feit die de regeling niet kent.",
        "overview.yaml names a kind of fact that the scheme does not know.",
    ),
    "overview-attribute": Text(
        "overview.yaml noemt een gegeven dat er niet is, of van een type dat niet is op te tellen of te tekenen.",
        "overview.yaml names an attribute that is not there, or of a type that cannot be added up or drawn.",
    ),
    "overview-parameter": Text(
        "overview.yaml noemt als begin of eind van een periode een waarde die geen dag van de regeling is.",
        "overview.yaml names as the start or end of a period a value that is no day of the scheme.",
    ),
    "scheme-twice": Text(
        "Twee regelingen in een map hebben dezelfde id. Kopieer met rules copy, of verander er een.",
        "Two schemes in a folder have the same id. Copy with rules copy, or change one of them.",
    ),
    "unknown-ask": Text(
        "Een basis haalt een vraag aan die niet in sources.yaml staat.",
        "A basis cites an ask that is not in sources.yaml.",
    ),
    "unknown-source": Text(
        "Een basis haalt een bron aan die niet in sources.yaml staat.",
        "A basis cites a source that is not in sources.yaml.",
    ),
    "day-twice": Text(
        "Een waarde heeft twee keer dezelfde eerste dag.",
        "A value has the same first day twice.",
    ),
    "ends-before-start": Text(
        "De regeling eindigt voordat zij begint.",
        "The scheme ends before it starts.",
    ),
    "no-basis": Text(
        "Een regel of waarde rust op geen bron.",
        "A rule or value rests on no source.",
    ),
    "no-ceiling": Text(
        "Onder allotment in decision.yaml staat een regel die geen plafond is: een regel van de ronde die vraagt dat "
        "een som over alle aanvragen niet hoger is dan een bedrag.",
        "Under allotment in decision.yaml stands a rule that is no ceiling: a rule of the round that asks a sum over "
        "all applications to be at most an amount.",
    ),
    "not-on-scale": Text(
        "Het woord vanaf waar een oordeel voldoende is, staat niet op de schaal.",
        "The word from which a judgement is sufficient is not on the scale.",
    ),
    "policy-order": Text(
        "In decision.yaml heeft precies de laatste beslissing geen when.",
        "In decision.yaml exactly the last decision has no when.",
    ),
    "policy-twice": Text(
        "Een beslissing of afsluitcode staat twee keer in decision.yaml.",
        "A decision or exit code is in decision.yaml twice.",
    ),
    "unknown-variant": Text(
        "Een waarde noemt een variant die scheme.yaml niet kent.",
        "A value names a variant that scheme.yaml does not know.",
    ),
    "value-does-not-fit": Text(
        "Een waarde past niet bij haar eenheid of bij het gegeven waarmee zij wordt vergeleken.",
        "A value does not fit its unit, or the attribute it is compared with.",
    ),
    "comparison-does-not-fit": Text(
        "Dit vergelijkingswoord past niet bij dit soort gegeven.",
        "This comparison word does not fit this kind of attribute.",
    ),
    "list-does-not-fit": Text(
        "Er staat een lijst waar één waarde past.",
        "There is a list where one value fits.",
    ),
    "not-a-comparison": Text(
        "Bij een gegeven hoort een vergelijking: {at_least: 2}.",
        "With an attribute goes a comparison: {at_least: 2}.",
    ),
    "not-a-condition": Text(
        "Een voorwaarde is een groep van gegevens met vergelijkingen, of any of all.",
        "A condition is a group of attributes with comparisons, or any or all.",
    ),
    "not-a-group": Text(
        "Hier hoort een groep van sleutels met waarden.",
        "Here belongs a group of keys with values.",
    ),
    "not-a-list": Text(
        "Hier hoort een lijst.",
        "Here belongs a list.",
    ),
    "times-of-parameter": Text(
        "Zoveel voor elk van een aantal is een waarde van de regeling, met een bron: {times: $naam, of: aantal}.",
        "So much for each of a count is a value of the scheme, with its own source: {times: $name, of: count}.",
    ),
    "not-a-share": Text(
        "Een aandeel noemt percent en of.",
        "A share names percent and of.",
    ),
    "types-differ": Text(
        "Twee gegevens die worden vergeleken of opgeteld zijn van verschillende soort.",
        "Two attributes that are compared or added are of different types.",
    ),
    "unknown-attribute": Text(
        "Een gegeven staat niet in vocabulary.yaml of measures.yaml.",
        "An attribute is not in vocabulary.yaml or measures.yaml.",
    ),
    "unknown-comparison": Text(
        "Een vergelijkingswoord bestaat niet.",
        "A comparison word does not exist.",
    ),
    "unknown-parameter": Text(
        "Een $naam staat niet onder parameters in scheme.yaml.",
        "A $name is not among the parameters in scheme.yaml.",
    ),
    "attribute-twice": Text(
        "Een gegeven is er al onder die naam.",
        "An attribute is there already under that name.",
    ),
    "chain-too-long": Text(
        "Metingen rusten in een te lange keten op elkaar.",
        "Measures rest on each other in too long a chain.",
    ),
    "circle": Text(
        "Metingen rusten op zichzelf.",
        "Measures rest on themselves.",
    ),
    "distinct-without-count": Text(
        "distinct past alleen bij count.",
        "distinct goes with count only.",
    ),
    "judge-of-round": Text(
        "Een vraag aan een mens kan niet over een hele ronde gaan.",
        "A question to a person cannot be about a whole round.",
    ),
    "measure-of-round": Text(
        "Alleen een regel van een ronde kan over alle aanvragen meten.",
        "Only a rule of a round can measure over all applications.",
    ),
    "rule-of-round": Text(
        "Een regel over een ronde leest iets wat alleen van één aanvraag is, of andersom.",
        "A rule about a round reads what is of one application only, or the other way round.",
    ),
    "no-reason": Text(
        "Een regel met require heeft een reason nodig.",
        "A rule with require needs a reason.",
    ),
    "one-form": Text(
        "Een meting heeft precies één van count, sum, take en add.",
        "A measure has exactly one of count, sum, take and add.",
    ),
    "one-kind": Text(
        "count noemt een soort feit, geen gegeven.",
        "count names a kind of fact, not an attribute.",
    ),
    "require-or-judge": Text(
        "Een regel heeft precies één van require en judge.",
        "A rule has exactly one of require and judge.",
    ),
    "rule-twice": Text(
        "Twee regels hebben dezelfde id.",
        "Two rules have the same id.",
    ),
    "type-does-not-add": Text(
        "Dit soort gegeven laat zich niet optellen.",
        "This type of attribute cannot be added up.",
    ),
    "unknown-kind": Text(
        "Een soort feit staat niet in vocabulary.yaml.",
        "A kind of fact is not in vocabulary.yaml.",
    ),
    "unknown-placeholder": Text(
        "Tussen accolades staat iets wat geen gegeven en geen waarde is.",
        "Between braces stands what is no attribute and no value.",
    ),
    "not-a-day": Text(
        "Dit gegeven is geen dag.",
        "This attribute is no day.",
    ),
    "unknown-field": Text(
        "Een veld staat niet in het formulier.",
        "A field is not in the form.",
    ),
    "does-not-follow": Text(
        "De soort van een gegeven volgt niet uit het formulier.",
        "The type of an attribute does not follow from the form.",
    ),
    "no-fact": Text(
        "Er is geen plaats in het formulier waarvan dit een feit is.",
        "There is no place in the form of which this is a fact.",
    ),
    "no-type": Text(
        "Een gegeven heeft een type nodig.",
        "An attribute needs a type.",
    ),
    "one-way": Text(
        "Een soort feit komt op precies één manier tot stand.",
        "A kind of fact comes about in exactly one way.",
    ),
    "type-differs": Text(
        "Het type is een ander dan het formulier geeft.",
        "The type is another than the form gives.",
    ),
    "link-outside": Text(
        "Een bestand in de map is een koppeling naar buiten.",
        "A file in the folder is a link to outside it.",
    ),
    "plain-name": Text(
        "De naam van een tabel is een gewone naam zonder pad.",
        "The name of a table is a plain name without a path.",
    ),
    "no-form": Text(
        "De regeling zegt niet over welk formulier zij gaat.",
        "The scheme does not say which form it is about.",
    ),
    "other-document": Text(
        "document noemt een ander formulier dan document.yaml.",
        "document names another form than document.yaml.",
    ),
    "unknown-document": Text(
        "Het formulier dat document noemt, is er niet.",
        "The form that document names is not there.",
    ),
    "table-header": Text(
        "De kop van een tabel is niet die van het vocabulaire.",
        "The header of a table is not that of the vocabulary.",
    ),
    "table-twice": Text(
        "Een rij van een tabel staat er twee keer.",
        "A row of a table is there twice.",
    ),
    "table-value": Text(
        "Een waarde in een tabel past niet bij haar kolom.",
        "A value in a table does not fit its column.",
    ),
    "unknown-table": Text(
        "Een tabel is er niet in de map data.",
        "A table is not in the folder data.",
    ),
    "rule-too-long": Text(
        "Een regel heeft meer vergelijkingen dan de motor aankan. Splits haar.",
        "A rule has more comparisons than the engine takes. Split it.",
    ),
    "unknown-key": Text(
        "Een sleutel bestaat hier niet; vaak is het een spelfout.",
        "A key does not exist here; often it is a misspelling.",
    ),
    "unknown-word": Text(
        "Een woord staat niet in de gesloten lijst van deze sleutel.",
        "A word is not in the closed list of this key.",
    ),
    "missing": Text(
        "Een sleutel ontbreekt die er moet staan.",
        "A key is missing that must be there.",
    ),
}
"""What each code of a mistake means."""
