import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { type ReponsesSection, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { typographier } from '../domaine/organismes.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import { estVide } from '../domaine/questions/type.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampListe } from '../ui/champs.tsx'
import { dateHeureSimple, heure, jourParis } from '../ui/formats.ts'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import { ArgentDossier, ArgentEcole } from './argent.tsx'
import type { PieceConnue } from './bibliotheque.ts'
import { BlocsTexte } from './blocs.tsx'
import type { Ecran } from './ecran.ts'
import { FichierQuestion } from './fichier-question.tsx'
import { titreOrganisme } from './mots.ts'
import type { Trace } from './queries.ts'
import { ChampQuestion } from './question.tsx'
import { idsMontres, questionsMontrees } from './questions-montrees.ts'
import { RecapSection } from './recap.tsx'
import { TableQuestion } from './table-question.tsx'
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
      <ResumeErreurs erreurs={v.erreurs} titre={titreErreurs(v)} />
      <p class="laureat-surtitre">
        {ecole ? typographier(ecole.nom) : `Dossier ${dossier.numero} · ${titreOrganisme(organisme)}`}
      </p>
      <h1 class="govuk-heading-xl">{section.titre}</h1>
      {section.aide ? (
        <div class="laureat-chapo">
          <BlocsTexte blocs={blocsDeMarkdown(section.aide)} />
        </div>
      ) : null}
      <Messages v={v} />
      <div class="laureat-colonnes">
        <div>
          {ferme ? (
            <>
              {v.alerte ? <NonEnregistre {...v} /> : <Avis titre={ferme.detail} />}
              <RecapSection e={e} section={section} uai={uai} />
            </>
          ) : (
            <Corps {...v} />
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
  v.erreurs.length === 1
    ? 'C’est enregistré, avec un point à corriger'
    : `C’est enregistré, avec ${v.erreurs.length} points à corriger`

const Messages = ({ v: { e, trace, precedente, retrouve, alerte, uai } }: { v: VueSection }) => {
  const avant = e.faits.appel.formulaire.find((s) => s.id === precedente)
  const ecole = e.faits.ecoles.find((x) => x.uai === uai)
  return (
    <>
      {alerte ? <Avis ton="attention" titre={alerte} /> : null}
      {retrouve ? (
        <Avis ton="attention" titre="Votre texte a été retrouvé">
          Votre session avait expiré quand vous l’avez envoyé. Il est ci-dessous : relisez-le, puis enregistrez-le.
        </Avis>
      ) : null}
      {avant ? (
        <Avis ton="succes" titre={`« ${avant.titre} » : enregistré à ${heure(e.maintenant)}`} />
      ) : trace ? (
        <p class="govuk-body laureat-discret">
          Enregistré{' '}
          {jourParis(trace.le) === jourParis(e.maintenant) ? `à ${heure(trace.le)}` : `le ${dateHeureSimple(trace.le)}`}
          {trace.par === e.acteur.nom ? '' : ` par ${trace.par}`}.
        </p>
      ) : null}
      {ecole?.etat === 'valide_par_ecole' && e.faits.dossier.etat === 'brouillon' ? (
        <p class="govuk-inset-text">
          Ce projet est validé par {ecole.valide_par}. Si vous le modifiez, il devra être validé de nouveau.
        </p>
      ) : null}
    </>
  )
}

/** What was typed for a part that is closed meanwhile: shown, so that it can be copied. */
const NonEnregistre = ({ e, section, uai, valeurs }: VueSection) => {
  const gardees = reponsesDe(e.faits.reponses, section.id, uai)
  const perdues = section.questions.filter(
    (q) => !estVide(valeurs[q.id]) && JSON.stringify(valeurs[q.id]) !== JSON.stringify(gardees[q.id] ?? null),
  )
  if (perdues.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Ce que vous aviez écrit, qui n’est pas enregistré</h2>
      <Recapitulatif
        lignes={perdues.map((q) => ({
          cle: q.libelle,
          valeur: QUESTIONS[q.type].afficher(valeurs[q.id] ?? null, q, e.faits.appel.catalogue),
        }))}
      />
      <h2 class="govuk-heading-m">Ce qui est dans le dossier</h2>
    </>
  )
}

const Corps = ({ e, section, uai, valeurs, erreurs, trace, connues, ajout }: VueSection) => {
  const { faits } = e
  const id = faits.dossier.id
  const reponses = { ...reponsesDe(faits.reponses, section.id, uai), ...valeurs }
  const { montrees, autres } = questionsMontrees(section, { appel: faits.appel, reponses: faits.reponses, uai })
  const fichiers = section.questions.some((q) => q.type === 'fichier')
  const table = section.questions.find((q) => q.type === 'table' && q.colonnes?.some((c) => c.catalogue))
  const soeurs = ecolesVivantes(faits).filter((x) => x.uai !== uai)
  return (
    <Formulaire
      action={lienSection(e, section.id, uai)}
      csrf={e.cadre.csrf}
      enregistrement
      fichiers={fichiers}
      id="section"
    >
      <input type="hidden" name="revision" value={trace?.revision ?? 0} />
      <input type="hidden" name="questions" value={idsMontres(montrees).join(',')} />
      {montrees.map((montree) => (
        <ChampQuestion
          montree={montree}
          valeurs={reponses}
          erreurs={erreurs}
          catalogue={faits.appel.catalogue}
          special={(q) =>
            q.type === 'table' ? (
              <TableQuestion
                {...{ q, erreurs, catalogue: faits.appel.catalogue }}
                valeur={reponses[q.id]}
                calcul={{
                  url: uai
                    ? urls.calculEcole.href({ id, uai, section: section.id })
                    : urls.calculDossier.href({ id, section: section.id }),
                  cible: 'calcul',
                }}
                ajout={ajout === q.id}
                importer={
                  uai && q === table
                    ? urls.importTableau.href({ id, uai, section: section.id, question: q.id })
                    : undefined
                }
              />
            ) : (
              <FichierQuestion
                {...{ q, dossier: id, uai, erreurs }}
                pieces={faits.pieces.filter((x) => x.nature === q.id && x.ecole === (uai ?? null))}
                connues={connues.filter((c) => c.nature === q.id)}
              />
            )
          }
        />
      ))}
      {autres ? (
        <Bouton ton="secondaire" nom="suite" valeur="ici">
          Mettre à jour la page
        </Bouton>
      ) : null}
      {table && soeurs.length > 0 ? (
        <div class="laureat-impression-non">
          <ChampListe
            chemin="copier_vers"
            libelle="Copier ce tableau vers une autre école"
            aide="Les lignes s’ajoutent à celles de l’autre école."
            vide="Ne pas copier"
            choix={soeurs.map((x) => ({ valeur: x.uai, libelle: typographier(x.nom) }))}
          />
        </div>
      ) : null}
      <Boutons>
        <Bouton>Enregistrer et continuer</Bouton>
        <Bouton ton="secondaire" nom="suite" valeur="dossier">
          Enregistrer et revenir au dossier
        </Bouton>
      </Boutons>
    </Formulaire>
  )
}

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
