import { z } from 'zod'
import type { Acte } from '../domaine/acte.ts'
import { ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { lireMontant } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampEntier, ChampListe, ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate } from '../ui/champs-choix.tsx'

type Schema = {
  type?: string
  format?: string
  enum?: string[]
  const?: unknown
  maxLength?: number
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
}
type Corps = Record<string, string | string[] | undefined>

const LIBELLES: Record<string, string> = {
  agent: 'Adresse de l’agent',
  motif: 'Motif',
  motifs: 'Raisons',
  avant: 'Réponse attendue avant le',
  question: 'Question posée',
  date: 'Date',
  sens: 'Sens',
  texte: 'Texte',
  genre: 'Genre',
  reference: 'Référence',
  explication: 'Explication',
  jusqua: 'Nouvelle date limite',
  correction: 'Ce qu’il faut lire',
  acte: 'Acte à rectifier',
  siren: 'SIREN',
  arrete: 'Arrêté',
  iban: 'IBAN',
  changement: 'Ce qui change',
  nouvelUai: 'Nouvel UAI',
  equipements: 'Où vont les équipements',
  numero: 'Numéro',
  deliberation: 'Numéro de la délibération',
  montant: 'Montant',
  rapport: 'Numéro du rapport',
  transmiseLe: 'Transmise à la préfecture le',
  publieeLe: 'Publiée le',
  seance: 'Séance',
  piece: 'Pièce du dossier',
  delegation: 'Délégation',
  accordDepartement: 'Le Département est d’accord',
  accordRectorat: 'Le Rectorat est d’accord',
  mandat: 'Numéro de mandat',
  bordereau: 'Numéro de bordereau',
  courriel: 'Adresse électronique',
  role: 'Rôle',
  uai: 'UAI de l’école',
  reserves: 'Réserves',
  autoriseSignature: 'Elle autorise la signature',
  toutLivre: 'Tout est livré',
  annee: 'Année',
  ligne: 'Ligne budgétaire',
  theme: 'Thème',
  lieu: 'Lieu',
}
const VALEURS: Record<string, string> = {
  favorable: 'Favorable',
  a_revoir: 'Des points à revoir',
  defavorable: 'Défavorable',
  accueilli: 'Accueilli',
  rejete: 'Rejeté',
  irrecevable: 'Irrecevable',
  gracieux: 'Recours gracieux',
  contentieux: 'Recours contentieux',
  force_majeure: 'Force majeure',
  panne_plateforme: 'Panne de la plateforme',
  autre: 'Autre',
  retiree: 'École retirée',
  fermee: 'École fermée',
  fusionnee: 'École fusionnée',
  nouvel_uai: 'Nouvel UAI',
  ajournee: 'Ajournée',
  demander_complements: 'Demande de complément',
  declarer_conforme: 'Dossier conforme',
  declarer_non_conforme: 'Dossier non conforme',
  classer_sans_suite: 'Classement sans suite',
  desister: 'Retrait de la candidature',
}

const proprietes = (acte: Acte): [string, Schema][] =>
  // The wire schemas are plain: their JSON Schema is an object of properties.
  Object.entries((z.toJSONSchema(acte.saisie, { io: 'input', unrepresentable: 'any' }) as Schema).properties ?? {})

const obligatoires = (acte: Acte): Set<string> =>
  new Set(
    (z.toJSONSchema(acte.saisie, { io: 'input', unrepresentable: 'any' }) as { required?: string[] }).required ?? [],
  ) // as above

/** Can this act's form be made from its schema alone (lists of objects cannot)? */
export const formulairePossible = (acte: Acte): boolean =>
  proprietes(acte).every(([nom, s]) => !obligatoires(acte).has(nom) || genreDe(nom, s) !== 'impossible')

const genreDe = (
  nom: string,
  s: Schema,
):
  | 'choix'
  | 'date'
  | 'case'
  | 'montant'
  | 'entier'
  | 'lignes'
  | 'personne'
  | 'piece'
  | 'long'
  | 'texte'
  | 'impossible' => {
  if (nom === 'piece') return 'piece'
  if (s.enum) return 'choix'
  if (s.anyOf) return s.anyOf.some((x) => x.type === 'string') ? 'long' : 'impossible'
  if (s.type === 'boolean' || s.const === true) return 'case'
  if (s.type === 'string') return s.format === 'date' ? 'date' : (s.maxLength ?? 0) > 300 ? 'long' : 'texte'
  if (s.type === 'integer' || s.type === 'number') return /montant|total|ht|tva/.test(nom) ? 'montant' : 'entier'
  if (s.type === 'array' && s.items?.type === 'string') return 'lignes'
  if (s.type === 'object' && s.properties && 'nom' in s.properties && 'qualite' in s.properties) return 'personne'
  return 'impossible'
}

