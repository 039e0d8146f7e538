import type { Appel } from '../domaine/appel/schema.ts'
import { euros, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { moisAnnee } from '../ui/formats.ts'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { ListeArgent } from './argent-liste.ts'
import { TYPES_VERSEMENT } from './mots.ts'

const TITRES: Record<string, string> = {
  propose: 'Proposé par la commission technique',
  vote: 'Voté',
  engage: 'Engagé en comptabilité',
  commande: 'Commandé',
  livre: 'Livré',
  en_calcul: 'Demandes à calculer',
  liquide: 'Calculé',
  paye: 'Payé',
  reste: 'Reste à payer',
  annule: 'Annulé ou non consommé',
}
const COLONNES: Record<string, string> = { vote: 'voté', liquide: 'calculé', paye: 'payé', reste: 'reste à payer' }

/** What people call the figure behind a key of `lireListe`. */
export const titreDeListe = (appel: Appel, cle: string): string => {
  const [genre, a = '', b = '', c = ''] = cle.split(':')
  if (genre === 'mois')
    return a === 'sans_date' ? 'Reste à payer, sans date' : `Reste à payer en ${moisAnnee(`${a}-01`)}`
  if (genre !== 'part') return TITRES[cle] ?? cle
  const nom = (liste: { id: string; libelle: string }[], id: string) => liste.find((x) => x.id === id)?.libelle ?? id
  return `${nom(appel.financement.volets, a)}, ${nom(appel.financement.sources, b)} : ${COLONNES[c] ?? c}`
}

/** The dossiers behind one figure of the overview; their sum is the figure. */
export const ArgentListePage = (p: { cadre: Cadre; appel: Appel; cle: string; liste: ListeArgent }) => {
  const { slug } = p.appel
  const titre = titreDeListe(p.appel, p.cle)
  const avecPrecision = p.liste.lignes.some((l) => l.precision)
  return (
    <Page
      {...p.cadre}
      titre={`${titre}, argent de l’appel`}
      prive
      large
      retour={{ href: urls.argent.href({ slug }), libelle: 'L’argent de l’appel' }}
    >
      <p class="laureat-surtitre">L’argent de l’appel</p>
      <h1 class="govuk-heading-xl">{titre}</h1>
      {p.liste.lignes.length === 0 ? (
        <Vide titre="Aucun dossier" />
      ) : (
        <>
          <p class="laureat-chapo">
            {euros(p.liste.total)}, {nombre(p.liste.nombre)} ligne{p.liste.nombre > 1 ? 's' : ''}.
          </p>
          {p.liste.nombre > p.liste.lignes.length ? (
            <p class="govuk-body">
              Les {nombre(p.liste.lignes.length)} premières sont montrées ; l’export les a toutes.
            </p>
          ) : null}
          <Tableau
            legende={titre}
            legendeCachee
            colonnes={[
              { titre: 'Dossier' },
              { titre: 'Bénéficiaire' },
              ...(avecPrecision ? [{ titre: 'Précision' }] : []),
              { titre: 'Montant', nombre: true },
            ]}
            lignes={p.liste.lignes.map((l) => [
              <a href={urls.bureauDossier.href({ slug, id: l.id })}>{l.numero}</a>,
              typographier(l.organisme),
              ...(avecPrecision ? [precision(l.precision)] : []),
              euros(l.montant),
            ])}
            total={['Total', '', ...(avecPrecision ? [''] : []), euros(p.liste.total)]}
          />
          <p class="govuk-body">
            Exporter cette liste : <a href={urls.argent.href({ slug }, { liste: p.cle, format: 'csv' })}>CSV</a>,{' '}
            <a href={urls.argent.href({ slug }, { liste: p.cle, format: 'xlsx' })}>XLSX</a>.
          </p>
        </>
      )}
    </Page>
  )
}

const precision = (x: string | null): string =>
  x && Object.hasOwn(TYPES_VERSEMENT, x) ? TYPES_VERSEMENT[x as keyof typeof TYPES_VERSEMENT] : (x ?? '') // a key, just checked
