import { verifierCourriel } from '../domaine/identifiants/courriel.ts'
import { estRefus } from '../domaine/refus.ts'
import { creerJeton, creerPersonne, habiliter, lireOctroi } from '../registre/comptes.ts'
import { type Args, type Commande, lecture, refuser } from './commande.ts'

export const COMMANDES_COMPTE: readonly Commande[] = [
  {
    nom: ['compte', 'creer'],
    usage: 'compte creer <courriel> --nom "<Prénom Nom>" [--habilitation <role>@<portee>]…',
    aide: 'Crée un compte, ou ajoute des habilitations à un compte qui existe.',
    lire: lireCompte,
    faire: async ({ mots, options }, { porte }) => {
      const courriel = (mots[0] ?? '').trim().toLowerCase()
      const faute = verifierCourriel(courriel)
      if (faute) return refuser(faute)
      const octrois = (Array.isArray(options.habilitation) ? options.habilitation : []).map((t) =>
        lireOctroi(String(t)),
      )
      const non = octrois.find(estRefus)
      if (non) return refuser(non.detail)
      const maintenant = porte.maintenant()
      await porte.base.transaction().execute(async (tx) => {
        const id = await creerPersonne(tx, courriel, String(options.nom), maintenant)
        for (const o of octrois) if (!estRefus(o)) await habiliter(tx, id, o, maintenant)
      })
      console.log(courriel)
      return 0
    },
  },
  {
    nom: ['jeton'],
    usage: 'jeton <courriel> [--expire <jours>]',
    aide: 'Affiche un jeton d’API, une seule fois, sur la dernière ligne.',
    lire: lecture(1, { expire: { type: 'string' } }),
    faire: async ({ mots, options }, { porte }) => {
      const jours = options.expire === undefined ? undefined : Number(options.expire)
      if (jours !== undefined && !(Number.isInteger(jours) && jours > 0 && jours <= 3660))
        return refuser('--expire attend un nombre entier de jours, par exemple 90.')
      const jeton = await creerJeton(porte.base, mots[0] ?? '', porte.maintenant(), jours)
      if (!jeton)
        return refuser(`Personne n’a de compte à l’adresse ${mots[0]}\u00a0: créez-le avec «\u00a0compte creer\u00a0».`)
      console.log(jeton)
      return 0
    },
  },
]

const lireArguments = lecture(1, { nom: { type: 'string' }, habilitation: { type: 'string', multiple: true } })

/** Letters and pages call people by their name: it is asked, and never empty. */
function lireCompte(args: string[]): Args | string {
  const lus = lireArguments(args)
  if (typeof lus === 'string') return lus
  return String(lus.options.nom ?? '').trim() === '' ? 'Indiquez le nom de la personne dans --nom.' : lus
}
