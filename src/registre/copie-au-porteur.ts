import { dateLongue } from '../domaine/francais.ts'
import { urls } from '../urls.ts'
import { ecrireLettre } from './courriels.ts'
import { destinatairesDe } from './destinataires.ts'
import type { Lecteur } from './lire.ts'
import type { EvenementDossier } from './suivre.ts'

/** An act that the service recorded « pour le compte de » somebody: those it speaks for learn it at once, with what to do when it
 * is not what they meant (actes.md §3, « On behalf of »). A school's act is told to the school too. */
export const copierAuPorteur = async (
  tx: Lecteur,
  e: EvenementDossier,
  o: { adresse: string; libelle: string },
): Promise<void> => {
  const compte = e.pourLeCompteDe
  if (!compte) return
  const f = e.apres
  const [porteur] = await destinatairesDe(tx, 'porteur', f, { le: e.le })
  const ecole = e.sur ? await destinatairesDe(tx, 'ecole', f, { sur: e.sur, le: e.le }) : []
  const { contact } = f.appel
  await ecrireLettre(tx, {
    cle: `${e.cle}:copie`,
    a: [...(porteur?.adresses ?? []), ...ecole.flatMap((x) => x.adresses)],
    objet: `Dossier ${f.dossier.numero} : enregistré pour vous par le service`,
    modele: 'copie_pour_le_compte',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `Le service a enregistré dans votre dossier ${f.dossier.numero}, pour le compte de ${compte.nom} (${compte.qualite}), ce qu’il a reçu le ${dateLongue(compte.recuLe)} : « ${o.libelle} ».`,
      },
      {
        type: 'paragraphe',
        texte: `La pièce reçue est dans le dossier, et l’historique dit que le service a saisi cet acte. Si ce n’est pas ce que vous vouliez, écrivez à ${contact.courriel}.`,
      },
      { type: 'bouton', libelle: 'Ouvrir le dossier', href: o.adresse + urls.dossier.href({ id: f.dossier.id }) },
    ],
    le: e.le,
  })
}
