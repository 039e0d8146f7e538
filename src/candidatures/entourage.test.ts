import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

test('une mairie invite la direction avant de la relancer, et voit qui a rejoint le dossier', async () => {
  const seul = await unDossier(m, p, { jusquau: 'complet', ecoles: [ECOLES.ferry] })
  await sql`update habilitation set jusqua = depuis where role = 'directeur' and portee = ${ECOLES.ferry}`.execute(
    m.base,
  )
  const lire = async () => (await p.maire.page(`/dossiers/${seul}`)).html
  const lien = `href="/dossiers/${seul}/personnes?uai=${ECOLES.ferry}"`
  expect(await lire()).toContain('Inviter la direction de l’école')
  expect(await lire()).toContain(lien)
  expect(await lire()).toMatch(/govuk-button--secondary[^>]*>\s*Relire et déposer/)
  expect(await lire()).toMatch(/ERUN \(pas encore dans ce dossier\)/)
  await p.maire.acte(seul, 'inviter', { courriel: 'sylvie@exemple.fr', role: 'directeur', uai: ECOLES.ferry })
  expect(await lire()).not.toContain(lien)
  const sylvie = await m.compte('sylvie@exemple.fr')
  const { rows } = await sql<{ id: string }>`select id from invitation where courriel = 'sylvie@exemple.fr'`.execute(
    m.base,
  )
  await sylvie.envoyer(`/invitations/${rows[0]?.id}`, { reponse: 'accepter' })
  expect(await lire()).toMatch(/sylvie[^<]*, l’école Jules Ferry/i)
  expect((await p.maire.page(`/dossiers/${seul}/personnes`)).html).toMatch(/sylvie[\s\S]*Direction d’école/i)
})
