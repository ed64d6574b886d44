"""What the headings of exports are called in French and in English, and the words that tell done from not."""

# ruff: noqa: E501 - a pattern is read better on one line
from __future__ import annotations

import re

# Each role by the headings that say it, folded (no case, no accents); the first that fits wins.
HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("ip", r"(adresse )?ip( address)?|ipaddr|visitip|adresse ip|\w+_ip|ip"),
        ("email", r"(.*\b)?(e-?mail|courriel|mel|adresse electronique|adresse mail)( address)?( -.*)?"),
        ("phone", r"(.*\b)?(telephone|phone|mobile|portable|gsm|sms)( number)?|numero de (telephone|portable|mobile)"),
        ("name", r"(votre |your )?(pre)?nom( de famille| complet| usuel)?|(first|last|full|given|family|sur)[ _]?name"
                 r"|name|nom et prenom|prenom et nom|contact|person - name|personne - nom|.*personne a contacter"),
        ("identifier", r"(.*\b)?(pid|user[ _]?id|contact id|person id|whoid|matricule|respondent[ _]id|token|jeton"
                       r"|identifiant|pseudonyme|record id|participant[ _]id|id de fiche d'informations"
                       r"|code (personne|participante?|usager))|id|numero de (dossier|beneficiaire)"),
        ("answered", r"horodateur|timestamp|submitdate|date de soumission|date submitted|submit date.*|answered at"
                     r"|date de reponse|repondu le|submitted( at)?"),
        ("event_done", r"(.*\b)?(done|honore|status|statut|effectue|present|realise|termine|fait|attended|completed)"),
        ("event_date", r"date( et heure)?|(.*\b)?(activitydate|due date|date prevue|date d'echeance|date de rendez-vous"
                       r"|date du contact|date de l'acte|event date|happened at)"),
        ("event", r"(.*\b)?(type d'acte|type d'activite|activity type|activity - type|activite - type|type de contact"
                  r"|tasksubtype|evenement|event|event name)|type|acte"),
        ("author", r"author|auteur|autrice|from|de|sender|expediteur|expeditrice|speaker|locuteur"),
    )
)  # fmt: skip

# A column of hours that goes with a column of days.
HOUR = re.compile(r"(.*\b)?(due time|heure( prevue| d'echeance)?|time)")
SCORES = re.compile(
    r"\bnps\b|\bcsat\b|\bces\b|recommand|satisf|\beffort\b|de [01] a (5|7|10)\b|from [01] to (5|7|10)\b|\bnote\b|\brating\b"
)
OPEN = re.compile(
    r"comment(aire|s|aires)?$|comment vous|precise|racont|pourquoi|expliqu|attendez|suggestion|remarque|verbatim|dites"
    r"|\bwhy\b|\btell\b|describe|comments?\b|feedback|expect|decri|en quelques mots|avis"
)
STAFF = re.compile(
    r"(.*\b)?(owner|ownerid|proprietaire.*|referente?|assigned to.*|attribue a.*|contact owner|agent|conseiller.*)"
)
TECHNICAL = re.compile(
    r"lastpage|derniere page|last page|seed|tete de serie|refurl|url de reference|referrer url|startlanguage"
    r"|langue de depart|start language|startdate|date de lancement|date started|datestamp"
    r"|date de la derniere action|date last action|network id|response type|start date.*|stage date.*|ending"
)
DONE = frozenset(
    [
        "done",
        "completed",
        "complete",
        "termine",
        "terminee",
        "fait",
        "faite",
        "oui",
        "yes",
        "true",
        "vrai",
        "honore",
        "honoree",
        "effectue",
        "effectuee",
        "realise",
        "realisee",
        "present",
        "presente",
        "attended",
        "1",
    ]
)
NOT_DONE = frozenset(
    [
        "to do",
        "todo",
        "not started",
        "in progress",
        "planned",
        "cancelled",
        "canceled",
        "no show",
        "a faire",
        "non commence",
        "en cours",
        "prevu",
        "prevue",
        "annule",
        "annulee",
        "non",
        "no",
        "false",
        "faux",
        "non honore",
        "non honoree",
        "absent",
        "absente",
        "not done",
        "open",
        "deferred",
        "0",
    ]
)
TRUE = frozenset(["oui", "yes", "true", "vrai"])
FALSE = frozenset(["non", "no", "false", "faux"])
OTHER = frozenset(["other", "autre", "autres", "autre :", "other:"])
COMMENT = frozenset(["comment", "commentaire"])
