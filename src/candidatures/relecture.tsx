import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { sectionVisible } from '../domaine/formulaire/conditions.ts'
import { accorder, dateHeureSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { type Erreur, estRefus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { Avis } from '../ui/avis.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { ErrorSummary } from '../ui/govuk/error-summary.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { ArgentDossier } from './argent.tsx'
import { type Ecran, ecritPourLePorteur, ouvrirDossier } from './ecran.ts'
import { lienDeChemin } from './liens.ts'
import { genreOrganisme, titreOrganisme } from './mots.ts'
import { RecapSection } from './recap.tsx'

/** Everything on one page before filing, what is missing first. */
export const routesRelecture: Slice = ({ pages, maison }) => {
  pages.get(urls.relecture, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    return estRefus(e) ? e : { page: <RelecturePage e={e} /> }
  })
}

const RelecturePage = ({ e }: { e: Ecran }) => {
  const { faits } = e
  const id = faits.dossier.id
  const brouillon = faits.dossier.etat === 'brouillon'
  const tout = e.profil === 'porteur' || e.profil === 'service'
  const manquants = completude(faits).manquants.filter((m) => tout || m.chemin.startsWith('ecoles.'))
  const sections = (par: Section['par'], uai?: string) =>
    faits.appel.formulaire.filter(
      (s) => s.par === par && sectionVisible(s, { appel: faits.appel, reponses: faits.reponses, uai }),
    )
  return (
    <Page
      {...e.cadre}
      titre="Relire le dossier"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      prive
    >
      {brouillon ? <Manquants e={e} manquants={manquants} /> : null}
      <p class="laureat-surtitre">
        Dossier {faits.dossier.numero} · {titreOrganisme(faits.organisme)}
      </p>
      <h1 class="govuk-heading-xl">Relire le dossier</h1>
      {brouillon && manquants.length === 0 ? <Avis ton="succes" titre="Toutes les réponses sont là." /> : null}
      {tout ? (
        <>
          <h2 class="govuk-heading-l">{genreOrganisme(faits.organisme).replace(/^./u, (l) => l.toUpperCase())}</h2>
          {sections('dossier').map((s) => (
            <Partie {...{ e, s, manquants, brouillon }} />
          ))}
        </>
      ) : null}
      {ecolesVivantes(faits).map((ecole) => (
        <>
          <h2 class="govuk-heading-l" id={`ecoles-${ecole.uai}`}>
            {typographier(ecole.nom)}
          </h2>
          <p class="govuk-body laureat-discret">
            UAI {ecole.uai}.{' '}
            {ecole.etat === 'valide_par_ecole'
              ? `Projet validé par ${ecole.valide_par}${ecole.valide_le ? `, le ${dateHeureSimple(ecole.valide_le)}` : ''}.`
              : 'Projet pas encore validé par l’école : vous pourrez attester de l’accord de sa direction en déposant.'}
          </p>
          {sections('ecole', ecole.uai).map((s) => (
            <Partie {...{ e, s, manquants, brouillon }} uai={ecole.uai} />
          ))}
        </>
      ))}
      {tout ? <ArgentDossier faits={faits} /> : null}
      {brouillon && ecritPourLePorteur(e) ? (
        manquants.length === 0 ? (
          <Bouton href={urls.depot.href({ id })}>Continuer vers le dépôt</Bouton>
        ) : (
          <p class="govuk-body">
            Complétez{' '}
            {manquants.length === 1 ? 'le point indiqué' : `les ${accorder(manquants.length, 'point')} indiqués`} en
            haut de cette page pour pouvoir déposer.
          </p>
        )
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={urls.brouillonPdf.href({ id })}>
          {brouillon ? 'Télécharger le brouillon (PDF)' : 'Télécharger les réponses (PDF)'}
        </a>
      </p>
    </Page>
  )
}

const Manquants = ({ e, manquants }: { e: Ecran; manquants: Erreur[] }) =>
  manquants.length === 0 ? null : (
    <ErrorSummary
      titleText={`Avant de déposer, il reste ${accorder(manquants.length, 'point')}`}
      attributes={{ id: 'erreurs', tabindex: '-1' }}
      errorList={manquants.map((m) => ({ text: `${ou(e, m.chemin)}${m.message}`, href: lienDeChemin(e, m.chemin) }))}
    />
  )

/** « École Jules Ferry : », when the dossier has several. */
const ou = (e: Ecran, chemin: string): string => {
  const [a, uai] = chemin.split('.')
  const ecole =
    a === 'ecoles' && ecolesVivantes(e.faits).length > 1 ? e.faits.ecoles.find((x) => x.uai === uai) : undefined
  return ecole ? `${typographier(ecole.nom)}\u00a0: ` : ''
}

const Partie = ({
  e,
  s,
  uai,
  manquants,
  brouillon,
}: {
  e: Ecran
  s: Section
  uai?: string
  manquants: Erreur[]
  brouillon: boolean
}) => {
  const prefixe = uai ? `ecoles.${uai}.${s.id}.` : `${s.id}.`
  const erreurs = manquants
    .filter((m) => m.chemin.startsWith(prefixe))
    .map((m) => ({ ...m, chemin: m.chemin.slice(prefixe.length) }))
  return (
    <section>
      <h3 class="govuk-heading-m">{s.titre}</h3>
      <RecapSection e={e} section={s} uai={uai} modifiable={brouillon} erreurs={brouillon ? erreurs : []} />
    </section>
  )
}
