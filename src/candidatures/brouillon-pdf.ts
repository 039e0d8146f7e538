import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import { calculDuDossier } from '../domaine/demande.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { questionsVisibles } from '../domaine/formulaire/conditions.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { dateHeureSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { designer, typographier } from '../domaine/organismes.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import { TYPES_SIMPLES } from '../domaine/questions/simples.ts'
import { afficherTotal, lignesDe } from '../domaine/questions/table.ts'
import { estVide } from '../domaine/questions/type.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import type { Ecran } from './ecran.ts'

type Regard = Pick<Ecran, 'faits' | 'profil' | 'maintenant'>

/** The dossier as it is written now, for reading on paper: everything that this person may see. */
export const brouillonPdf = (e: Regard): DocumentMaison => {
  const { faits } = e
  const { appel, dossier } = faits
  const brouillon = dossier.etat === 'brouillon'
  const tout = e.profil === 'porteur' || e.profil === 'service'
  return {
    titre: brouillon ? 'Brouillon de candidature' : 'Candidature',
    objet: appel.titre,
    operateur: { nom: appel.operateurs.map((o) => o.nom).join(' et '), service: appel.contact.service },
    numero: dossier.numero,
    ...(brouillon ? { filigrane: 'Brouillon' } : {}),
    blocs: [
      {
        type: 'note',
        texte: `${designer(faits.organisme).replace(/^./u, (l) => l.toUpperCase())}, SIREN ${faits.organisme.siren}. État au ${dateHeureSimple(e.maintenant)}.`,
      },
      ...(tout ? appel.formulaire.filter((s) => s.par === 'dossier').flatMap((s) => section(e, s)) : []),
      ...ecolesVivantes(faits).flatMap((ecole): Bloc[] => [
        { type: 'titre', texte: `${typographier(ecole.nom)} (${ecole.uai})` },
        ...appel.formulaire.filter((s) => s.par === 'ecole').flatMap((s) => section(e, s, ecole.uai)),
      ]),
      ...argent(e),
    ],
  }
}

const section = (e: Regard, s: Section, uai?: string): Bloc[] => {
  const questions = questionsVisibles(s, { appel: e.faits.appel, reponses: e.faits.reponses, uai })
  if (questions.length === 0) return []
  const simples = questions.filter((q) => q.type !== 'table')
  return [
    { type: 'titre', texte: s.titre, niveau: uai ? 3 : 2 },
    ...(simples.length > 0
      ? [{ type: 'cles' as const, paires: simples.map((q) => [q.libelle, lire(e, s, q, uai)] as const) }]
      : []),
    ...questions.filter((q) => q.type === 'table').map((q) => table(e, s, q, uai)),
  ]
}

const lire = (e: Regard, s: Section, q: Question, uai?: string): string => {
  if (q.type === 'fichier')
    return (
      e.faits.pieces
        .filter((p) => p.nature === q.id && p.ecole === (uai ?? null))
        .map((p) => p.nom)
        .join(', ') || 'Pas encore de fichier'
    )
  const valeur = reponsesDe(e.faits.reponses, s.id, uai)[q.id]
  return valeur === undefined || estVide(valeur)
    ? 'Pas encore répondu'
    : QUESTIONS[q.type].afficher(valeur, q, e.faits.appel.catalogue)
}

const table = (e: Regard, s: Section, q: Question, uai?: string): Bloc => {
  const colonnes = q.colonnes ?? []
  const valeur = reponsesDe(e.faits.reponses, s.id, uai)[q.id]
  const lignes = lignesDe(valeur)
  if (lignes.length === 0) return { type: 'paragraphe', texte: `${q.libelle} : aucune ligne.` }
  const chiffre = (type: string) => type === 'entier' || type === 'montant'
  return {
    type: 'tableau',
    legende: q.libelle,
    colonnes: colonnes.map((c) => ({
      titre: c.libelle,
      ...(chiffre(c.type) ? { align: 'droite' as const } : { largeur: 2 }),
    })),
    lignes: lignes.map((l) =>
      colonnes.map((c) => {
        const v = l[c.id]
        return v === undefined ? '' : TYPES_SIMPLES[c.type].afficher(v, c, e.faits.appel.catalogue)
      }),
    ),
    ...(q.total
      ? {
          total: colonnes.map((_, i) =>
            i === 0 ? (q.total?.libelle ?? '') : i === colonnes.length - 1 ? afficherTotal(valeur, q) : '',
          ),
        }
      : {}),
  }
}

const argent = (e: Regard): Bloc[] => {
  const c = calculDuDossier(e.faits)
  return [
    { type: 'titre', texte: 'Plan de financement' },
    {
      type: 'cles',
      paires: [
        ['Dépense hors taxes', euros(c.depense)],
        ['Dépense subventionnable', euros(c.depenseRetenue)],
        ['Subvention estimée', euros(c.subvention)],
        ['Autres financements', euros(c.cofinancements)],
        ['Reste à la collectivité', euros(c.autofinancement)],
      ],
    },
  ]
}
