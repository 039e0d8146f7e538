import { couverture, lignesDecouvertes } from '../domaine/couverture.ts'
import { calculDuDossier } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Avis } from '../ui/avis.tsx'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ETATS_DEVIS } from './mots.ts'

/** The quotes of a dossier: those sent, what they cover, what is still missing. */
export const DevisPage = (p: {
  cadre: Cadre
  faits: Faits
  peutEnvoyer: boolean
  retour: { href: string; libelle: string }
  fait: boolean
  alertes: string[]
}) => {
  const { faits: f } = p
  const { id } = f.dossier
  const sans = lignesDecouvertes(f)
  const lignes = couverture(f)
  const calcul = calculDuDossier(f)
  return (
    <Page {...p.cadre} titre="Devis" prive retour={p.retour}>
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Devis</h1>
      {p.fait ? (
        <Avis ton="succes" titre="C’est enregistré.">
          {p.alertes.map((a) => (
            <p>{a}</p>
          ))}
        </Avis>
      ) : null}
      {p.peutEnvoyer ? (
        <>
          <p class="laureat-chapo">
            Envoyez les devis dès que vous les avez, même avant la fin de l’appel. Ne les signez pas avant la
            notification : un devis signé vous engage.
          </p>
          <Boutons>
            <Bouton href={urls.devisEnvoi.href({ id })}>Envoyer un devis</Bouton>
          </Boutons>
        </>
      ) : null}
      <h2 class="govuk-heading-m">Devis envoyés</h2>
      {f.devis.length === 0 ? (
        <Vide titre="Aucun devis pour le moment">
          <p>Un devis peut concerner plusieurs écoles, et une école peut avoir plusieurs devis.</p>
        </Vide>
      ) : (
        <Tableau
          legende="Devis envoyés"
          legendeCachee
          colonnes={[
            { titre: 'Fournisseur' },
            { titre: 'Devis' },
            { titre: 'Total', nombre: true },
            { titre: 'Valable jusqu’au' },
            { titre: 'État' },
          ]}
          lignes={f.devis.map((d) => [
            <a href={urls.devisUn.href({ id, devis: d.id })}>{d.fournisseur_nom}</a>,
            `${d.numero}${d.version > 1 ? ` (version ${d.version})` : ''}`,
            euros(d.total),
            dateSimple(d.validite),
            <PuceEtat ton={ETATS_DEVIS[d.etat].ton}>{ETATS_DEVIS[d.etat].libelle}</PuceEtat>,
          ])}
        />
      )}
      <h2 class="govuk-heading-m">Ce qui est couvert</h2>
      {lignes.length === 0 ? (
        <p class="govuk-body">La candidature ne demande encore ni équipement ni ressource.</p>
      ) : (
        <>
          {sans.length > 0 ? (
            <Avis
              ton="attention"
              titre={`Il manque un devis conforme pour ${sans.length} ligne${sans.length > 1 ? 's' : ''}.`}
            >
              <p>Le dossier pourra être voté quand tout ce qui est financé aura son devis.</p>
            </Avis>
          ) : (
            <Avis ton="succes" titre="Tout ce qui est financé a un devis conforme." />
          )}
          <Tableau
            legende="Demandé et devis conformes"
            colonnes={[
              { titre: 'Article' },
              { titre: 'École' },
              { titre: 'Demandé', nombre: true },
              { titre: 'Devis conformes', nombre: true },
            ]}
            lignes={lignes.map((l) => [
              l.libelle,
              typographier(l.nom),
              String(l.demande).replace('.', ','),
              l.couverte ? String(l.devis).replace('.', ',') : <PuceEtat ton="attention">manque</PuceEtat>,
            ])}
          />
        </>
      )}
      <CarteArgent
        titre="Subvention calculée"
        lignes={[
          { libelle: 'Dépense hors taxes', centimes: calcul.depense },
          { libelle: 'Dépense subventionnable', centimes: calcul.depenseRetenue },
        ]}
        total={{ libelle: 'Subvention au plus', centimes: calcul.subvention }}
        calcul={calcul.volets.flatMap((v) =>
          v.explication.map((e) => ({
            libelle: `${v.libelle}, ${e.libelle}`,
            ...(e.formule ? { detail: e.formule } : {}),
            ...(e.montant === undefined ? {} : { centimes: e.montant }),
          })),
        )}
      />
    </Page>
  )
}
