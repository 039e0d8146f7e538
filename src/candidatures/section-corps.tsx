import { ecolesVivantes } from '../domaine/faits.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { typographier } from '../domaine/organismes.ts'
import { ChampListe } from '../ui/champs.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import { FichierQuestion } from './fichier-question.tsx'
import { ChampQuestion } from './question.tsx'
import { idsMontres, questionsMontrees } from './questions-montrees.ts'
import type { VueSection } from './section-page.tsx'
import { TableQuestion } from './table-question.tsx'
import { lienSection } from './taches.ts'

/** The form of a section: every visible question, saved as one goes. */
export const CorpsDeSection = ({ e, section, uai, valeurs, erreurs, trace, connues, ajout }: VueSection) => {
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
