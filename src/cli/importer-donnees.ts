import { existsSync } from 'node:fs'
import { estRefus, type Refus } from '../domaine/refus.ts'
import { type Bilan, importerBeneficiaires, importerIps, importerRuralite } from '../instruction/importer-donnees.ts'
import { type Args, type Commande, lecture, refuser } from './commande.ts'

const commande = (
  nom: string,
  usage: string,
  aide: string,
  importer: (a: Args, f: Parameters<Extract<Commande, { sansBase?: false }>['faire']>[1]) => Promise<Bilan | Refus>,
): Commande => ({
  nom: ['importer', nom],
  usage: `importer ${nom} ${usage}`,
  aide,
  lire: lecture(1, { vague: { type: 'string' }, source: { type: 'string' } }),
  faire: async (a, f) => {
    if (!existsSync(a.mots[0] ?? '')) return refuser(`Le fichier «\u00a0${a.mots[0]}\u00a0» n’existe pas.`)
    const bilan = await importer(a, f)
    if (estRefus(bilan)) return refuser(bilan.detail)
    console.log(`lues ${bilan.lues}\necrites ${bilan.ecrites}\nignorees ${bilan.ignorees.length}`)
    for (const i of bilan.ignorees) console.log(`  ligne ${i.ligne}\u00a0: ${i.raison}`)
    return 0
  },
})

const texte = (x: unknown, defaut: string): string => (typeof x === 'string' && x.trim() !== '' ? x.trim() : defaut)

/** Official files and earlier waves that the examination and the scoring read. */
export const COMMANDES_DONNEES: readonly Commande[] = [
  commande(
    'beneficiaires',
    '<fichier.csv> [--vague "Vague 1"]',
    'Importe les aides passées (siren ou uai, annee, montant, objet).',
    (a, f) =>
      f.porte.base
        .transaction()
        .execute((tx) =>
          importerBeneficiaires(tx, a.mots[0] ?? '', texte(a.options.vague, 'Vague précédente'), f.porte.maintenant()),
        ),
  ),
  commande(
    'ips',
    '<fr-en-ips-ecoles.csv>',
    'Importe l’indice de position sociale des écoles, tel que publié.',
    (a, f) => f.porte.base.transaction().execute((tx) => importerIps(tx, a.mots[0] ?? '')),
  ),
  commande(
    'ruralite',
    '<communes.csv> [--source "Arrêté du…"]',
    'Importe le classement France ruralités revitalisation (code, statut).',
    (a, f) =>
      f.porte.base
        .transaction()
        .execute((tx) => importerRuralite(tx, a.mots[0] ?? '', texte(a.options.source, 'Classement FRR'))),
  ),
]
