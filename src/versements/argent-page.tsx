import type { Appel } from '../domaine/appel/schema.ts'
import { Avis } from '../ui/avis.tsx'
import { Barre } from '../ui/barre.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { euros, moisAnnee } from '../ui/formats.ts'
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
  const lien = (texte: string, etat: string) => <a href={urls.bureau.href({ slug }, { etat })}>{texte}</a>
  const paiements = (texte: string, onglet: string) => <a href={urls.paiements.href({ slug }, { onglet })}>{texte}</a>
  const nom = (id: string, liste: { id: string; libelle: string }[]) => liste.find((x) => x.id === id)?.libelle ?? id
  const somme = (cle: 'vote' | 'liquide' | 'paye') => p.argent.parts.reduce((s, x) => s + x[cle], 0)
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
                {e.numero}, {e.quoi} : {euros(e.dossier)} au lieu de {euros(e.detail)}
              </li>
            ))}
          </ul>
        </Avis>
      )}
      <Chiffres
        items={[
          { libelle: 'Voté', valeur: euros(t.vote), note: `${t.dossiers} dossiers` },
          { libelle: 'Payé', valeur: euros(t.paye) },
          { libelle: 'Reste à payer', valeur: euros(Math.max(0, t.vote - t.paye)) },
        ]}
      />
      <Barre
        segments={[
          { libelle: 'Payé', valeur: t.paye, ton: 'plein' },
          { libelle: 'Voté, à payer', valeur: Math.max(0, t.vote - t.paye), ton: 'moyen' },
          { libelle: 'Proposé', valeur: t.propose, ton: 'attention' },
          { libelle: 'Libre', valeur: Math.max(0, f.enveloppe - t.vote - t.propose), ton: 'libre' },
        ]}
        total={f.enveloppe}
        format={(v) => euros(v)}
      />
      <Tableau
        legende="De l’enveloppe au paiement"
        colonnes={[{ titre: 'Étape' }, { titre: 'Montant', nombre: true }]}
        lignes={[
          ['Enveloppe', euros(f.enveloppe)],
          [lien('Proposé par la commission technique', 'retenu'), euros(t.propose)],
          [
            lien('Voté', 'accorde,convention_envoyee,convention_signee,convention_executee,notifie,solde'),
            euros(t.vote),
          ],
          ['Engagé en comptabilité', euros(t.engage)],
          [lien('Commandé (total des commandes)', 'notifie'), euros(t.commande)],
          ['Livré', euros(t.livre)],
          [paiements(`Demandes à calculer : ${t.en_calcul}`, 'calculer'), '–'],
          [paiements('Calculé', 'valider'), euros(t.liquide)],
          [paiements('Payé', 'payees'), euros(t.paye)],
          ['Reste à payer', euros(Math.max(0, t.vote - t.paye))],
          [lien('Annulé ou non consommé', 'solde,caduc,desiste'), euros(t.annule)],
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
            euros(x.vote),
            euros(x.liquide),
            euros(x.paye),
            euros(Math.max(0, x.vote - x.paye)),
          ])}
          total={[
            'Total',
            '',
            euros(somme('vote')),
            euros(somme('liquide')),
            euros(somme('paye')),
            euros(Math.max(0, somme('vote') - somme('paye'))),
          ]}
        />
      )}
      {p.argent.mois.length > 0 ? (
        <Tableau
          legende="Prévision : ce qui reste à payer, au mois où les achats doivent finir"
          colonnes={[{ titre: 'Mois' }, { titre: 'Montant', nombre: true }]}
          lignes={p.argent.mois.map((m) => [moisAnnee(`${m.mois}-01`), euros(m.montant)])}
        />
      ) : null}
      <p class="govuk-body">
        <a href={urls.argent.href({ slug }, { format: 'csv' })}>Exporter ces chiffres (CSV)</a>
      </p>
    </Page>
  )
}
