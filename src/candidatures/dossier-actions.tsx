import { APRES_VOTE } from '../domaine/etats.ts'
import { type EcoleDuDossier, ecolesVivantes } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { actesPossibles } from '../domaine/possibles.ts'
import { urls } from '../urls.ts'
import { SENS } from './dossier-cotes.tsx'
import { aRole, type Ecran } from './ecran.ts'

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

/** The rooms of the later steps, as soon as they serve: quotes from the draft on, then agreement, orders, payments, pillars. */
export const SuiteDuDossier = ({ e }: { e: Ecran }) => {
  const { dossier } = e.faits
  const id = dossier.id
  const porteur = e.profil === 'porteur'
  const vote = APRES_VOTE.includes(dossier.etat)
  const lance = ['notifie', 'solde', 'caduc'].includes(dossier.etat)
  const liens = [
    {
      si: porteur && !vote,
      libelle: 'Devis',
      aide: 'Ils peuvent être envoyés dès le brouillon.',
      href: urls.devis.href({ id }),
    },
    {
      si: e.profil === 'ecole' && lance,
      libelle: 'Commandes et livraisons',
      href: urls.achats.href({ id }),
    },
    {
      si: e.profil !== 'service' && lance,
      libelle: 'Les quatre piliers, école par école',
      href: urls.piliers.href({ id }),
    },
    {
      si: dossier.depose_le !== null && porteur,
      libelle: 'Messages avec le service',
      href: urls.messages.href({ id }),
    },
    {
      si: e.profil === 'service',
      libelle: 'Ouvrir dans le bureau',
      href: urls.bureauDossier.href({ slug: dossier.appel, id }),
    },
  ].filter((l) => l.si)
  if (liens.length === 0) return null
  return (
    <section class="laureat-groupe" aria-labelledby="suite">
      <h2 class="govuk-heading-m" id="suite">
        La suite du dossier
      </h2>
      <ul class="govuk-list">
        {liens.map((l) => (
          <li>
            <a class="govuk-link" href={l.href}>
              {l.libelle}
            </a>
            {'aide' in l && l.aide && dossier.etat === 'brouillon' ? (
              <span class="laureat-discret"> {l.aide}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
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
    { si: possibles.has('completer'), libelle: 'Envoyer les compléments', href: urls.complements.href({ id }) },
    { si: possibles.has('former_recours'), libelle: 'Contester la décision', href: urls.recours.href({ id }) },
    {
      si: possibles.has('desister'),
      libelle: e.faits.dossier.montant_vote > 0 ? 'Renoncer à la subvention' : 'Retirer la candidature',
      href: urls.retrait.href({ id }),
    },
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
