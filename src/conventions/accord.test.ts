import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, dossierRetenu, envoyerDevis, lignesDevis, SIRET_2 } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  id = await dossierRetenu(m, p, { ecoles: [ECOLES.ferry, ECOLES.brunerie] })
}, 60_000)
afterAll(() => m.fermer())
const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json

test('un devis dont les lignes font plus d’un euro d’écart avec son total est refusé, moins est montré', async () => {
  const lignes = lignesDevis([ECOLES.ferry])
  const total = lignes.reduce((t, l) => t + l.quantite * l.prixUnitaireHt, 0)
  const faux = await envoyerDevis(m, p, id, { lignes, total: total + 101 })
  expect([faux.statut, faux.json.erreurs[0].chemin]).toEqual([422, 'total'])
  const bon = bien(await envoyerDevis(m, p, id, { lignes, total: total + 100 }))
  expect(bon.json.dossier.devis[0].etat).toBe('envoye')
  const double = await envoyerDevis(m, p, id, { lignes, total })
  expect([double.statut, double.json.code]).toEqual([409, 'devis_deja_envoye'])
  const siret = await envoyerDevis(m, p, id, { numero: 'D-9', siret: '12345678901234' })
  expect(siret.json.erreurs[0].chemin).toBe('fournisseur.siret')
})

test('une nouvelle version remplace l’ancienne', async () => {
  const [d] = (await dossier()).devis
  const lignes = lignesDevis([ECOLES.ferry])
  bien(
    await p.maire.acte(id, 'envoyer_devis', {
      piece: await joindre(m, p.maire, id, 'devis'),
      fournisseur: { nom: 'Fournisseur', siret: SIRET_2 },
      numero: 'D-1 bis',
      date: '2025-04-06',
      validite: '2025-12-31',
      total: lignes.reduce((t, l) => t + l.quantite * l.prixUnitaireHt, 0),
      lignes,
      remplace: d.id,
    }),
  )
  expect((await dossier()).devis.map((x: { version: number; etat: string }) => [x.version, x.etat])).toEqual([
    [1, 'remplace'],
    [2, 'envoye'],
  ])
})

test('l’ordre du jour attend un devis conforme pour chaque ligne financée, ou une raison', async () => {
  const sans = await p.assemblee.acte(id, 'inscrire_ordre_du_jour', { date: '2025-05-16' })
  expect([sans.statut, sans.json.code]).toEqual([409, 'aucun_devis_conforme'])
  const d = (await dossier()).devis[1]
  bien(await p.instructeur.acte(id, 'declarer_devis_conforme', { sur: d.id }))
  const partiel = await p.assemblee.acte(id, 'inscrire_ordre_du_jour', { date: '2025-05-16' })
  expect([partiel.statut, partiel.json.code]).toEqual([409, 'lignes_non_couvertes'])
  const vote = await p.assemblee.acte(id, 'accorder', { date: '2025-05-16', deliberation: 'X', montant: 100 })
  expect(vote.json.code).toBe('lignes_non_couvertes')
  expect((await p.instructeur.acte(id, 'arreter_montant')).json.code).toBe('lignes_non_couvertes')
  bien(await p.instructeur.acte(id, 'arreter_montant', { motif: 'La seconde école n’achète plus.' }))
  const r = await dossier()
  expect([r.montants.calcule, r.montants.propose]).toEqual([372_493, 372_493])
  bien(await p.assemblee.acte(id, 'inscrire_ordre_du_jour', { date: '2026-05-16' }))
  expect((await dossier()).enAttenteDe.map((a: { role: string }) => a.role)).toContain('secretaire_assemblee')
})

test('le vote ne dépasse pas le plafond, diffère avec une raison, se corrige, se refuse à qui n’est pas de l’assemblée', async () => {
  const base = { date: '2025-05-16', deliberation: '2025-CP-12' }
  expect((await p.assemblee.acte(id, 'accorder', { ...base, montant: 372_494 })).json.code).toBe('montant_superieur')
  expect((await p.assemblee.acte(id, 'accorder', { ...base, montant: 372_492 })).json.erreurs[0].chemin).toBe('motif')
  expect((await p.instructeur.acte(id, 'accorder', { ...base, montant: 372_493 })).json.code).toBe('role_insuffisant')
  bien(await p.assemblee.acte(id, 'accorder', { ...base, montant: 300_000, motif: 'Arrondi' }))
  expect((await dossier()).montants.vote).toBe(300_000)
  bien(await p.assemblee.acte(id, 'accorder', { ...base, montant: 372_493 }))
  const d = await dossier()
  expect([d.etat, d.montants.vote]).toEqual(['accorde', 372_493])
  expect(d.montants.parVolet.reduce((t: number, v: { vote: number }) => t + v.vote, 0)).toBe(372_493)
})

test('la convention attend une délibération favorable, et la notification une délibération exécutoire', async () => {
  bien(await p.instructeur.acte(id, 'envoyer_convention'))
  bien(await p.instructeur.acte(id, 'envoyer_convention'))
  const signee = {
    piece: await joindre(m, p.maire, id, 'convention_signee'),
    signataire: { nom: 'Dominique Essai', qualite: 'Maire' },
    date: '2025-06-12',
  }
  expect((await p.maire.acte(id, 'retourner_convention_signee', signee)).json.code).toBe('deliberation_manquante')
  const deliberation = { date: '2025-06-11', piece: await joindre(m, p.maire, id, 'deliberation') }
  bien(await p.maire.acte(id, 'enregistrer_deliberation', { ...deliberation, sens: 'defavorable' }))
  expect((await p.maire.acte(id, 'retourner_convention_signee', signee)).json.code).toBe('deliberation_manquante')
  bien(
    await p.maire.acte(id, 'enregistrer_deliberation', { ...deliberation, sens: 'favorable', autoriseSignature: true }),
  )
  expect((await p.maire.acte(id, 'retourner_convention_signee', { ...signee, date: '2025-06-01' })).json.code).toBe(
    'signature_avant_deliberation',
  )
  bien(await p.maire.acte(id, 'retourner_convention_signee', signee))
  bien(
    await p.presidence.acte(id, 'enregistrer_signature_departement', {
      ...signee,
      signataire: { nom: 'Alix Essai', qualite: 'Président' },
    }),
  )
  expect((await p.presidence.acte(id, 'notifier', { date: '2025-06-25' })).json.code).toBe(
    'deliberation_non_executoire',
  )
  expect(
    (
      await p.secretaire.acte(id, 'passer_commande', {
        date: '2025-06-24',
        devis: (await dossier()).devis[1].id,
        conformeAuDevis: true,
      })
    ).json.code,
  ).toBe('commande_avant_notification')
  bien(await p.maire.acte(id, 'demander_demarrage_anticipe', { motif: 'Rentrée scolaire', date: '2025-06-20' }))
  bien(await p.presidence.acte(id, 'autoriser_demarrage_anticipe'))
  const commande = bien(
    await p.secretaire.acte(id, 'passer_commande', {
      date: '2025-06-24',
      devis: (await dossier()).devis[1].id,
      conformeAuDevis: true,
    }),
  )
  expect(commande.statut).toBe(200)
  bien(
    await p.presidence.acte(id, 'notifier', { date: '2025-06-25', transmiseLe: '2025-05-20', publieeLe: '2025-05-21' }),
  )
  const d = await dossier()
  expect([d.etat, d.convention.etat, d.convention.signatures.length]).toEqual(['notifie', 'notifiee', 2])
})
