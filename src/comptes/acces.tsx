import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirOrganisme } from '../registre/accomplir-organisme.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import { lireOrganisation, qualiteSurOrganisation } from '../registre/organisations.ts'
import { versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { AccesPage } from './acces-page.tsx'
import { champ } from './corps.ts'
import { saisieSansVide } from './saisie.ts'

/** Who has access to an organisation: its person in charge changes it, its other people see it. */
export const routesAcces: Slice = ({ pages, maison }) => {
  pages.get(urls.acces, (requete) => pageAcces(maison, requete))

  pages.post(urls.acces, async (requete) => {
    const acte = champ(requete, 'acte')
    const jusqua = dateSaisie(requete.body, 'jusqua')
    const fait = await accomplirOrganisme(maison.porte, {
      cible: { type: 'organisme', code: requete.params.siren ?? '' },
      acte,
      saisie: {
        ...versionPostee(requete.body),
        ...((Object.hasOwn(SAISIES, acte) && SAISIES[acte]?.(requete, jusqua)) || {}),
      },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait.statut === 403 || fait.statut === 404 ? fait : pageAcces(maison, requete, fait)
    return { vers: urls.acces.href({ siren: requete.params.siren ?? '' }, { fait: 'oui' }) }
  })
}

const SAISIES: Record<string, (r: Requete, jusqua: string) => Record<string, unknown>> = {
  donner_role: (r, jusqua) => saisieSansVide({ courriel: champ(r, 'courriel'), role: champ(r, 'role'), jusqua }),
  dater_role: (r, jusqua) => ({ habilitation: champ(r, 'habilitation'), jusqua: jusqua || null }),
  retirer_role: (r) => ({ habilitation: champ(r, 'habilitation') }),
  accepter_rattachement: (r) => ({ demande: champ(r, 'demande') }),
  refuser_rattachement: (r) => ({ demande: champ(r, 'demande') }),
}

const pageAcces = async (maison: Maison, requete: Requete, non?: Refus) => {
  const { base } = maison.porte
  const acteur = acteurDe(requete)
  const siren = requete.params.siren ?? ''
  const faits = await lireOrganisation(base, { type: 'organisme', code: siren }, requete.recuLe)
  if (!faits) return introuvable()
  const peut = (...roles: Parameters<typeof qualiteSurOrganisation>[3]) =>
    qualiteSurOrganisation(base, acteur, faits, roles)
  const gere = (await peut('gestionnaire_organisme')) !== undefined
  const reprend = (await peut('administrateur_appel', 'administrateur')) !== undefined
  if (!gere && !reprend && !(await peut('redacteur', 'signataire'))) return introuvable()
  const change = await lireDepuisLecture(base, non, {
    chaine: `organisme:${siren}`,
    lue: champ(requete, 'version'),
    version: faits.version,
  })
  const modifie = requete.query.modifier ?? (non ? champ(requete, 'habilitation') : '')
  return {
    statut: non?.statut ?? 200,
    page: (
      <AccesPage
        cadre={maison.cadre(requete)}
        faits={faits}
        maintenant={requete.recuLe}
        gere={gere}
        reprend={reprend}
        modifie={faits.titulaires.find((t) => t.id === modifie)}
        fait={requete.query.fait === 'oui'}
        change={change}
        saisie={{
          courriel: champ(requete, 'courriel'),
          role: champ(requete, 'role') || 'redacteur',
          jusqua: non && !champ(requete, 'habilitation') ? dateSaisie(requete.body, 'jusqua') : '',
        }}
        erreurs={non && !change ? (non.erreurs ?? [{ chemin: '', message: non.detail }]) : undefined}
      />
    ),
  }
}
