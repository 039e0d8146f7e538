import { sql } from 'kysely'
import { joindre, type parties, unDossier } from './dossier.ts'
import { ECOLES, type maisonDEssai, PILOTE } from './maison.ts'

type Maison = Awaited<ReturnType<typeof maisonDEssai>>
type Parties = Awaited<ReturnType<typeof parties>>
type Reponse = { statut: number; json: { [cle: string]: unknown } | undefined }

export const SIRET = '22380001200013'
export const SIRET_2 = '21380185500015'
export const IBAN = 'FR7630001007941234567890185'
export const AUTRE_IBAN = 'FR7630006000011234567890189'

/** Lines of a request: 10 tablets at 499,99 € and 10 voice licences at 45 €, per school. */
export const LIGNES = {
  equipements: [{ article: 'tablette_stylet', quantite: 10, prix_unitaire_ht: 49_999 }],
  ressources: [{ article: 'synthese_vocale', quantite: 10, prix_unitaire_ht: 4_500 }],
}

export const lignesDevis = (ecoles: string[]) =>
  ecoles.flatMap((ecole) => [
    {
      ecole,
      article: 'tablette_stylet',
      nature: 'article',
      designation: 'Tablette',
      quantite: 10,
      prixUnitaireHt: 49_999,
      tva: 20,
    },
    {
      ecole,
      article: 'synthese_vocale',
      nature: 'article',
      designation: 'Licence',
      quantite: 10,
      prixUnitaireHt: 4_500,
      tva: 20,
    },
  ])

export const bien = <R extends Reponse>(r: R): R => {
  if (r.statut >= 300) throw new Error(`${r.statut} ${JSON.stringify(r.json)}`)
  return r
}

/** A filed dossier that the technical commission kept, its results published (written directly: the session has its own tests). */
export const dossierRetenu = async (
  m: Maison,
  p: Parties,
  o: { ecoles?: string[]; lignes?: object } = {},
): Promise<string> => {
  const ecoles = o.ecoles ?? [ECOLES.ferry]
  const id = await unDossier(m, p, { ecoles, lignes: o.lignes ?? LIGNES })
  const { rows } = await sql<{ id: string }>`
    insert into seance (id, appel, genre, etat, date, cree_le, publiee_le) values (gen_random_uuid(), ${PILOTE}, 'technique', 'publiee', '2025-04-01', now(), now()) returning id`.execute(
    m.base,
  )
  await sql`update projet_ecole set decision = 'retenu', seance_id = ${rows[0]?.id}, montant_propose = montant_calcule where dossier_id = ${id}`.execute(
    m.base,
  )
  await sql`update dossier set etat = 'retenu', etat_depuis = '2025-04-02T10:00:00Z', montant_propose = montant_calcule where id = ${id}`.execute(
    m.base,
  )
  return id
}

export const envoyerDevis = async (
  m: Maison,
  p: Parties,
  id: string,
  o: {
    ecoles?: string[]
    numero?: string
    siret?: string
    lignes?: { quantite: number; prixUnitaireHt: number }[]
    total?: number
  } = {},
) => {
  const lignes = o.lignes ?? lignesDevis(o.ecoles ?? [ECOLES.ferry])
  return p.maire.acte(id, 'envoyer_devis', {
    piece: await joindre(m, p.maire, id, 'devis'),
    fournisseur: { nom: 'Fournisseur d’essai', siret: o.siret ?? SIRET },
    numero: o.numero ?? 'D-1',
    date: '2025-04-05',
    validite: '2025-12-31',
    total: o.total ?? lignes.reduce((t, l) => t + l.quantite * l.prixUnitaireHt, 0),
    lignes,
  })
}

