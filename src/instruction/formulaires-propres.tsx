import type { ComponentChildren } from 'preact'
import { raisons } from '../domaine/actes/declarer-conformite.ts'
import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import type { Ecran } from './ecran.ts'
import { COMPLEMENTS } from './formulaire-complements.tsx'
import { DEVIS_RECU } from './formulaire-devis.tsx'
import { MONTANT } from './formulaire-montant.tsx'
import { CONFORME, RECTIFIER } from './formulaires-decision.tsx'

export type Propre = {
  champs: (p: { e: Ecran; erreurs: Erreur[]; corps: Corps }) => ComponentChildren
  lire: (corps: Corps, e: Ecran) => Record<string, unknown>
  /** Paths of the API's inputs → names of the fields. */
  erreurs?: (erreurs: Erreur[], corps: Corps, e: Ecran) => Erreur[]
}

const liste = (x: string | string[] | undefined): string[] => (x === undefined ? [] : typeof x === 'string' ? [x] : x)
const commentaire = (c: Corps) => (texteDe(c, 'commentaire') ? { commentaire: texteDe(c, 'commentaire') } : {})

/** Acts whose inputs deserve a form of their own. */
export const PROPRES: Record<string, Propre> = {
  demander_complements: COMPLEMENTS,
  arreter_montant: MONTANT,
  envoyer_devis: DEVIS_RECU,
  demander_avis: {
    champs: ({ e, erreurs, corps }) => (
      <>
        <ChampChoixMultiple
          chemin="roles"
          libelle="À qui ?"
          erreurs={erreurs}
          valeurs={corps.roles === undefined ? ['erun', 'ien'] : liste(corps.roles)}
          choix={[
            {
              valeur: 'erun',
              libelle: 'L’ERUN de la circonscription',
              aide: 'Enseignant référent aux usages du numérique',
            },
            {
              valeur: 'ien',
              libelle: 'L’IEN de la circonscription',
              aide: 'Inspectrice ou inspecteur de l’Éducation nationale',
            },
            { valeur: 'rectorat', libelle: 'Le Rectorat' },
          ]}
        />
        <ChampChoixMultiple
          chemin="ecoles"
          libelle="Pour quelles écoles ?"
          erreurs={erreurs}
          valeurs={corps.ecoles === undefined ? ecolesVivantes(e.faits).map((x) => x.uai) : liste(corps.ecoles)}
          choix={ecolesVivantes(e.faits).map((x) => ({ valeur: x.uai, libelle: typographier(x.nom) }))}
        />
        <ChampDate
          chemin="avant"
          libelle="À donner avant le"
          erreurs={erreurs}
          valeur={dateSaisie(corps, 'avant') || ajouterJours(jourParis(e.maintenant), 15)}
        />
      </>
    ),
    lire: (corps) => ({
      roles: liste(corps.roles),
      ecoles: liste(corps.ecoles),
      avant: dateSaisie(corps, 'avant') || '',
      ...commentaire(corps),
    }),
  },
  declarer_non_conforme: {
    champs: ({ e, erreurs, corps }) => (
      <ChampLong
        chemin="motifs"
        libelle="Raisons données dans la lettre"
        aide="Une raison par ligne. Les voies de recours sont ajoutées, selon la nature du demandeur."
        lignes={6}
        erreurs={erreurs}
        valeur={corps.motifs === undefined ? raisons(e.faits, undefined).join('\n') : texteDe(corps, 'motifs')}
      />
    ),
    lire: (corps) => {
      const motifs = texteDe(corps, 'motifs')
        .split(/\r?\n/)
        .map((x) => x.trim())
        .filter(Boolean)
      return { ...(motifs.length > 0 ? { motifs } : {}), ...commentaire(corps) }
    },
  },
  declarer_conforme: CONFORME,
  rectifier: RECTIFIER,
  examiner: {
    champs: () => null,
    lire: (corps, e) => ({
      elements: e.faits.appel.controle.flatMap((el) => {
        const verdict = texteDe(corps, `verdict.${el.id}`)
        const motif = texteDe(corps, `motif.${el.id}`)
        return verdict ? [{ element: el.id, verdict, ...(motif ? { motif } : {}) }] : []
      }),
    }),
    erreurs: (erreurs, corps, e) => {
      const donnes = e.faits.appel.controle.filter((el) => texteDe(corps, `verdict.${el.id}`))
      return erreurs.map((x) => {
        const [, rang, champ] = /^elements\.(\d+)\.(\w+)/.exec(x.chemin) ?? []
        return rang === undefined ? x : { ...x, chemin: `${champ}.${donnes[Number(rang)]?.id ?? ''}` }
      })
    },
  },
}
