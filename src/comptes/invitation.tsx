import { estRefus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accepterInvitation } from '../registre/accepter-invitation.ts'
import type { Requete } from '../socle/http/pages.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { retenirAdresse } from './adresse-demandee.ts'
import { champ } from './corps.ts'
import { InvitationMortePage, InvitationPage } from './invitation-page.tsx'
import { type InvitationLue, lireInvitation } from './invitation-queries.ts'
import { envoyerLien } from './lien.ts'
import { limitesDemande, limitesLien } from './limites.ts'

/** The personal link of an invitation. It shows and it asks; signing in stays the proof of who one is. */
export const routesInvitation: Slice = ({ pages, maison }) => {
  const { porte } = maison

  pages.get(urls.invitation, async (requete) => {
    const trop = await compterEssai(porte.base, limitesLien('invitation', requete.ip), requete.recuLe)
    if (trop) return trop
    return repondre(
      maison,
      requete,
      await lireInvitation(porte.base, requete.params.jeton ?? '', requete.session?.acteur.courriel),
    )
  })

  pages.post(urls.invitation, async (requete, reponse) => {
    const trop = await compterEssai(porte.base, limitesLien('invitation', requete.ip), requete.recuLe)
    if (trop) return trop
    const jeton = requete.params.jeton ?? ''
    const invitation = await lireInvitation(porte.base, jeton, requete.session?.acteur.courriel)
    if (!invitation) return repondre(maison, requete, invitation)
    if (!requete.session) {
      if (champ(requete, 'reponse') !== 'lien')
        return { vers: urls.connexion.href({}, { retour: urls.invitation.href({ jeton }) }) }
      const encore = await compterEssai(porte.base, limitesDemande(invitation.courriel, requete.ip), requete.recuLe)
      if (encore) return encore
      await envoyerLien(maison, {
        courriel: invitation.courriel,
        retour: urls.invitation.href({ jeton }),
        le: requete.recuLe,
      })
      retenirAdresse(maison, reponse, invitation.courriel)
      return { vers: urls.connexionCode.href({}, { envoye: 'oui' }) }
    }
    const accepte = await accepterInvitation(porte, {
      secret: jeton,
      acteur: requete.session.acteur,
      le: requete.recuLe,
    })
    return estRefus(accepte)
      ? repondre(maison, requete, invitation, accepte.detail)
      : { vers: urls.dossier.href({ id: accepte.dossier }) }
  })
}

const repondre = (maison: Maison, requete: Requete, i: InvitationLue | undefined, refus?: string) => {
  const cadre = maison.cadre(requete)
  const acteur = requete.session?.acteur
  if (!i || (i.etat === 'acceptee' && i.personne !== acteur?.personne))
    return { statut: 410, page: <InvitationMortePage cadre={cadre} prise={i !== undefined} /> }
  if (i.etat === 'acceptee') return { vers: urls.dossier.href({ id: i.dossier }) }
  return {
    statut: refus ? 409 : 200,
    page: (
      <InvitationPage
        cadre={cadre}
        jeton={requete.params.jeton ?? ''}
        invitation={i}
        moi={acteur?.courriel}
        refus={refus}
      />
    ),
  }
}
