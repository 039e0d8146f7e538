import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { lireDonneesEcole } from '../registre/donnees-ecole.ts'
import { importerBeneficiaires, importerIps, importerRuralite } from './importer-donnees.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

const fichier = (texte: string): string => {
  const chemin = join(mkdtempSync(join(tmpdir(), 'laureat-import-')), 'f.csv')
  writeFileSync(chemin, texte)
  return chemin
}

test('les aides passées s’importent une fois, chaque ligne écartée a sa raison', async () => {
  const csv = fichier(
    `\uFEFFSIREN;UAI;Année;Montant;Objet\n213805633;${ECOLES.ferry};2023;1 200,50 €;Tablettes\n;;2023;10;Rien\n12;;2023;10;Rien\n213805633;;2023;dix;Rien\n`,
  )
  const premiere = await importerBeneficiaires(m.base, csv, 'Vague 1', m.porte.maintenant())
  expect(premiere).toMatchObject({ lues: 4, ecrites: 1, ignorees: [{ ligne: 3 }, { ligne: 4 }, { ligne: 5 }] })
  await importerBeneficiaires(m.base, csv, 'Vague 1', m.porte.maintenant())
  const { rows } = await sql<{ montant: number; annee: number }>`select montant, annee from beneficiaire`.execute(
    m.base,
  )
  expect(rows).toEqual([{ montant: 120_050, annee: 2023 }])
  expect((await lireDonneesEcole(m.base, ECOLES.ferry)).premiere_fois).toMatchObject({ donnee: false })
  expect((await lireDonneesEcole(m.base, ECOLES.brunerie)).premiere_fois).toMatchObject({ donnee: true })
})

test('l’indice de position sociale garde la rentrée la plus récente et laisse les écoles sans indice', async () => {
  const csv = fichier(
    `rentree_scolaire;uai;ips;ips_departemental\n2024-2025;${ECOLES.ferry};92,4;105.4\n2023-2024;${ECOLES.ferry};90;105\n2024-2025;${ECOLES.brunerie};NS;105.4\n`,
  )
  expect(await importerIps(m.base, csv)).toMatchObject({ lues: 3, ecrites: 2, ignorees: [{ ligne: 4 }] })
  const donnees = await lireDonneesEcole(m.base, ECOLES.ferry)
  expect([donnees.ips?.donnee, donnees.ips_ecart?.donnee]).toEqual([92.4, -13])
  expect((await lireDonneesEcole(m.base, ECOLES.brunerie)).ips).toBeUndefined()
})

test('le classement rural s’importe par commune, un statut inconnu est dit', async () => {
  const csv = fichier('code,statut\n38563,FRR plus\n38140,Montagne\n')
  expect(await importerRuralite(m.base, csv, 'Arrêté d’essai')).toMatchObject({ ecrites: 1, ignorees: [{ ligne: 3 }] })
  expect((await lireDonneesEcole(m.base, ECOLES.ferry)).ruralite).toMatchObject({
    donnee: 'FRR_PLUS',
    source: 'Arrêté d’essai',
  })
})