/** The fields of an act, made from its input schema: the same inputs as the API, with words. */
export const ChampsActe = (p: {
  acte: Acte
  faits: Faits
  erreurs: Erreur[]
  corps: Corps
  proposes?: Record<string, string>
}) => {
  const requis = obligatoires(p.acte)
  const valeur = (nom: string) => texteDe(p.corps[nom]) ?? p.proposes?.[nom]
  return (
    <>
      {p.acte.sur === 'ecole' ? (
        <ChampListe
          chemin="sur"
          libelle="École"
          erreurs={p.erreurs}
          valeur={texteDe(p.corps.sur)}
          choix={ecolesVivantes(p.faits).map((e) => ({ valeur: e.uai, libelle: `${typographier(e.nom)} (${e.uai})` }))}
        />
      ) : p.acte.sur ? (
        <ChampListe
          chemin="sur"
          libelle="Porte sur"
          erreurs={p.erreurs}
          valeur={texteDe(p.corps.sur)}
          choix={objets(p.acte, p.faits)}
        />
      ) : null}
      {proprietes(p.acte).map(([nom, s]) => {
        const commun = {
          chemin: nom,
          libelle: LIBELLES[nom] ?? nom.charAt(0).toUpperCase() + nom.slice(1),
          erreurs: p.erreurs,
          facultatif: !requis.has(nom),
        }
        switch (genreDe(nom, s)) {
          case 'choix':
            return (
              <ChampChoix
                {...commun}
                valeur={valeur(nom)}
                choix={(s.enum ?? []).map((v) => ({ valeur: v, libelle: VALEURS[v] ?? v }))}
              />
            )
          case 'date':
            return <ChampDate {...commun} valeur={dateSaisie(p.corps, nom) || p.proposes?.[nom]} />
          case 'case':
            return <Case chemin={nom} libelle={commun.libelle} erreurs={p.erreurs} coche={valeur(nom) === 'oui'} />
          case 'montant':
            return <ChampMontant {...commun} valeur={valeur(nom)} />
          case 'entier':
            return <ChampEntier {...commun} valeur={valeur(nom)} />
          case 'lignes':
            return <ChampLong {...commun} aide="Une valeur par ligne." lignes={3} valeur={valeur(nom)} />
          case 'long':
            return <ChampLong {...commun} lignes={5} valeur={valeur(nom)} />
          case 'piece':
            return (
              <ChampListe
                {...commun}
                valeur={valeur(nom)}
                choix={[
                  { valeur: '', libelle: 'Aucune' },
                  ...p.faits.pieces.map((x) => ({ valeur: x.id, libelle: x.nom })),
                ]}
              />
            )
          case 'personne':
            return (
              <>
                <ChampTexte
                  chemin={`${nom}.nom`}
                  libelle={`${commun.libelle} : nom`}
                  erreurs={p.erreurs}
                  valeur={valeur(`${nom}.nom`)}
                  facultatif={!requis.has(nom)}
                />
                <ChampTexte
                  chemin={`${nom}.qualite`}
                  libelle={`${commun.libelle} : qualité`}
                  erreurs={p.erreurs}
                  valeur={valeur(`${nom}.qualite`)}
                  facultatif={!requis.has(nom)}
                />
              </>
            )
          case 'texte':
            return <ChampTexte {...commun} valeur={valeur(nom)} />
          default:
            return null
        }
      })}
    </>
  )
}

/** What the posted form says, as the act's input; empty fields are absent. */
export const lireFormulaire = (acte: Acte, corps: Corps): Record<string, unknown> => {
  const saisie = Object.fromEntries(
    proprietes(acte).flatMap(([nom, s]): [string, unknown][] => {
      const t = texteDe(corps[nom])?.trim()
      switch (genreDe(nom, s)) {
        case 'date': {
          const d = dateSaisie(corps, nom)
          return d ? [[nom, d]] : []
        }
        case 'case':
          return t === 'oui' ? [[nom, true]] : []
        case 'montant':
          return t ? [[nom, lireMontant(t) ?? t]] : []
        case 'entier':
          return t ? [[nom, /^-?\d+$/.test(t) ? Number(t) : t]] : []
        case 'lignes':
          return t
            ? [
                [
                  nom,
                  t
                    .split(/\r?\n/)
                    .map((x) => x.trim())
                    .filter(Boolean),
                ],
              ]
            : []
        case 'personne': {
          const personne = texteDe(corps[`${nom}.nom`])?.trim()
          return personne ? [[nom, { nom: personne, qualite: texteDe(corps[`${nom}.qualite`])?.trim() ?? '' }]] : []
        }
        case 'impossible':
          return []
        default:
          return t ? [[nom, t]] : []
      }
    }),
  )
  const sur = texteDe(corps.sur)
  const commentaire = texteDe(corps.commentaire)?.trim()
  return { ...saisie, ...(acte.sur && sur ? { sur } : {}), ...(commentaire ? { commentaire } : {}) }
}

const texteDe = (x: string | string[] | undefined): string | undefined => (typeof x === 'string' ? x : x?.[0])

const objets = (acte: Acte, f: Faits): { valeur: string; libelle: string }[] => {
  const listes: Partial<Record<NonNullable<Acte['sur']>, { id: string; mot: string }[]>> = {
    devis: f.devis.map((d) => ({ id: d.id, mot: `${d.fournisseur_nom}, n° ${d.numero}` })),
    commande: f.commandes.map((c) => ({ id: c.id, mot: `${c.fournisseur}, ${c.date}` })),
    versement: f.versements.map((v) => ({ id: v.id, mot: `${v.type}, ${v.cree_le.slice(0, 10)}` })),
    avenant: f.avenants.map((a) => ({ id: a.id, mot: a.genre })),
    recours: f.recours.map((r) => ({ id: r.id, mot: `Recours ${r.genre} du ${r.date}` })),
    procedure: f.procedures.map((p) => ({ id: p.id, mot: p.genre })),
    avis: f.avis.map((a) => ({ id: a.id, mot: a.role })),
    action: f.actions.map((a) => ({ id: a.id, mot: a.pilier })),
    convention: f.conventions.map((c) => ({ id: c.id, mot: `Convention n° ${c.numero}` })),
  }
  return (acte.sur ? (listes[acte.sur] ?? []) : []).map((o) => ({ valeur: o.id, libelle: o.mot }))
}
