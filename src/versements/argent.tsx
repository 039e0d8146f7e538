import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { selonJournal } from '../registre/selon-journal.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { ArgentPage } from './argent-page.tsx'
import { lireArgent } from './argent-queries.ts'
import { lecteurDe } from './paiements-queries.ts'

/** The money of a call, for its staff and its auditors. */
export const routesArgent: Slice = ({ pages, maison }) => {
  pages.get(urls.argent, async (requete) => {
    const slug = requete.params.slug ?? ''
    const appel = await lireAppelPublie(maison.porte.base, slug)
    const acteur = acteurDe(requete)
    if (!appel || !lecteurDe(acteur, slug)) return introuvable()
    const argent = await selonJournal(maison.porte.base, `argent ${slug}`, () => lireArgent(maison.porte.base, slug))
    if (requete.query.format === 'csv')
      return {
        texte: ecrireCsv(
          [
            { titre: 'Volet', valeur: (l: (typeof argent.parts)[number]) => l.volet },
            { titre: 'Financeur', valeur: (l) => l.source },
            { titre: 'Voté', type: 'montant', valeur: (l) => l.vote },
            { titre: 'Calculé', type: 'montant', valeur: (l) => l.liquide },
            { titre: 'Payé', type: 'montant', valeur: (l) => l.paye },
          ],
          argent.parts,
        ),
        type: 'text/csv; charset=utf-8',
        nom: `argent-${slug}.csv`,
      }
    return {
      page: (
        <ArgentPage
          cadre={cadreDuBureau(maison.cadre(requete), appel.appel, 'argent')}
          appel={appel.appel}
          argent={argent}
        />
      ),
    }
  })
}
