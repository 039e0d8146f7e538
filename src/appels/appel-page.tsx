import { tauxDuVolet } from '../domaine/financement/dire-taux.ts'
import { dateSimple, heureEnLettres } from '../domaine/francais.ts'
import { Blocs } from '../ui/blocs.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { EtapesNumerotees } from '../ui/etapes-numerotees.tsx'
import { ilReste, relatif } from '../ui/formats.ts'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { urls } from '../urls.ts'
import { CotesDeLAppel } from './appel-cotes.tsx'
import { CeQuiEstFinance, CommentCestChoisi } from './appel-regles.tsx'
import type { VueAppel } from './cadre.ts'
import { etapesDuGuide } from './etapes.ts'
import { majuscule, meilleurTaux, quellesEcoles, quiCandidate } from './mots.ts'

/** The public page of a call: what, who, when, how much in one screen; then the three steps, the rules, whom to ask. */
export const AppelPage = (v: VueAppel) => (
  <Page
    {...v.cadre}
    titre={v.appel.titre}
    description={v.appel.resume}
    canonique={v.adresse + urls.appel.href({ slug: v.slug })}
    bandeau={<EnUnEcran {...v} />}
  >
    <div class="laureat-colonnes">
      <div>
        {v.appel.avertissement && v.appel.demonstration ? (
          <p class="laureat-encadre laureat-encadre--attention">{v.appel.avertissement}</p>
        ) : null}
        <h2 class="govuk-heading-m">De l’idée à la subvention, en trois étapes</h2>
        <EtapesNumerotees etapes={etapes(v)} />
        <CeQuiEstFinance {...v} />
        <CommentCestChoisi {...v} />
      </div>
      <CotesDeLAppel {...v} />
    </div>
  </Page>
)

function EnUnEcran(v: VueAppel) {
  const { appel, slug } = v
  return (
    <>
      <p class="laureat-surtitre">
        {[appel.sigle, appel.territoire.libelle].filter(Boolean).join(' · ')} <EtatDeLAppel {...v} />
      </p>
      <h1 class="govuk-heading-xl">{appel.titre}</h1>
      <p class="laureat-chapo">{appel.resume}</p>
      <Boutons>
        {v.etat === 'ouvert' ? (
          <Bouton href={urls.nouveauDossier.href({ slug })}>Préparer ma candidature</Bouton>
        ) : null}
        {v.etat === 'clos' ? <Bouton href={urls.monEspace.href()}>Suivre mon dossier</Bouton> : null}
        <Bouton href={urls.eligibilite.href({ slug })} ton={v.etat === 'a_venir' ? 'principal' : 'secondaire'}>
          Mon école est-elle concernée&#8239;?
        </Bouton>
      </Boutons>
      <Chiffres
        items={[
          calendrier(v),
          { libelle: 'Qui candidate', valeur: quiCandidate(appel), note: `pour ses écoles ${quellesEcoles(appel)}` },
          {
            libelle: 'Combien',
            valeur: meilleurTaux(appel),
            note: appel.financement.volets.map((x) => `${x.libelle}\u00a0: ${tauxDuVolet(x)}`).join(', '),
          },
          {
            libelle: 'Résultats',
            valeur: appel.calendrier.resultats ? majuscule(appel.calendrier.resultats) : 'Date à venir',
            note: 'annoncés à tous le même jour',
          },
        ]}
      />
    </>
  )
}

function EtatDeLAppel(v: VueAppel) {
  if (v.etat === 'a_venir') return <PuceEtat ton="neutre">Ouvre bientôt</PuceEtat>
  if (v.etat === 'clos') return <PuceEtat ton="neutre">Clos</PuceEtat>
  return <PuceEtat ton="fait">{v.clotureInitiale ? 'Ouvert, prolongé' : 'Ouvert'}</PuceEtat>
}

function calendrier(v: VueAppel) {
  const jour = (d: Date) => <time datetime={d.toISOString()}>{dateSimple(d)}</time>
  if (v.etat === 'a_venir')
    return {
      libelle: 'Candidatures',
      valeur: <>à partir du {jour(v.ouverture)}</>,
      note: `${relatif(v.ouverture, v.maintenant)}, jusqu’au ${dateSimple(v.dernierInstant)}`,
    }
  if (v.etat === 'clos')
    return {
      libelle: 'Candidatures',
      valeur: <>closes le {jour(v.dernierInstant)}</>,
      note: 'les dossiers déposés suivent leur cours',
    }
  return {
    libelle: 'Candidatures',
    valeur: <>jusqu’au {jour(v.dernierInstant)}</>,
    note: [
      `à ${heureEnLettres(v.dernierInstant)}, ${ilReste(v.dernierInstant, v.maintenant)}`,
      v.clotureInitiale ? `(clôture d’abord prévue le ${dateSimple(v.clotureInitiale)})` : '',
    ].join(' '),
  }
}

function etapes(v: VueAppel) {
  const guide = urls.guide.href({ slug: v.slug })
  const outils = [
    [{ href: urls.simulateur.href({ slug: v.slug }), libelle: 'Estimer la subvention' }],
    [{ href: urls.formulaireVierge.href({ slug: v.slug }), libelle: 'Voir toutes les questions (PDF)' }],
  ]
  return etapesDuGuide(v.appel).map((e, i) => ({
    titre: e.titre,
    contenu: (
      <>
        <Blocs blocs={e.resume} />
        <p class="laureat-liens">
          <a href={`${guide}#${e.ancre}`}>
            Lire l’étape {i + 1}
            <span class="govuk-visually-hidden"> du guide</span>
          </a>
          {(outils[i] ?? []).map((o) => (
            <a href={o.href}>{o.libelle}</a>
          ))}
        </p>
      </>
    ),
  }))
}
