import { sql } from 'kysely'
import { dateHeure, dateLongue } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { demanderDocument } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import type { ContexteSuites } from '../registre/suivre.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'

const DECISIONS: Record<string, string> = {
  retenu: 'Retenu',
  liste_attente: 'Liste d’attente',
  non_retenu: 'Non retenu',
}

type Ligne = {
  numero: string
  organisme: string
  ecole: string
  decision: string | null
  rang: number | null
  propose: number
  motif: string | null
  score: number | null
}

/** The minutes of a session, written when it closes: who was there, who stood aside, what was decided school by school. */
export const demanderProcesVerbal = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const s = e.seance
  if (s?.seance.genre !== 'technique') return
  const { rows } = await sql<Ligne>`
    select d.numero, o.nom as organisme, e.nom as ecole, p.decision, p.rang, p.montant_propose as propose,
      coalesce(p.motif, p.contenu->>'motifRetenu') as motif, p.score::float8 as score
    from seance_dossier x join dossier d on d.id = x.dossier_id join organisme o on o.siren = d.organisme
      join projet_ecole p on p.dossier_id = d.id and p.etat <> 'retire' join ecole e on e.uai = p.uai
    where x.seance_id = ${s.seance.id} and (p.seance_id = ${s.seance.id} or p.decision is null) order by x.ordre, d.numero, p.uai`.execute(
    tx,
  )
  const { rows: deports } = await sql<{ par: string; numero: string; motif: string }>`
    select r.par, d.numero, r.motif from deport r join dossier d on d.id = r.dossier_id
      join seance_dossier x on x.dossier_id = d.id where x.seance_id = ${s.seance.id} order by d.numero, r.par`.execute(
    tx,
  )
  await demanderDocument(tx, {
    seance: s.seance.id,
    genre: 'proces_verbal',
    nom: `proces-verbal-${s.seance.date}.pdf`,
    contenu: procesVerbal(s, rows, deports, e.le, e.acteur.nom),
    le: e.le,
    visible: false,
  })
  await c.enfiler(tx, 'documents', {})
}

const procesVerbal = (
  { seance, appel }: NonNullable<Evenement['seance']>,
  lignes: Ligne[],
  deports: { par: string; numero: string; motif: string }[],
  le: Date,
  presidence: string,
): DocumentMaison => {
  const presents = Array.isArray(seance.contenu.presents) ? seance.contenu.presents.map(String) : []
  const ouverte = seance.contenu.ouverteLe
  return {
    titre: 'Procès-verbal de séance',
    objet: `${appel.commission.nom} — ${appel.titre}`,
    operateur: { nom: appel.operateurs.map((o) => o.nom).join(' et '), service: appel.contact.service },
    blocs: [
      {
        type: 'cles',
        paires: [
          ['Séance du', dateLongue(seance.date)],
          ['Lieu', seance.lieu],
          ['Présidence', presidence],
          ['Présents', presents.join(', ')],
          ['Ouverte', typeof ouverte === 'string' ? dateHeure(new Date(ouverte)) : ''],
          ['Close', dateHeure(le)],
        ],
      },
      { type: 'titre', texte: 'Déports' },
      deports.length > 0
        ? {
            type: 'liste',
            elements: deports.map(
              (d) => `${d.par} n’a pas pris part à la décision sur le dossier ${d.numero} : ${d.motif}`,
            ),
          }
        : { type: 'paragraphe', texte: 'Aucun membre ne s’est déporté.' },
      { type: 'titre', texte: 'Décisions' },
      {
        type: 'tableau',
        legende: 'Décisions de la commission, école par école',
        colonnes: [
          { titre: 'Dossier' },
          { titre: 'Porteur', largeur: 2 },
          { titre: 'École', largeur: 2 },
          { titre: 'Note', align: 'droite' },
          { titre: 'Décision' },
          { titre: 'Montant proposé', align: 'droite' },
          { titre: 'Motif', largeur: 2 },
        ],
        lignes: lignes.map((l) => [
          l.numero,
          typographier(l.organisme),
          typographier(l.ecole),
          l.score === null ? '' : String(l.score).replace('.', ','),
          l.decision === null
            ? 'Non décidé'
            : `${DECISIONS[l.decision] ?? l.decision}${l.decision === 'liste_attente' && l.rang ? ` (rang ${l.rang})` : ''}`,
          l.decision === 'retenu' ? euros(l.propose) : '',
          l.motif ?? '',
        ]),
        total: [
          'Total',
          '',
          '',
          '',
          '',
          euros(lignes.reduce((t, l) => t + (l.decision === 'retenu' ? l.propose : 0), 0)),
          '',
        ],
      },
      { type: 'signature', signataires: [{ pour: appel.commission.nom, qualite: 'La présidence', nom: presidence }] },
    ],
    paysage: true,
  }
}
