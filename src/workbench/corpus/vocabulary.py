"""The words by which the beginnings of lines are told apart: parts in a talk, particles of names, words that
introduce something other than a speaker.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


PARTS = words("""
    locuteur locutrice speaker participant participante participants intervenant intervenante intervenants
    repondant repondante respondent enquete enquetee interviewe interviewee sujet inconnu inconnue unknown
    homme femme voix usager beneficiaire reponse answer tous toutes ensemble plusieurs all everyone several
    groupe
""")
PHRASES = frozenset(
    {"unknown speaker", "plusieurs voix", "tout le monde", "plusieurs personnes", "le groupe"}
)
LETTERS = frozenset("qreiabmhfxcdnps")

PARTICLES = words("de du des la le les d' di da del van von der den el al ben bin y et e and")

NOT_SPEAKERS = words("""
    remarque remarques note notes nb n.b ps p.s exemple exemples attention date lieu duree durée titre objet
    conclusion introduction resume contexte theme themes thematique source sources auteur auteure auteurs
    consigne consignes annexe chapitre partie section page fichier transcription transcripteur enregistrement
    presents presentes absents lexique legende total resultat resultats bilan probleme solution consequence
    cause objectif objectifs definition conseil rappel precision reference references mots-cles etape avantage
    avantages inconvenient inconvenients debut fin silence rires pause bref donc alors mais oui non enfin
    voila bon bah euh moi toi lui elle eux nous vous ou or puis ensuite apres avant exactement pardon
    merci bonjour ecoute ecoutez c'est ca cela celui moralite verdict idee astuce telephone tel mail courriel
    adresse site horaires heure jour mois annee lundi mardi mercredi jeudi vendredi samedi dimanche age sexe
    profession situation statut ville pays langue version numero code ref http https www mailto
    remark example place location length title subject summary context topic author appendix chapter part
    file recording transcript transcriber present absent result results problem consequence objective
    definition advice reminder step start end laughter so but yes no well then and also however monday
    tuesday wednesday thursday friday saturday sunday name email phone address website time day month year
    language warning caution important figure table tableau item first second third
""")
NOT_FIRST = words("par il elle on c'est ce cette ces pour dans avec sans quand comme si que qui mes mon ma")
