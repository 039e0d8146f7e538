import type { Acteur } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'
import type { Maison, Slice } from '../maison.ts'
import { listerAppels } from '../registre/appels.ts'
import { appelsDesDemandes, demandesPourAgents } from '../registre/demandes-acces.ts'
import { demandesEnCours, invitationsRecues } from '../registre/en-attente.ts'
import { lireTravail, type TravailAttendu } from '../registre/travail.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { lireEspace } from './espace.ts'
import { MonEspacePage } from './mon-espace-page.tsx'

/** The home after sign-in: where is it, what is expected of me, by when. */
export const routesMonEspace: Slice = ({ pages, maison }) => {
  pages.get(urls.monEspace, async (requete) => {
    const acteur = acteurDe(requete)
    const espace = await lireEspace(maison.porte.base, acteur, requete.recuLe)
    return {
      page: (
        <MonEspacePage
          cadre={maison.cadre(requete)}
          acteur={acteur}
          espace={espace}
          maintenant={requete.recuLe}
          bureaux={await bureaux(maison, acteur, requete.recuLe)}
          enCours={await demandesEnCours(maison.porte.base, acteur.personne ?? '', requete.recuLe)}
          invitations={await invitationsRecues(maison.porte.base, acteur.courriel)}
          demandes={await demandesEnAttente(maison, acteur, requete.recuLe)}
        />
      ),
    }
  })
}

export type Bureau = { appel: string; travail: TravailAttendu[]; liens: { libelle: string; href: string }[] }

/** How many people wait for an access that this agent may give; null for the others. */
const demandesEnAttente = async (maison: Maison, acteur: Acteur, le: Date): Promise<number | null> => {
  const { base } = maison.porte
  const appels = await appelsDesDemandes(base, acteur)
  return appels.length > 0 ? (await demandesPourAgents(base, appels, le)).length : null
}

/** The rooms where each capacity works on a call. */
const PIECES: Partial<Record<Role, { libelle: string; href: (slug: string) => string }[]>> = {
  instructeur: [{ libelle: 'Instruire les dossiers', href: (slug) => urls.bureau.href({ slug }) }],
  rectorat: [{ libelle: 'Instruire les dossiers', href: (slug) => urls.bureau.href({ slug }) }],
  presidence: [{ libelle: 'Dossiers à décider et à signer', href: (slug) => urls.bureau.href({ slug }) }],
  lecteur: [{ libelle: 'Lire les dossiers', href: (slug) => urls.bureau.href({ slug }) }],
  administrateur_appel: [{ libelle: 'Dossiers de l’appel', href: (slug) => urls.bureau.href({ slug }) }],
  membre_commission: [{ libelle: 'Noter les projets', href: (slug) => urls.notation.href({ slug }) }],
  president_commission: [{ libelle: 'Présider la commission', href: (slug) => urls.commission.href({ slug }) }],
  secretaire_assemblee: [
    { libelle: 'Commission permanente', href: (slug) => urls.commissionPermanente.href({ slug }) },
  ],
  gestionnaire_paiement: [{ libelle: 'Paiements', href: (slug) => urls.paiements.href({ slug }) }],
  valideur_paiement: [{ libelle: 'Paiements à valider', href: (slug) => urls.paiements.href({ slug }) }],
}

const bureaux = async (maison: Maison, acteur: Acteur, maintenant: Date): Promise<Bureau[]> => {
  const { base } = maison.porte
  const tous = await Promise.all(
    (await listerAppels(base)).map(async (a) => {
      const roles = acteur.habilitations.filter((h) => h.portee === a.slug).map((h) => h.role)
      const liens = roles.flatMap((r) => (PIECES[r] ?? []).map((x) => ({ libelle: x.libelle, href: x.href(a.slug) })))
      return {
        appel: a.appel.titre,
        travail: await lireTravail(base, a.slug, roles, maintenant),
        liens: [...new Map(liens.map((l) => [l.href, l])).values()],
      }
    }),
  )
  return tous.filter((b) => b.liens.length > 0)
}
