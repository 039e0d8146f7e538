/** The seven steps, the same for everybody. */
export const ETAPES = [
  { id: 'candidature', libelle: 'Candidature' },
  { id: 'examen', libelle: 'Examen' },
  { id: 'commission', libelle: 'Commission' },
  { id: 'devis_et_vote', libelle: 'Devis et vote' },
  { id: 'convention', libelle: 'Convention' },
  { id: 'deploiement', libelle: 'Déploiement' },
  { id: 'versement', libelle: 'Versement' },
] as const

export type Etape = (typeof ETAPES)[number]['id']

type Etat = 'faite' | 'ici' | 'avenir' | 'arretee'
const MOTS: Record<Etat, string> = { faite: 'terminée', ici: 'en cours', avenir: 'à venir', arretee: 'arrêtée' }

/** The thread of steps. `fini`: everything is done. `arretee`: the dossier stopped at `courante` (refused, withdrawn). */
export function FilEtapes({ courante, fini, arretee }: { courante: Etape; fini?: boolean; arretee?: boolean }) {
  const ici = ETAPES.findIndex((e) => e.id === courante)
  return (
    <div class="laureat-fil">
      <ol class="laureat-fil__liste" aria-label="Étapes du dossier">
        {ETAPES.map((e, i) => {
          const etat: Etat = fini || i < ici ? 'faite' : i > ici ? 'avenir' : arretee ? 'arretee' : 'ici'
          return (
            <li
              class={`laureat-fil__etape laureat-fil__etape--${etat}`}
              aria-current={etat === 'ici' ? 'step' : undefined}
            >
              <span class="laureat-fil__nom">
                <span class="laureat-fil__rang">
                  Étape {i + 1} sur {ETAPES.length}&nbsp;:{' '}
                </span>
                {e.libelle}
                <span class="govuk-visually-hidden"> ({MOTS[etat]})</span>
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
