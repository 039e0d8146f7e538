import { typographier } from '../domaine/organismes.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { type Classement, classementVu } from '../registre/classement.ts'
import { lireDocumentDeSeance } from '../registre/piece-de-seance.ts'
import { type SeanceVue, voirSeance } from '../registre/seances.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { urls } from '../urls.ts'
import { entrer } from './ecran.ts'
import { entrerEnSeance } from './ecran-seance.ts'
import { icsDeSeance } from './evenement-de-seance.ts'
import { DECISIONS, noteEnMots } from './mots.ts'

/** The papers of a session: the pack of its members as a workbook, made when asked, and the documents of record. */
export const routesSeanceDocuments: Slice = ({ pages, maison }) => {
  pages.get(urls.seanceAgenda, async (requete) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    return {
      texte: icsDeSeance(e.vue, { adresse: maison.config.adressePublique, maintenant: e.maintenant }),
      type: 'text/calendar; charset=utf-8',
      nom: `commission-${e.vue.seance.date}.ics`,
    }
  })
  pages.get(urls.documentSeance, async (requete) => {
    const e = await entrer(maison, requete)
    const vue = e && (await voirSeance(e.base, requete.params.id ?? '', e.acteur))
    if (!e || !vue || vue.seance.appel !== e.slug) return introuvable()
    const { document = '' } = requete.params
    if (document === 'dossiers.xlsx') {
      const lignes = lignesDe(vue, await classementVu(e.base, e.appel, e.acteur))
      return {
        texte: ecrireXlsx(COLONNES, lignes, { feuille: 'Séance' }),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        nom: `dossier-de-seance-${vue.seance.date}.xlsx`,
      }
    }
    const trouve = vue.documents.find((d) => d.id === document)
    if (!trouve) return introuvable()
    const fichier = await lireDocumentDeSeance(maison, trouve.id)
    if (estRefus(fichier)) return fichier
    return {
      texte: await maison.fichiers.lire(fichier.cle),
      type: fichier.type,
      nom: trouve.nom,
      enLigne: true,
    }
  })
}

type Ligne = {
  numero: string
  organisme: string
  ecole: string
  uai: string
  rang: number | null
  note: number | null
  classes: number
  eleves: number
  plafond: number
  propose: number
  decision: string
}

const lignesDe = (vue: SeanceVue, classement: Classement): Ligne[] =>
  vue.dossiers.flatMap((d) =>
    d.ecoles.map((x) => {
      const c = classement.projets.find((y) => y.dossier === d.id && y.uai === x.uai)
      return {
        numero: d.numero,
        organisme: typographier(d.organisme),
        ecole: typographier(x.nom),
        uai: x.uai,
        rang: c?.rang ?? null,
        note: c?.valeur ?? null,
        classes: c?.classes ?? 0,
        eleves: c?.eleves ?? 0,
        plafond: c?.montant ?? 0,
        propose: c?.propose ?? 0,
        decision: x.decision ? (DECISIONS[x.decision]?.libelle ?? x.decision) : '',
      }
    }),
  )

const COLONNES: Colonne<Ligne>[] = [
  { titre: 'Dossier', valeur: (l) => l.numero },
  { titre: 'Porteur', valeur: (l) => l.organisme },
  { titre: 'École', valeur: (l) => l.ecole },
  { titre: 'UAI', valeur: (l) => l.uai },
  { titre: 'Rang', valeur: (l) => l.rang, type: 'entier' },
  { titre: 'Note sur 100', valeur: (l) => noteEnMots(l.note) },
  { titre: 'Classes', valeur: (l) => l.classes, type: 'entier' },
  { titre: 'Élèves', valeur: (l) => l.eleves, type: 'entier' },
  { titre: 'Plafond calculé', valeur: (l) => l.plafond, type: 'montant' },
  { titre: 'Montant proposé', valeur: (l) => l.propose, type: 'montant' },
  { titre: 'Décision', valeur: (l) => l.decision },
]
