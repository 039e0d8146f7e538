import { accorder, dateLongue } from '../domaine/francais.ts'
import { eurosCourts, nombre } from '../domaine/montants.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceListee } from '../registre/seances.ts'
import { Barre } from '../ui/barre.tsx'
import { Carte } from '../ui/carte.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { relatif } from '../ui/formats.ts'
import { ListeTaches } from '../ui/liste-taches.tsx'
import { Page } from '../ui/page.tsx'
import { PhraseAttente } from '../ui/phrase-attente.tsx'
import { urls } from '../urls.ts'
import type { Ecran } from './ecran.ts'
import { heureEnMots } from './mots.ts'

type Props = {
  e: Ecran
  enveloppe: EtatEnveloppe
  seances: SeanceListee[]
  compte: { projets: number; aNoter: number; pourVous: number; aDecider: number }
}

/** The commission at a glance: what awaits the reader, the next session, what is left of the money. */
export const CommissionPage = ({ e, enveloppe, seances, compte }: Props) => {
  const { slug, appel } = e
  const prochaine = seances.findLast((s) => s.etat === 'ouverte') ?? seances.findLast((s) => s.etat === 'preparee')
  const close = seances.find((s) => s.etat === 'close')
  const publiable = close ?? seances[0]
  return (
    <Page {...e.cadre} titre="La commission" prive>
      <p class="laureat-surtitre">{appel.titre}</p>
      <h1 class="govuk-heading-xl">{appel.commission.nom}</h1>
      {attente({ slug, e, compte, prochaine, close })}
      <Chiffres
        items={[
          { libelle: 'Projets d’école devant la commission', valeur: nombre(compte.projets) },
          { libelle: 'Restent à noter', valeur: nombre(compte.aNoter) },
          { libelle: 'Restent à décider', valeur: nombre(compte.aDecider) },
        ]}
      />
      <div class="laureat-groupe">
        <h2 class="govuk-heading-m">Le travail de la commission</h2>
        <p>Noter, classer, essayer, décider, publier.</p>
      </div>
      <ListeTaches
        id="travail"
        taches={[
          {
            libelle: 'Noter les projets',
            href: urls.notation.href({ slug }),
            aide:
              compte.aNoter === 0 ? 'Tous les projets sont notés.' : `${accorder(compte.aNoter, 'projet')} sans note.`,
            etat: compte.projets === 0 ? 'a_commencer' : compte.aNoter === 0 ? 'termine' : 'en_cours',
          },
          {
            libelle: 'Lire le classement',
            href: urls.classement.href({ slug }),
            aide: 'Avec ses règles de départage et la ligne où s’arrêtent les crédits.',
            etat: compte.projets > 0 && compte.aNoter === 0 ? 'termine' : 'en_cours',
            mot: compte.aNoter === 0 ? 'Complet' : 'Provisoire',
          },
          {
            libelle: 'Essayer des scénarios',
            href: urls.enveloppe.href({ slug }),
            aide: 'Sans effet sur les dossiers.',
            etat: 'a_commencer',
            mot: 'Facultatif',
          },
          {
            libelle: 'Préparer et tenir la séance',
            href: prochaine ? urls.seance.href({ slug, id: prochaine.id }) : urls.seances.href({ slug }),
            aide: prochaine ? `Le ${dateLongue(prochaine.date)}.` : 'Aucune séance n’est prévue.',
            etat:
              prochaine?.etat === 'ouverte'
                ? 'en_cours'
                : compte.aDecider === 0 && seances.length > 0
                  ? 'termine'
                  : 'a_commencer',
          },
          {
            libelle: 'Publier les résultats',
            href: publiable ? urls.seance.href({ slug, id: publiable.id }) : urls.seances.href({ slug }),
            aide: 'Toutes les lettres partent au même instant.',
            etat: close ? 'a_completer' : seances.some((s) => s.etat === 'publiee') ? 'termine' : 'bloque',
            ...(close ? { mot: 'À publier' } : {}),
          },
        ]}
      />
      <CarteEnveloppe enveloppe={enveloppe} slug={slug} />
    </Page>
  )
}

type Attente = {
  slug: string
  e: Ecran
  compte: Props['compte']
  prochaine: SeanceListee | undefined
  close: SeanceListee | undefined
}

/** One sentence, one action: what helps most now. */
const attente = ({ slug, e, compte, prochaine, close }: Attente) => {
  const membre = e.roles.includes('membre_commission')
  const preside = e.roles.includes('president_commission')
  if (prochaine?.etat === 'ouverte')
    return (
      <PhraseAttente
        qui={preside ? 'vous' : 'la présidence de la commission'}
        quoi="la séance est ouverte"
        action={{ libelle: 'Ouvrir l’écran de la salle', href: urls.salle.href({ slug, id: prochaine.id }) }}
      />
    )
  if (membre && compte.pourVous > 0)
    return (
      <PhraseAttente
        qui="vous"
        quoi={`${accorder(compte.pourVous, 'projet')} à noter`}
        {...(prochaine ? { jusqua: prochaine.date, maintenant: e.maintenant } : {})}
        action={{ libelle: 'Noter les projets', href: urls.notation.href({ slug }) }}
      />
    )
  if (close)
    return (
      <PhraseAttente
        qui={preside ? 'vous' : 'la présidence de la commission'}
        quoi={`les résultats de la séance du ${dateLongue(close.date)} sont à publier`}
        action={{ libelle: 'Ouvrir la séance', href: urls.seance.href({ slug, id: close.id }) }}
      />
    )
  return (
    <PhraseAttente
      qui={null}
      quoi={
        prochaine
          ? `Prochaine séance le ${dateLongue(prochaine.date)}${prochaine.contenu.heure ? ` à ${heureEnMots(prochaine.contenu.heure)}` : ''} (${relatif(prochaine.date, e.maintenant)})`
          : 'Aucune séance n’est prévue'
      }
      action={{
        libelle: prochaine ? 'Ouvrir la séance' : 'Préparer une séance',
        href: prochaine ? urls.seance.href({ slug, id: prochaine.id }) : urls.seances.href({ slug }),
      }}
    />
  )
}

/** The envelope as one bar with its figures. */
export const CarteEnveloppe = ({ enveloppe, slug }: { enveloppe: EtatEnveloppe; slug?: string }) => (
  <Carte titre={`Enveloppe\u00a0: ${eurosCourts(enveloppe.total)}`}>
    <Barre
      total={enveloppe.total}
      format={eurosCourts}
      segments={[
        { libelle: 'votés', valeur: enveloppe.vote, ton: 'plein' },
        { libelle: 'proposés par la commission', valeur: enveloppe.propose, ton: 'moyen' },
        { libelle: 'libres', valeur: Math.max(0, enveloppe.reste), ton: 'libre' },
      ]}
    />
    {enveloppe.reste < 0 ? (
      <p class="govuk-body">
        <strong>L’enveloppe est dépassée de {eurosCourts(-enveloppe.reste)}.</strong>
      </p>
    ) : null}
    {slug ? (
      <p class="govuk-body">
        <a href={urls.enveloppe.href({ slug })}>Voir l’enveloppe et essayer des scénarios</a>
      </p>
    ) : null}
  </Carte>
)
