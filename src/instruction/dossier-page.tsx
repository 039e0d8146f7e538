import type { ComponentChildren } from 'preact'
import { ACTES } from '../domaine/actes.ts'
import { jourParis } from '../domaine/calendrier.ts'
import { ETATS } from '../domaine/etats.ts'
import { accorder, dateHeureSimple } from '../domaine/francais.ts'
import { designer, typographier } from '../domaine/organismes.ts'
import { enAttenteDe } from '../domaine/possibles.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Changements } from '../registre/changements.ts'
import type { LigneChronologie } from '../registre/chronologie.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ETAPES, FilEtapes } from '../ui/fil-etapes.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { SousNavigation } from '../ui/navigation.tsx'
import { Page } from '../ui/page.tsx'
import { pageDeLActe } from '../ui/pages-des-actes.ts'
import { PhraseAttente } from '../ui/phrase-attente.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { urls } from '../urls.ts'
import type { AidePassee, DocumentListe, LettreEnvoyee, MessageLu, VersionDeposee, Visite } from './dossier-queries.ts'
import { DossiersVoisins, titreDeListe } from './dossiers-voisins.tsx'
import { actesDuBureau, type Ecran, quiAttendu } from './ecran.ts'
import type { ListeSuivie } from './liste-suivie.ts'
import { OngletAvis } from './onglet-avis.tsx'
import { OngletEcoles } from './onglet-ecoles.tsx'
import { OngletExamen } from './onglet-examen.tsx'
import { OngletHistorique } from './onglet-historique.tsx'
import { OngletMessages } from './onglet-messages.tsx'
import { OngletPieces } from './onglet-pieces.tsx'
import { prochainGeste } from './prochain-geste.ts'
import { Synthese } from './synthese.tsx'
import { TONS } from './tableau-bureau.tsx'

const ONGLETS = {
  synthese: 'Synthèse',
  ecoles: 'Écoles',
  pieces: 'Pièces',
  examen: 'Grille d’examen',
  avis: 'Avis',
  messages: 'Messages et lettres',
  historique: 'Historique',
} as const
export type Onglet = keyof typeof ONGLETS
export const estOnglet = (x: string | undefined): x is Onglet => x !== undefined && Object.hasOwn(ONGLETS, x)

export type VueDossierBureau = {
  e: Ecran
  onglet: Onglet
  visite: Visite
  aides: AidePassee[]
  versions: VersionDeposee[]
  lettres: LettreEnvoyee[]
  documents: DocumentListe[]
  messages: MessageLu[]
  envois: string[]
  /** The list that the reader comes from. */
  liste: ListeSuivie | undefined
  lignes: LigneChronologie[]
  /** Since the reader's last visit. */
  neuf: Changements | undefined
  comparer: { de: number | undefined; a: number | undefined }
  fait: string | undefined
  moi: string | null
  /** A message that was refused: what is wrong, and what was typed. */
  erreurs: Erreur[] | undefined
  saisie: Record<string, string>
}

