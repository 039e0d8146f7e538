import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { alertesDe } from './alertes.ts'
import { lireEtatDesServices } from './queries.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

test('qui administre la plateforme voit ce qui ne va pas ; les autres ne trouvent rien', async () => {
  const admin = await m.compte('admin@exemple.fr', 'administrateur@plateforme')
  const page = await admin.page('/plateforme')
  expect(page.statut).toBe(200)
  expect(page.html).toContain('Aucun antivirus n’est configuré')
  expect(page.html).toContain('PostgreSQL')
  for (const droit of [`administrateur_appel@${PILOTE}`, `instructeur@${PILOTE}`]) {
    const autre = await m.compte(`${droit.split('@')[0]}@exemple.fr`, droit)
    expect((await autre.page('/plateforme')).statut).toBe(404)
  }
})

test('une lettre refusée, un document en échec, une tâche ratée, un disque plein : une phrase chacun', async () => {
  const { base } = m.porte
  const maintenant = m.porte.maintenant()
  await sql`insert into courriel (id, cle, a, objet, modele, blocs, etat, raison, cree_le)
    values (gen_random_uuid(), 'essai', '{a@b.fr}', 'Essai', 'essai', '[]', 'refuse', '550', ${maintenant})`.execute(
    base,
  )
  await sql`insert into document (id, genre, nom, etat, contenu, cree_le)
    values (gen_random_uuid(), 'essai', 'essai.pdf', 'echec', '{}', ${maintenant})`.execute(base)
  const e = await lireEtatDesServices(base, new Date(maintenant.getTime() - 86_400_000))
  const alertes = alertesDe(
    { ...e, travauxEchoues: [{ nom: 'courriels', nombre: 2 }] },
    { antivirus: null, place: { libre: 5, total: 100 }, maintenant },
  )
  expect(alertes).toEqual([
    '1\u00a0lettre a été refusée par le serveur de courriel depuis sept jours.',
    '1\u00a0document n’a pas pu être composé.',
    'La tâche «\u00a0courriels\u00a0» a échoué 2 fois depuis vingt-quatre heures.',
    'Il reste moins d’un dixième du disque\u00a0: faites de la place, ou le service s’arrêtera d’écrire.',
  ])
  const saine = { ...e, lettres: { ...e.lettres, refusees: 0 }, documents: { attente: 0, echecs: 0 } }
  expect(alertesDe(saine, { antivirus: null, place: undefined, maintenant })).toEqual([])
})
