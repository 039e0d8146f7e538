import { ACTES } from '../domaine/actes.ts'
import { qualitePour } from '../domaine/droits.ts'
import { sectionsDemandees } from '../domaine/ecriture.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireDossier, type Vue } from '../registre/lire.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { AvisPage, ComplementsPage } from './cote-porteur-page.tsx'
import { RecoursPage } from './recours-page.tsx'

/** What the service asks of the others: the commune's answer to a request, the opinion of the district, an appeal. */
export const routesCotePorteur: Slice = ({ pages, maison }) => {
  const voir = async (requete: Requete, acte: string): Promise<Vue | undefined> => {
    const vue = await lireDossier(maison.porte.base, requete.params.id ?? '', acteurDe(requete))
    const regle = ACTES[acte]
    return vue && regle && qualitePour(regle, vue.qualites, requete.params.uai) ? vue : undefined
  }
  const faire = (requete: Requete, acte: string, saisie: object) =>
    accomplir(maison.porte, {
      dossier: requete.params.id ?? '',
      acte,
      saisie: { version: Number(requete.body.version), ...saisie },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })

  const complements = async (requete: Requete, non?: Refus) => {
    const vue = await voir(requete, 'completer')
    if (!vue) return introuvable()
    const { faits } = vue
    const demande = faits.complements.findLast((c) => c.etat === 'demande')
    const elements = Array.isArray(demande?.contenu.elements)
      ? (demande.contenu.elements as { element: string; manque: string }[]) // as `demander_complements` wrote it
      : []
    const ouvertes = sectionsDemandees(faits)
    const parties = faits.appel.formulaire
      .filter((s) => ouvertes.length === 0 || ouvertes.includes(s.id))
      .flatMap((s) =>
        s.par === 'dossier'
          ? [{ libelle: s.titre, href: urls.section.href({ id: faits.dossier.id, section: s.id }) }]
          : ecolesVivantes(faits).map((e) => ({
              libelle: `${s.titre}, ${typographier(e.nom)}`,
              href: urls.sectionEcole.href({ id: faits.dossier.id, uai: e.uai, section: s.id }),
            })),
      )
    return {
      statut: non?.statut ?? 200,
      page: (
        <ComplementsPage
          cadre={maison.cadre(requete)}
          {...{ faits, non, parties }}
          maintenant={requete.recuLe}
          avant={demande?.avant}
          elements={elements.map((x) => ({
            libelle: faits.appel.controle.find((c) => c.id === x.element)?.libelle ?? x.element,
            manque: x.manque,
          }))}
        />
      ),
    }
  }
  pages.get(urls.complements, (requete) => complements(requete))
  pages.post(urls.complements, async (requete) => {
    const fait = await faire(requete, 'completer', {})
    if (estRefus(fait)) return complements(requete, fait)
    return { vers: urls.dossier.href({ id: fait.dossier }, { fait: 'complete' }) }
  })

  const avis = async (requete: Requete, non?: Refus) => {
    const vue = await voir(requete, 'rendre_avis')
    const uai = requete.params.uai ?? ''
    const ecole = vue?.faits.ecoles.find((e) => e.uai === uai && e.etat !== 'retire')
    if (!vue || !ecole) return introuvable()
    return {
      statut: non?.statut ?? 200,
      page: (
        <AvisPage
          cadre={maison.cadre(requete)}
          faits={vue.faits}
          ecole={ecole}
          non={non}
          corps={requete.body ?? {}}
          fait={requete.query.fait}
          avis={vue.faits.avis.filter(
            (a) => a.ecole === uai && a.contenu.conseil !== true && vue.qualites.some((q) => q.role === a.role),
          )}
        />
      ),
    }
  }
  pages.get(urls.avisEcole, (requete) => avis(requete))
  pages.post(urls.avisEcole, async (requete) => {
    const { id = '', uai = '' } = requete.params
    const fait = await faire(requete, 'rendre_avis', {
      sur: uai,
      sens: texteDe(requete.body, 'sens'),
      texte: texteDe(requete.body, 'texte'),
    })
    return estRefus(fait) ? avis(requete, fait) : { vers: urls.avisEcole.href({ id, uai }, { fait: 1 }) }
  })

  const recours = async (requete: Requete, non?: Refus) => {
    const vue = await voir(requete, 'former_recours')
    if (!vue) return introuvable()
    return {
      statut: non?.statut ?? 200,
      page: (
        <RecoursPage
          cadre={maison.cadre(requete)}
          faits={vue.faits}
          non={non}
          texte={texteDe(requete.body, 'texte')}
          maintenant={requete.recuLe}
          fait={requete.query.fait}
        />
      ),
    }
  }
  pages.get(urls.recours, (requete) => recours(requete))
  pages.post(urls.recours, async (requete) => {
    const contenu = texteDe(requete.body, 'texte')
    const fait = await faire(requete, 'former_recours', { genre: 'gracieux', ...(contenu ? { texte: contenu } : {}) })
    if (estRefus(fait)) return recours(requete, fait)
    return { vers: urls.recours.href({ id: fait.dossier }, { fait: 1 }) }
  })
}
