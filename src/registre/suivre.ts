import { ACTES } from '../domaine/actes.ts'
import { type CleLettre, estCleLettre } from '../domaine/appel/lettres.ts'
import { remplirLettre, type ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { clotureDe, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { dateHeure } from '../domaine/francais.ts'
import { designer, ecoleDite, typographier } from '../domaine/organismes.ts'
import { ROLES_PORTEUR } from '../domaine/roles.ts'
import { urls } from '../urls.ts'
import { copierAuPorteur } from './copie-au-porteur.ts'
import { ecrireLettre } from './courriels.ts'
import { destinatairesDe, type Groupe } from './destinataires.ts'
import type { Lecteur } from './lire.ts'
import type { Evenement } from './suite.ts'

/** An act on a dossier, as the letters see it: the facts are always there. */
export type EvenementDossier = Evenement & { apres: Faits }

/** One consequence of an act. */
export type Suite =
  | {
      /** A letter of the call, by its key in `LETTRES`. */
      lettre: CleLettre | ((e: EvenementDossier) => CleLettre | undefined)
      a: Groupe | ((e: EvenementDossier) => string[])
      si?: (e: EvenementDossier) => boolean
      /** The letter's own variables; `ecole` is given for letters per school. */
      valeurs?: (e: EvenementDossier, ecole?: string) => ValeursLettre
      /** Documents made by this act that leave with the letter, by genre. */
      joindre?: readonly string[]
      /** Files written on the spot that leave with it (.ics). */
      fichiers?: (e: EvenementDossier, adresse: string) => { nom: string; type: string; texte: string }[]
      /** The school of an act that bears on something else of hers (a training). Absent: what the act bears on. */
      ecole?: (e: EvenementDossier) => string | undefined
      /** The button of the letter. Absent: the dossier. */
      bouton?: (e: EvenementDossier) => { libelle: string; href: string }
    }
  | { document: (tx: Lecteur, e: EvenementDossier) => Promise<{ genre: string; id: string; nom: string } | undefined> }
  | { faire: (tx: Lecteur, e: Evenement, c: ContexteSuites) => Promise<void> }

export type ContexteSuites = {
  adresse: string
  table: Record<string, readonly Suite[]>
  enfiler: (tx: Lecteur, tache: string, donnees: object, options?: { cle?: string; dans?: number }) => Promise<void>
}

/** Builds `porte.suivre`: reads the table and writes, in the act's transaction, what follows it. */
export const fabriquerSuivre =
  (c: ContexteSuites) =>
  async (tx: Lecteur, e: Evenement): Promise<void> => {
    const documents: { genre: string; id: string; nom: string }[] = []
    for (const suite of c.table[e.acte] ?? []) {
      if ('faire' in suite) await suite.faire(tx, e, c)
      else if (e.apres) {
        const ed = { ...e, apres: e.apres }
        if ('document' in suite) {
          const fait = await suite.document(tx, ed)
          if (fait) documents.push(fait)
        } else await ecrireLaLettre(tx, suite, ed, c, documents)
      }
    }
    if (e.apres && e.pourLeCompteDe)
      await copierAuPorteur(
        tx,
        { ...e, apres: e.apres },
        { adresse: c.adresse, libelle: ACTES[e.acte]?.libelle ?? e.acte },
      )
    if ((c.table[e.acte] ?? []).length > 0 || e.pourLeCompteDe) await c.enfiler(tx, 'courriels', {})
    if (documents.length > 0) await c.enfiler(tx, 'documents', {})
  }

type SuiteLettre = Extract<Suite, { lettre: unknown }>

const ecrireLaLettre = async (
  tx: Lecteur,
  s: SuiteLettre,
  e: EvenementDossier,
  c: ContexteSuites,
  documents: { genre: string; id: string; nom: string }[],
): Promise<void> => {
  if (s.si && !s.si(e)) return
  const cle = typeof s.lettre === 'function' ? s.lettre(e) : s.lettre
  if (!cle || !estCleLettre(cle)) return
  const sur = s.ecole ? s.ecole(e) : e.sur
  const cibles =
    typeof s.a === 'function'
      ? [{ adresses: s.a(e) }]
      : await destinatairesDe(tx, s.a, e.apres, { sur, auteur: porteurQuiAgit(e), le: e.le })
  for (const cible of cibles) {
    const ecole = 'ecole' in cible ? cible.ecole : sur
    const { objet, corps } = remplirLettre(
      e.apres.appel,
      cle,
      { ...valeursDuDossier(e.apres, c.adresse), ...ecoleNommee(e.apres, ecole), ...s.valeurs?.(e, ecole) },
      { prive: e.apres.organisme.type === 'ogec' },
    )
    await ecrireLettre(tx, {
      cle: `${e.cle}:${cle}`,
      a: cible.adresses,
      objet,
      modele: cle,
      dossier: e.apres.dossier.id,
      acte: e.acte,
      blocs: [
        ...blocsDeMarkdown(corps),
        {
          type: 'bouton',
          ...(s.bouton?.(e) ?? {
            libelle: 'Ouvrir le dossier',
            href: c.adresse + urls.dossier.href({ id: e.apres.dossier.id }),
          }),
        },
      ],
      pieces: [
        ...documents.filter((d) => s.joindre?.includes(d.genre)).map((d) => ({ document: d.id, nom: d.nom })),
        ...(s.fichiers?.(e, c.adresse) ?? []),
      ],
      le: e.le,
    })
  }
}

/** Whoever acts for the applicant is told with it; an agent who decides is not sent the applicant's letter. */
const porteurQuiAgit = (e: Evenement): string | undefined =>
  ROLES_PORTEUR.some((r) => r === e.qualite) && e.acteur.courriel ? e.acteur.courriel : undefined

/** What every letter about a dossier may name. */
export const valeursDuDossier = (f: Faits, adresse: string): ValeursLettre => ({
  numero: f.dossier.numero,
  organisme: designer(f.organisme),
  ecoles: ecolesVivantes(f).map((e) => typographier(e.nom)),
  lien: adresse + urls.dossier.href({ id: f.dossier.id }),
  cloture: dateHeure(new Date(clotureDe(f).getTime() - 1000)),
})

const ecoleNommee = (f: Faits, uai: string | undefined): ValeursLettre => {
  const nom = f.ecoles.find((e) => e.uai === uai)?.nom
  return nom ? { ecole: ecoleDite(nom) } : {}
}
