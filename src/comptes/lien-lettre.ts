import { deCorps } from '../domaine/francais.ts'
import type { Lettre } from '../registre/courriels.ts'

/** The letter that signs in: a link, and a code for another device. */
export const lettreConnexion = (p: {
  lien: string
  pageCode: string
  code: string
  courriel: string
  connu: boolean
  minutes: number
  operateur: string
}): Pick<Lettre, 'objet' | 'blocs'> => ({
  objet: p.connu ? 'Votre lien de connexion à Lauréat' : 'Ouvrir votre compte sur Lauréat',
  blocs: [
    { type: 'paragraphe', texte: 'Bonjour,' },
    {
      type: 'paragraphe',
      texte: p.connu
        ? `Vous avez demandé à vous connecter à Lauréat, le service d’appels à projets ${deCorps(p.operateur)}.`
        : `Vous avez demandé à vous connecter à Lauréat, le service d’appels à projets ${deCorps(p.operateur)}. Aucun compte n’existe encore pour l’adresse ${p.courriel} : ce lien en ouvre un. Vous pourrez ensuite demander à rejoindre votre commune, votre intercommunalité ou votre école.`,
    },
    { type: 'bouton', libelle: p.connu ? 'Me connecter' : 'Ouvrir mon compte', href: p.lien },
    {
      type: 'paragraphe',
      texte: [
        'Sur un autre appareil, tapez ce code à l’adresse ',
        { lien: p.pageCode, texte: p.pageCode },
        ' : ',
        { gras: `${p.code.slice(0, 3)} ${p.code.slice(3)}` },
      ],
    },
    {
      type: 'paragraphe',
      texte: `Le lien et le code servent une seule fois, pendant ${p.minutes} minutes. Ne les transmettez à personne : notre service ne vous les demandera jamais.`,
    },
    {
      type: 'paragraphe',
      texte: 'Si vous n’avez rien demandé, ne faites rien : personne ne peut se connecter sans ce courriel.',
    },
  ],
})
