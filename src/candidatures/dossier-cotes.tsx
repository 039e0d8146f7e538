import { type EcoleDuDossier, ecolesVivantes } from '../domaine/faits.ts'
import { enumerer } from '../domaine/francais.ts'
import { actesPossibles } from '../domaine/possibles.ts'
import { Carte } from '../ui/carte.tsx'
import { dateSimple, taille } from '../ui/formats.ts'
import { urls } from '../urls.ts'
import { aRole, type Ecran, ecritPourLePorteur } from './ecran.ts'
import { ecoleDite, titreOrganisme } from './mots.ts'
import type { DocumentDuDossier, Personne } from './queries.ts'

const SENS: Record<string, string> = {
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
  const erun = entourage.filter((p) => p.role === 'erun')
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
          erun.filter((p) => p.courriel !== e.acteur.courriel).map((p) => <li>{p.nom}, ERUN</li>)
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

const GENRES: Record<string, string> = { accuse: 'Accusé de réception' }

/** Once filed: the receipt, the documents, the letters, the timeline. */
export const CarteDepot = ({ e, documents }: { e: Ecran; documents: DocumentDuDossier[] }) => {
  const id = e.faits.dossier.id
  return (
    <Carte titre="Documents">
      <ul class="govuk-list">
        {documents.map((d) => (
          <li>
            <a class="govuk-link" href={urls.document.href({ id, document: d.id })}>
              {GENRES[d.genre] ?? d.nom}
            </a>
            <br />
            <span class="laureat-discret">
              PDF, {dateSimple(d.le)}
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

/** Under a school's tasks: validated or not, advice, and what this reader may do. */
export const PiedEcole = ({ e, ecole }: { e: Ecran; ecole: EcoleDuDossier }) => {
  const id = e.faits.dossier.id
  const uai = ecole.uai
  const conseils = e.faits.avis.filter((a) => a.ecole === uai && a.contenu.conseil === true)
  const brouillon = e.faits.dossier.etat === 'brouillon'
  const liens = [
    ...(aRole(e, ['directeur'], uai) && ['brouillon', 'a_completer'].includes(e.faits.dossier.etat)
      ? [
          {
            libelle: ecole.etat === 'valide_par_ecole' ? 'Rouvrir le projet' : 'Relire et valider le projet',
            href: urls.validationEcole.href({ id, uai }),
          },
        ]
      : []),
    ...(brouillon && aRole(e, ['erun'], uai)
      ? [{ libelle: 'Donner un conseil', href: urls.conseil.href({ id, uai }) }]
      : []),
    ...(actesPossibles(e.faits, e.qualites, e.maintenant).some((a) => a.acte === 'modifier_perimetre' && a.id === uai)
      ? [{ libelle: 'Signaler un changement', href: urls.changementEcole.href({ id, uai }) }]
      : []),
  ]
  return (
    <>
      {ecole.etat === 'valide_par_ecole' ? (
        <p class="govuk-body laureat-discret">
          Projet validé par {ecole.valide_par}
          {ecole.valide_le ? `, le ${dateSimple(ecole.valide_le)}` : ''}.
        </p>
      ) : null}
      {conseils.map((a) => (
        <p class="govuk-body">
          <strong>
            {a.par}, ERUN, {SENS[a.sens ?? '']}&nbsp;:
          </strong>{' '}
          {a.texte}
        </p>
      ))}
      {liens.length > 0 ? (
        <p class="govuk-body">
          {liens.map((l, i) => (
            <>
              {i > 0 ? ' · ' : ''}
              <a class="govuk-link" href={l.href}>
                {l.libelle}
              </a>
            </>
          ))}
        </p>
      ) : null}
    </>
  )
}

/** Rare acts and other ways, at the foot of the page. */
export const ActionsDuDossier = ({ e }: { e: Ecran }) => {
  const id = e.faits.dossier.id
  const possibles = new Set(actesPossibles(e.faits, e.qualites, e.maintenant).map((a) => a.acte))
  const papier = e.faits.dossier.papier && e.faits.dossier.etat === 'brouillon'
  const liens = [
    {
      si: papier && possibles.has('deposer_papier'),
      libelle: 'Enregistrer la candidature papier',
      href: urls.depotPapier.href({ id }),
    },
    { si: possibles.has('reprendre_depot'), libelle: 'Modifier le dossier déposé', href: urls.reprise.href({ id }) },
    {
      si: e.faits.dossier.etat === 'brouillon' && ecolesVivantes(e.faits).length > 0,
      libelle: 'Télécharger le brouillon (PDF)',
      href: urls.brouillonPdf.href({ id }),
    },
    {
      si: e.faits.dossier.etat === 'brouillon',
      libelle: 'Tout ce qui s’est passé',
      href: urls.chronologie.href({ id }),
    },
    {
      si: possibles.has('prolonger_delai'),
      libelle: 'Prolonger le délai de ce dossier',
      href: urls.delai.href({ id }),
    },
    {
      si: possibles.has('transferer_dossier'),
      libelle: 'Transférer à un autre organisme',
      href: urls.transfert.href({ id }),
    },
    { si: possibles.has('desister'), libelle: 'Retirer la candidature', href: urls.retrait.href({ id }) },
  ].filter((l) => l.si)
  if (liens.length === 0) return null
  return (
    <section class="laureat-groupe laureat-impression-non" aria-labelledby="autres">
      <h2 class="govuk-heading-m" id="autres">
        Autres actions
      </h2>
      <ul class="govuk-list">
        {liens.map((l) => (
          <li>
            <a class="govuk-link" href={l.href}>
              {l.libelle}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
