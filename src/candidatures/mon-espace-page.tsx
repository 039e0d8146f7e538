import type { ComponentChildren } from 'preact'
import { ETATS, libelleEtat } from '../domaine/etats.ts'
import type { Acteur } from '../domaine/faits.ts'
import { accorder, dateHeureSimple, dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { ROLES } from '../domaine/roles.ts'
import type { DemandeEnCours, InvitationRecue } from '../registre/en-attente.ts'
import type { Vue } from '../registre/lire.ts'
import { ilReste } from '../ui/formats.ts'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { InvitationsRecues } from '../ui/invitations-recues.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { type Attendu, attendus } from './attente.ts'
import { TONS } from './dossier-page.tsx'
import type { Espace } from './espace.ts'
import type { Bureau } from './mon-espace.tsx'
import { AppelOuvert, DemandesEnCours, SansRien } from './mon-espace-blocs.tsx'
import { titreOrganisme } from './mots.ts'
import { Travail } from './travail.tsx'

type Props = {
  cadre: Cadre
  acteur: Acteur
  espace: Espace
  maintenant: Date
  bureaux: Bureau[]
  demandes: number | null
  enCours: DemandeEnCours[]
  invitations: InvitationRecue[]
}

/** What awaits me first, then everything that I follow, organisation by organisation and school by school. */
export const MonEspacePage = ({
  cadre,
  acteur,
  espace,
  maintenant,
  bureaux,
  demandes,
  enCours,
  invitations,
}: Props) => {
  const vues = [...espace.organismes, ...espace.ecoles].flatMap((g) => g.dossiers)
  const toutes = [...new Map([...vues, ...espace.autres].map((v) => [v.faits.dossier.id, v])).values()]
  const miens = toutes.flatMap((v) =>
    attendus({ ...v, maintenant })
      .filter((a) => a.moi)
      .slice(0, 2)
      .map((a) => ({ v, a })),
  )
  const rien = toutes.length + espace.organismes.length + espace.ecoles.length === 0
  return (
    <Page {...cadre} titre="Mon espace" prive>
      <p class="laureat-surtitre">{roles(acteur)}</p>
      <h1 class="govuk-heading-xl">Mon espace</h1>
      <InvitationsRecues invitations={invitations} />
      <DemandesEnCours demandes={enCours} />
      {bureaux.map((b, i) => (
        <Groupe titre={b.appel} id={`bureau-${i + 1}`}>
          <Travail travail={b.travail} maintenant={maintenant} />
          <Boutons>
            {b.liens.map((l) => (
              <Bouton href={l.href}>{l.libelle}</Bouton>
            ))}
          </Boutons>
        </Groupe>
      ))}
      {demandes ? (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.demandesAcces.href()}>
            {accorder(demandes, 'demande d’accès attend', 'demandes d’accès attendent')} votre réponse
          </a>
        </p>
      ) : null}
      {miens.length > 0 ? (
        <section aria-labelledby="attendu">
          <h2 class="govuk-heading-l" id="attendu">
            Ce qu’on attend de vous
          </h2>
          {miens.map(({ v, a }) => (
            <Attendue v={v} a={a} maintenant={maintenant} />
          ))}
        </section>
      ) : toutes.length > 0 ? (
        <Vide titre="Rien ne vous attend pour le moment.">
          <p class="govuk-body">Nous vous écrivons dès que quelque chose dépend de vous.</p>
        </Vide>
      ) : null}
      {espace.organismes.map((o) => (
        <Groupe titre={titreOrganisme(o.organisme)} id={`o-${o.organisme.siren}`}>
          {o.dossiers.map((v) => (
            <LigneDossier v={v} maintenant={maintenant} />
          ))}
          {o.ouverts.map((a) => (
            <AppelOuvert a={a} maintenant={maintenant} siren={o.organisme.siren} />
          ))}
          {o.dossiers.length + o.ouverts.length === 0 ? (
            <p class="govuk-body">Aucun dossier, et aucun appel ouvert à votre organisme en ce moment.</p>
          ) : null}
        </Groupe>
      ))}
      {espace.ecoles.map((x) => (
        <Groupe titre={`${typographier(x.nom)}, ${typographier(x.commune)}`} id={`e-${x.uai}`}>
          {x.dossiers.map((v) => (
            <LigneDossier v={v} maintenant={maintenant} />
          ))}
          {x.dossiers.length === 0 ? (
            <p class="govuk-body">
              Votre école n’est dans aucun dossier. C’est la commune qui candidate : parlez-en à votre mairie.
            </p>
          ) : null}
        </Groupe>
      ))}
      {espace.autres.length > 0 ? (
        <Groupe titre={circonscription(acteur) ? 'Ma circonscription' : 'Vos invitations'} id="autres">
          {espace.autres.map((v) => (
            <LigneDossier v={v} maintenant={maintenant} />
          ))}
        </Groupe>
      ) : circonscription(acteur) ? (
        <Groupe titre="Ma circonscription" id="autres">
          <p class="govuk-body">
            Aucun dossier pour le moment. Les communes peuvent vous inviter dès le brouillon ; les dossiers déposés
            apparaissent ici.
          </p>
        </Groupe>
      ) : null}
      {rien && bureaux.length + enCours.length + invitations.length === 0 ? <SansRien /> : null}
    </Page>
  )
}

