import { createReadStream, existsSync } from 'node:fs'
import { estRefus } from '../domaine/refus.ts'
import { chargerCommunes } from '../socle/annuaires/communes.ts'
import { importerContours } from '../socle/annuaires/contours.ts'
import { importerEcoles } from '../socle/annuaires/ecoles.ts'
import { type Commande, lecture, refuser } from './commande.ts'

export const COMMANDES_IMPORTER: readonly Commande[] = [
  {
    nom: ['importer', 'ecoles'],
    usage: 'importer ecoles <annuaire.csv> [--departement 038] [--simuler]',
    aide: 'Importe l’export officiel de l’annuaire de l’éducation, tel quel.',
    lire: lecture(1, { departement: { type: 'string' }, simuler: { type: 'boolean' } }),
    faire: async ({ mots, options }, { porte }) => {
      const chemin = mots[0] ?? ''
      if (!existsSync(chemin)) return refuser(`Le fichier «\u00a0${chemin}\u00a0» n’existe pas.`)
      await chargerCommunes(porte.base, porte.maintenant())
      const bilan = await importerEcoles(porte.base, createReadStream(chemin), {
        simuler: options.simuler === true,
        maintenant: porte.maintenant(),
        ...(typeof options.departement === 'string' ? { departement: options.departement } : {}),
      })
      if (estRefus(bilan)) return refuser(bilan.detail)
      for (const cle of ['lues', 'creees', 'modifiees', 'fermees'] as const) console.log(`${cle} ${bilan[cle]}`)
      console.log(`ignorees ${bilan.ignorees.length}`)
      for (const i of bilan.ignorees) console.log(`  ligne ${i.ligne}\u00a0: ${i.raison}`)
      return 0
    },
  },
  {
    nom: ['importer', 'contours'],
    usage: 'importer contours <communes.geojson>',
    aide: 'Importe les contours des communes (GeoJSON officiel) pour les cartes.',
    lire: lecture(1),
    faire: async ({ mots }, { porte }) => {
      if (!existsSync(mots[0] ?? '')) return refuser(`Le fichier «\u00a0${mots[0]}\u00a0» n’existe pas.`)
      await chargerCommunes(porte.base, porte.maintenant())
      const bilan = await importerContours(porte.base, createReadStream(mots[0] ?? ''))
      if (estRefus(bilan)) return refuser(bilan.detail)
      console.log(JSON.stringify(bilan))
      return 0
    },
  },
]
