import { estRefus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { Avis } from '../ui/avis.tsx'
import { urls } from '../urls.ts'
import { attendus } from './attente.ts'
import { DossierPage } from './dossier-page.tsx'
import { ouvrirDossier } from './ecran.ts'
import { lireDocuments, lireEntourage, lireInvites } from './queries.ts'
import { partiesDuDossier } from './taches.ts'

const MESSAGES: Record<string, string> = {
  cree: 'Votre dossier est ouvert. Remplissez-le dans l’ordre que vous voulez, même à plusieurs.',
  enregistre: 'C’est enregistré.',
  valide: 'Le projet de l’école est validé. La mairie est prévenue.',
  rouvert: 'Le projet de l’école est rouvert : vous pouvez le modifier, puis le valider de nouveau.',
  repris:
    'Vous pouvez modifier votre dossier. Le premier dépôt reste valable tant que vous n’avez pas déposé de nouveau.',
  retire: 'Votre candidature est retirée. Les écoles et le service sont prévenus.',
  conseil: 'Votre conseil est envoyé à la mairie et à l’école.',
  prolonge: 'Le délai de ce dossier est prolongé. Le porteur est prévenu.',
  papier: 'Le dossier papier est ouvert. Tapez les réponses dans ses pages, puis enregistrez le courrier.',
  transfere: 'Le dossier appartient maintenant au nouvel organisme.',
  rappele: 'Un rappel est parti à l’école.',
  deja_rappele: 'Un rappel est déjà parti aujourd’hui : laissez un peu de temps à l’école.',
  change: 'Le changement est enregistré.',
}

/** The page of a dossier, for whoever may see it. */
export const routesDossier: Slice = ({ pages, maison }) => {
  pages.get(urls.dossier, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const [entourage, documents] = [
      [...(await lireEntourage(e.base, e.faits, e.maintenant)), ...(await lireInvites(e.base, e.faits))],
      await lireDocuments(e.base, e.faits.dossier.id, e.profil === 'porteur' || e.profil === 'service'),
    ]
    const { fait = '' } = requete.query
    const texte = Object.hasOwn(MESSAGES, fait) ? MESSAGES[fait] : undefined
    return {
      page: (
        <DossierPage
          {...{ e, attendus: attendus(e), parties: partiesDuDossier(e, entourage), entourage, documents }}
          message={texte ? <Avis ton="succes" titre={texte} /> : undefined}
        />
      ),
    }
  })
}