const Groupe = ({ titre, id, children }: { titre: string; id: string; children: ComponentChildren }) => (
  <section class="laureat-groupe" aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {titre}
    </h2>
    {children}
  </section>
)

const Attendue = ({ v, a, maintenant }: { v: Vue; a: Attendu; maintenant: Date }) => (
  <section class="laureat-attente" aria-label={`Dossier ${v.faits.dossier.numero} : ${a.quoi}`}>
    <p class="laureat-attente__phrase">
      <strong>{a.quoi.charAt(0).toUpperCase() + a.quoi.slice(1)}.</strong>
    </p>
    <p class="laureat-attente__delais">
      {titreOrganisme(v.faits.organisme)}, dossier {v.faits.dossier.numero}.{' '}
      {a.avant ? <>Avant le {limite(a.avant, maintenant)}. </> : null}
      <a href={urls.dossier.href({ id: v.faits.dossier.id })}>Ouvrir le dossier</a>
    </p>
  </section>
)

const limite = (avant: string, maintenant: Date): string => {
  // A day has no hour.
  const fin = avant.length === 10 ? avant : new Date(Date.parse(avant) - 1000)
  return `${typeof fin === 'string' ? dateSimple(fin) : dateHeureSimple(fin)} (${ilReste(fin, maintenant)})`
}

const LigneDossier = ({ v, maintenant }: { v: Vue; maintenant: Date }) => {
  const { dossier, appel } = v.faits
  const suite = attendus({ ...v, maintenant })[0]
  return (
    <article class="laureat-carte">
      <h3 class="laureat-carte__titre">
        <a class="govuk-link" href={urls.dossier.href({ id: dossier.id })}>
          {appel.titre}
        </a>
      </h3>
      <p class="govuk-body">
        <PuceEtat ton={TONS[ETATS[dossier.etat].ton]}>{libelleEtat(dossier.etat, dossier.montant_vote > 0)}</PuceEtat>{' '}
        <span class="laureat-discret">
          Dossier {dossier.numero} · {titreOrganisme(v.faits.organisme)}
        </span>
      </p>
      {suite ? (
        <p class="govuk-body">
          On {suite.moi ? 'vous attend' : `attend ${suite.qui}`}&nbsp;: {suite.quoi}.
        </p>
      ) : null}
    </article>
  )
}

const circonscription = (a: Acteur): boolean => a.habilitations.some((h) => ROLES[h.role].portee === 'circonscription')

const roles = (a: Acteur): string => {
  const libelles = [...new Set(a.habilitations.map((h) => ROLES[h.role].libelle))]
  return libelles.length > 0 ? `${a.nom} · ${libelles.join(', ')}` : a.nom
}
