import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { dateLongue } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Role } from '../domaine/roles.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import { type ContexteSuites, valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

/** One letter per opinion asked: to the holders of the role in the school's district, or to the Rectorat. */
export const demandesAvis = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  if (!f) return
  const demandes = e.resultat.avis as { id: string; ecole: string; role: Role }[] // as `demander_avis` answers
  for (const d of demandes) {
    const ecole = f.ecoles.find((x) => x.uai === d.ecole)
    const portee = d.role === 'rectorat' ? f.dossier.appel : ecole?.circonscription
    if (!ecole || !portee) continue
    const { objet, corps } = remplirLettre(f.appel, 'demander_avis', {
      ...valeursDuDossier(f, c.adresse),
      ecole: typographier(ecole.nom),
      avant: dateLongue(String(e.resultat.avant)),
    })
    await ecrireLettre(tx, {
      cle: `${e.cle}:demander_avis:${d.ecole}:${d.role}`,
      a: await titulairesDe(tx, [d.role], [portee], e.le),
      objet,
      modele: 'demander_avis',
      dossier: f.dossier.id,
      acte: e.acte,
      blocs: [
        ...blocsDeMarkdown(corps),
        { type: 'bouton', libelle: 'Ouvrir le dossier', href: c.adresse + urls.dossier.href({ id: f.dossier.id }) },
      ],
      le: e.le,
    })
  }
}
