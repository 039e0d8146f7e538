import { writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
}, 60_000)
afterAll(() => m.fermer())

const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
const avenants = async () =>
  (
    await sql<{ id: string; etat: string; genre: string; contenu: Record<string, unknown> }>`
      select id, etat, genre, contenu from avenant where dossier_id = ${id} order by cree_le, id`.execute(m.base)
  ).rows
const texteDu = async (genre: string): Promise<string> => {
  const { rows } = await sql<{ id: string; nom: string }>`
    select id, nom from document where dossier_id = ${id} and genre = ${genre} order by cree_le desc, id desc limit 1`.execute(
    m.base,
  )
  const cle = await composerUn({ porte: m.porte, fichiers: m.fichiers }, rows[0]?.id ?? '')
  const octets: Buffer[] = []
  for await (const o of (await m.fichiers.lire(cle)) as AsyncIterable<Buffer>) octets.push(o)
  if (process.env.ECRIRE) writeFileSync(`${process.env.ECRIRE}/${rows[0]?.nom}`, Buffer.concat(octets))
  const t = await texteDuPdf(Buffer.concat(octets))
  return typeof t === 'string' ? t.replace(/\s+/gu, ' ') : ''
}
const jour = (nom: string, j: string) => {
  const [annee = '', mois = '', jour = ''] = j.split('-')
  return { [`${nom}.annee`]: annee, [`${nom}.mois`]: mois, [`${nom}.jour`]: jour }
}
const agir = async (qui: keyof typeof p, sur: string, geste: string, champs: Record<string, string>) =>
  p[qui].envoyer(`/dossiers/${id}/avenants/${sur}`, {
    geste,
    prefixe: geste,
    version: String((await dossier()).version),
    ...Object.fromEntries(Object.entries(champs).map(([k, v]) => [`${geste}.${k}`, v])),
  })
const demanderPage = async (genre: string, champs: Record<string, string>) => {
  const r = await p.secretaire.envoyer(`/dossiers/${id}/avenants/demande/${genre}`, {
    version: String((await dossier()).version),
    motif: 'Raison expliquée',
    ...champs,
  })
  return { ...r, avenant: /avenants\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? '' }
}

test('chaque changement dit d’abord ce qu’il entraîne, et demande ce qui lui manque', async () => {
  const liste = await p.secretaire.page(`/dossiers/${id}/avenants`)
  for (const mot of ['Plus de temps', 'Un autre montant', 'Un autre objet', 'Un autre bénéficiaire'])
    expect(liste.html).toContain(mot)
  expect((await p.secretaire.page(`/dossiers/${id}/avenants/demande/montant`)).html).toContain(
    'commission permanente vote',
  )
  expect((await p.secretaire.page(`/dossiers/${id}/avenants/demande/constructor`)).statut).toBe(404)
  for (const [genre, champs, champ] of [
    ['objet', {}, '#objet'],
    ['beneficiaire', {}, '#beneficiaire-nom'],
    ['beneficiaire', { 'beneficiaire.nom': 'Voiron', 'beneficiaire.siren': '213805633' }, '#beneficiaire-siren'],
    ['montant', {}, '#montant'],
    ['montant', { montant: '3 724,93' }, '#montant'],
    ['fournisseur', { 'fournisseur.nom': 'X', 'fournisseur.siret': '123' }, '#fournisseur-siret'],
  ] as const) {
    const r = await demanderPage(genre, champs)
    expect([genre, r.statut]).toEqual([genre, 422])
    expect(r.html).toContain(`href="${champ}"`)
  }
})

test('plus de temps : une lettre du Département suffit, et la convention à jour le marque', async () => {
  const { avenant } = await demanderPage('prorogation', jour('jusqua', '2027-12-31'))
  expect((await agir('instructeur', avenant, 'instruire_avenant', { avis: 'Favorable' })).statut).toBe(303)
  expect((await agir('presidence', avenant, 'conclure_avenant', jour('date', '2025-11-03'))).statut).toBe(303)
  const texte = await texteDu('convention_consolidee')
  expect(texte).toContain('Modifié : Prorogation du 3 novembre 2025')
  expect(texte).toContain('Les achats se terminent le 31 décembre 2027 au lieu du 25 juin 2027')
})

