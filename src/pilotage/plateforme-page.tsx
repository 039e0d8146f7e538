import { accorder, dateHeureSimple } from '../domaine/francais.ts'
import { nombre } from '../domaine/montants.ts'
import { Avis } from '../ui/avis.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { taille } from '../ui/formats.ts'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { EtatDesServices } from './queries.ts'

type Props = {
  cadre: Cadre
  e: EtatDesServices
  alertes: string[]
  antivirus: string | null
  place: { libre: number; total: number } | undefined
  /** Where files and letters go: words for the administrator, never a secret. */
  lieux: { base: string; fichiers: string; courriel: string }
  maintenant: Date
}

/** What the administrator looks at first: is something wrong; then each service, then the figures. */
export const PlateformePage = ({ cadre, e, alertes, antivirus, place, lieux, maintenant }: Props) => (
  <Page {...cadre} titre="État de la plateforme" prive>
    <h1 class="govuk-heading-xl">État de la plateforme</h1>
    <p class="laureat-chapo">Le {dateHeureSimple(maintenant)}.</p>
    {alertes.length === 0 ? (
      <Avis ton="succes" titre="Tout fonctionne." />
    ) : (
      <Avis ton="attention" titre={accorder(alertes.length, 'point à regarder', 'points à regarder')}>
        <ul class="govuk-list govuk-list--bullet">
          {alertes.map((a) => (
            <li>{a}</li>
          ))}
        </ul>
      </Avis>
    )}
    <Chiffres
      items={[
        { libelle: 'Comptes', valeur: nombre(e.comptes) },
        { libelle: 'Organismes', valeur: nombre(e.organismes) },
        { libelle: 'Lettres en attente', valeur: nombre(e.lettres.attente) },
        { libelle: 'Documents à composer', valeur: nombre(e.documents.attente) },
      ]}
    />
    <Tableau
      legende="Les services"
      colonnes={[{ titre: 'Service' }, { titre: 'Où' }, { titre: 'État' }]}
      lignes={[
        ['Base de données', lieux.base, `PostgreSQL ${e.version}, ${taille(e.tailleBase)}, schéma ${e.migration}`],
        [
          'Fichiers',
          lieux.fichiers,
          `${accorder(e.pieces.nombre, 'pièce')}, ${taille(e.pieces.octets)}${place ? ` ; ${taille(place.libre)} libres sur le disque` : ''}`,
        ],
        ['Courriel', lieux.courriel, `${e.lettres.attente} en attente, ${e.lettres.refusees} refusées en sept jours`],
        [
          'Antivirus',
          antivirus === null ? 'clamd' : '—',
          antivirus ??
            (e.pieces.nonAnalysees > 0
              ? `Répond. ${accorder(e.pieces.nonAnalysees, 'pièce attend', 'pièces attendent')} son analyse, cette nuit.`
              : 'Répond. Toutes les pièces sont analysées.'),
        ],
      ]}
    />
    <Tableau
      legende="Les appels"
      colonnes={[{ titre: 'Appel' }, { titre: 'Brouillons', nombre: true }, { titre: 'Déposés', nombre: true }]}
      lignes={e.dossiers.map((d) => [
        <a href={urls.appel.href({ slug: d.appel })}>{d.titre}</a>,
        nombre(d.brouillons),
        nombre(d.deposes),
      ])}
    />
    <p class="govuk-body">
      La commande <code>bin/laureat journal verifier</code> contrôle que personne n’a réécrit le journal ;{' '}
      <code>bin/laureat sauvegarder</code> écrit une sauvegarde complète.
    </p>
  </Page>
)
