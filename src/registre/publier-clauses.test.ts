import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import { type Clause, MODELE_INITIAL } from '../domaine/convention/modele.ts'
import { lireAppelPublie } from './appels.ts'
import { lireModele, listerVersions } from './modele-convention.ts'
import { publierAppel } from './publier-appel.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let appel: Appel
beforeAll(async () => {
  m = await maisonDEssai()
  const publie = await lireAppelPublie(m.base, PILOTE)
  if (!publie) throw new Error('The pilot call is published')
  appel = publie.appel
}, 60_000)
afterAll(() => m.fermer())

const publier = (a: Appel) => m.base.transaction().execute((tx) => publierAppel(tx, a, m.porte.maintenant()))
const modele = () => lireModele(m.base, PILOTE)
const clause = (texte: string): Clause[] => [{ id: 'objet', genre: 'article', titre: 'Objet', texte }]

describe('les clauses d’un appel partent avec sa publication', () => {
  test('elles sont la première version du modèle ; le texte de la maison reste au numéro 0', async () => {
    const { numero, contenu } = await modele()
    expect([numero, contenu.subvention, contenu.ent]).toEqual([1, appel.convention?.subvention, appel.convention?.ent])
    expect(contenu.subvention).not.toEqual(MODELE_INITIAL.subvention)
    expect((await listerVersions(m.base, PILOTE))[0]).toMatchObject({
      note: 'Clauses publiées avec la version 1 de l’appel',
      par: 'Publication de l’appel',
    })
  })

  test('republier sans toucher aux clauses ne touche pas au modèle', async () => {
    expect(await publier({ ...appel, resume: 'Un autre résumé.' })).toMatchObject({ version: 2, clauses: undefined })
    expect((await modele()).numero).toBe(1)
  })

  test('d’autres clauses font une version, et disent celle qu’elles remplacent ; l’autre texte ne change pas', async () => {
    const p = await publier({ ...appel, convention: { ...appel.convention, ent: clause('Autre texte.') } })
    expect(p).toMatchObject({ version: 3, clauses: { numero: 2, remplace: 1 } })
    const { contenu } = await modele()
    expect([contenu.ent, contenu.subvention]).toEqual([clause('Autre texte.'), appel.convention?.subvention])
  })

  test('un appel qui n’écrit plus de clauses retrouve celles de la maison', async () => {
    const { convention: _, ...sans } = appel
    expect(await publier(sans)).toMatchObject({ clauses: { numero: 3, remplace: 2 } })
    expect((await modele()).contenu).toEqual(MODELE_INITIAL)
  })
})
