import type { ComponentChildren } from 'preact'
import { ACTES } from '../domaine/actes.ts'
import { ETATS, libelleEtat } from '../domaine/etats.ts'
import { clotureDe } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { ETAPES, FilEtapes } from '../ui/fil-etapes.tsx'
import { dateSimple, heure } from '../ui/formats.ts'
import { BoutonPost } from '../ui/formulaire.tsx'
import { ListeTaches } from '../ui/liste-taches.tsx'
import { Page } from '../ui/page.tsx'
import { pageDeLActe } from '../ui/pages-des-actes.ts'
import { PhraseAttente } from '../ui/phrase-attente.tsx'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { urls } from '../urls.ts'
import { ArgentDossier } from './argent.tsx'
import type { Attendu } from './attente.ts'
import { ActionsDuDossier, PiedEcole, SuiteDuDossier } from './dossier-actions.tsx'
import { CarteDepot, CartePersonnes } from './dossier-cotes.tsx'
import type { Ecran } from './ecran.ts'
import { ecritPourLePorteur } from './ecran.ts'
import { lienDeChemin } from './liens.ts'
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
      <Attentes {...{ e, attendus }} />
      <div class="laureat-colonnes">
        <div>
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
          <SuiteDuDossier e={e} />
          <ActionsDuDossier e={e} />
        </div>
        <aside>
          {brouillon ? null : <CarteDepot e={e} documents={documents} />}
          <ArgentDossier faits={faits} {...(e.profil === 'porteur' ? {} : { titre: 'Le financement demandé' })} />
          <CartePersonnes e={e} entourage={entourage} />
          {brouillon && ecritPourLePorteur(e) && e.maintenant < clotureDe(faits) ? (
            <a class="govuk-button laureat-pleine-largeur" href={urls.relecture.href({ id: dossier.id })}>
              Relire et déposer
            </a>
          ) : null}
        </aside>
      </div>
    </Page>
  )
}

const titre = (e: Ecran): string => {
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
        {dossier.depose_le ? `Reçue le ${dateSimple(dossier.depose_le)} à ${heure(dossier.depose_le)}.` : null}
      </>
    )
  const fin = new Date(clotureDe(e.faits).getTime() - 1000)
  if (e.maintenant > fin)
    return `L’appel a fermé le ${dateSimple(fin)} à ${heure(fin)}. Ce que vous avez écrit est conservé.`
  return `À déposer avant le ${dateSimple(fin)} à ${heure(fin)}. Tout est enregistré au fur et à mesure.`
}

export const TONS: Record<(typeof ETATS)[keyof typeof ETATS]['ton'], TonDePuce> = {
  neutre: 'neutre',
  attente: 'ici',
  attention: 'attention',
  succes: 'fait',
  erreur: 'erreur',
}

const Attentes = ({ e, attendus }: { e: Ecran; attendus: Attendu[] }) => {
  const [premier, ...autres] = attendus
  const ferme = e.faits.dossier.etat === 'brouillon' && e.maintenant >= clotureDe(e.faits)
  if (!premier)
    return (
      <PhraseAttente
        qui={null}
        quoi={ferme ? 'L’appel est fermé, et ce dossier n’a pas été déposé' : 'Rien n’est attendu pour le moment'}
      />
    )
  const action = premier.moi ? actionDe(e, premier) : undefined
  return (
    <PhraseAttente
      qui={premier.qui}
      quoi={premier.quoi}
      depuis={premier.depuis}
      {...(premier.avant ? { jusqua: finDe(premier.avant) } : {})}
      maintenant={e.maintenant}
      {...(action ? { action } : {})}
    >
      {ecritPourLePorteur(e) && premier.acte === 'valider_projet_ecole' && premier.ecole ? (
        <BoutonPost
          action={urls.rappelEcole.href({ id: e.faits.dossier.id, uai: premier.ecole })}
          csrf={e.cadre.csrf}
          lien
        >
          Lui envoyer un rappel
        </BoutonPost>
      ) : null}
      {autres.length > 0 ? (
        <p class="laureat-attente__delais">
          {autres.slice(0, 4).map((a, i) => (
            <>
              {i > 0 ? <br /> : null}
              On {a.moi ? 'vous attend aussi' : `attend aussi ${a.qui}`}&nbsp;: {a.quoi}.
            </>
          ))}
          {autres.length > 4 ? <> Et {autres.length - 4} autres.</> : null}
        </p>
      ) : null}
    </PhraseAttente>
  )
}

// A closing is the instant after the last second: people read the last minute in time.
const finDe = (avant: string): Date | string => (avant.length === 10 ? avant : new Date(Date.parse(avant) - 1000))

/** The one action that helps, when the reader is the one awaited. */
const actionDe = (e: Ecran, a: Attendu): { libelle: string; href: string } | undefined => {
  const id = e.faits.dossier.id
  if (a.acte === 'valider_projet_ecole' && a.ecole) {
    const aEcrire = completude(e.faits).manquants.find((m) => m.chemin.startsWith(`ecoles.${a.ecole}.`))
    if (aEcrire)
      return { libelle: 'Écrire le projet de l’école', href: lienDeChemin(e, aEcrire.chemin).split('#')[0] ?? '' }
    return { libelle: 'Relire et valider le projet', href: urls.validationEcole.href({ id, uai: a.ecole }) }
  }
  if (a.acte === 'completer') return { libelle: 'Voir ce qui manque et compléter', href: urls.complements.href({ id }) }
  if (a.acte === 'rendre_avis' && a.ecole)
    return { libelle: 'Donner votre avis', href: urls.avisEcole.href({ id, uai: a.ecole }) }
  if (a.acte === 'deposer') {
    if (e.faits.ecoles.every((x) => x.etat === 'retire'))
      return { libelle: 'Ajouter une école', href: urls.ecoles.href({ id }) }
    const complet = completude(e.faits).manquants.length === 0
    return { libelle: complet ? 'Relire et déposer' : 'Voir ce qui manque', href: urls.relecture.href({ id }) }
  }
  const href = pageDeLActe(e.faits, a.acte)
  const libelle = ACTES[a.acte]?.libelle
  return href && libelle ? { libelle, href } : undefined
}
