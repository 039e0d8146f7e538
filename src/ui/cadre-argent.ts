import { estDeLAppel, type Qualite } from '../domaine/droits.ts'
import type { Faits } from '../domaine/faits.ts'
import { urls } from '../urls.ts'
import { navigationDuDossier, type SalleDuDossier } from './navigation-dossier.ts'
import type { Cadre } from './page.tsx'

export type PieceArgent = Extract<SalleDuDossier, 'devis' | 'convention' | 'achats' | 'versements' | 'piliers'>

/** The frame of the pages that go from the quote to the payment. An agent's way back is the desk. */
export const cadreArgent = (cadre: Cadre, f: Faits, ici: PieceArgent, qualites: Qualite[] = []): Cadre => {
  if (!auBureau(qualites))
    return {
      ...cadre,
      navigation: navigationDuDossier(f, {
        ici,
        libelle: 'Le dossier',
        argent: qualites.some((q) => q.ecoles === null),
      }),
    }
  const { id, appel: slug } = f.dossier
  const salles: [PieceArgent, string, string][] = [
    ['devis', 'Devis', urls.devis.href({ id })],
    ['convention', 'Convention', urls.convention.href({ id })],
    ['achats', 'Achats', urls.achats.href({ id })],
    ['versements', 'Versements', urls.versements.href({ id })],
    ['piliers', 'Piliers', urls.piliers.href({ id })],
  ]
  return {
    ...cadre,
    operateur: { ...cadre.operateur, ligne: `Espace d’instruction · ${f.appel.sigle ?? f.appel.titre}` },
    navigation: [
      { libelle: 'Dossiers', href: urls.bureau.href({ slug }), ici: false },
      { libelle: 'Le dossier', href: urls.bureauDossier.href({ slug, id }), ici: false },
      ...salles.map(([nom, libelle, href]) => ({ libelle, href, ici: nom === ici })),
    ],
  }
}

/** Where « Le dossier » leads: an agent's desk, or the applicant's page. */
export const retourAuDossier = (f: Faits, qualites: Qualite[]): { href: string; libelle: string } => ({
  href: auBureau(qualites)
    ? urls.bureauDossier.href({ slug: f.dossier.appel, id: f.dossier.id })
    : urls.dossier.href({ id: f.dossier.id }),
  libelle: 'Retour au dossier',
})

const auBureau = (qualites: Qualite[]): boolean =>
  estDeLAppel(qualites) && !qualites.some((q) => q.role === 'redacteur' || q.role === 'signataire')