/** From `retenu` to the state asked, each act by the person who does it. Answers the dossier's id. */
export const menerJusqua = async (
  m: Maison,
  p: Parties,
  jusquau: 'accorde' | 'convention_executee' | 'notifie' | 'livre',
  o: { ecoles?: string[] } = {},
) => {
  const ecoles = o.ecoles ?? [ECOLES.ferry]
  const id = await dossierRetenu(m, p, { ecoles })
  bien(await envoyerDevis(m, p, id, { ecoles }))
  const devis = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.devis[0].id
  bien(await p.instructeur.acte(id, 'declarer_devis_conforme', { sur: devis }))
  bien(await p.assemblee.acte(id, 'inscrire_ordre_du_jour', { date: '2025-05-16' }))
  const { calcule } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants
  bien(
    await p.assemblee.acte(id, 'accorder', {
      date: '2025-05-16',
      deliberation: '2025-CP-12',
      montant: calcule,
      transmiseLe: '2025-05-20',
      publieeLe: '2025-05-21',
    }),
  )
  if (jusquau === 'accorde') return { id, devis }
  bien(await p.instructeur.acte(id, 'envoyer_convention'))
  bien(
    await p.maire.acte(id, 'enregistrer_deliberation', {
      date: '2025-06-10',
      numero: '2025-31',
      sens: 'favorable',
      autoriseSignature: true,
      piece: await joindre(m, p.maire, id, 'deliberation'),
    }),
  )
  bien(
    await p.maire.acte(id, 'retourner_convention_signee', {
      piece: await joindre(m, p.maire, id, 'convention_signee'),
      signataire: { nom: 'Dominique Essai', qualite: 'Maire' },
      date: '2025-06-12',
    }),
  )
  bien(
    await p.presidence.acte(id, 'enregistrer_signature_departement', {
      piece: await joindre(m, p.presidence, id, 'convention_signee'),
      signataire: { nom: 'Alix Essai', qualite: 'Président' },
      date: '2025-06-20',
    }),
  )
  if (jusquau === 'convention_executee') return { id, devis }
  bien(await p.presidence.acte(id, 'notifier', { date: '2025-06-25' }))
  if (jusquau === 'notifie') return { id, devis }
  bien(await p.secretaire.acte(id, 'passer_commande', { date: '2025-07-01', devis, conformeAuDevis: true }))
  for (const sur of ecoles)
    bien(await p.directrice.acte(id, 'declarer_reception', { sur, date: '2025-09-01', toutLivre: true }))
  return { id, devis }
}

export const facture = async (
  m: Maison,
  p: Parties,
  id: string,
  o: { numero: string; ht: number; tva?: number; siret?: string; date?: string },
) => ({
  piece: await joindre(m, p.secretaire, id, 'facture'),
  fournisseur: { siret: o.siret ?? SIRET },
  numero: o.numero,
  date: o.date ?? '2025-09-10',
  ht: o.ht,
  tva: o.tva ?? 0,
  mandat: `M-${o.numero}`,
  mandatLe: '2025-10-01',
})

/** Files a claim; answers the response, `versement` inside when it is accepted. */
export const demander = async (
  m: Maison,
  p: Parties,
  id: string,
  s: { type: 'avance' | 'acompte' | 'solde'; factures?: object[]; [autre: string]: unknown },
) =>
  p.secretaire.acte(id, 'demander_versement', {
    iban: IBAN,
    ...(s.type === 'avance' ? {} : { etatRecapitulatif: await joindre(m, p.secretaire, id, 'etat_recapitulatif') }),
    ...(s.type === 'solde' ? { planFinancement: [] } : {}),
    factures: [],
    ...s,
  })

export const versements = async (
  p: Parties,
  id: string,
): Promise<{ id: string; type: string; etat: string; montant: number }[]> =>
  (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.versements

/** From a filed claim to its payment; answers the amount. */
export const payer = async (p: Parties, id: string, sur: string): Promise<number> => {
  bien(await p.paiement.acte(id, 'liquider', { sur }))
  const montant = (await versements(p, id)).find((v) => v.id === sur)?.montant ?? 0
  bien(await p.validation.acte(id, 'valider_liquidation', { sur }))
  bien(await p.paiement.acte(id, 'enregistrer_mandat', { sur, mandat: '4512', bordereau: '87', date: '2025-11-03' }))
  bien(await p.paiement.acte(id, 'enregistrer_paiement', { sur, date: '2025-11-12', montant }))
  return montant
}
