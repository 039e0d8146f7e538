import type { Slice } from '../maison.ts'
import { routesAcces } from './acces.tsx'
import { routesAdresse } from './adresse.tsx'
import { routesCompte } from './compte.tsx'
import { routesConnexion } from './connexion.tsx'
import { routesConnexionCourriel } from './connexion-courriel.tsx'
import { routesDemandesAcces } from './demandes-acces.tsx'
import { routesDirection } from './direction.tsx'
import { routesInvitation } from './invitation.tsx'
import { routesNouvelOrganisme } from './nouvel-organisme.tsx'
import { routesProConnect } from './proconnect.tsx'
import { routesRattachement } from './rattachement.tsx'
import { routesReprise } from './reprise.tsx'
import { marquerVisite } from './session.ts'
import { routesSessions } from './sessions.tsx'

/** People: signing in, their sessions, their organisations, their invitations. */
export const routesComptes: Slice = (outils) => {
  outils.app.addHook('onRequest', async (requete) => marquerVisite(outils.maison, requete))
  routesConnexion(outils)
  routesConnexionCourriel(outils)
  routesProConnect(outils)
  routesCompte(outils)
  routesAdresse(outils)
  routesSessions(outils)
  routesInvitation(outils)
  routesRattachement(outils)
  routesNouvelOrganisme(outils)
  routesAcces(outils)
  routesDemandesAcces(outils)
  routesReprise(outils)
  routesDirection(outils)
}
