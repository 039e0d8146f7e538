import type { Appel } from '../domaine/appel/schema.ts'
import { BALISES, valeursConvention } from '../domaine/convention/balises.ts'
import { Tableau } from '../ui/tableau.tsx'
import { dossierExemple } from './exemple.ts'

const LE = new Date('2025-06-02T10:00:00Z')

/** Every placeholder, what it says, and what it says for the sample dossier. `word`: those that only a Word template knows. */
export const AideBalises = (p: { appel: Appel; word?: readonly { nom: string; dit: string }[] }) => {
  const valeurs: Record<string, string | readonly string[]> = valeursConvention(dossierExemple(p.appel, LE), LE)
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
