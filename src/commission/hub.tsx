import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { lireClassement } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { listerSeances } from '../registre/seances.ts'
import { urls } from '../urls.ts'
import { CommissionPage } from './commission-page.tsx'
import { entrer } from './ecran.ts'
import { lireDeports, lireMesNotes } from './queries.ts'

/** The commission's own entrance: what awaits its members, the next session, the envelope. */
export const routesHub: Slice = ({ pages, maison }) => {
  pages.get(urls.commission, async (requete) => {
    const e = await entrer(maison, requete, 'commission')
    if (!e) return introuvable()
    const [classement, enveloppe, seances, mesNotes, deports] = await Promise.all([
      lireClassement(e.base, e.appel),
      lireEnveloppe(e.base, e.appel),
      listerSeances(e.base, e.slug, e.acteur),
      lireMesNotes(e.base, e.slug, e.acteur.personne),
      lireDeports(e.base, e.slug),
    ])
    const aNoter = classement.projets.filter((p) => p.etat === 'conforme' && p.valeur === null)
    const deporte = new Set(deports.filter((d) => d.personne === e.acteur.personne).map((d) => d.dossier))
    return {
      page: (
        <CommissionPage
          e={e}
          enveloppe={enveloppe}
          seances={(seances ?? []).filter((s) => s.genre === 'technique')}
          compte={{
            projets: classement.projets.length,
            aNoter: aNoter.length,
            pourVous: aNoter.filter((p) => !mesNotes.has(p.id) && !deporte.has(p.dossier)).length,
            aDecider: classement.projets.filter((p) => p.etat === 'conforme' && p.decision === null).length,
          }}
        />
      ),
    }
  })
}
