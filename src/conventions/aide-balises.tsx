import type { Appel } from '../domaine/appel/schema.ts'
import { BALISES, valeursConvention } from '../domaine/convention/balises.ts'
import type { Faits } from '../domaine/faits.ts'
import { Tableau } from '../ui/tableau.tsx'
import { dossierExemple } from './exemple.ts'

const LE = new Date('2025-06-02T10:00:00Z')

/** Every placeholder, what it says, and what it says for the sample dossier. `word`: those that only a Word template knows. */
export const AideBalises = (p: { appel: Appel; word?: readonly { nom: string; dit: string }[] }) => {
  const valeurs: Record<string, string | readonly string[]> = valeursConvention(exemple(p.appel), LE)
  return (
    <Tableau
      legende="Balises"
      legendeCachee
      colonnes={[{ titre: 'Balise' }, { titre: 'Ce qu’elle écrit' }, { titre: 'Par exemple' }]}
      lignes={[
        ...BALISES.map((b) => {
          const v = valeurs[b.nom] ?? ''
          const ecrite = p.word && b.liste ? `{#${b.nom}}{ecole}{/${b.nom}}` : `{${b.nom}}`
          return [<code>{ecrite}</code>, b.dit, typeof v === 'string' ? v : v.join(', ')]
        }),
        ...(p.word ?? []).map((b) => [<code>{`{${b.nom}}`}</code>, b.dit, '']),
      ]}
    />
  )
}

/** The sample further on in its life: every placeholder has something to say. */
const exemple = (appel: Appel): Faits => {
  const f = dossierExemple(appel, LE)
  const { id, cree_le, contenu } = { ...f.dossier, contenu: {} }
  return {
    ...f,
    dossier: { ...f.dossier, contenu: { notification: { date: '2025-07-01' } } },
    deliberations: [
      {
        id,
        cree_le,
        contenu,
        sens: 'favorable',
        numero: '2025-31',
        date: '2025-06-12',
        autorise_signature: true,
        piece_id: null,
      },
    ],
  }
}
