import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { classementVu } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { listerSeances } from '../registre/seances.ts'
import { urls } from '../urls.ts'
import { CommissionPage } from './commission-page.tsx'
import { entrer } from './ecran.ts'
import { aNoterPar, lireDeports, lireMesNotes } from './queries.ts'

/** The commission's own entrance: what awaits its members, the next session, the envelope. */
export const routesHub: Slice = ({ pages, maison }) => {
  pages.get(urls.commission, async (requete) => {
    const e = await entrer(maison, requete, 'commission')
    if (!e) return introuvable()
    const [classement, enveloppe, seances, mesNotes, deports] = await Promise.all([
      classementVu(e.base, e.appel, e.acteur),
      lireEnveloppe(e.base, e.appel),
      listerSeances(e.base, e.slug, e.acteur),
      lireMesNotes(e.base, e.slug, e.acteur.personne),
      lireDeports(e.base, e.slug),
    ])
    const aNoter = classement.projets.filter((p) => p.etat === 'conforme' && !p.complete)
    return {
      page: (
        <CommissionPage
          e={e}
          enveloppe={enveloppe}
          seances={(seances ?? []).filter((s) => s.genre === 'technique')}
          compte={{
            projets: classement.projets.length,
            aNoter: aNoter.length,
            pourVous: aNoterPar(aNoter, mesNotes, deports, e.acteur.personne).size,
            aDecider: classement.projets.filter((p) => p.etat === 'conforme' && p.decision === null).length,
          }}
        />
      ),
    }
  })
}
