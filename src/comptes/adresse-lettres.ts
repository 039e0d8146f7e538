import { ecrireLettre, type Lettre } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'

type Envoi = { a: string; cle: string; le: Date }

/** To the new address: the link that makes it one's own. */
export const lettreLienAdresse = (tx: Lecteur, e: Envoi & { nom: string; lien: string }): Promise<void> =>
  ecrire(tx, e, 'Confirmez votre nouvelle adresse', [
    {
      type: 'paragraphe',
      texte: `${e.nom} a demandé à utiliser cette adresse pour son compte Lauréat. Si c’est vous, confirmez-le dans les vingt-quatre heures.`,
    },
    { type: 'bouton', libelle: 'Confirmer mon adresse', href: e.lien },
    { type: 'paragraphe', texte: 'Si vous n’avez rien demandé, ne faites rien : cette adresse ne servira pas.' },
  ])

/** To an address that has an account already: nothing changes, and only its owner learns that it has one. */
export const lettreAdressePrise = (tx: Lecteur, e: Envoi): Promise<void> =>
  ecrire(tx, e, 'Cette adresse a déjà un compte Lauréat', [
    {
      type: 'paragraphe',
      texte:
        'Quelqu’un a demandé à utiliser cette adresse pour son compte Lauréat, mais elle en a déjà un. Rien n’a changé. Si c’est vous, connectez-vous avec cette adresse, ou fermez d’abord ce second compte.',
    },
  ])

/** To the former address, once it is changed: the one chance to stop somebody else. */
export const lettreAdresseChangee = (tx: Lecteur, e: Envoi & { nouveau: string; contact: string }): Promise<void> =>
  ecrire(tx, e, 'L’adresse de votre compte Lauréat a changé', [
    {
      type: 'paragraphe',
      texte: `Votre compte Lauréat utilise maintenant l’adresse ${voiler(e.nouveau)}. Vous ne vous connectez plus avec celle-ci, et les lettres n’y arrivent plus.`,
    },
    {
      type: 'paragraphe',
      texte: `Si ce changement ne vient pas de vous, écrivez sans attendre à ${e.contact}.`,
    },
  ])

const ecrire = (tx: Lecteur, e: Envoi, objet: string, blocs: Lettre['blocs']): Promise<void> =>
  ecrireLettre(tx, {
    cle: e.cle,
    a: [e.a],
    objet,
    modele: 'changement_adresse',
    dossier: null,
    acte: null,
    blocs: [{ type: 'paragraphe', texte: 'Bonjour,' }, ...blocs],
    le: e.le,
  })

const voiler = (courriel: string): string => {
  const [local = '', domaine = ''] = courriel.split('@')
  return `${local.slice(0, 2)}…@${domaine}`
}