export const DossierPage = (v: VueDossierBureau) => {
  const { e, onglet } = v
  const { dossier, organisme } = e.faits
  const etat = ETATS[dossier.etat]
  const nom = designer(organisme)
  const actes = actesDuBureau(e)
  const courants = actes.filter((a) => !a.rare)
  const geste = prochainGeste(e, (acte) => lienActe(e, acte))
  const autres = courants.filter(
    (a) => a.acte !== geste?.acte && !(geste?.acte === 'examiner' && a.acte === 'declarer_conforme'),
  )
  return (
    <Page
      {...e.cadre}
      titre={`${dossier.numero}, ${nom}`}
      prive
      large
      erreurs={v.erreurs}
      retour={
        v.liste
          ? { href: v.liste.href, libelle: titreDeListe(v.liste) }
          : { href: urls.bureau.href({ slug: e.slug }), libelle: 'Tous les dossiers' }
      }
    >
      <DossiersVoisins slug={e.slug} liste={v.liste} />
      <ResumeErreurs erreurs={v.erreurs} />
      <p class="laureat-surtitre">Dossier {dossier.numero}</p>
      <h1 class="govuk-heading-xl">{nom.charAt(0).toUpperCase() + nom.slice(1)}</h1>
      <p class="laureat-chapo">
        <PuceEtat ton={TONS[etat.ton]}>{etat.libelle}</PuceEtat>{' '}
        {dossier.depose_le
          ? `Reçu le ${dateHeureSimple(dossier.depose_le)}${dossier.papier ? ' (papier)' : ''}.`
          : null}
      </p>
      <FilEtapes
        courante={ETAPES[etat.etape - 1]?.id ?? 'candidature'}
        fini={dossier.etat === 'solde'}
        arretee={!etat.vivant}
      />
      {v.fait && Object.hasOwn(ACTES, v.fait) ? (
        <Avis ton="succes" titre={`C’est fait : ${ACTES[v.fait]?.libelle.replace(/^./u, (c) => c.toLowerCase())}.`}>
          {v.envois.length > 0 ? <p>Une lettre part à {v.envois.join(', ')}.</p> : null}
          {v.liste?.suivant ? (
            <p>
              <a href={urls.bureauDossier.href({ slug: e.slug, id: v.liste.suivant.id })}>
                Passer au dossier suivant : {typographier(v.liste.suivant.organisme)}
              </a>
            </p>
          ) : null}
        </Avis>
      ) : null}
      {v.visite.presents.length > 0 ? (
        <Avis
          titre={`${v.visite.presents.join(', ')} ${v.visite.presents.length > 1 ? 'ont' : 'a'} aussi ce dossier ouvert.`}
        >
          <p>Si l’un de vous décide le premier, l’autre verra ce qui a changé avant de décider.</p>
        </Avis>
      ) : null}
      <Attentes e={e} />
      {geste || autres.length > 0 ? (
        <Boutons>
          {geste ? <Bouton href={geste.href}>{geste.libelle}</Bouton> : null}
          {autres.map((a) => (
            <Bouton href={lienActe(e, a.acte)} ton="secondaire">
              {a.libelle}
            </Bouton>
          ))}
        </Boutons>
      ) : null}
      <SousNavigation
        libelle="Parties du dossier"
        items={[
          ...Object.entries(ONGLETS).map(([id, libelle]) => ({
            libelle,
            href: urls.bureauDossier.href({ slug: e.slug, id: dossier.id }, id === 'synthese' ? {} : { onglet: id }),
            ici: id === onglet,
          })),
          { libelle: 'Devis', href: urls.devis.href({ id: dossier.id }), ici: false },
          { libelle: 'Convention', href: urls.convention.href({ id: dossier.id }), ici: false },
          { libelle: 'Versements', href: urls.versements.href({ id: dossier.id }), ici: false },
        ]}
      />
      {CONTENUS[onglet](v)}
    </Page>
  )
}

const CONTENUS: Record<Onglet, (v: VueDossierBureau) => ComponentChildren> = {
  synthese: (v) => <Synthese {...v} />,
  ecoles: (v) => <OngletEcoles {...v} />,
  pieces: (v) => <OngletPieces {...v} />,
  examen: (v) => <OngletExamen e={v.e} />,
  avis: (v) => <OngletAvis {...v} />,
  messages: (v) => <OngletMessages {...v} />,
  historique: (v) => <OngletHistorique {...v} />,
}

export const lienActe = (e: Ecran, acte: string): string =>
  pageDeLActe(e.faits, acte) ?? urls.bureauActe.href({ slug: e.slug, id: e.faits.dossier.id, acte })

const Attentes = ({ e }: { e: Ecran }) => {
  const attentes = enAttenteDe(e.faits, e.maintenant)
  const premiere = attentes.find((a) => quiAttendu(a, e) === 'vous') ?? attentes[0]
  if (!premiere) return <PhraseAttente qui={null} quoi="Rien n’est attendu pour le moment" />
  const autres = attentes.filter((a) => a !== premiere)
  return (
    <PhraseAttente
      qui={quiAttendu(premiere, e)}
      quoi={premiere.quoi}
      depuis={premiere.depuis}
      maintenant={e.maintenant}
      {...(premiere.avant ? { jusqua: premiere.avant, retard: premiere.avant < jourParis(e.maintenant) } : {})}
    >
      {autres.length > 0 ? (
        <p class="laureat-attente__delais">
          {autres.slice(0, 4).map((a, i) => (
            <>
              {i > 0 ? <br /> : null}
              On attend aussi {quiAttendu(a, e)}&nbsp;: {a.quoi}.
            </>
          ))}
          {autres.length > 4 ? <> Et {accorder(autres.length - 4, 'autre')}.</> : null}
        </p>
      ) : null}
    </PhraseAttente>
  )
}
