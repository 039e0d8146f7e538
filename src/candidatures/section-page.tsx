import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import type { Trace } from '../domaine/faits.ts'
import type { ReponsesSection } from '../domaine/formulaire/reponses.ts'
import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { ArgentDossier, ArgentEcole } from './argent.tsx'
import type { PieceConnue } from './bibliotheque.ts'
import { BlocsTexte } from './blocs.tsx'
import type { Ecran } from './ecran.ts'
import { titreOrganisme } from './mots.ts'
import { RecapSection } from './recap.tsx'
import { CorpsDeSection } from './section-corps.tsx'
import { MessagesDeSection, NonEnregistre } from './section-messages.tsx'
import { lienSection } from './taches.ts'

export type VueSection = {
  e: Ecran
  section: Section
  uai: string | undefined
  valeurs: ReponsesSection
  erreurs: Erreur[]
  trace: Trace | undefined
  connues: PieceConnue[]
  /** The table in which one more empty row was asked for. */
  ajout?: string | undefined
  /** The section just saved, when one comes from it. */
  precedente?: string | undefined
  /** A text kept while the session had ended. */
  retrouve?: boolean | undefined
  /** Rows read from a spreadsheet, not saved yet. */
  importees?: number | undefined
  /** Why it could not be saved; what was typed is in `valeurs`. */
  alerte?: string | undefined
}

/** One section of the form. */
export const SectionPage = (v: VueSection) => {
  const { e, section, uai } = v
  const { dossier, organisme } = e.faits
  const ecole = e.faits.ecoles.find((x) => x.uai === uai)
  const ferme = sectionsOuvertes(e.faits, e.qualites, section.id, uai ?? '')
  const tables = section.questions.some((q) => q.type === 'table')
  return (
    <Page
      {...e.cadre}
      titre={`${section.titre}${ecole ? `, ${typographier(ecole.nom)}` : ''}`}
      retour={{ href: urls.dossier.href({ id: dossier.id }), libelle: 'Retour au dossier' }}
      erreurs={v.erreurs}
      prive
    >
      <ResumeErreurs erreurs={distinguer(v)} titre={titreErreurs(v)} />
      <p class="laureat-surtitre">
        {ecole ? typographier(ecole.nom) : `Dossier ${dossier.numero} · ${titreOrganisme(organisme)}`}
      </p>
      <h1 class="govuk-heading-xl">{section.titre}</h1>
      {section.aide ? (
        <div class="laureat-chapo">
          <BlocsTexte blocs={blocsDeMarkdown(section.aide)} />
        </div>
      ) : null}
      <MessagesDeSection v={v} />
      <div class="laureat-colonnes">
        <div>
          {ferme ? (
            <>
              {v.alerte ? <NonEnregistre {...v} /> : <Avis titre={ferme.detail} />}
              <RecapSection e={e} section={section} uai={uai} />
            </>
          ) : (
            <CorpsDeSection {...v} />
          )}
        </div>
        <aside>
          {tables && uai ? <ArgentEcole faits={e.faits} uai={uai} id="calcul" /> : null}
          {tables && !uai ? <ArgentDossier faits={e.faits} id="calcul" /> : null}
          <Sommaire e={e} section={section} uai={uai} />
        </aside>
      </div>
    </Page>
  )
}

const titreErreurs = (v: VueSection): string =>
  v.importees !== undefined
    ? `À vérifier avant d’enregistrer : ${accorder(v.erreurs.length, 'case')}`
    : v.erreurs.length === 1
      ? 'C’est enregistré, avec un point à corriger'
      : `C’est enregistré, avec ${v.erreurs.length} points à corriger`

const Sommaire = ({ e, section, uai }: { e: Ecran; section: Section; uai: string | undefined }) => (
  <Carte titre="Dans cette partie">
    <ul class="govuk-list">
      {e.faits.appel.formulaire
        .filter((s) => s.par === section.par)
        .map((s) => (
          <li>
            {s.id === section.id ? (
              <strong aria-current="page">{s.titre}</strong>
            ) : (
              <a class="govuk-link" href={lienSection(e, s.id, uai)}>
                {s.titre}
              </a>
            )}
          </li>
        ))}
    </ul>
  </Carte>
)

/** Two fields with the same sentence are told apart by their label: « Nombre de classes : indiquez un nombre… ». */
const distinguer = ({ erreurs, section }: VueSection): Erreur[] =>
  erreurs.map((e) => {
    const question = section.questions.find((q) => q.id === e.chemin)
    const seule = erreurs.filter((x) => x.message === e.message).length === 1
    return seule || !question
      ? e
      : { ...e, message: `${question.libelle}\u00a0: ${e.message.charAt(0).toLowerCase()}${e.message.slice(1)}` }
  })
