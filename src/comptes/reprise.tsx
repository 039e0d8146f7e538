import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirOrganisme } from '../registre/accomplir-organisme.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import { lireOrganisation, qualiteSurOrganisation } from '../registre/organisations.ts'
import { versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { type PersonneSaisie, RepriseFaitePage, ReprisePage } from './reprise-page.tsx'
import { saisieSansVide } from './saisie.ts'

const LIGNES = 4

/** `reprendre_organisme`: an administrator entrusts an organisation whose people are gone to new ones. */
export const routesReprise: Slice = ({ pages, maison }) => {
  pages.get(urls.repriseOrganisme, (requete) => pageReprise(maison, requete))

  pages.post(urls.repriseOrganisme, async (requete) => {
    const saisie = lireFormulaire(requete)
    const fait = await accomplirOrganisme(maison.porte, {
      cible: { type: 'organisme', code: requete.params.siren ?? '' },
      acte: 'reprendre_organisme',
      saisie: {
        ...versionPostee(requete.body),
        ...saisieSansVide({ justificatif: saisie.justificatif, reference: saisie.reference }),
        personnes: saisie.personnes.filter((p) => p.courriel !== '').map((p) => saisieSansVide(p)),
      },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait.statut === 403 || fait.statut === 404 ? fait : pageReprise(maison, requete, fait)
    return { vers: urls.repriseOrganisme.href({ siren: requete.params.siren ?? '' }, { fait: 'oui' }) }
  })
}

const lireFormulaire = (requete: Requete) => ({
  justificatif: champ(requete, 'justificatif'),
  reference: champ(requete, 'reference'),
  personnes: Array.from(
    { length: LIGNES },
    (_, i): PersonneSaisie => ({
      courriel: champ(requete, `personnes.${i}.courriel`),
      nom: champ(requete, `personnes.${i}.nom`),
      role: champ(requete, `personnes.${i}.role`) || (i === 0 ? 'gestionnaire_organisme' : ''),
    }),
  ),
})

const pageReprise = async (maison: Maison, requete: Requete, non?: Refus) => {
  const { base } = maison.porte
  const cadre = maison.cadre(requete)
  const faits = await lireOrganisation(base, { type: 'organisme', code: requete.params.siren ?? '' }, requete.recuLe)
  if (
    !faits ||
    !(await qualiteSurOrganisation(base, acteurDe(requete), faits, ['administrateur_appel', 'administrateur']))
  )
    return introuvable()
  const change = await lireDepuisLecture(base, non, {
    chaine: `organisme:${faits.code}`,
    lue: champ(requete, 'version'),
    version: faits.version,
  })
  if (requete.query.fait === 'oui') return { page: <RepriseFaitePage cadre={cadre} faits={faits} /> }
  return {
    statut: non?.statut ?? 200,
    page: (
      <ReprisePage
        cadre={cadre}
        faits={faits}
        saisie={lireFormulaire(requete)}
        change={change}
        erreurs={
          non && !change
            ? (non.erreurs ?? [{ chemin: '', message: non.detail }]).map((e) =>
                e.chemin === 'personnes' ? { ...e, chemin: 'personnes.0.role' } : e,
              )
            : undefined
        }
      />
    ),
  }
}
