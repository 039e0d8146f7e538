import { type Calcul, calculer } from '../domaine/financement/calculer.ts'
import type { Explication } from '../domaine/financement/demande.ts'
import { euros } from '../domaine/montants.ts'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'
import { adresseSimulation, demandeSimulee, exempleDeSimulation, type Saisie } from './simulation.ts'

export const CIBLE = 'simulation'

/** What comes out of the simulator, one element that live totals replace: amounts, explanations, the link to share. */
export function Resultat({ v, saisie, ouvert }: { v: VueAppel; saisie: Saisie; ouvert: boolean }) {
  const { demande, erreurs, vide } = demandeSimulee(v.appel, saisie)
  const calcul = calculer(v.appel.financement, demande)
  const lien = v.adresse + urls.simulateur.href({ slug: v.slug }, adresseSimulation(saisie))
  return (
    <div id={CIBLE}>
      <CarteArgent
        titre="Votre estimation"
        lignes={[
          { libelle: 'Dépense', centimes: calcul.depense, note: 'hors taxes' },
          { libelle: 'Dépense subventionnable', centimes: calcul.depenseRetenue, note: 'après les plafonds' },
          { libelle: 'Subvention estimée', centimes: calcul.subvention },
          ...(calcul.cofinancements > 0 ? [{ libelle: 'Autres aides', centimes: calcul.cofinancements }] : []),
        ]}
        total={{ libelle: 'Reste à votre charge', centimes: calcul.autofinancement }}
      >
        {vide ? (
          <p>
            Choisissez un article pour voir l’estimation, ou partez{' '}
            <a href={urls.simulateur.href({ slug: v.slug }, adresseSimulation(exempleDeSimulation(v.appel)))}>
              d’un exemple
            </a>
            .
          </p>
        ) : (
          <Details
            summaryText={`Comment est-ce calculé\u202f?`}
            open={ouvert}
            classes="laureat-argent__calcul"
            text={<Explications calcul={calcul} noms={demande.ecoles.map((e) => e.nom ?? '')} />}
          />
        )}
      </CarteArgent>
      {vide || erreurs.length === 0 ? null : (
        <p class="govuk-error-message">
          Le calcul laisse de côté ce qu’il ne comprend pas&nbsp;:{' '}
          {[...new Set(erreurs.map((e) => minuscule(e.message.replace(/\.$/u, ''))))].join('\u202f; ')}.
        </p>
      )}
      {vide || v.etat !== 'ouvert' ? null : (
        <a class="govuk-button govuk-button--secondary" href={urls.nouveauDossier.href({ slug: v.slug })}>
          Préparer ma candidature
        </a>
      )}
      {vide ? null : (
        <p class="laureat-impression-non">
          <a href={lien}>Lien vers cette estimation</a>
          <span class="laureat-documents__note">À copier ou à mettre en favori&nbsp;; la page s’imprime aussi.</span>
        </p>
      )}
    </div>
  )
}

const minuscule = (texte: string): string => texte.charAt(0).toLowerCase() + texte.slice(1)

const Explications = ({ calcul, noms }: { calcul: Calcul; noms: string[] }) => (
  <>
    {calcul.ecoles.map((e, i) =>
      e.volets
        .filter((x) => x.explication.length > 0)
        .map((x) => (
          <>
            <h3 class="laureat-calcul__titre">{calcul.ecoles.length > 1 ? `${noms[i]}, ${x.libelle}` : x.libelle}</h3>
            <Lignes lignes={x.explication} />
          </>
        )),
    )}
    {calcul.explication.length > 0 ? (
      <>
        <h3 class="laureat-calcul__titre">Part laissée à la commune</h3>
        <Lignes lignes={calcul.explication} />
      </>
    ) : null}
    <h3 class="laureat-calcul__titre">Reste à votre charge</h3>
    <Lignes
      lignes={[
        {
          libelle: 'Dépense, moins la subvention et les autres aides',
          montant: calcul.autofinancement,
          formule: `${euros(calcul.depense)} − ${euros(calcul.subvention)}${calcul.cofinancements > 0 ? ` − ${euros(calcul.cofinancements)}` : ''}`,
        },
      ]}
    />
  </>
)

const Lignes = ({ lignes }: { lignes: readonly Explication[] }) => (
  <ol class="laureat-calcul">
    {lignes.map((l) => (
      <li>
        <span>{l.libelle}</span>
        {l.montant === undefined ? null : <span class="laureat-calcul__montant">{euros(l.montant)}</span>}
        {l.formule ? <span class="laureat-calcul__detail">{l.formule}</span> : null}
      </li>
    ))}
  </ol>
)