test('un autre montant : vote, délibération, deux signatures, puis le plafond des paiements suit', async () => {
  const { avenant } = await demanderPage('montant', { montant: '3 000,00' })
  expect(
    (await agir('instructeur', avenant, 'instruire_avenant', { avis: 'Favorable', montant: '3 000,00' })).statut,
  ).toBe(303)
  const vote = { ...jour('date', '2025-12-01'), deliberation: '2025-CP-40', montant: '3 000,00' }
  expect((await agir('secretaire', avenant, 'voter_avenant', vote)).statut).toBe(403)
  expect((await agir('assemblee', avenant, 'voter_avenant', vote)).statut).toBe(303)
  expect(await texteDu('avenant')).toContain(
    'La subvention maximale passe de 3 724,93 € à 3 000,00 € (trois mille euros).',
  )
  const lettres = (await m.courriels()).filter((l) => l.modele === 'voter_avenant')
  expect(lettres.map((l) => l.a[0])).toContain('maire@exemple.fr')

  const signe = {
    ...jour('deliberation.date', '2025-12-10'),
    ...jour('date', '2025-12-09'),
    'signataire.nom': 'Dominique Essai',
    'signataire.qualite': 'Maire',
    piece: await joindre(m, p.maire, id, 'avenant'),
    'deliberation.piece': await joindre(m, p.maire, id, 'deliberation'),
  }
  const tot = await agir('maire', avenant, 'retourner_avenant_signe', signe)
  expect([tot.statut, tot.html.includes('avant la délibération (10 décembre 2025)')]).toEqual([422, true])
  const bon = { ...signe, ...jour('date', '2025-12-12') }
  expect((await agir('maire', avenant, 'retourner_avenant_signe', bon)).statut).toBe(303)
  expect((await dossier()).montants.vote).toBe(372_493)
  const sans = await agir('presidence', avenant, 'conclure_avenant', jour('date', '2025-12-20'))
  expect([sans.statut, sans.html.includes('signé des deux parties')]).toEqual([422, true])
  const piece = await joindre(m, p.presidence, id, 'avenant')
  const avant = await agir('presidence', avenant, 'conclure_avenant', { ...jour('date', '2025-12-11'), piece })
  expect(avant.statut).toBe(422)
  expect((await agir('presidence', avenant, 'conclure_avenant', { ...jour('date', '2025-12-20'), piece })).statut).toBe(
    303,
  )
  expect((await dossier()).montants.vote).toBe(300_000)

  const texte = await texteDu('convention_consolidee')
  expect(texte).toContain('Avenant n° 1 du 20 décembre 2025')
  expect(texte).toContain('La subvention est au plus de 3 000,00 € (trois mille euros), pour')
  expect(texte).toContain('Prorogation du 3 novembre 2025')
  // The first text keeps its own vote and its signatures.
  expect(texte).toContain('délibération de la commission permanente n° 2025-CP-12 du 16 mai 2025')
  expect(texte).toContain('Convention signée le 12 juin 2025 par Dominique Essai, Maire.')
  const signer = await texteDu('avenant')
  expect(signer).toContain('Motif : Raison expliquée. Article 2.')
  // The Département acts under the new vote, on the agreement that was notified.
  expect(signer).toContain('délibération de la commission permanente n° 2025-CP-40 du 1er décembre 2025')
  expect(signer).toContain('signée le 20 juin 2025 et notifiée le 25 juin 2025 est modifiée ainsi.')
  const page = await p.maire.page(`/dossiers/${id}/avenants/${avenant}`)
  expect(page.html).toContain('exemplaire signé des deux parties')
  expect((await p.instructeur.page(`/dossiers/${id}/avenants`)).html).toContain('Lire la convention à jour')

  // A second, voted before the payment and concluded after it, would award less than what is paid.
  const { avenant: second } = await demanderPage('montant', { montant: '2 000,00' })
  expect((await agir('instructeur', second, 'instruire_avenant', {})).statut).toBe(303)
  const moins = { ...jour('date', '2026-01-12'), deliberation: '2026-CP-02', montant: '2 000,00' }
  expect((await agir('assemblee', second, 'voter_avenant', moins)).statut).toBe(303)
  bien(await demander(m, p, id, { type: 'solde', factures: [await facture(m, p, id, { numero: 'F1', ht: 544_990 })] }))
  const v = (await dossier()).versements[0]
  expect(await payer(p, id, v.id)).toBe(300_000)
  const tard = await agir('presidence', second, 'conclure_avenant', { ...jour('date', '2026-01-20'), piece })
  expect([tard.statut, tard.html.includes('sont déjà payés\u00a0: proposez un reversement')]).toEqual([409, true])
  expect((await dossier()).montants.vote).toBe(300_000)
})

test('un refus donne sa raison, et une école ne voit pas ces pages', async () => {
  const { avenant } = await demanderPage('objet', { objet: 'Un jardin' })
  expect((await agir('instructeur', avenant, 'refuser_avenant', { motif: 'Hors de l’appel' })).statut).toBe(303)
  expect((await avenants()).at(-1)?.etat).toBe('refuse')
  expect((await p.secretaire.page(`/dossiers/${id}/avenants/${avenant}`)).html).toContain('Hors de l’appel')
  for (const url of ['avenants', `avenants/${avenant}`, 'avenants/demande/objet'])
    expect((await p.directrice.page(`/dossiers/${id}/${url}`)).statut).toBe(404)
})
