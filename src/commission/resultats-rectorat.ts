import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { accorder } from '../domaine/francais.ts'
import { euros, somme } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import { urls } from '../urls.ts'

/** Schools named in the letter; beyond, the page of the session has them all. */
const NOMMEES = 200

type Resultat = { numero: string; organisme: string; ecole: string; decision: string; montant: number }

/** The Rectorat decided with the Département: one letter for the whole session, school by school. Written once, whatever happens. */
export const ecrireAuRectorat = async (
  tx: Lecteur,
  c: { adresse: string; seance: string; appel: Pick<Appel, 'slug' | 'titre'>; le: Date },
): Promise<void> => {
  const a = await titulairesDe(tx, ['rectorat'], [c.appel.slug], c.le)
  const { rows } = await sql<Resultat>`
    select d.numero, o.nom as organisme, e.nom as ecole, p.decision, p.montant_propose as montant
    from projet_ecole p join dossier d on d.id = p.dossier_id join organisme o on o.siren = d.organisme join ecole e on e.uai = p.uai
    where p.seance_id = ${c.seance} and p.decision is not null and p.etat <> 'retire' and d.etat not in ('desiste', 'classe_sans_suite')
    order by d.numero, e.nom`.execute(tx)
  if (rows.length === 0) return
  const nommees = rows.slice(0, NOMMEES)
  await ecrireLettre(tx, {
    cle: `${c.seance}:publier_resultats.rectorat`,
    a,
    objet: `Résultats publiés : ${c.appel.titre}`,
    modele: 'publier_resultats.rectorat',
    dossier: null,
    acte: 'publier_resultats',
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: 'Les résultats de la commission sont publiés. Chaque collectivité et chaque école reçoit sa lettre.',
      },
      {
        type: 'paragraphe',
        texte: `${bilan(rows)}.`,
      },
      ...(['retenu', 'liste_attente', 'non_retenu'] as const).flatMap((decision) => {
        const elements = nommees.filter((r) => r.decision === decision).map(dire)
        return elements.length === 0
          ? []
          : [
              { type: 'titre' as const, texte: TITRES[decision] },
              { type: 'liste' as const, elements },
            ]
      }),
      ...(rows.length > NOMMEES
        ? [
            {
              type: 'paragraphe' as const,
              texte: `Et ${accorder(rows.length - NOMMEES, 'autre école', 'autres écoles')}, dans la page de la séance.`,
            },
          ]
        : []),
      {
        type: 'bouton',
        libelle: 'Ouvrir la séance',
        href: c.adresse + urls.seance.href({ slug: c.appel.slug, id: c.seance }),
      },
    ],
    le: c.le,
  })
}

const TITRES = { retenu: 'Retenues', liste_attente: 'En liste d’attente', non_retenu: 'Non retenues' }

/** « 12 écoles retenues, pour 80 000,00 € au plus ; 1 école en liste d’attente »: what there is, nothing about what there is not. */
const bilan = (rows: readonly Resultat[]): string => {
  const de = (decision: string) => rows.filter((r) => r.decision === decision)
  const montant = euros(somme(de('retenu').map((r) => r.montant)))
  const phrases = [
    [de('retenu').length, 'école retenue', 'écoles retenues', `, pour ${montant} au plus`],
    [de('liste_attente').length, 'école', 'écoles', ' en liste d’attente'],
    [de('non_retenu').length, 'école non retenue', 'écoles non retenues', ''],
  ] as const
  return phrases
    .filter(([n]) => n > 0)
    .map(([n, une, plusieurs, suite]) => `${accorder(n, une, plusieurs)}${suite}`)
    .join('\u202f; ')
}

const dire = (r: Resultat): string =>
  `${typographier(r.ecole)}, ${typographier(r.organisme)} (dossier ${r.numero})${r.decision === 'retenu' ? ` : ${euros(r.montant)} au plus` : ''}`
