import type { ComponentChildren } from 'preact'
import { APRES_VOTE, ETATS, libelleEtat } from '../domaine/etats.ts'
import { clotureDe } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { dateSimple, heureEnLettres } from '../domaine/francais.ts'
import { ETAPES, FilEtapes } from '../ui/fil-etapes.tsx'
import { classes } from '../ui/govuk/attributs.ts'
import { Details } from '../ui/govuk/details.tsx'
import { ListeTaches } from '../ui/liste-taches.tsx'
import { Page } from '../ui/page.tsx'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { urls } from '../urls.ts'
import { CarteSubvention, EtapesApresVote } from './apres-vote.tsx'
import { ArgentDossier } from './argent.tsx'
import type { Attendu } from './attente.ts'
import { ActionsDuDossier, PiedEcole, SuiteDuDossier } from './dossier-actions.tsx'
import { Attentes, inviterLaDirection } from './dossier-attentes.tsx'
import { CarteDepot, CartePersonnes } from './dossier-cotes.tsx'
import type { Ecran } from './ecran.ts'
import { ecritPourLePorteur } from './ecran.ts'
import { titreOrganisme } from './mots.ts'
import type { DocumentDuDossier, Personne } from './queries.ts'
import type { Partie } from './taches.ts'

export type VueDossier = {
  e: Ecran
  attendus: Attendu[]
  parties: Partie[]
  entourage: Personne[]
  documents: DocumentDuDossier[]
  message?: ComponentChildren
}

/** The dossier: where it stands, what is expected of whom, the parts to write, the money, the people. */
export const DossierPage = ({ e, attendus, parties, entourage, documents, message }: VueDossier) => {
  const { faits, cadre } = e
  const { dossier } = faits
  const etat = ETATS[dossier.etat]
  const brouillon = dossier.etat === 'brouillon'
  const beneficiaire = estBeneficiaire(e)
  return (
    <Page {...cadre} titre={`${titre(e)}, dossier ${dossier.numero}`} prive>
      <p class="laureat-surtitre">
        Dossier {dossier.numero} · {titreOrganisme(faits.organisme)}
      </p>
      <h1 class="govuk-heading-xl">{titre(e)}</h1>
      <p class="laureat-chapo">{chapo(e)}</p>
      <FilEtapes
        courante={ETAPES[etat.etape - 1]?.id ?? 'candidature'}
        fini={dossier.etat === 'solde'}
        arretee={!etat.vivant}
      />
      {message}
      <Attentes {...{ e, attendus, entourage }} />
      <div class="laureat-colonnes">
        <div>
          {beneficiaire ? (
            <>
              <EtapesApresVote e={e} />
              <SuiteDuDossier e={e} />
              <Details
                summaryText="Relire la candidature, partie par partie"
                text={<Parties e={e} parties={parties} />}
              />
            </>
          ) : (
            <>
              <Parties e={e} parties={parties} />
              <SuiteDuDossier e={e} />
            </>
          )}
          <ActionsDuDossier e={e} />
        </div>
        <aside>
          {beneficiaire ? <CarteSubvention e={e} /> : null}
          {brouillon ? null : <CarteDepot e={e} documents={documents} />}
          {beneficiaire ? null : (
            <ArgentDossier faits={faits} {...(e.profil === 'porteur' ? {} : { titre: 'Le financement demandé' })} />
          )}
          <CartePersonnes e={e} entourage={entourage} />
          {brouillon && ecritPourLePorteur(e) && e.maintenant < clotureDe(faits) ? (
            <a
              class={classes(
                'govuk-button laureat-pleine-largeur',
                pretADeposer(e, attendus, entourage) ? undefined : 'govuk-button--secondary',
              )}
              href={urls.relecture.href({ id: dossier.id })}
            >
              Relire et déposer
            </a>
          ) : null}
        </aside>
      </div>
    </Page>
  )
}

/** One strong button per page: this one, once all is written and nothing stronger stands at the top. */
const pretADeposer = (e: Ecran, [premier]: Attendu[], entourage: Personne[]): boolean =>
  premier?.moi !== true &&
  !(premier && inviterLaDirection(e, premier, entourage)) &&
  completude(e.faits).manquants.length === 0

const Parties = ({ e, parties }: Pick<VueDossier, 'e' | 'parties'>) => (
  <>
    {parties.map((p) => (
      <section class="laureat-groupe" aria-labelledby={p.id}>
        <h2 class="govuk-heading-m" id={p.id}>
          {p.titre}
        </h2>
        {p.precision ? <p class="laureat-discret">{p.precision}</p> : null}
        <ListeTaches id={`taches-${p.id}`} taches={p.taches} />
        {p.ecole ? <PiedEcole e={e} ecole={p.ecole} /> : null}
      </section>
    ))}
  </>
)

/** Once the subsidy is voted, the applicant comes for the money and the next step, no longer for the form. */
const estBeneficiaire = (e: Ecran): boolean => e.profil === 'porteur' && APRES_VOTE.includes(e.faits.dossier.etat)

const titre = (e: Ecran): string => {
  if (estBeneficiaire(e)) return 'Votre subvention'
  if (e.profil === 'porteur') return 'Votre candidature'
  if (e.profil === 'ecole') return e.faits.ecoles.length > 1 ? 'Le projet de vos écoles' : 'Le projet de votre école'
  return 'La candidature'
}

const chapo = (e: Ecran): ComponentChildren => {
  const { dossier } = e.faits
  if (dossier.etat !== 'brouillon')
    return (
      <>
        <PuceEtat ton={TONS[ETATS[dossier.etat].ton]}>{libelleEtat(dossier.etat, dossier.montant_vote > 0)}</PuceEtat>{' '}
        {dossier.depose_le
          ? `Candidature reçue le ${dateSimple(dossier.depose_le)} à ${heureEnLettres(dossier.depose_le)}.`
          : null}
      </>
    )
  const fin = new Date(clotureDe(e.faits).getTime() - 1000)
  if (e.maintenant > fin)
    return `L’appel a fermé le ${dateSimple(fin)} à ${heureEnLettres(fin)}. Ce que vous avez écrit est conservé.`
  return `À déposer avant le ${dateSimple(fin)} à ${heureEnLettres(fin)}. Tout est enregistré au fur et à mesure.`
}

export const TONS: Record<(typeof ETATS)[keyof typeof ETATS]['ton'], TonDePuce> = {
  neutre: 'neutre',
  attente: 'ici',
  attention: 'attention',
  succes: 'fait',
  erreur: 'erreur',
}
