import type { Poche, Simulation } from '../domaine/enveloppe.ts'
import { accorder } from '../domaine/francais.ts'
import { eurosCourts, nombre, somme } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceListee } from '../registre/seances.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { Barre } from '../ui/barre.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { CarteEnveloppe } from './commission-page.tsx'
import type { Ecran } from './ecran.ts'
import { EssaiScenario, NouveauScenario } from './enveloppe-essai.tsx'
import type { ProjetEnJeu, Scenario } from './scenarios.ts'

export type PropsEnveloppe = {
  e: Ecran
  enveloppe: EtatEnveloppe
  projets: ProjetEnJeu[]
  /** The ranking alone, without any trial. */
  seul: Simulation
  essayes: { scenario: Scenario; simulation: Simulation }[]
  choisi: Scenario | undefined
  simulation: Simulation
  seances: SeanceListee[]
  epcis: Map<string, string>
  ecrit: boolean
  page: number
  corps: Corps
  non: Refus | undefined
}

/** The money as it is, then scenarios side by side, then the chosen one in detail. */
export const EnveloppePage = (p: PropsEnveloppe) => {
  const erreurs = p.non?.erreurs ?? []
  const { slug } = p.e
  return (
    <Page {...p.e.cadre} titre="Enveloppe et scénarios" erreurs={erreurs} prive large>
      <ResumeErreurs erreurs={erreurs} />
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      <p class="laureat-surtitre">
        <a href={urls.commission.href({ slug })}>{p.e.appel.commission.nom}</a>
      </p>
      <h1 class="govuk-heading-xl">Enveloppe</h1>
      <CarteEnveloppe enveloppe={p.enveloppe} />
      <h2 class="govuk-heading-l">Scénarios</h2>
      <p class="govuk-body">
        Un scénario essaie des décisions et des montants sur le classement du jour. Il ne change aucun dossier.
      </p>
      <Comparaison {...p} />
      {p.ecrit ? <NouveauScenario {...p} /> : null}
      <h2 class="govuk-heading-l" id="detail">
        {p.choisi ? `Scénario «\u00a0${p.choisi.nom}\u00a0»` : 'Le classement seul'}
      </h2>
      <Poches s={p.simulation} />
      <Details
        summaryText="Les chiffres par intercommunalité et par statut prioritaire"
        text={<Repartition {...p} />}
      />
      <EssaiScenario {...p} />
    </Page>
  )
}

const Comparaison = (p: PropsEnveloppe) => {
  const colonnes = [
    { nom: 'Classement seul', s: p.seul, href: urls.enveloppe.href({ slug: p.e.slug }), ici: !p.choisi },
  ].concat(
    p.essayes.map(({ scenario, simulation }) => ({
      nom: scenario.nom,
      s: simulation,
      href: urls.enveloppe.href({ slug: p.e.slug }, { scenario: scenario.id }),
      ici: scenario.id === p.choisi?.id,
    })),
  )
  const ligne = (libelle: string, valeur: (s: Simulation) => string) => [libelle, ...colonnes.map((c) => valeur(c.s))]
  return (
    <Tableau
      legende="Les scénarios côte à côte"
      etroit="defile"
      colonnes={[
        { titre: 'Ce qu’il donne' },
        ...colonnes.map((c) => ({ titre: c.ici ? `${c.nom} (affiché)` : c.nom, nombre: true })),
      ]}
      lignes={[
        ['Détail', ...colonnes.map((c) => (c.ici ? 'ci-dessous' : <a href={`${c.href}#detail`}>Voir {c.nom}</a>))],
        ligne('Aide proposée', (s) => eurosCourts(s.enveloppe.engage)),
        ligne('Reste', (s) => eurosCourts(s.enveloppe.reste)),
        ligne('Dépassement', (s) => (s.enveloppe.depassement > 0 ? eurosCourts(s.enveloppe.depassement) : 'Aucun')),
        ligne('Les crédits s’arrêtent au rang', (s) => (s.coupure === null ? 'Tous servis' : nombre(s.coupure))),
        ligne('Communes', (s) => nombre(s.servis.communes)),
        ligne('Écoles', (s) => nombre(s.servis.ecoles)),
        ligne('Classes', (s) => nombre(s.servis.classes)),
        ligne('Élèves', (s) => nombre(s.servis.eleves)),
        ligne('Écoles en éducation prioritaire', (s) => nombre(s.servis.prioritaires)),
      ]}
    />
  )
}

/** The envelope and its parts as this scenario fills them. */
const Poches = ({ s }: { s: Simulation }) => (
  <>
    {[s.enveloppe, ...s.sousEnveloppes].map((poche: Poche) => (
      <Carte titre={`${poche.libelle}\u00a0: ${eurosCourts(poche.montant)}`} niveau={3}>
        <Barre
          total={poche.montant}
          format={eurosCourts}
          segments={[
            { libelle: 'dans ce scénario', valeur: poche.engage, ton: poche.depassement > 0 ? 'attention' : 'plein' },
            { libelle: 'libres', valeur: poche.reste, ton: 'libre' },
          ]}
        />
        {poche.depassement > 0 ? (
          <p class="govuk-body">
            <strong>Dépassement de {eurosCourts(poche.depassement)}.</strong>
          </p>
        ) : null}
      </Carte>
    ))}
  </>
)

const Repartition = ({ simulation: s, projets, epcis }: PropsEnveloppe) => {
  const retenus = s.lignes.flatMap((l) => {
    const p = l.decision === 'retenu' ? projets.find((x) => x.id === l.id) : undefined
    return p ? [{ p, montant: l.montant }] : []
  })
  return (
    <>
      <Tableau
        legende="Par intercommunalité"
        colonnes={COLONNES}
        lignes={[...epcis]
          .toSorted((a, b) => a[1].localeCompare(b[1], 'fr'))
          .map(([siren, nom]) => {
            const t = s.parTerritoire[siren]
            return [
              typographier(nom),
              nombre(t?.communes ?? 0),
              nombre(t?.ecoles ?? 0),
              nombre(t?.classes ?? 0),
              nombre(t?.eleves ?? 0),
              eurosCourts(t?.montant ?? 0),
            ]
          })}
      />
      <Tableau
        legende="Par statut de l’école"
        colonnes={COLONNES}
        lignes={[
          ['REP+', 'REP+'],
          ['REP', 'REP'],
          [null, 'Hors éducation prioritaire'],
        ].map(([statut, libelle]) => {
          const la = retenus.filter((x) => x.p.educationPrioritaire === statut)
          return [
            libelle,
            nombre(new Set(la.map((x) => x.p.commune)).size),
            nombre(la.length),
            nombre(somme(la.map((x) => x.p.classes))),
            nombre(somme(la.map((x) => x.p.eleves))),
            eurosCourts(somme(la.map((x) => x.montant))),
          ]
        })}
      />
      <p class="laureat-discret">{accorder(retenus.length, 'projet servi', 'projets servis')} dans ce scénario.</p>
    </>
  )
}

const COLONNES = [
  { titre: 'Groupe' },
  { titre: 'Communes', nombre: true },
  { titre: 'Écoles', nombre: true },
  { titre: 'Classes', nombre: true },
  { titre: 'Élèves', nombre: true },
  { titre: 'Aide', nombre: true },
]
