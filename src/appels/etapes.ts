import { etapesGuide } from '../domaine/appel/guide.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import { type BlocTexte, blocsDeMarkdown } from '../domaine/blocs.ts'

export type Etape = { ancre: string; titre: string; resume: BlocTexte[]; suite: BlocTexte[] }

/** The steps of the guide. What stands before the first sub-title is the summary, shown alone on the page of the call. */
export const etapesDuGuide = (appel: Appel): Etape[] =>
  etapesGuide(appel).map((e, i) => {
    const blocs = blocsDeMarkdown(e.markdown)
    const titre = blocs.findIndex((b) => b.type === 'titre')
    const fin = titre === -1 ? blocs.length : titre
    return {
      ancre: `etape-${i + 1}`,
      titre: e.titre.replace(/^(?:Étape|Etape)\s+\d+\s*[.:–-]\s*/iu, ''),
      resume: blocs.slice(0, fin),
      suite: blocs.slice(fin),
    }
  })
