import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirOrganisme } from '../registre/accomplir-organisme.ts'
import { appelsDesDemandes, demandesPourAgents } from '../registre/demandes-acces.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import { lireOrganisation } from '../registre/organisations.ts'
import { cibleDe } from '../registre/rattachement.ts'
import { versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { DemandesAccesPage } from './demandes-acces-page.tsx'
import { nommerPortees } from './portees.ts'

/** The agents' list of first requests. */
export const routesDemandesAcces: Slice = ({ pages, maison }) => {
  pages.get(urls.demandesAcces, (requete) => pageDemandes(maison, requete))

  pages.post(urls.demandesAcces, async (requete) => {
    const acte = champ(requete, 'acte') === 'accepter_rattachement' ? 'accepter_rattachement' : 'refuser_rattachement'
    const fait = await accomplirOrganisme(maison.porte, {
      cible: cibleDe(champ(requete, 'code')),
      acte,
      saisie: { ...versionPostee(requete.body), demande: champ(requete, 'demande') },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    return estRefus(fait) ? pageDemandes(maison, requete, fait) : { vers: urls.demandesAcces.href({}, { fait: 'oui' }) }
  })
}

const pageDemandes = async (maison: Maison, requete: Requete, non?: Refus) => {
  const { base } = maison.porte
  const appels = await appelsDesDemandes(base, acteurDe(requete))
  if (appels.length === 0) return introuvable()
  const demandes = await demandesPourAgents(base, appels, requete.recuLe)
  const cible = cibleDe(champ(requete, 'code'))
  const change = await lireDepuisLecture(base, non, {
    chaine: `${cible.type}:${cible.code}`,
    lue: champ(requete, 'version'),
    version: non ? ((await lireOrganisation(base, cible, requete.recuLe))?.version ?? 1) : 1,
  })
  return {
    statut: non?.statut ?? 200,
    page: (
      <DemandesAccesPage
        cadre={maison.cadre(requete)}
        demandes={demandes}
        nommer={
          await nommerPortees(
            base,
            demandes.map((d) => ({ role: d.role, portee: d.organisme })),
          )
        }
        fait={requete.query.fait === 'oui'}
        change={change}
        erreurs={non && !change ? [{ chemin: '', message: non.detail }] : undefined}
      />
    ),
  }
}
