import { controles } from '../domaine/controles.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { type Ecran, peutFaire } from './ecran.ts'

export const VERDICTS = { conforme: 'Conforme', non_conforme: 'Non conforme', sans_objet: 'Sans objet' } as const
const TONS = { conforme: 'fait', non_conforme: 'erreur', a_verifier: 'attention' } as const
const MOTS = {
  conforme: 'Contrôle automatique : conforme',
  non_conforme: 'Contrôle automatique : non conforme',
  a_verifier: 'Contrôle automatique : à vérifier',
} as const

/** The call's checklist, prefilled by the automatic checks with their source; read only once the examination is over. */
export const OngletExamen = ({
  e,
  erreurs,
  saisi,
}: {
  e: Ecran
  erreurs?: Erreur[]
  saisi?: Record<string, unknown>
}) => {
  const { faits } = e
  if (faits.dossier.etat !== 'depose' || !peutFaire(e, 'examiner')) return <ExamenLu faits={faits} />
  const constats = controles(faits)
  return (
    <Formulaire
      action={urls.bureauActe.href({ slug: e.slug, id: faits.dossier.id, acte: 'examiner' })}
      csrf={e.cadre.csrf}
    >
      <input type="hidden" name="version" value={faits.dossier.version} />
      <input type="hidden" name="vuLe" value={e.maintenant.toISOString()} />
      <p class="govuk-body">
        Les contrôles automatiques proposent un verdict avec leur source. Vous avez le dernier mot, élément par élément.
      </p>
      {faits.appel.controle.map((el) => {
        const constat = constats[el.id]
        const deja = faits.examens.find((x) => x.element === el.id)
        const propose = constat?.verdict === 'a_verifier' ? undefined : constat?.verdict
        return (
          <fieldset class="laureat-carte laureat-examen">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{el.libelle}</legend>
            {el.aide ? <p class="govuk-hint">{el.aide}</p> : null}
            {constat ? (
              <p class="govuk-body">
                <PuceEtat ton={TONS[constat.verdict]}>{MOTS[constat.verdict]}</PuceEtat> {constat.texte}{' '}
                <span class="laureat-discret">Source&nbsp;: {constat.source}.</span>
              </p>
            ) : null}
            <ChampChoix
              chemin={`verdict.${el.id}`}
              libelle="Votre verdict"
              erreurs={erreurs ?? []}
              valeur={texte(saisi?.[`verdict.${el.id}`]) ?? deja?.verdict ?? propose}
              choix={Object.entries(VERDICTS).map(([valeur, libelle]) => ({
                valeur,
                libelle,
                ...(valeur === 'non_conforme'
                  ? {
                      suite: (
                        <ChampTexte
                          chemin={`motif.${el.id}`}
                          libelle="Pourquoi"
                          erreurs={erreurs ?? []}
                          valeur={
                            texte(saisi?.[`motif.${el.id}`]) ??
                            deja?.motif ??
                            (propose === 'non_conforme' ? constat?.texte : undefined)
                          }
                        />
                      ),
                    }
                  : {}),
              }))}
            />
          </fieldset>
        )
      })}
      <Boutons>
        <Bouton>Enregistrer l’examen</Bouton>
      </Boutons>
    </Formulaire>
  )
}

const texte = (x: unknown): string | undefined => (typeof x === 'string' && x !== '' ? x : undefined)

const ExamenLu = ({ faits }: { faits: Faits }) => (
  <Tableau
    legende="Grille d’examen"
    legendeCachee
    colonnes={[{ titre: 'Élément' }, { titre: 'Verdict' }, { titre: 'Motif' }, { titre: 'Par' }]}
    lignes={faits.appel.controle.map((el) => {
      const x = faits.examens.find((v) => v.element === el.id)
      return [
        el.libelle,
        x ? (VERDICTS[x.verdict as keyof typeof VERDICTS] ?? x.verdict) : 'Pas encore examiné', // the database holds these three only
        x?.motif ?? '',
        x ? `${x.par}, le ${dateSimple(x.cree_le)}` : '',
      ]
    })}
  />
)
