import { introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { alertesDe } from './alertes.ts'
import { PlateformePage } from './plateforme-page.tsx'
import { lireEtatDesServices, placeLibre } from './queries.ts'

const SEPT_JOURS = 7 * 86_400_000

/** For whoever keeps the platform running: is something wrong? Only the platform's administrators see it (404 otherwise). */
export const pilotage: Slice = ({ pages, maison }) => {
  pages.get(urls.plateforme, async (requete) => {
    if (!acteurDe(requete).habilitations.some((h) => h.role === 'administrateur')) return introuvable()
    const maintenant = requete.recuLe
    const [e, antivirus, place] = await Promise.all([
      lireEtatDesServices(maison.porte.base, new Date(maintenant.getTime() - SEPT_JOURS)),
      maison.antivirus.etat(),
      placeLibre(maison.config.donnees),
    ])
    const alertes = alertesDe(e, { antivirus, place, maintenant })
    return {
      page: (
        <PlateformePage
          {...{ e, alertes, antivirus, place, maintenant }}
          cadre={maison.cadre(requete)}
          lieux={lieux(maison)}
        />
      ),
    }
  })
}

const lieux = ({ config }: Maison) => ({
  base: config.databaseUrl ? 'serveur PostgreSQL' : 'embarquée, dans le dossier de données',
  fichiers: config.s3 ? `magasin S3 (${new URL(config.s3.adresse).hostname})` : 'dossier de données',
  courriel: config.courriel.smtp
    ? `relais ${new URL(config.courriel.smtp).hostname}`
    : 'gardé et montré dans la démonstration',
})
