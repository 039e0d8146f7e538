import type { FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import type { Acteur } from './domaine/faits.ts'
import { ROLES } from './domaine/roles.ts'
import type { fichiersOperateur } from './operateur.ts'
import type { Actifs, Cadre } from './ui/page.tsx'
import { urls } from './urls.ts'

/** The frame of every page of one request: who runs the service, who is signed in, where to go. */
export const fabriquerCadre = (
  config: Config,
  communs: Actifs,
  { couleurs, logo }: ReturnType<typeof fichiersOperateur> = {},
) => {
  const actifs = { ...communs, ...(couleurs ? { couleurs: couleurs.adresse } : {}) }
  const operateur = {
    nom: config.operateur.nom,
    ...(config.operateur.ligne ? { ligne: config.operateur.ligne } : {}),
    ...(logo ? { logo: { src: logo.adresse, alt: config.operateur.nom } } : {}),
  }
  const pied = [
    { libelle: 'Accessibilité : non conforme', href: urls.accessibilite.href() },
    { libelle: 'Données personnelles', href: urls.donneesPersonnelles.href() },
    { libelle: 'Mentions légales', href: urls.mentionsLegales.href() },
    { libelle: 'Plan du site', href: urls.planDuSite.href() },
    ...(config.demo ? [{ libelle: 'Courriels de la démonstration', href: urls.demoCourriels.href() }] : []),
    { libelle: 'Nous écrire', href: `mailto:${config.operateur.contact}` },
  ]
  return (requete: FastifyRequest): Cadre => {
    const acteur = requete.session?.acteur
    return {
      operateur,
      actifs,
      pied,
      demo: config.demo,
      csrf: requete.jetonCsrf,
      utilisateur: acteur ? { nom: acteur.nom } : null,
      navigation: acteur ? navigation(requete.url.split('?')[0] ?? '', acteur) : [],
      liens: {
        accueil: urls.accueil.href(),
        connexion: urls.connexion.href(),
        deconnexion: urls.deconnexion.href(),
        compte: urls.compte.href(),
      },
    }
  }
}

const navigation = (ici: string, { habilitations }: Acteur) => {
  const bureau = habilitations.find(
    (h) => ROLES[h.role].portee === 'appel' && !h.role.startsWith('partenaire_'),
  )?.portee
  const acces = habilitations.some((h) => ['instructeur', 'administrateur_appel', 'administrateur'].includes(h.role))
  return [
    { libelle: 'Mon espace', href: urls.monEspace.href() },
    ...(bureau ? [{ libelle: 'Bureau', href: urls.bureau.href({ slug: bureau }) }] : []),
    ...(habilitations.some((h) => h.role === 'administrateur')
      ? [{ libelle: 'Plateforme', href: urls.plateforme.href() }]
      : []),
    ...(acces ? [{ libelle: 'Demandes d’accès', href: urls.demandesAcces.href() }] : []),
  ].map((l) => ({ ...l, ici: ici === l.href }))
}
