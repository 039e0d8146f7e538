import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { dateEnLettres } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import { ajouterAuRecapitulatif } from '../registre/recapitulatif.ts'
import type { Evenement } from '../registre/suite.ts'
import { type ContexteSuites, valeursDuDossier } from '../registre/suivre.ts'

/** Each delivery is told to the IEN and the ERUN of the district, in one letter per person and per day (guide, step 3). */
export const noterReception = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  if (!f) return
  const ecole = f.ecoles.find((x) => x.uai === e.sur)
  const reserves = typeof e.saisie.reserves === 'string' ? ` Réserves : ${e.saisie.reserves}` : ''
  const ligne = `${typographier(ecole?.nom ?? '')} (${typographier(f.organisme.nom)}), le ${dateEnLettres(String(e.saisie.date))} : ${e.saisie.toutLivre === true ? 'tout est livré' : 'livraison partielle'}.${reserves}`
  const { objet, corps } = remplirLettre(f.appel, 'declarer_reception', {
    ...valeursDuDossier(f, c.adresse),
    receptions: [ligne],
  })
  const groupes = await destinatairesDe(tx, 'circonscription', f, { sur: e.sur, le: e.le })
  for (const a of new Set(groupes.flatMap((g) => g.adresses)))
    await ajouterAuRecapitulatif(tx, {
      a: a.trim().toLowerCase(),
      ligne,
      objet,
      modele: 'declarer_reception',
      dossier: f.dossier.id,
      acte: e.acte,
      blocs: blocsDeMarkdown(corps),
      le: e.le,
    })
}
