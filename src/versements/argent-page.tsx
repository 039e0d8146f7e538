import type { Appel } from '../domaine/appel/schema.ts'
import { euros } from '../domaine/montants.ts'
import { Avis } from '../ui/avis.tsx'
import { Barre } from '../ui/barre.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { moisAnnee } from '../ui/formats.ts'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { Argent } from './argent-queries.ts'

/** The money of a call, reconciled to the cent with its dossiers; each figure opens the list behind it. */
export const ArgentPage = (p: { cadre: Cadre; appel: Appel; argent: Argent }) => {
  const { totaux: t } = p.argent
  const f = p.appel.financement
  const slug = p.appel.slug
  /** A figure is a link to the dossiers behind it; nothing is behind zero. */
  const chiffre = (cle: string, montant: number) =>
    montant === 0 ? euros(0) : <a href={urls.argent.href({ slug }, { liste: cle })}>{euros(montant)}</a>
  const nom = (id: string, liste: { id: string; libelle: string }[]) => liste.find((x) => x.id === id)?.libelle ?? id
  const somme = (cle: 'vote' | 'liquide' | 'paye' | 'reste') => p.argent.parts.reduce((s, x) => s + x[cle], 0)
  return (
    <Page {...p.cadre} titre="Argent de l’appel" prive large>
      <p class="laureat-surtitre">{p.appel.sigle ?? p.appel.titre}</p>
      <h1 class="govuk-heading-xl">L’argent de l’appel</h1>
      {p.argent.ecarts.length === 0 ? (
        <Avis ton="succes" titre="Tout concorde, au centime, avec les dossiers." />
      ) : (
        <Avis
          ton="erreur"
          titre={`${p.argent.ecarts.length} écart${p.argent.ecarts.length > 1 ? 's' : ''} avec les dossiers`}
        >
          <ul class="govuk-list govuk-list--bullet">
            {p.argent.ecarts.map((e) => (
              <li>
                {e.numero}, {e.quoi} : {euros(e.dossier)} au lieu de {euros(e.detail)}
              </li>
            ))}
          </ul>
        </Avis>
      )}
      <Chiffres
        items={[
          { libelle: 'Voté', valeur: chiffre('vote', t.vote), note: `${t.dossiers} dossiers` },
          { libelle: 'Payé', valeur: chiffre('paye', t.paye) },
          { libelle: 'Reste à payer', valeur: chiffre('reste', t.reste) },
        ]}
      />
      <Barre
        segments={[
          { libelle: 'Payé', valeur: t.paye, ton: 'plein' },
          { libelle: 'Voté, à payer', valeur: t.reste, ton: 'moyen' },
          { libelle: 'Proposé', valeur: t.propose, ton: 'attention' },
          { libelle: 'Libre', valeur: Math.max(0, f.enveloppe - t.paye - t.reste - t.propose), ton: 'libre' },
        ]}
        total={f.enveloppe}
        format={(v) => euros(v)}
      />
      <Tableau
        legende="De l’enveloppe au paiement"
        colonnes={[{ titre: 'Étape' }, { titre: 'Montant', nombre: true }]}
        lignes={[
          ['Enveloppe', euros(f.enveloppe)],
          ['Proposé par la commission technique', chiffre('propose', t.propose)],
          ['Voté', chiffre('vote', t.vote)],
          ['Engagé en comptabilité', chiffre('engage', t.engage)],
          ['Commandé (total des commandes)', chiffre('commande', t.commande)],
          ['Livré (commandes entièrement livrées)', chiffre('livre', t.livre)],
          [
            'Demandes à calculer',
            t.en_calcul === 0 ? (
              'aucune'
            ) : (
              <a href={urls.paiements.href({ slug }, { onglet: 'calculer' })}>
                {t.en_calcul} demande{t.en_calcul > 1 ? 's' : ''}
              </a>
            ),
          ],
          ['Calculé', chiffre('liquide', t.liquide)],
          ['Payé', chiffre('paye', t.paye)],
          ['Reste à payer', chiffre('reste', t.reste)],
          ['Annulé ou non consommé', chiffre('annule', t.annule)],
        ]}
      />
      {p.argent.parts.length === 0 ? (
        <Vide titre="Aucune subvention votée pour le moment" />
      ) : (
        <Tableau
          legende="Par volet et par financeur"
          colonnes={[
            { titre: 'Volet' },
            { titre: 'Financeur' },
            { titre: 'Voté', nombre: true },
            { titre: 'Calculé', nombre: true },
            { titre: 'Payé', nombre: true },
            { titre: 'Reste', nombre: true },
          ]}
          lignes={p.argent.parts.map((x) => [
            nom(x.volet, f.volets),
            nom(x.source, f.sources),
            ...(['vote', 'liquide', 'paye', 'reste'] as const).map((c) =>
              chiffre(`part:${x.volet}:${x.source}:${c}`, x[c]),
            ),
          ])}
          total={[
            'Total',
            '',
            euros(somme('vote')),
            euros(somme('liquide')),
            euros(somme('paye')),
            euros(somme('reste')),
          ]}
        />
      )}
      {p.argent.mois.length > 0 ? (
        <Tableau
          legende="Prévision : ce qui reste à payer, au mois où les achats doivent finir"
          colonnes={[{ titre: 'Mois' }, { titre: 'Montant', nombre: true }]}
          lignes={p.argent.mois.map((m) => [
            m.mois === 'sans_date' ? 'Sans date : convention pas encore notifiée' : moisAnnee(`${m.mois}-01`),
            chiffre(`mois:${m.mois}`, m.montant),
          ])}
          total={['Total', euros(p.argent.mois.reduce((s, m) => s + m.montant, 0))]}
        />
      ) : null}
      <p class="govuk-body">
        Exporter ces chiffres : <a href={urls.argent.href({ slug }, { format: 'csv' })}>CSV</a>,{' '}
        <a href={urls.argent.href({ slug }, { format: 'xlsx' })}>XLSX</a>.
      </p>
    </Page>
  )
}
