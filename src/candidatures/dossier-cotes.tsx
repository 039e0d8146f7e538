import { enumerer } from '../domaine/francais.ts'
import { nommerDocument } from '../domaine/nommer.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import { Carte } from '../ui/carte.tsx'
import { taille } from '../ui/formats.ts'
import { urls } from '../urls.ts'
import { type Ecran, ecritPourLePorteur } from './ecran.ts'
import { titreOrganisme } from './mots.ts'
import type { DocumentDuDossier, Personne } from './queries.ts'

export const SENS: Record<string, string> = {
  favorable: 'avis favorable',
  a_revoir: 'points à revoir',
  defavorable: 'avis défavorable',
}

/** Who stands around the dossier, and the invitation. */
export const CartePersonnes = ({ e, entourage }: { e: Ecran; entourage: Personne[] }) => {
  const { faits } = e
  const id = faits.dossier.id
  const conseil = faits.avis.filter((a) => a.contenu.conseil === true).at(-1)
  const autour = regrouper(e, entourage)
  const eruns = [...Map.groupBy(entourage, (p) => p.courriel).values()].flatMap(
    (roles) => roles.find((p) => p.role === 'erun') ?? [],
  )
  const invites = faits.invitations.filter(
    (i) => i.etat === 'envoyee' && !entourage.some((p) => p.courriel === i.courriel),
  )
  return (
    <Carte titre={e.profil === 'porteur' ? 'Avec vous sur ce dossier' : 'Autour de ce dossier'}>
      <ul class="govuk-list govuk-list--bullet">
        {autour.map((p) => (
          <li>
            {p.nom}, {p.place}
          </li>
        ))}
        {conseil ? (
          <li>
            {conseil.par}, ERUN · {SENS[conseil.sens ?? '']}
          </li>
        ) : (
          eruns
            .filter((p) => p.courriel !== e.acteur.courriel)
            .map((p) => (
              <li>
                {p.nom}, ERUN{voitLeDossier(e, p) ? '' : ' (pas encore dans ce dossier)'}
              </li>
            ))
        )}
        {invites.map((i) => (
          <li>{i.courriel} (invitation envoyée)</li>
        ))}
        {ecritPourLePorteur(e) ? (
          <li>
            <a class="govuk-link" href={urls.personnes.href({ id })}>
              Inviter une personne
            </a>
          </li>
        ) : null}
      </ul>
    </Carte>
  )
}

// The district's own ERUN sees a draft only once invited: nobody should think that he or she already reads it.
const voitLeDossier = (e: Ecran, p: Personne): boolean =>
  e.faits.dossier.etat !== 'brouillon' ||
  e.faits.invitations.some((i) => i.courriel === p.courriel && i.etat === 'acceptee')

/** Each person once, with all that he or she stands for; the reader left out. */
const regrouper = (e: Ecran, entourage: Personne[]): { nom: string; place: string }[] => {
  const places = new Map<string, Set<string>>()
  for (const p of entourage.filter((x) => x.courriel !== e.acteur.courriel)) {
    const ecole = e.faits.ecoles.find((x) => x.uai === p.portee)
    if (p.role === 'directeur' && !ecole) continue
    if (p.role === 'erun' || p.role === 'ien') continue
    const place = ecole
      ? ecoleDite(ecole.nom)
      : titreOrganisme(e.faits.organisme).replace(/^./u, (l) => l.toLowerCase())
    places.set(p.nom, (places.get(p.nom) ?? new Set()).add(place))
  }
  return [...places].map(([nom, lieux]) => ({ nom, place: enumerer([...lieux]) }))
}

const format = (nom: string): string => (nom.endsWith('.docx') ? 'Word' : nom.endsWith('.xlsx') ? 'Excel' : 'PDF')

/** Once filed: the receipt, the documents, the letters, the timeline. */
export const CarteDepot = ({ e, documents }: { e: Ecran; documents: DocumentDuDossier[] }) => {
  const id = e.faits.dossier.id
  return (
    <Carte titre="Documents">
      <ul class="govuk-list">
        {documents.map((d) => (
          <li>
            <a class="govuk-link" href={urls.document.href({ id, document: d.id })}>
              {nommerDocument(d)}
            </a>
            <br />
            <span class="laureat-discret">
              {format(d.nom)}
              {d.octets ? `, ${taille(Number(d.octets))}` : ''}
            </span>
          </li>
        ))}
        {e.faits.depots.length > 0 ? (
          <li>
            <a class="govuk-link" href={urls.accuse.href({ id })}>
              Lire l’accusé de réception
            </a>
          </li>
        ) : null}
        <li>
          <a class="govuk-link" href={urls.courriers.href({ id })}>
            Courriers
          </a>
        </li>
        <li>
          <a class="govuk-link" href={urls.chronologie.href({ id })}>
            Tout ce qui s’est passé
          </a>
        </li>
      </ul>
    </Carte>
  )
}
